# Testtage, Anwesenheit, Ergebnisse, Nichterscheinen
level-below-a1 = unter A1
level-a1 = A1
level-a2 = A2
level-b1 = B1
level-b2 = B2
level-c1 = C1
session-state-planned = geplant
session-state-held = abgeschlossen
session-state-cancelled = abgesagt
seating-state-booked = eingeladen
seating-state-present = anwesend
seating-state-tested = Ergebnis eingetragen
seating-state-absent = nicht erschienen
seating-state-cancelled = abgesagt
reply-coming = kommt
reply-cannot-come = kann nicht
obstacle-child-care = Kinderbetreuung
obstacle-transport = Weg, Bus oder Bahn
obstacle-work = Arbeit
obstacle-illness = Krankheit
obstacle-letter-not-received = Brief nicht bekommen
obstacle-other-appointment = anderer Termin
obstacle-moved = umgezogen
obstacle-other = anderer Grund

placement-list-title = Testtage
placement-list-lead = Kommende Testtage zuerst. Gezählt werden die Plätze aller Räume.
placement-list-empty = In diesem Zeitraum ist kein Testtag geplant.
placement-list-past = Vergangene
placement-list-coming = Kommende
placement-calendar = Kalender
placement-calendar-title = Kalender der Testtage
placement-calendar-empty = In den nächsten Monaten ist kein Testtag geplant.
placement-calendar-free = { $free ->
    [0] voll
    [one] 1 Platz frei
    *[other] { $free } Plätze frei
    }
placement-missed = Nicht erschienen
placement-plan = Testtag anlegen
placement-day = Tag
placement-time = Beginn
placement-place = Ort
placement-seats = Plätze
placement-invitations = Einladungen höchstens (nicht alle kommen)
placement-free = frei
placement-booked = eingeladen
placement-present = anwesend
placement-tested = mit Ergebnis
placement-absent = nicht da
placement-state = Stand
placement-from = von
placement-until = bis

placement-plan-title = Testtag anlegen
placement-change-title = Testtag ändern
placement-change-lead = Wer eingeladen ist, bleibt eingeladen. Ändern sich Tag, Uhrzeit oder Ort, brauchen alle einen neuen Brief.
placement-held-on = Tag
placement-starts-at = Beginn
placement-place-section = Ort
placement-place-name = Haus
placement-street = Straße und Hausnummer
placement-postcode = Postleitzahl
placement-town = Ort
placement-rooms-section = Räume und Lehrkräfte
placement-rooms = Räume mit Plätzen
placement-rooms-hint = Je Zeile ein Raum, zum Beispiel: Saal 1: 20
placement-examiners = Zugelassene Lehrkräfte
placement-examiners-hint = Je Zeile Name und Zulassung, zum Beispiel: Anna Muster: L-1234
placement-save = Speichern
placement-planned = Der Testtag ist angelegt.
placement-changed = Der Testtag ist geändert.

placement-day-title = Testtag { $on }
placement-day-arrival = Anwesenheit
placement-day-find = Nummer oder Name
placement-day-find-hint = Zeilennummer, Fallnummer oder Name. Eingabetaste: anwesend. Mit Minus davor: nicht erschienen.
placement-day-present = Anwesend
placement-day-absent = Nicht da
placement-day-empty = Für diesen Testtag ist noch niemand eingeladen.
placement-day-hidden = { $hidden ->
    [one] Eine weitere Person ist über eine andere Stelle eingeladen.
    *[other] { $hidden } weitere Personen sind über andere Stellen eingeladen.
    }
placement-day-close = Testtag abschließen
placement-day-cancel = Testtag absagen
placement-day-print = Türliste drucken
placement-day-results = Ergebnisse eintragen
placement-day-plan = Plätze für diesen Testtag vorschlagen
placement-day-result = Ergebnis
placement-day-move = Anderer Tag
placement-day-free-now = Noch { $free } Plätze frei
placement-day-not-found = Niemand auf dieser Liste passt zu „{ $search }“. Prüfen Sie die Nummer oder geben Sie den Namen ein.
placement-day-several = Mehrere Personen passen zu „{ $search }“. Geben Sie die Zeilennummer ein.
placement-row = Nr.
placement-name = Name
placement-number = Fallnummer
placement-language = Sprache
placement-reply = Antwort
placement-recommendation = Empfehlung
placement-recommendation-text = { $kind }, Abschnitt { $section }
placement-actions = Aktionen
placement-checked-in = Als anwesend eingetragen.
placement-marked-absent = Als nicht erschienen eingetragen.
placement-moved = Der Termin ist verlegt. Die Person braucht einen neuen Brief.
placement-closed = Der Testtag ist abgeschlossen.
placement-cancelled = Der Testtag ist abgesagt. Wer eingeladen war, hat einen neuen Tag, soweit Plätze frei sind.

