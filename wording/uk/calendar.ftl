# Dates and times: names and patterns. Always the Gregorian calendar and Latin digits.

calendar-date = { $day }.{ $month }.{ $year }
calendar-date-weekday = { $weekday }, { $date }
calendar-date-long = { $weekday }, { $day } { $month } { $year } р.
calendar-time = { $hour }:{ $minute }

calendar-weekday-1 = понеділок
calendar-weekday-2 = вівторок
calendar-weekday-3 = середа
calendar-weekday-4 = четвер
calendar-weekday-5 = п’ятниця
calendar-weekday-6 = субота
calendar-weekday-7 = неділя

calendar-weekday-short-1 = пн
calendar-weekday-short-2 = вт
calendar-weekday-short-3 = ср
calendar-weekday-short-4 = чт
calendar-weekday-short-5 = пт
calendar-weekday-short-6 = сб
calendar-weekday-short-7 = нд

calendar-month-1 = січня
calendar-month-2 = лютого
calendar-month-3 = березня
calendar-month-4 = квітня
calendar-month-5 = травня
calendar-month-6 = червня
calendar-month-7 = липня
calendar-month-8 = серпня
calendar-month-9 = вересня
calendar-month-10 = жовтня
calendar-month-11 = листопада
calendar-month-12 = грудня

calendar-days =
    { $count ->
        [one] { $count } день
        [few] { $count } дні
       *[other] { $count } днів
    }

calendar-weeks =
    { $count ->
        [one] { $count } тиждень
        [few] { $count } тижні
       *[other] { $count } тижнів
    }
