# Dates and times: names and patterns. Always the Gregorian calendar and Latin digits.

calendar-date = { $day }/{ $month }/{ $year }
calendar-date-weekday = { $weekday } { $date }
calendar-date-long = { $weekday } { $day } { $month } { $year }
calendar-time = { $hour } h { $minute }

calendar-weekday-1 = lundi
calendar-weekday-2 = mardi
calendar-weekday-3 = mercredi
calendar-weekday-4 = jeudi
calendar-weekday-5 = vendredi
calendar-weekday-6 = samedi
calendar-weekday-7 = dimanche

calendar-weekday-short-1 = lun.
calendar-weekday-short-2 = mar.
calendar-weekday-short-3 = mer.
calendar-weekday-short-4 = jeu.
calendar-weekday-short-5 = ven.
calendar-weekday-short-6 = sam.
calendar-weekday-short-7 = dim.

calendar-month-1 = janvier
calendar-month-2 = février
calendar-month-3 = mars
calendar-month-4 = avril
calendar-month-5 = mai
calendar-month-6 = juin
calendar-month-7 = juillet
calendar-month-8 = août
calendar-month-9 = septembre
calendar-month-10 = octobre
calendar-month-11 = novembre
calendar-month-12 = décembre

calendar-days =
    { $count ->
        [one] { $count } jour
       *[other] { $count } jours
    }

calendar-weeks =
    { $count ->
        [one] { $count } semaine
       *[other] { $count } semaines
    }
