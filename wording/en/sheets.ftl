# Reading and writing lists: faults of a file, doubts about a value, rows left out.
# Arguments of faults: $file $sheet $row $column $found $limit; of values: $found.

sheets-fault-file-empty = The file “{ $file }” is empty. Please check that you chose the right file.
sheets-fault-no-data = There is nothing in the file “{ $file }”. Please check that you chose the right file.
sheets-fault-not-a-table = The file “{ $file }” holds no table we can read but { $found ->
        [pdf] a PDF document
        [doc] a Word document
        [docx] a Word document
        [odt] a text document
        [rtf] a text document
        [ppt] a presentation
        [pptx] a presentation
        [msg] an e-mail
        [html] a web page
        [xml] an XML file
        [image] a picture
        [vcard] a contact card
        [calendar] a calendar
        [zip] an archive
        [gzip] an archive
        [archive] an archive
       *[other] data of another kind
    }. Please save the list as an Excel file (XLSX), an OpenDocument spreadsheet (ODS) or CSV.
sheets-fault-kind-not-read = We cannot read { $found ->
        [xlsb] binary Excel files (XLSB)
        [numbers] files of Apple Numbers
       *[other] files of this kind
    }. Please open “{ $file }” and save the list as an Excel file (XLSX).
sheets-fault-password = The file “{ $file }” is protected by a password. Please save it without a password and upload it again.
sheets-fault-damaged = The file “{ $file }” is damaged or incomplete. Please open it in your spreadsheet program, save it anew and upload it again.
sheets-fault-file-too-large = The file “{ $file }” is larger than { $limit } MB. Please split the list or save it as CSV.
sheets-fault-unpacks-too-large = The file “{ $file }” unpacks to more than { $limit } MB. Please split the list or save it as CSV.
sheets-fault-too-many-cells = The sheet “{ $sheet }” has more than { $limit } filled cells. Please split the list or save it as CSV.
sheets-fault-too-many-columns = There are { $found } columns in row { $row }; { $limit } are allowed. Please delete the columns that do not belong to the list.
sheets-fault-cell-too-long = The text in row { $row }, column { $column } is longer than { $limit } characters. Often a closing quotation mark is missing there. Please shorten or correct the text.
sheets-fault-quote-open = A quotation mark opens in row { $row } and is never closed. Please add the closing one or delete it.
sheets-fault-encoding-unknown = The special characters of the file “{ $file }” cannot be read for certain (first in row { $row }). Please save the list as an Excel file (XLSX) or as “CSV UTF-8”.
sheets-fault-encoding-mixed = The file “{ $file }” stores special characters in two different ways (in row { $row }). Please save the list as an Excel file (XLSX) or as “CSV UTF-8” and check the names.
sheets-fault-no-heading = There is no line of headings above the list; the first filled row is row { $row }. Please write above each column what it holds.
sheets-fault-no-rows = There is nothing below the headings in row { $row }. Please check that you chose the right file.
sheets-fault-sheet-missing = There is no sheet “{ $sheet }” in the file “{ $file }”. It has: { $found }.
sheets-fault-all-sheets-hidden = All filled sheets of the file “{ $file }” are hidden ({ $found }). Please unhide the sheet with the list.
sheets-fault-device = Reading or writing the file “{ $file }” failed ({ $found }). Please try again.
sheets-fault-format-full = The list is too large for an Excel file (at most { $limit } rows or columns). Please choose CSV or narrow the list down.

sheets-reason-empty = There is nothing here.
sheets-reason-not-a-date = “{ $found }” is not a readable date. Please write, for example, 02.03.1990.
sheets-reason-no-such-day = “{ $found }” does not exist in the calendar.
sheets-reason-out-of-range = “{ $found }” lies outside the time that is possible here.
sheets-reason-two-digit-year = The year in “{ $found }” has only two digits; the century is not certain.
sheets-reason-day-month-order = Day and month in “{ $found }” may be the wrong way round.
sheets-reason-year-only = Only the year is known in “{ $found }”.
sheets-reason-month-only = Only month and year are known in “{ $found }”.
sheets-reason-first-of-january = The first of January in “{ $found }” is often entered when only the year is known.
sheets-reason-serial-number = “{ $found }” is a bare number; Excel probably means a day by it.
sheets-reason-digits-only = “{ $found }” is a date without separators.
sheets-reason-approximate = “{ $found }” is marked as approximate or uncertain.
sheets-reason-typo = The separators in “{ $found }” are mixed up.
sheets-reason-not-a-number = “{ $found }” is not a readable number.
sheets-reason-thousands-or-decimal = The point in “{ $found }” may separate thousands or decimals.
sheets-reason-point-as-decimal = “{ $found }” has a point before the decimals instead of a comma.
sheets-reason-not-whole = “{ $found }” is not a whole number.
sheets-reason-not-a-flag = “{ $found }” is neither yes nor no.
sheets-reason-not-a-time = “{ $found }” is not a readable time. Please write, for example, 8:30 or Mo-Fr 8:30-12:00.
sheets-reason-no-such-time = The time “{ $found }” does not exist.
sheets-reason-hour-only = “{ $found }” is probably a full hour.
sheets-reason-end-before-start = The end in “{ $found }” lies before the beginning.

sheets-skip-title = This row stands above the headings.
sheets-skip-repeated-heading = This row repeats the headings.
sheets-skip-column-numbers = This row only numbers the columns.
sheets-skip-total = This row is a total.
sheets-skip-only-numbers = This row at the end holds only numbers, for example a running number without an entry.
sheets-skip-note = This row at the end is a remark.
