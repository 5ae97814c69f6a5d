# Kurse und Plätze: warum etwas nicht geht
refusal-course-kind-not-offered = Diese Kursart darf am { $on } nicht mehr oder noch nicht beginnen. Wählen Sie eine andere Kursart oder einen anderen ersten Tag.
refusal-course-group-too-large = In dieser Kursart sind höchstens { $most } Plätze erlaubt (§ 14 Abs. 2 IntV). Tragen Sie höchstens { $most } ein.
refusal-course-section-out-of-range = Diese Kursart hat die Abschnitte 1 bis { $last }. Wählen Sie einen davon als ersten Abschnitt.
refusal-course-without-seats = Ein Kurs braucht mindestens einen Platz. Tragen Sie die Zahl der Plätze ein.
refusal-minimum-above-seats = Die Mindestzahl { $minimum } ist größer als die Zahl der Plätze { $seats }. Senken Sie die Mindestzahl oder erhöhen Sie die Plätze.
refusal-lessons-per-week-out-of-range = Möglich sind 1 bis 40 Unterrichtsstunden in der Woche. Prüfen Sie die Zahl.
refusal-course-without-sections = Der Kurs hätte keinen Abschnitt. Prüfen Sie Kursart und ersten Abschnitt.
refusal-course-number-missing = Die Kursnummer fehlt. Tragen Sie Ihre eigene Nummer des Kurses ein.
refusal-course-number-taken = Diese Kursnummer gibt es bei Ihnen schon. Wählen Sie eine andere.
refusal-course-not-in-this-state = { $state ->
    [draft] Der Kurs ist noch ein Entwurf. Veröffentlichen Sie ihn zuerst.
    [published] Der Kurs ist schon veröffentlicht und hat noch nicht begonnen. Laden Sie die Seite neu.
    [running] Der Kurs läuft schon. Laden Sie die Seite neu und sehen Sie nach, was jetzt möglich ist.
    [ended] Der Kurs ist beendet und wird nicht mehr geändert.
    *[cancelled] Der Kurs ist abgesagt und wird nicht mehr geändert. Legen Sie einen neuen Kurs an.
    }
refusal-course-start-in-the-past = Der erste Tag { $on } liegt in der Vergangenheit. Tragen Sie einen Tag ab heute ein und veröffentlichen Sie dann.
refusal-course-has-begun = Der Kurs hat schon begonnen; sein erster Tag steht fest. Lassen Sie das Datum, wie es war.
refusal-seats-below-taken = { $taken } Plätze sind schon vergeben. Tragen Sie mindestens { $taken } Plätze ein.
refusal-course-kind-with-people = Auf Plätzen dieses Kurses sitzen schon Personen; die Kursart bleibt deshalb. Legen Sie für die andere Kursart einen neuen Kurs an.
refusal-course-section-in-use = Auf Abschnitt { $section } sitzen schon Personen; er muss im Kurs bleiben. Wählen Sie einen früheren ersten Abschnitt.
refusal-lessons-held-out-of-range = Ein Abschnitt hat { $most } Unterrichtsstunden. Tragen Sie eine Zahl von 0 bis { $most } ein.
refusal-course-has-no-empty-seat = Alle { $seats } Plätze sind vergeben; es gibt nichts nachzubesetzen.
refusal-refill-limit-reached = Nachbesetzt wird nur bis zur { $lesson }. Unterrichtsstunde eines Abschnitts. Nehmen Sie die Person in den nächsten Abschnitt auf.
refusal-start-in-the-future = Der { $on } kommt erst noch. Bestätigen Sie den Kursbeginn am ersten Tag oder später.
refusal-not-in-this-course = Jemand auf Ihrer Liste hat keinen Platz mehr in diesem Kurs. Laden Sie die Liste neu und bestätigen Sie dann.
refusal-region-without-bundesamt = In dieser Region ist keine BAMF-Regionalkoordination angelegt. Die Verwaltung muss sie zuerst anlegen.