placement-close-title = Testtag abschließen?
placement-close-text = { $count ->
    [0] Alle eingeladenen Personen sind eingetragen.
    [one] Eine Person ist noch nicht eingetragen und gilt danach als nicht erschienen.
    *[other] { $count } Personen sind noch nicht eingetragen und gelten danach als nicht erschienen.
    }
placement-close-declined = { $count ->
    [one] Eine Person hat vorher abgesagt; das zählt nicht als Nichterscheinen.
    *[other] { $count } Personen haben vorher abgesagt; das zählt nicht als Nichterscheinen.
    }
placement-close-results = { $count ->
    [one] Bei einer anwesenden Person fehlt noch das Ergebnis.
    *[other] Bei { $count } anwesenden Personen fehlt noch das Ergebnis.
    }
placement-cancel-title = Testtag absagen?
placement-cancel-text = { $count ->
    [0] Es ist niemand eingeladen.
    [one] Die eingeladene Person bekommt den nächsten passenden Testtag. Sie braucht einen neuen Brief.
    *[other] Die { $count } eingeladenen Personen bekommen den nächsten passenden Testtag. Sie brauchen einen neuen Brief.
    }
placement-cancel-seats = An den kommenden Testtagen sind { $free } Plätze frei.
placement-back = Zurück

placement-result-title = Ergebnis: { $name }
placement-result-position = { $n } von { $all }
placement-result-written = Schriftlicher Teil
placement-result-oral = Mündlicher Teil
placement-result-literacy = Lesen und Schreiben
placement-result-learns-fast = Lernt schnell (Intensivkurs wahrscheinlich erfolgreich)
placement-result-examiner = Lehrkraft
placement-result-recommendation = Empfehlung
placement-result-by-table = Vorschlag nach Tabelle: { $kind }, Abschnitt { $section }
placement-result-no-row = Für dieses Ergebnis gibt es keinen Vorschlag. Bitte Kursart, Abschnitt und Grund eintragen.
placement-result-compute = Vorschlag zeigen
placement-result-kind = Andere Kursart
placement-result-kind-hint = Leer lassen, wenn der Vorschlag passt.
placement-result-section = Anderer Abschnitt
placement-result-deviation = Grund der Abweichung
placement-result-constraints = Was für den Kurs wichtig ist
placement-result-children = Kinder, die während des Kurses Betreuung brauchen
placement-result-times = Mögliche Zeiten
placement-result-reach = Weitester Weg in km
placement-result-step-free = Braucht einen stufenlosen Zugang
placement-result-next = Speichern und nächste
placement-result-save = Speichern
placement-result-saved = Das Ergebnis ist gespeichert; die Person wartet auf einen Platz.
placement-result-none-left = Alle Ergebnisse dieses Testtags sind eingetragen.
placement-result-nobody = Noch niemand ist als anwesend eingetragen.

placement-missed-title = Neuer Termin nötig
placement-missed-lead = Wer nicht gekommen ist oder abgesagt hat, und wessen Testtag ausgefallen ist.
placement-missed-empty = Zurzeit braucht niemand einen neuen Termin.
placement-missed-on = Termin war am
placement-missed-attempts = Termin Nr.
placement-missed-reason = Grund
placement-missed-next = Nächster Schritt
placement-missed-due = bis
placement-missed-book = Neuer Termin
placement-missed-note = Grund eintragen
placement-missed-booked = Der neue Termin ist gebucht. Drucken Sie die Einladung.
placement-obstacle-noted = Der Grund ist eingetragen.
placement-obstacle = Was stand im Weg?

placement-print-title = Türliste { $on }
placement-print-sign = Anwesend
placement-print-room = Räume
placement-print-examiners = Lehrkräfte
placement-print-note = Vertraulich. Nach dem Testtag vernichten.
