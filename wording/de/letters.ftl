# Letters: the German text is authoritative. Variables are set by the letters crate.

## Frame of every letter
letters-info-number = Schreiben Nr.
letters-info-reference = Aktenzeichen
letters-info-date = Datum
letters-info-contact = Auskunft gibt
letters-info-phone = Telefon
letters-info-email = E-Mail
letters-info-web = Internet
letters-page-of = Seite { $page } von { $pages }
letters-document-title = { $subject } ({ $number })
letters-document-title-batch = Schreiben { $first } bis { $last }
letters-greeting = Guten Tag { $name },
letters-greeting-plain = Guten Tag,
letters-closing = Mit freundlichen Grüßen
letters-unsigned = Dieses Schreiben wurde mit einem Computer erstellt. Es gilt ohne Unterschrift.
letters-translation-note = Übersetzung. Verbindlich ist der deutsche Text.
letters-translation-see = Deutsch: Seite { $page }

## Facts
letters-facts-appointment = Ihr Termin
letters-facts-course = Ihr Kurs
letters-fact-date = Tag
letters-fact-time = Uhrzeit
letters-fact-duration = Dauer
letters-fact-place = Ort
letters-fact-course = Kurs
letters-fact-course-number = Kursnummer
letters-fact-provider = Kursträger
letters-fact-start = Voraussichtlicher Beginn
letters-fact-start-new = Neuer Beginn
letters-fact-start-former = Bisheriger Beginn
letters-fact-weekly = Unterrichtszeiten
letters-fact-report-by = Anmelden bis
letters-fact-registered-on = Angemeldet am
letters-duration = etwa { $minutes } Minuten
letters-time-range = { $from } bis { $until }

## Invitation to the placement test
letters-invitation-subject = Einladung zum Einstufungstest
letters-invitation-intro = Vor dem Integrationskurs machen Sie einen Einstufungstest. Der Test zeigt, welcher Kurs zu Ihnen passt. Bitte kommen Sie zu diesem Termin:
letters-invitation-next = Der Test hat einen schriftlichen und einen mündlichen Teil. Sie müssen dafür nicht lernen. Der Test kostet Sie nichts.
letters-invitation-hint = Können Sie an diesem Tag nicht kommen? Dann sagen Sie uns bitte sofort Bescheid. Sie bekommen einen anderen Termin.

## Second invitation
letters-second-invitation-subject = Neuer Termin für Ihren Einstufungstest
letters-second-invitation-missed = Am { $date } waren Sie nicht beim Einstufungstest.
letters-second-invitation-intro = Sie bekommen einen neuen Termin. Bitte kommen Sie zu diesem Termin:
letters-second-invitation-next = Konnten Sie nicht kommen, zum Beispiel wegen Krankheit, Arbeit oder Kinderbetreuung? Dann sagen Sie es uns bitte. Wir suchen mit Ihnen eine Lösung.
letters-second-invitation-hint = Sind Sie zur Teilnahme verpflichtet? Wenn Sie ohne wichtigen Grund wieder nicht kommen, können wir die Behörde informieren, die Sie verpflichtet hat.

## Zuweisung
letters-assignment-subject = Zuweisung zu einem Integrationskurs
letters-assignment-intro = Sie sind verpflichtet, an einem Integrationskurs teilzunehmen. Wir weisen Ihnen diesen Kurs zu. Dabei haben wir auf das Ergebnis Ihres Tests, auf einen baldigen Beginn und auf Ihren Weg zum Kurs geachtet.
letters-assignment-report-by = Der Platz ist bis zum { $date } für Sie reserviert. Bitte melden Sie sich sofort beim Kursträger an, spätestens an diesem Tag.
letters-assignment-next = Danach bekommen Sie eine Anmeldebestätigung. Geben Sie die Anmeldebestätigung sofort bei der Behörde ab, die Sie verpflichtet hat.
letters-assignment-hint = Wenn Sie sich nicht anmelden oder nicht am Kurs teilnehmen, kann das rechtliche Folgen haben. Haben Sie einen wichtigen Grund? Dann sagen Sie es uns bitte sofort.

## Verweisung
letters-referral-subject = Verweisung an einen Integrationskurs
letters-referral-intro = Sie dürfen an einem Integrationskurs teilnehmen. Wir haben einen Kurs gefunden, der zu Ihnen passt, und verweisen Sie an diesen Kursträger:
letters-referral-report-by = Der Platz ist bis zum { $date } für Sie reserviert. Bitte melden Sie sich bis zu diesem Tag beim Kursträger an.
letters-referral-next = Nach der Anmeldung bekommen Sie eine Anmeldebestätigung und den voraussichtlichen Beginn des Kurses.
letters-referral-hint = Passt der Kurs nicht, zum Beispiel wegen Arbeit oder Kinderbetreuung? Dann sagen Sie es uns bitte. Wir suchen mit Ihnen einen anderen Kurs.

## Proof of registration
letters-registration-proof-subject = Anmeldebestätigung
letters-registration-proof-intro = Wir bestätigen: Sie haben sich für diesen Integrationskurs angemeldet.
letters-registration-proof-next = Sind Sie zur Teilnahme verpflichtet? Dann geben Sie diese Bestätigung sofort bei der Behörde ab, die Sie verpflichtet hat.
letters-registration-proof-hint = Kann der Kurs nicht innerhalb von sechs Wochen beginnen, informieren wir Sie und das Bundesamt für Migration und Flüchtlinge sofort.

## Expected start
letters-start-notice-subject = Voraussichtlicher Beginn Ihres Integrationskurses
letters-start-notice-intro = Sie sind für einen Integrationskurs angemeldet. So beginnt Ihr Kurs voraussichtlich:
letters-start-notice-next = Bitte kommen Sie am ersten Tag pünktlich.
letters-start-notice-hint = Wenn sich der Beginn ändert, schreiben wir Ihnen sofort.

