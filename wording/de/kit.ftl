# Shared interface texts of the staff pages.

kit-skip-to-content = Zum Inhalt springen
