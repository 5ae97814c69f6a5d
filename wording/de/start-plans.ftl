# Pläne der Testtage und Kursbeginne
start-plans-title = Pläne der Testtage und Kursbeginne
start-plans-lead = Ein Plan schlägt vor, welche Testtage und Kursbeginne die Region in den nächsten Wochen braucht. Er ändert nichts, bis ihn jemand annimmt.
start-plans-empty = Noch kein Plan. Ein Plan braucht das Angebot der Kursträger und am besten eine Vereinbarung.
start-plans-propose = Plan vorschlagen lassen
start-plans-column-on = Vorgeschlagen am
start-plans-column-new-starts = Neue Kursbeginne
start-plans-column-test-days = Neue Testtage
start-plans-column-seated = Mit Platz
start-plans-column-unseated = Ohne Platz
start-plans-column-by-hand = Von Hand
start-plans-column-state = Stand
start-plans-untouched = nichts geändert
start-plans-by-hand = { $count ->
        [one] eine Änderung
       *[other] { $count } Änderungen
    }
start-plan-state-proposed = Vorschlag
start-plan-state-accepted = Angenommen
start-plan-state-rejected = Nicht angenommen
start-plan-title = Plan vom { $on }
start-plan-summary = Bis { $until }: { $starts } neue Kursbeginne und { $tests } neue Testtage für { $waiting } Wartende, { $untested } noch nicht Getestete und { $expected } erwartete Personen. { $seated } bekommen einen Platz, { $unseated } nicht.
start-plan-checked = Der Plan ist geprüft: Alle Regeln sind eingehalten.
start-plan-checked-proven = Der Plan ist geprüft und nachweislich der beste.
start-plan-unchecked = Die Prüfung hat Fehler gefunden. Der Plan kann nicht angenommen werden.
start-plan-unchecked-short = nicht geprüft
start-plan-proposes-only = Noch ist nichts geändert. Erst wenn Sie den Plan annehmen, werden Kurse veröffentlicht und Testtage angelegt.
start-plan-accept = Plan annehmen
start-plan-reject = Nicht annehmen
start-plan-anew = Mit den neuen Daten planen
start-plan-proposed = Der Plan steht. Er ändert noch nichts.
start-plan-changed = Neu geplant um Ihre Änderung. Unten steht, was sie kostet.
start-plan-accepted = Der Plan ist angenommen: Kurse sind veröffentlicht, Testtage sind angelegt.
start-plan-rejected = Der Plan ist nicht angenommen. Es ändert sich nichts.
start-plan-seats-next = Jetzt Plätze vergeben
start-plan-json = Plan als JSON
start-plan-goals = Was der Plan erreicht
start-plan-goals-lead = Die Ziele gelten streng der Reihe nach: Ein späteres Ziel wiegt nie ein früheres auf. Versprochene Plätze, Räume, Lehrkräfte und Mindestzahlen sind immer eingehalten.
start-plan-goal = Ziel
start-plan-goal-value = Wert
start-plan-goal-proof = Nachweis
start-plan-goal-difference = Gegen den Plan davor
start-plan-proven = besser geht es nicht
start-plan-at-least = mindestens { $bound }
start-plan-not-proven = nicht nachgewiesen
start-plan-as-before = wie davor
start-plan-more = mehr: { $amount }
start-plan-less = weniger: { $amount }
start-plan-goal-priority-unseated = Vorrang (§ 7 Abs. 4 IntV): Personen ohne Platz
start-plan-goal-priority-late = Vorrang: Personen über der Wartegrenze
start-plan-goal-priority-waiting = Vorrang: Wartetage zusammen
start-plan-goal-late = Übrige Personen über der Wartegrenze
start-plan-goal-waiting = Übrige: Wartetage zusammen
start-plan-goal-reach = Wege in Minuten zusammen
start-plan-goal-empty-seats = Leere Plätze
start-plan-goal-shares = Abweichung von vereinbarten Anteilen (Hundertstel Personen)
start-plan-goal-changes = Änderungen am bekannten Plan
start-plan-amount-priority-unseated = { $by ->
        [one] eine Person mit Vorrang ohne Platz
       *[other] { $by } Personen mit Vorrang ohne Platz
    }
