# Dates and times: names and patterns. Always the Gregorian calendar and Latin digits.

calendar-date = { $day }.{ $month }.{ $year }
calendar-date-weekday = { $weekday }, { $date }
calendar-date-long = { $day } { $month } { $year } { $weekday }
calendar-time = { $hour }:{ $minute }

calendar-weekday-1 = Pazartesi
calendar-weekday-2 = Salı
calendar-weekday-3 = Çarşamba
calendar-weekday-4 = Perşembe
calendar-weekday-5 = Cuma
calendar-weekday-6 = Cumartesi
calendar-weekday-7 = Pazar

calendar-weekday-short-1 = Pzt
calendar-weekday-short-2 = Sal
calendar-weekday-short-3 = Çar
calendar-weekday-short-4 = Per
calendar-weekday-short-5 = Cum
calendar-weekday-short-6 = Cmt
calendar-weekday-short-7 = Paz

calendar-month-1 = Ocak
calendar-month-2 = Şubat
calendar-month-3 = Mart
calendar-month-4 = Nisan
calendar-month-5 = Mayıs
calendar-month-6 = Haziran
calendar-month-7 = Temmuz
calendar-month-8 = Ağustos
calendar-month-9 = Eylül
calendar-month-10 = Ekim
calendar-month-11 = Kasım
calendar-month-12 = Aralık

calendar-days =
    { $count ->
       *[other] { $count } gün
    }

calendar-weeks =
    { $count ->
       *[other] { $count } hafta
    }
