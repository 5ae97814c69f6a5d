# Absolventen und Abschnittsenden: warum etwas nicht geht
refusal-ending-in-the-future = Der { $on } liegt in der Zukunft. Tragen Sie das Ende am Tag selbst oder danach ein.
refusal-ending-before-arrival = So früh war die Person noch nicht im Kurs. Wählen Sie einen Tag nach ihrem ersten Kurstag.
refusal-return-day-missing = Zu einer Unterbrechung gehört der Tag der Rückkehr. Tragen Sie ihn ein.
refusal-return-only-with-interruption = Ein Tag der Rückkehr gehört nur zu einer Unterbrechung. Nehmen Sie ihn heraus oder wählen Sie „Unterbricht“.
refusal-return-before-interruption = Die Rückkehr muss nach dem Beginn der Unterbrechung liegen. Wählen Sie einen späteren Tag.
refusal-nothing-interrupted = Dieser Kurs ist nicht unterbrochen. Laden Sie die Akte neu.
refusal-course-still-runs = Der Kurs läuft noch bis { $on }.
refusal-section-course-not-running = { $state ->
    [published] Der Kurs hat noch nicht begonnen. Bestätigen Sie zuerst den Kursbeginn.
    *[other] In diesem Kurs gibt es keine Abschnitte abzuschließen.
    }
refusal-section-not-in-course = Diesen Abschnitt hat der Kurs nicht. Wählen Sie einen seiner Abschnitte.
refusal-section-not-begun = Dieser Abschnitt hat noch nicht begonnen. Wählen Sie den laufenden.
refusal-section-seat-unknown = Diese Person sitzt nicht mehr im Kurs. Laden Sie die Seite neu.
refusal-section-missing = Welchen Abschnitt nimmt die Person als Nächstes? Tragen Sie die Nummer ein.
refusal-section-does-not-fit = Dieser Abschnitt passt nicht: Wer überspringt, geht weiter als Abschnitt { $section } plus eins; wer wiederholt, nimmt höchstens Abschnitt { $section }.
refusal-section-other-type-missing = Wählen Sie die andere Kursart aus.
refusal-section-is-not-the-last = Beenden kann man den Kurs erst mit dem letzten Abschnitt. Wählen Sie etwas anderes.
refusal-sheet-in-the-future = Die Empfehlung vom { $on } liegt in der Zukunft. Wählen Sie einen früheren Tag.
refusal-advice-leads-nowhere = Eine Empfehlung nennt einen Weg, auf dem etwas beginnt. Wählen Sie einen anderen.
refusal-decision-in-the-future = Die Entscheidung vom { $on } liegt in der Zukunft. Tragen Sie sie ein, wenn sie gefallen ist.
refusal-decision-before-the-last = Es gibt schon eine spätere Entscheidung. Laden Sie die Seite neu.
refusal-decision-starts-in-the-past = Der Beginn liegt vor der Entscheidung vom { $on }. Wählen Sie einen späteren Tag.
refusal-pause-without-a-day = Eine Pause braucht einen Tag, an dem sie endet. Tragen Sie ihn ein; ein Grund wird nicht gespeichert.
refusal-follow-on-still-runs = Seit dem { $since } läuft schon etwas. Tragen Sie zuerst dessen Ende ein.
refusal-follow-on-in-the-future = Der { $on } liegt in der Zukunft. Tragen Sie den Beginn ein, wenn er da ist.
refusal-follow-on-before-the-last-ended = Das Letzte endete erst danach. Wählen Sie einen späteren Tag.
refusal-no-decision-yet = Es ist noch nichts entschieden. Entscheiden Sie zuerst über den nächsten Schritt.
refusal-route-leads-nowhere = Auf diesem Weg beginnt nichts. Wählen Sie, was begonnen hat.
refusal-nothing-runs = Es läuft nichts, wonach gefragt werden könnte. Tragen Sie zuerst einen Beginn ein.
refusal-check-in-the-future = Der { $on } liegt in der Zukunft. Tragen Sie die Nachfrage ein, wenn sie war.
refusal-check-before-beginning = Begonnen hat es erst am { $on }. Wählen Sie einen späteren Tag.
refusal-end-in-the-future = Der { $on } liegt in der Zukunft. Tragen Sie das Ende ein, wenn es da ist.
refusal-end-before-beginning = Begonnen hat es erst am { $on }. Wählen Sie einen späteren Tag.
refusal-plan-of-another-body = Den Weg nach dem Kurs planen Jobcenter und Arbeitsagentur mit der Person. Bitten Sie die zuständige Stelle darum.
refusal-visit-day-in-the-past = Der { $on } ist vorbei. Wählen Sie einen späteren Tag.
refusal-slot-minutes-out-of-range = Ein Gespräch dauert 5 bis 120 Minuten. Prüfen Sie die Zahl.
refusal-slots-out-of-range = Möglich sind 1 bis { $most } Gespräche. Prüfen Sie die Zahl.
refusal-visit-day-beyond-midnight = So viele Gespräche reichen über Mitternacht hinaus. Nehmen Sie weniger oder kürzere.
refusal-talks-before-group = Die Gespräche beginnen vor der Information für alle. Prüfen Sie die beiden Uhrzeiten.
refusal-visit-day-without-office = Wer kommt an dem Tag? Wählen Sie mindestens eine Stelle aus.
refusal-visit-day-not-planned = { $state ->
    [held] Dieser Besuchstag ist abgeschlossen und wird nicht mehr geändert.
    *[other] Dieser Besuchstag ist abgesagt. Planen Sie einen neuen.
    }
refusal-visit-day-still-to-come = Der Besuchstag ist erst am { $on }.
refusal-office-does-not-come = Diese Stelle kommt an dem Tag nicht. Wählen Sie eine andere.
refusal-slot-unknown = Diese Uhrzeit gibt es nicht; der Tag hat { $most } Gespräche je Stelle.
refusal-slot-taken = Um { $at } Uhr sitzt dort schon jemand. Wählen Sie eine andere Uhrzeit.
refusal-transfer-from-another-body = Einen Wechsel bieten nur Jobcenter, Arbeitsagentur und AsylbLG-Behörde an.
refusal-transfer-office-does-not-fit = Diese Stelle gehört nicht zu dem neuen Leistungssystem. Wählen Sie eine andere.
refusal-transfer-to-the-same = Die Person ist schon dort. Wählen Sie ein anderes Leistungssystem.
refusal-transfer-without-case = Ohne offenen Fall gibt es keinen Wechsel. Öffnen Sie den Fall zuerst wieder.
refusal-transfer-open-already = Seit dem { $on } wartet schon ein Wechsel auf Antwort. Nehmen Sie ihn zuerst zurück.
refusal-transfer-answered = Auf diesen Wechsel wurde am { $on } schon geantwortet.
refusal-visit-day-of-the-provider = Den Besuchstag sagt nur der Kursträger ab. Bitten Sie ihn darum.
refusal-check-month-unknown = Nachgefragt wird nach 3, 6 und 12 Monaten. Wählen Sie einen dieser Zeitpunkte.
refusal-visit-office-without-person = Diese Stelle ist für die Person nicht zuständig und sieht sie nicht. Wählen Sie eine andere oder ziehen Sie die Stelle zuerst hinzu.