start-plan-amount-priority-late = { $by ->
        [one] eine Person mit Vorrang über der Wartegrenze
       *[other] { $by } Personen mit Vorrang über der Wartegrenze
    }
start-plan-amount-priority-waiting = { $by ->
        [one] ein Wartetag mit Vorrang
       *[other] { $by } Wartetage mit Vorrang
    }
start-plan-amount-late = { $by ->
        [one] eine Person über der Wartegrenze
       *[other] { $by } Personen über der Wartegrenze
    }
start-plan-amount-waiting = { $by ->
        [one] ein Wartetag
       *[other] { $by } Wartetage
    }
start-plan-amount-reach = { $by ->
        [one] eine Minute Weg
       *[other] { $by } Minuten Weg
    }
start-plan-amount-empty-seats = { $by ->
        [one] ein leerer Platz
       *[other] { $by } leere Plätze
    }
start-plan-amount-shares = { $by } Hundertstel Personen neben den Anteilen
start-plan-amount-changes = { $by ->
        [one] eine Änderung
       *[other] { $by } Änderungen
    }
start-plan-picture = Der Plan über die Zeit
start-plan-picture-finding = { $all } Kursbeginne, davon { $new } neu. Neue Kursbeginne lassen sich verschieben: ziehen, oder mit den Pfeiltasten und Eingabe.
start-plan-test-day-mark = Testtag { $host }: { $booked } von { $seats } Plätzen verplant
start-plan-start = { $on }, { $kind }, Abschnitt { $section }, { $town } { $time } ({ $provider })
start-plan-another-start = ein Kursbeginn außerhalb des Plans
start-plan-section = Abschnitt { $section }
start-plan-starts = Kursbeginne des Plans
start-plan-starts-empty = Der Plan enthält keinen Kursbeginn.
start-plan-starts-on = Tag
start-plan-starts-what = Kurs
start-plan-starts-provider = Kursträger
start-plan-starts-people = Personen
start-plan-starts-seats = Freie Plätze
start-plan-starts-why = Warum
start-plan-starts-without = Ohne ihn
start-plan-people-of = { $waiting } + { $expected } erwartet
start-plan-because-promised = Schon veröffentlicht; er findet statt.
start-plan-because-pinned = Von Hand festgelegt.
start-plan-because-announced = Im Plan davor angekündigt.
start-plan-because-equal = Einer von mehreren gleich guten.
start-plan-not-to-spare = Andere Kurse können niemanden abgeben; nötig sind { $minimum }.
start-plan-because-better = Erspart: { $amount }.
start-plan-without = Mehr: { $amounts }.
start-plan-without-nothing = Es ginge auch ohne ihn.
start-plan-instead = Dafür begänne: { $start }.
start-plan-not-run = Was nicht beginnt, und warum
start-plan-not-run-empty = Jeder mögliche Kurs beginnt.
start-plan-not-run-more = Dazu kommen { $count } weitere; alle stehen im JSON.
start-plan-start-column = Möglicher Kursbeginn
start-plan-cause = Grund
start-plan-not-yet = Nur in { $opens } von { $of } durchgespielten Verläufen nötig. Der nächste Plan entscheidet.
start-plan-not-in-any = In keinem von { $of } durchgespielten Verläufen nötig.
start-plan-in-futures = Nötig in { $opens } von { $of } durchgespielten Verläufen.
start-plan-not-closed = Geschlossen, vom Kursträger oder von Hand.
start-plan-not-no-gain = Mit ihm würde nichts besser.
start-plan-not-too-few = Höchstens { $possible } Personen könnten kommen, nötig sind { $minimum }.
start-plan-not-worse = Mit ihm würde der Plan schlechter: { $amount }.
start-plan-not-room = Der Raum ist belegt: { $starts }.
start-plan-not-teachers = Lehrkräfte fehlen; sie unterrichten: { $starts }.
start-plan-not-examiners = Prüfende fehlen an diesem Tag.
start-plan-not-turn = In diesem Turnus gibt es schon einen Testtag.
start-plan-test-days = Testtage des Plans
start-plan-test-lead = Eingeladen werden dürfen mehr Personen, als Plätze da sind: Erfahrungsgemäß kommen { $percent } von 100 nicht; dass mehr kommen als Platz haben, geschieht höchstens { $risk } von 100 Mal.
start-plan-test-empty = Der Plan enthält keinen Testtag.
start-plan-test-on = Tag
start-plan-test-host = Gastgeber
start-plan-test-seats = Plätze
start-plan-test-invite = Höchstens einladen
start-plan-test-booked = Verplant
start-plan-test-state = Stand
start-plan-test-planned = angelegt
start-plan-test-new = neu, im Turnus
start-plan-test-reserve = neu, Reserve springt ein
start-plan-changes = Was sich gegen den Plan davor ändert
start-plan-changes-empty = Kein Kursbeginn und kein Testtag ändert sich.
start-plan-from-parent = { $count ->
        [0] Dieser Plan ist aus einem anderen entstanden.
        [one] Dieser Plan ist aus einem anderen entstanden; eine Entscheidung ist von Hand festgelegt.
       *[other] Dieser Plan ist aus einem anderen entstanden; { $count } Entscheidungen sind von Hand festgelegt.
    }
