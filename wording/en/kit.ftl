# Shared interface texts of the staff pages.

kit-skip-to-content = Skip to content
