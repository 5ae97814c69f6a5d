# Why a list is not imported.

refusal-import-moved-on = This list is being imported elsewhere ({ $done } rows are done). Please wait until it is through.
refusal-mapping-name-missing = The columns have no name to be remembered under. Please give one.
refusal-course-incomplete = This row lacks data of the course. Please add type, first day, lessons and seats.
refusal-case-number-taken = The next case number is taken already. Please try again, and tell your administration if it happens again.
refusal-mapping-name-taken = Columns are remembered under this name already. Please choose another name.