start-plan-parent = Plan davor ansehen
start-plan-change-column = Änderung
start-plan-change-given-up = Entfällt: { $what }
start-plan-change-added = Neu: { $what }
start-plan-change-test-given-up = Testtag entfällt: { $what }
start-plan-change-test-added = Neuer Testtag: { $what }
start-plan-cause-pinned = Von Hand festgelegt.
start-plan-cause-start-gone = Geschlossen, verschoben oder nicht mehr angeboten.
start-plan-cause-start-given-up = Der angekündigte Kurs beginnt nicht mehr.
start-plan-cause-promised = Ein anderer Platz ist versprochen.
start-plan-cause-new-person = Die Person ist neu.
start-plan-cause-displaced = { $people ->
        [one] Eine Person, die vorgeht, sitzt jetzt dort.
       *[other] { $people } Personen, die vorgehen, sitzen jetzt dort.
    }
start-plan-cause-few-people = Wegen weniger Personen; Zahlen sind verborgen.
start-plan-summary-round = Bis { $until }: { $starts } neue Kursbeginne und { $tests } neue Testtage. Zahlen über wenige Personen sind verborgen.
start-plan-cause-seat-free = Ein Platz ist frei geworden.
start-plan-cause-for-goal = Für dieses Ziel: { $goal }.
start-plan-cause-test-given-up = Der angekündigte Testtag findet nicht mehr statt.
start-plan-change = Ändern
start-plan-change-title = Ändern: { $start }
start-plan-change-lead = Danach wird um Ihre Entscheidung herum neu geplant. Der alte Plan bleibt; Sie sehen, was sich für wen ändert.
start-plan-change-what = Was soll gelten?
start-plan-hand-pinned = Der Kurs beginnt auf jeden Fall
start-plan-hand-forbidden = Der Kurs beginnt nicht
start-plan-hand-moved = Der Kurs beginnt an einem anderen Tag
start-plan-change-to = Neuer erster Tag
start-plan-change-to-hint = Nur wenn der Kurs an einem anderen Tag beginnt.
start-plan-change-save = Neu planen
start-plan-start-anyway = Trotzdem beginnen
start-plan-wishes = Von Hand festgelegt
start-plan-wishes-lead = Wenn Sie etwas zurücknehmen, wird ohne diese Festlegung neu geplant. Der alte Plan bleibt.
start-plan-wishes-none = Für einzelne Kursbeginne ist nichts festgelegt.
start-plan-wishes-about = Worum es geht
start-plan-wishes-what = Was gilt
start-plan-wishes-people = { $count ->
        [one] Dazu ist der Platz einer Person festgelegt.
       *[other] Dazu sind die Plätze von { $count } Personen festgelegt.
    }
