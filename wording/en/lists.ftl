# What every list can do.
lists-find = Search in this list
lists-download-csv = Download as CSV
lists-download-xlsx = Download as Excel file
lists-view-name = Name for this filter
lists-view-save = Keep this filter
lists-view-saved = The filter is kept and stands above the list.
lists-view-forget = Forget the kept filter “{ $name }”
lists-view-forgotten = The filter is forgotten.
