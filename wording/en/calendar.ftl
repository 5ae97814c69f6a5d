# Dates and times: names and patterns. Always the Gregorian calendar and Latin digits.

calendar-date = { $day }/{ $month }/{ $year }
calendar-date-weekday = { $weekday } { $date }
calendar-month-year = { $month } { $year }
calendar-date-long = { $weekday }, { $day } { $month } { $year }
calendar-time = { $hour }:{ $minute }

calendar-weekday-1 = Monday
calendar-weekday-2 = Tuesday
calendar-weekday-3 = Wednesday
calendar-weekday-4 = Thursday
calendar-weekday-5 = Friday
calendar-weekday-6 = Saturday
calendar-weekday-7 = Sunday

calendar-weekday-short-1 = Mon
calendar-weekday-short-2 = Tue
calendar-weekday-short-3 = Wed
calendar-weekday-short-4 = Thu
calendar-weekday-short-5 = Fri
calendar-weekday-short-6 = Sat
calendar-weekday-short-7 = Sun

calendar-month-1 = January
calendar-month-2 = February
calendar-month-3 = March
calendar-month-4 = April
calendar-month-5 = May
calendar-month-6 = June
calendar-month-7 = July
calendar-month-8 = August
calendar-month-9 = September
calendar-month-10 = October
calendar-month-11 = November
calendar-month-12 = December

calendar-days =
    { $count ->
        [one] { $count } day
       *[other] { $count } days
    }

calendar-weeks =
    { $count ->
        [one] { $count } week
       *[other] { $count } weeks
    }
