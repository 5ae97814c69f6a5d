# Dates and times: names and patterns. Always the Gregorian calendar and Latin digits.

calendar-date = { $day }.{ $month }.{ $year }
calendar-date-weekday = { $weekday }، { $date }
calendar-date-long = { $weekday }، { $day } { $month } { $year }
calendar-time = ساعت { $hour }:{ $minute }

calendar-weekday-1 = دوشنبه
calendar-weekday-2 = سه‌شنبه
calendar-weekday-3 = چهارشنبه
calendar-weekday-4 = پنجشنبه
calendar-weekday-5 = جمعه
calendar-weekday-6 = شنبه
calendar-weekday-7 = یکشنبه

calendar-weekday-short-1 = دوشنبه
calendar-weekday-short-2 = سه‌شنبه
calendar-weekday-short-3 = چهارشنبه
calendar-weekday-short-4 = پنجشنبه
calendar-weekday-short-5 = جمعه
calendar-weekday-short-6 = شنبه
calendar-weekday-short-7 = یکشنبه

calendar-month-1 = جنوری
calendar-month-2 = فبروری
calendar-month-3 = مارچ
calendar-month-4 = اپریل
calendar-month-5 = می
calendar-month-6 = جون
calendar-month-7 = جولای
calendar-month-8 = اگست
calendar-month-9 = سپتمبر
calendar-month-10 = اکتوبر
calendar-month-11 = نومبر
calendar-month-12 = دسمبر

calendar-days =
    { $count ->
       *[other] { $count } روز
    }

calendar-weeks =
    { $count ->
       *[other] { $count } هفته
    }