start-plan-wishes-few-people = Dazu sind Plätze einzelner Personen festgelegt; die Zahl ist verborgen, damit niemand erkannt wird.
start-plan-take-back = Zurücknehmen
start-plan-taken-back = Neu geplant ohne diese Festlegung. Unten steht, was sich ändert.
start-plan-somebody = eine Person, für die nicht mehr geplant wird
start-plan-seat-hand-kept = Bekommt diesen Platz
start-plan-seat-hand-refused = Nicht in diesem Kurs
start-plan-seat-hand-left-out = Wird ausgelassen
start-plan-fix = Festlegen
start-plan-fix-title = Platz festlegen: { $person }
start-plan-fix-hint = Ein Kurs, in dem ein Platz festgelegt ist, beginnt auch unter seiner Mindestzahl.
start-plan-fix-kept = Der Platz bleibt: { $start }
start-plan-fix-other = Lieber hier: { $start }
start-plan-fix-refused = Nicht in diesem Kurs: { $start }
start-plan-fix-left-out = In diesem Plan keinen Platz vorsehen
start-plan-affected = Für wen sich etwas ändert
start-plan-affected-empty = Für keine bekannte Person ändert sich etwas.
start-plan-affected-person = Person
start-plan-affected-change = Was sich ändert
start-plan-affected-from = Bisher
start-plan-affected-to = Jetzt
start-plan-affected-lost = Platz verloren
start-plan-affected-moved = anderer Platz
start-plan-affected-gained = Platz bekommen
start-plan-affected-test-moved = anderer Testtag
start-plan-affected-test-lost = kein Testtag mehr
start-plan-affected-expected = { $count ->
        [one] Dazu ändert sich etwas für eine erwartete Person, die noch niemand kennt.
       *[other] Dazu ändert sich etwas für { $count } erwartete Personen, die noch niemand kennt.
    }