## Slipped start
letters-slipped-start-subject = Neuer Beginn Ihres Integrationskurses
letters-slipped-start-intro = Der Beginn Ihres Integrationskurses hat sich verschoben. Das tut uns leid. So beginnt Ihr Kurs jetzt voraussichtlich:
letters-slipped-start-next = Ihr Platz bleibt reserviert. Sie müssen sich nicht neu anmelden.
letters-slipped-start-hint = Passt der neue Beginn nicht oder möchten Sie nicht so lange warten? Dann sprechen Sie mit uns. Wir prüfen, ob ein anderer Kurs für Sie frei ist.

## What to bring
letters-bring-title = Das bringen Sie bitte mit
letters-bring-this-letter = diesen Brief
letters-bring-identity-document = Pass oder Ausweis und Aufenthaltstitel
letters-bring-berechtigungsschein = Berechtigungsschein oder Verpflichtung, wenn Sie das Papier schon haben
letters-bring-language-certificates = Zeugnisse über Deutschkurse oder Deutschprüfungen, wenn Sie welche haben
letters-bring-benefit-proof = Bescheid vom Jobcenter oder Sozialamt, wenn Sie Leistungen bekommen
letters-bring-test-result = Ergebnis des Einstufungstests
letters-bring-writing-things = Stift und Heft
letters-bring-glasses = Brille, wenn Sie eine Brille brauchen

## Way and map
letters-way-title = So kommen Sie hin
letters-way-walk = { $minutes ->
        [one] { $minutes } Minute
       *[other] { $minutes } Minuten
    } zu Fuß bis { $to }
letters-way-ride = { $line } von { $from } bis { $to }
letters-way-ride-times = { $line }: ab { $from } um { $departs }, an { $to } um { $arrives }
letters-way-minutes = Zusammen etwa { $minutes } Minuten von Tür zu Tür.
letters-way-basis-timetable = Nach dem veröffentlichten Fahrplan. Bitte prüfen Sie die Zeiten am Tag vorher.
letters-way-basis-estimate = Dieser Weg ist geschätzt. Bitte prüfen Sie die Zeiten vorher.
letters-way-basis-invented-timetable = Vorführung: Dieser Fahrplan ist erfunden.
letters-map-title = Lageplan
letters-map-legend = Roter Punkt: Ihr Ziel. H: Haltestelle. Oben ist Norden.
letters-map-legend-outline = Roter Punkt: Ihr Ziel. Linie: Umriss der Gemeinde. Oben ist Norden.
letters-map-alt = Lageplan: { $place }
letters-map-alt-stop = Lageplan: { $place }. Nächste Haltestelle: { $stop }, { $metres } Meter Luftlinie { $direction }.
letters-map-stop-north = nördlich davon
letters-map-stop-east = östlich davon
letters-map-stop-south = südlich davon
letters-map-stop-west = westlich davon

## Page with code
letters-code-title = Ihre Seite
letters-code-hint = Alle Angaben in Ihrer Sprache. Ihr Name steht dort nicht.
letters-code-label = Code:
letters-code-alt = QR-Code zur Seite { $url }

## Law
letters-citations = Rechtsgrundlage: { $citations }
letters-remedy-title = Rechtsbehelfsbelehrung
letters-remedy-widerspruch = Gegen diesen Bescheid kann innerhalb eines Monats nach Bekanntgabe Widerspruch erhoben werden. Der Widerspruch ist schriftlich, in der gesetzlich vorgesehenen elektronischen Form oder zur Niederschrift bei der folgenden Stelle zu erheben: { $office }
letters-remedy-klage = Gegen diesen Bescheid kann innerhalb eines Monats nach Bekanntgabe Klage erhoben werden. Die Klage ist schriftlich, in der gesetzlich vorgesehenen elektronischen Form oder zu Protokoll der Geschäftsstelle bei folgendem Gericht zu erheben: { $office }

## Calendar file
letters-calendar-placement-test = Einstufungstest Deutsch
letters-calendar-course-start = Beginn Integrationskurs
letters-calendar-note = Bitte bringen Sie den Brief mit. Alle Angaben: { $url }
letters-calendar-note-plain = Bitte bringen Sie den Brief mit.

## Faults
letters-fault-language = Schreiben { $number }: Die Sprache „{ $detail }“ gibt es nicht. Wählen Sie eine der angebotenen Sprachen.
letters-fault-fonts = Für die Sprache „{ $detail }“ fehlt die Schrift auf dem Server. Installieren Sie das Paket fonts-noto-core.
letters-fault-fact = Schreiben { $number }: Es fehlt die Angabe „{ $detail }“. Ergänzen Sie die Angabe und erzeugen Sie das Schreiben neu.
letters-fault-fact-appointment = Termin
letters-fault-fact-place = Ort
letters-fault-fact-course = Kurs
letters-fault-fact-course-start = Beginn des Kurses
letters-fault-fact-number = Nummer des Schreibens
letters-fault-fact-recipient = Name des Empfängers
letters-fault-address = Schreiben { $number }: Die Internetadresse ist für den QR-Code zu lang. Kürzen Sie die Adresse.
letters-fault-batch-empty = Es wurde kein Schreiben ausgewählt. Wählen Sie mindestens eines aus.
letters-fault-batch-large = { $detail } Schreiben sind zu viele für eine Datei. Erzeugen Sie höchstens { $limit } auf einmal.
letters-fault-layout = Das Schreiben { $number } konnte nicht gesetzt werden: { $detail }
