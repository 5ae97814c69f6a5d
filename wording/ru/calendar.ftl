# Dates and times: names and patterns. Always the Gregorian calendar and Latin digits.

calendar-date = { $day }.{ $month }.{ $year }
calendar-date-weekday = { $weekday }, { $date }
calendar-date-long = { $weekday }, { $day } { $month } { $year } г.
calendar-time = { $hour }:{ $minute }

calendar-weekday-1 = понедельник
calendar-weekday-2 = вторник
calendar-weekday-3 = среда
calendar-weekday-4 = четверг
calendar-weekday-5 = пятница
calendar-weekday-6 = суббота
calendar-weekday-7 = воскресенье

calendar-weekday-short-1 = пн
calendar-weekday-short-2 = вт
calendar-weekday-short-3 = ср
calendar-weekday-short-4 = чт
calendar-weekday-short-5 = пт
calendar-weekday-short-6 = сб
calendar-weekday-short-7 = вс

calendar-month-1 = января
calendar-month-2 = февраля
calendar-month-3 = марта
calendar-month-4 = апреля
calendar-month-5 = мая
calendar-month-6 = июня
calendar-month-7 = июля
calendar-month-8 = августа
calendar-month-9 = сентября
calendar-month-10 = октября
calendar-month-11 = ноября
calendar-month-12 = декабря

calendar-days =
    { $count ->
        [one] { $count } день
        [few] { $count } дня
       *[other] { $count } дней
    }

calendar-weeks =
    { $count ->
        [one] { $count } неделя
        [few] { $count } недели
       *[other] { $count } недель
    }
