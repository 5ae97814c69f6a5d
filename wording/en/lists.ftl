# What every list can do.
lists-find = Search in this list
lists-download-csv = Download as CSV
lists-download-xlsx = Download as Excel file
lists-view-name = Name for this filter
lists-view-save = Keep this filter
lists-view-saved = The filter is kept and stands above the list.
lists-view-forget = Forget the kept filter “{ $name }”
lists-view-forgotten = The filter is forgotten.
lists-bulk-none = You have not selected anything.
lists-bulk-preview =
    { $left_out ->
        [0] This will happen to { $count ->
            [one] one entry
           *[other] { $count } entries
        }.
       *[other] This will happen to { $count ->
            [one] one entry
           *[other] { $count } entries
        }; { $left_out } { $left_out ->
            [one] stays
           *[other] stay
        } as before.
    }
lists-bulk-who = Name
lists-bulk-number = Number
lists-bulk-what = What happens
lists-bulk-undo = Undo all
