# Dates and times: names and patterns. Always the Gregorian calendar and Latin digits.

calendar-date = { $day }.{ $month }.{ $year }
calendar-date-weekday = { $weekday }، { $date }
calendar-date-long = { $weekday }، { $day } { $month } { $year }
calendar-time = الساعة { $hour }:{ $minute }

calendar-weekday-1 = الاثنين
calendar-weekday-2 = الثلاثاء
calendar-weekday-3 = الأربعاء
calendar-weekday-4 = الخميس
calendar-weekday-5 = الجمعة
calendar-weekday-6 = السبت
calendar-weekday-7 = الأحد

calendar-weekday-short-1 = الاثنين
calendar-weekday-short-2 = الثلاثاء
calendar-weekday-short-3 = الأربعاء
calendar-weekday-short-4 = الخميس
calendar-weekday-short-5 = الجمعة
calendar-weekday-short-6 = السبت
calendar-weekday-short-7 = الأحد

calendar-month-1 = يناير
calendar-month-2 = فبراير
calendar-month-3 = مارس
calendar-month-4 = أبريل
calendar-month-5 = مايو
calendar-month-6 = يونيو
calendar-month-7 = يوليو
calendar-month-8 = أغسطس
calendar-month-9 = سبتمبر
calendar-month-10 = أكتوبر
calendar-month-11 = نوفمبر
calendar-month-12 = ديسمبر

calendar-days =
    { $count ->
        [zero] لا أيام
        [one] يوم واحد
        [two] يومان
        [few] { $count } أيام
        [many] { $count } يومًا
       *[other] { $count } يوم
    }

calendar-weeks =
    { $count ->
        [zero] لا أسابيع
        [one] أسبوع واحد
        [two] أسبوعان
        [few] { $count } أسابيع
        [many] { $count } أسبوعًا
       *[other] { $count } أسبوع
    }