start-plan-people = Wer sitzt wo, und warum
start-plan-people-lead = Personen ohne Platz zuerst. Der Plan vergibt noch keine Plätze; das tut das Bundesamt.
start-plan-people-empty = Für niemanden wurde geplant.
start-plan-people-person = Person
start-plan-people-seat = Platz im Plan
start-plan-people-why = Warum
start-plan-people-others = Warum nicht
start-plan-no-seat = kein Platz
start-plan-priority = Vorrang.
start-plan-seat = Wartet { $days } Tage, Weg { $minutes } Minuten.
start-plan-seat-late = Wartet { $days } Tage (über der Grenze), Weg { $minutes } Minuten.
start-plan-seat-fixed = Der Platz ist fest. Wartet { $days } Tage, Weg { $minutes } Minuten.
start-plan-other-dearer = Schlechter für die Person: { $amount }.
start-plan-other-full = Voll mit { $people } Personen; sonst mehr: { $amount }.
start-plan-other-minimum = Der eigene Kurs fiele unter die Mindestzahl von { $minimum }.
start-plan-other-equal = Gleich gut; der Plan wird dadurch nicht besser.
start-plan-other-fixed = Der eigene Platz ist fest.
start-plan-limit-left-out = Von Hand herausgenommen.
start-plan-limit-no-such-course = Kein Kurs dieser Art und dieses Abschnitts im Zeitraum.
start-plan-limit-closed = Alle passenden Kurse sind geschlossen.
start-plan-limit-unreachable = Kein passender Kurs ist erreichbar.
start-plan-limit-no-fitting-time = Kein erreichbarer Kurs zu einer möglichen Tageszeit.
start-plan-limit-no-child-care = Kein passender Kurs mit Kinderbetreuung.
start-plan-limit-not-ready = Kein Kurs beginnt spät genug.
start-plan-limit-no-test = Kein Testtag im Zeitraum.
start-plan-limit-forbidden = Von Hand ausgeschlossen.
start-plan-limit-no-start-runs = Passende Kurse beginnen nicht: zu wenige Personen, kein Raum oder keine Lehrkraft.
start-plan-limit-full = Passende Kurse sind voll mit Personen, die vorgehen.
start-plan-ruled = Von { $all } möglichen Kursbeginnen: { $each }.
start-plan-ruled-left-out = { $starts } ausgelassen
start-plan-ruled-no-such-course = { $starts } von anderer Art
start-plan-ruled-closed = { $starts } geschlossen oder dem nächsten Plan überlassen
start-plan-ruled-unreachable = { $starts } außer Reichweite
start-plan-ruled-no-fitting-time = { $starts } zu anderer Tageszeit
start-plan-ruled-no-child-care = { $starts } ohne Kinderbetreuung
start-plan-ruled-not-ready = { $starts } zu früh
start-plan-ruled-no-test = { $starts } ohne Testtag davor
start-plan-ruled-forbidden = { $starts } von Hand ausgeschlossen
start-plan-ruled-no-start-runs = { $starts } nicht im Plan
start-plan-ruled-full = { $starts } voll
start-plan-settings = Grenzen und Gewohnheiten dieser Planung
start-plan-seed = Startwert { $seed }, Stand der Daten { $version }. Gleiche Daten ergeben den gleichen Plan.
start-plan-setting-never = wird nicht vergeben
start-plan-setting-weeks = Wochen, die der Plan umfasst
start-plan-setting-teacher-lessons = UE in der Woche je Lehrkraft, höchstens
start-plan-setting-lead-days = Vorlauf in Tagen
start-plan-setting-start-every-weeks = Mögliche erste Tage alle … Wochen
start-plan-setting-fewest-for-section = Wartende, ab denen ein Beginn in einem späteren Abschnitt geplant wird
start-plan-setting-longest-gap-weeks = Längste Lücke je Kursart in Wochen (ohne Vereinbarung)
start-plan-setting-no-show-percent = Erwartete Nichterschienene in Prozent
start-plan-setting-overbooking-risk-percent = Risiko bei Überbuchung in Prozent
start-plan-setting-seats-per-examiner = Testplätze je Prüfende
start-plan-setting-look-ahead-weeks = Wochen mit erwarteten Ankünften
start-plan-setting-unseated-days = Zusätzliche Wartetage, als die kein Platz zählt
start-plan-setting-longest-way-minutes = Längster Weg in Minuten
start-plan-setting-without-care-minutes = Minuten, als die fehlende Kinderbetreuung zählt
start-plan-setting-days-after-test = Tage zwischen Test und Kursbeginn
start-plan-setting-change-budget-percent = Änderungen am bekannten Plan in Prozent, höchstens
start-plan-setting-seconds = Sekunden Rechenzeit
kit-gantt-move = Pfeiltasten verschieben um eine Woche, Eingabe plant neu.
refusal-start-plan-without-supply = Noch kein Kursträger hat eingetragen, was er anbieten kann. Bitten Sie die Kursträger darum (Kalender, Angebot der Kursträger).
refusal-start-plan-decided = Über diesen Plan ist schon entschieden. Öffnen Sie den neuesten Plan.
refusal-start-plan-outdated = Seit dem Plan vom { $on } hat sich etwas geändert, das zählt. Planen Sie mit den neuen Daten.
refusal-start-plan-not-checked = Die Prüfung hat Fehler gefunden. Planen Sie neu.
refusal-start-plan-range = Die Zahlen liegen zu weit auseinander, um die Ziele streng zu ordnen. Verkürzen Sie den Zeitraum.
refusal-start-plan-input = Eine Angabe der Kursträger ergibt keinen Sinn. Prüfen Sie Räume, Lehrkräfte und Mindestzahlen.
refusal-start-plan-means-clash = Für den Kursbeginn am { $on } fehlen Raum oder Lehrkräfte. Nehmen Sie eine Festlegung zurück.
refusal-start-plan-too-few-people = Für den Kursbeginn am { $on } gibt es zu wenige Personen. Nehmen Sie eine Festlegung zurück.
refusal-start-plan-pins-clash = Was von Hand festgelegt ist, widerspricht sich. Nehmen Sie eine Festlegung zurück.
refusal-start-plan-move-outside = Wählen Sie einen Tag vom { $from } bis zum { $until }: Davor ist zu wenig Zeit zum Einladen, danach endet der Plan.
refusal-start-plan-move-free-day = Am { $on } wird in der Region nicht gearbeitet. Wählen Sie einen Arbeitstag.
refusal-start-plan-start-gone = Den Kursbeginn am { $on } bietet zurzeit niemand an. Planen Sie mit den neuen Daten.
refusal-start-plan-seat-gone = Diesen Kursbeginn bietet zurzeit niemand an. Planen Sie mit den neuen Daten.
refusal-start-plan-person-gone = Für diese Person wird nicht mehr geplant. Planen Sie mit den neuen Daten.
start-demand-title = Bedarf der Region
start-demand-lead = Wer einen Platz braucht, und wie viele Menschen in den nächsten Wochen wahrscheinlich dazukommen. Daraus entstehen die Pläne.
start-demand-hidden-note = Zahlen unter { $smallest } sind verborgen, damit niemand erkannt wird.
start-demand-hidden = verborgen
start-demand-untested = Noch nicht getestet
start-demand-priority = Mit Vorrang (§ 7 Abs. 4 IntV)
start-demand-late = Über der Wartegrenze
start-demand-child-care = Brauchen Kinderbetreuung
start-demand-time = Können { $time }
start-demand-tested = Nach Kursart und Abschnitt
start-demand-section = Abschnitt
start-demand-people = Personen
start-demand-nobody = Niemand wartet auf einen Platz.
start-demand-towns = Wo sie wohnen
start-demand-towns-finding = Alle, die einen Platz brauchen, nach Ort.
start-demand-town = Ort
start-demand-arrivals = Neue Menschen je Woche
start-demand-arrivals-finding = In den nächsten { $weeks } Wochen werden etwa { $people } Personen erwartet ({ $method }). Vier von fünf Wochen liegen zwischen den äußeren Linien.
start-demand-arrivals-known = Angekommen
start-demand-arrivals-expected = Erwartet
start-demand-arrivals-low = Wenigstens
start-demand-arrivals-high = Höchstens
start-demand-waiting = Getestet, ohne Platz
start-demand-to-test = Noch zu testen (voraussichtlich)
start-demand-priority-short = Vorrang
start-demand-late-short = Über der Grenze
start-demand-child-care-short = Kinderbetreuung
start-demand-by-town = Ort und Kursart
start-demand-tried = Wie gut die Vorhersage gewesen wäre
start-demand-tried-lead = Die Ankünfte der Region wurden im Nachhinein immer wieder aus dem vorhergesagt, was damals bekannt war, jeweils zwölf Wochen weit. Gerechnet wird mit der Bibliothek augurs (exponentielle Glättung, Zerlegung nach Jahreszeit).
start-demand-tried-empty = Dafür sind noch zu wenige Wochen bekannt.
start-demand-method = Verfahren
start-demand-error = Mittlerer Fehler, Personen je Woche
start-demand-within = Wochen innerhalb der Linien
start-demand-weeks = Verglichene Wochen
start-demand-method-combined = aus Jahreszeit und Verlauf
start-demand-method-season = aus der Jahreszeit
start-demand-method-trend = aus dem Verlauf
start-demand-method-mean = Mittel der letzten Wochen
start-demand-method-naive = wie die letzte Woche
start-demand-method-seasonal-naive = wie im Jahr davor
start-plan-setting-without-care-hint = Leer: ein Platz ohne die nötige Kinderbetreuung wird nicht vergeben.
administration-region-ways = Wege und Teststelle
start-plan-setting-draws = Durchgespielte Verläufe der nächsten Wochen (0: nur der mittlere)
start-plan-setting-draw-milliseconds = Millisekunden Rechenzeit je Verlauf
start-plan-setting-decide-weeks = Wochen mit Kursbeginnen, über die dieser Plan entscheidet
start-plan-setting-again-milliseconds = Millisekunden Rechenzeit nach einer Änderung von Hand
