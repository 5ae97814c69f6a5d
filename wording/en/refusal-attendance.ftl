# Attendance: why something cannot be done
refusal-attendance-lessons-out-of-range = A course day has 1 to { $most } lessons. Check the number.
refusal-attendance-seat-twice = Somebody is on the list twice. Reload the page and enter the list again.
refusal-attendance-internship-only-youth = The sign P (internship) exists in youth courses only. Choose X, E, U or W.
refusal-attendance-left-before-came = The person would have left before coming. Check both times.
refusal-attendance-course-not-begun = { $state ->
    [draft] The course is still a draft. There is an attendance list once its start is confirmed.
    [published] The course has not begun. Confirm its start first.
    *[other] This course does not take place. There is no attendance list.
    }
refusal-attendance-in-the-future = { $on } lies in the future. Enter the list on the course day or later.
refusal-attendance-outside-course = This course did not run on { $on }. Choose a day between its first and its last.
refusal-attendance-line-length = The quick entry has { $typed } signs, but there are { $learners } people on the list. Type one sign per person, or only the numbers of those who are missing, such as 3e 7u.
refusal-attendance-line-number = The number “{ $number }” fits nobody on the list. Write the number and then the sign, such as 3e 7u.
refusal-attendance-line-sign = “{ $sign }” is no sign of the list. Possible are x, e, u, w and, in youth courses, p.
refusal-hindrance-missing = If the person cannot come, at least one hindrance belongs to it. Choose one.
refusal-hindrance-only-with-cannot = Hindrances belong to “cannot come” only. Choose that outcome or take the hindrances out; “cannot” and “will not” are never mixed.
refusal-concern-not-open = { $state ->
    [reported] This warning has been reported. Further talks are not entered here.
    *[other] This warning is closed.
    }
refusal-talk-in-the-future = The talk on { $on } lies in the future. Enter it once it has taken place.
refusal-help-missing = Somebody who cannot come needs agreed help. Choose at least one kind.
refusal-review-before-talk = The review has to come after the talk on { $on }. Choose a later day.
refusal-report-of-excused-days = Excused days are not reported. This is about help only.
refusal-report-before-help = Help first, report second: hold a help talk and enter it.
refusal-report-before-attempts = Try to reach the person at least { $attempts } times before you report.
refusal-report-before-review = Help is agreed. A report is possible on { $on } at the earliest, if the help does not work.
refusal-report-after-improvement = Since the talk the person comes regularly again. Close the warning instead of reporting.
refusal-report-already-answered = This report was answered on { $on }.
refusal-report-without-recipient = Nobody has obliged this person or named the course in a cooperation plan. There is no report then (section 8 (3) IntV); keep helping.
