# Kalender der Kursbeginne, Angebot der Kursträger, Pläne der Testtage und Kursbeginne
nav-calendar = Kalender
resource-start-plan = Plan der Testtage und Kursbeginne
event-name-start-plan-proposed = Plan der Kursbeginne vorgeschlagen
event-name-start-plan-accepted = Plan der Kursbeginne angenommen
event-name-start-plan-rejected = Plan der Kursbeginne verworfen

start-calendar-title = Kalender der Kursbeginne und Testtage
start-calendar-lead = Alle Kursbeginne und Testtage der Region auf einen Blick: freie Plätze, Lücken und Überschneidungen.
start-calendar-filter = Kalender eingrenzen
start-calendar-feed = Als Kalenderdatei
start-calendar-by = Gruppieren nach
start-calendar-by-provider = Kursträger
start-calendar-by-place = Ort
start-calendar-by-kind = Kursart
start-calendar-span = Zeitraum
start-calendar-weeks = { $count } Wochen
start-calendar-picture = Kurse und Testtage über die Zeit
start-calendar-finding = { $starts ->
        [one] Ein Kursbeginn
       *[other] { $starts } Kursbeginne
    } mit { $free ->
        [one] einem freien Platz
       *[other] { $free } freien Plätzen
    } und { $tests ->
        [one] ein Testtag
       *[other] { $tests } Testtage
    } liegen vor uns.
start-calendar-test-days = Testtage
start-calendar-test-days-of = Testtage { $host }
start-calendar-test-day = Testtag
start-calendar-test-day-mark = Testtag { $town }: { $booked } von { $seats } Plätzen belegt
start-calendar-promises = Beginnt jede Kursart oft genug?
start-calendar-promise-agreed = Nach der Vereinbarung (Fassung { $edition }) beginnt jede Kursart spätestens alle { $weeks } Wochen.
start-calendar-promise-set = Nach der Einstellung der Region beginnt jede Kursart spätestens alle { $weeks } Wochen.
start-calendar-promise-empty = Es ist noch keine Kursart vereinbart und kein Kurs geplant.
start-calendar-promise-kind = Kursart
start-calendar-promise-next = Nächster Beginn
start-calendar-promise-days = In Tagen
start-calendar-promise-kept = eingehalten
start-calendar-promise-broken = nicht eingehalten
start-calendar-promise-gaps = Zu lange Lücken
start-calendar-none = kein Beginn geplant
start-calendar-gap = { $from } bis { $until } ({ $weeks } Wochen)
start-calendar-gap-open = ab { $from } kein Beginn bis { $until } ({ $weeks } Wochen)
start-calendar-collisions = Was sich überschneidet
start-calendar-collision-what = Überschneidung
start-calendar-collision-who = Kursträger
start-calendar-collision-from = Ab
start-calendar-collision-until = Bis
start-calendar-collision-empty = Nichts überschneidet sich.
start-calendar-collision-rooms = { $town }: { $needed } Kurse zur gleichen Tageszeit, aber { $there ->
        [0] kein passender Raum
        [one] nur ein passender Raum
       *[other] nur { $there } passende Räume
    }.
start-calendar-collision-teachers = { $kinds }: { $needed } Unterrichtsstunden in der Woche gebraucht, { $there } vorhanden.
start-calendar-collision-test-days = { $needed } Testtage am selben Tag: { $town }.
start-calendar-collision-same-start = { $town }: zwei Kurse ({ $kinds }) beginnen in derselben Woche zur gleichen Tageszeit und teilen sich die Wartenden.
start-calendar-days = Die nächsten Kursbeginne und Testtage
start-calendar-days-empty = In diesem Zeitraum ist nichts geplant.
start-calendar-day-on = Tag
start-calendar-day-what = Was
start-calendar-day-seats = Plätze

supply-title = Angebot der Kursträger
supply-lead = Was jeder Kursträger an Kursarten, Lehrkräften und Räumen hat. Daraus folgt, welche Kursbeginne möglich sind. Namen von Lehrkräften stehen hier nicht.
supply-empty = Noch kein Kursträger hat sein Angebot eingetragen.
supply-edit = Eigenes Angebot ändern
supply-edit-lead = Was Sie anbieten können. Andere Kursträger sehen diese Angaben nicht; die Koordination sieht nur die Summen.
supply-never = noch nie angegeben
supply-column-provider = Kursträger
supply-column-kinds = Kursarten
supply-column-teachers = Lehrkräfte
supply-column-lessons = UE in der Woche
supply-column-rooms = Räume
supply-column-seats = Plätze
supply-column-examiners = Testlizenzen
supply-column-confirmed = Stand
supply-kinds = Kursarten
supply-kinds-lead = Tragen Sie nur die Kursarten ein, für die Sie zugelassen sind. Leere Zeilen werden nicht angeboten.
supply-minimum = { $kind }: Mindestzahl für einen Beginn
supply-lessons = { $kind }: UE in der Woche
supply-teachers = Lehrkräfte
supply-teachers-lines = Eine Zeile je Lehrkraft: Bezeichnung; UE in der Woche; Kursarten
supply-teachers-hint = Zum Beispiel: Lehrkraft 1; 24; ALLG, ALPHA. Höchstens { $most } UE in der Woche. Ein Name ist nicht nötig. Kommt oder geht jemand später, dahinter die Tage: Lehrkraft 2; 20; ALLG; 01.02.2027 – 31.07.2027 (auch nur einer davon).
supply-rooms = Räume
supply-rooms-lines = Eine Zeile je Raum: Name; Plätze; Tageszeiten; Kinderbetreuung; Ort
supply-rooms-hint = Zum Beispiel: Raum 1; 20; V, N; 6; Gunzenhausen. V = vormittags, N = nachmittags, A = abends, W = Wochenende. Kinderbetreuung und Ort können fehlen.
supply-examiners-section = Einstufungstest
supply-examiners = Lehrkräfte mit Testlizenz
supply-save = Angebot speichern
supply-saved = Ihr Angebot ist gespeichert.
