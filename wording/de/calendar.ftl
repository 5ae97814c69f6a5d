# Dates and times: names and patterns. Always the Gregorian calendar and Latin digits.

calendar-date = { $day }.{ $month }.{ $year }
calendar-date-weekday = { $weekday }, { $date }
calendar-month-year = { $month } { $year }
calendar-date-long = { $weekday }, { $day }. { $month } { $year }
calendar-time = { $hour }:{ $minute } Uhr

calendar-weekday-1 = Montag
calendar-weekday-2 = Dienstag
calendar-weekday-3 = Mittwoch
calendar-weekday-4 = Donnerstag
calendar-weekday-5 = Freitag
calendar-weekday-6 = Samstag
calendar-weekday-7 = Sonntag

calendar-weekday-short-1 = Mo.
calendar-weekday-short-2 = Di.
calendar-weekday-short-3 = Mi.
calendar-weekday-short-4 = Do.
calendar-weekday-short-5 = Fr.
calendar-weekday-short-6 = Sa.
calendar-weekday-short-7 = So.

calendar-month-1 = Januar
calendar-month-2 = Februar
calendar-month-3 = März
calendar-month-4 = April
calendar-month-5 = Mai
calendar-month-6 = Juni
calendar-month-7 = Juli
calendar-month-8 = August
calendar-month-9 = September
calendar-month-10 = Oktober
calendar-month-11 = November
calendar-month-12 = Dezember

calendar-days =
    { $count ->
        [one] { $count } Tag
       *[other] { $count } Tage
    }

calendar-weeks =
    { $count ->
        [one] { $count } Woche
       *[other] { $count } Wochen
    }
