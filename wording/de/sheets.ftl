# Einlesen und Schreiben von Listen: Fehler einer Datei, Zweifel an einem Wert, ausgelassene Zeilen.
# Argumente der Fehler: $file $sheet $row $column $found $limit; der Werte: $found.

sheets-fault-file-empty = Die Datei „{ $file }“ ist leer. Bitte prüfen Sie, ob Sie die richtige Datei gewählt haben.
sheets-fault-no-data = In der Datei „{ $file }“ steht nichts. Bitte prüfen Sie, ob Sie die richtige Datei gewählt haben.
sheets-fault-not-a-table = Die Datei „{ $file }“ enthält keine Tabelle, die wir lesen können, sondern { $found ->
        [pdf] ein PDF-Dokument
        [doc] ein Word-Dokument
        [docx] ein Word-Dokument
        [odt] ein Textdokument
        [rtf] ein Textdokument
        [ppt] eine Präsentation
        [pptx] eine Präsentation
        [msg] eine E-Mail
        [html] eine Internetseite
        [xml] eine XML-Datei
        [image] ein Bild
        [vcard] eine Visitenkarte
        [calendar] einen Kalender
        [zip] ein Archiv
        [gzip] ein Archiv
        [archive] ein Archiv
       *[other] Daten anderer Art
    }. Bitte speichern Sie die Liste als Excel-Datei (XLSX), OpenDocument-Tabelle (ODS) oder CSV.
sheets-fault-kind-not-read = { $found ->
        [xlsb] Binäre Excel-Dateien (XLSB)
        [numbers] Dateien von Apple Numbers
       *[other] Dateien dieser Art
    } können wir nicht lesen. Bitte öffnen Sie „{ $file }“ und speichern Sie die Liste als Excel-Datei (XLSX).
sheets-fault-password = Die Datei „{ $file }“ ist mit einem Kennwort geschützt. Bitte speichern Sie sie ohne Kennwort und laden Sie sie erneut hoch.
sheets-fault-damaged = Die Datei „{ $file }“ ist beschädigt oder unvollständig. Bitte öffnen Sie sie in Ihrem Tabellenprogramm, speichern Sie sie neu und laden Sie sie erneut hoch.
sheets-fault-file-too-large = Die Datei „{ $file }“ ist größer als { $limit } MB. Bitte teilen Sie die Liste auf oder speichern Sie sie als CSV.
sheets-fault-unpacks-too-large = Die Datei „{ $file }“ ist entpackt größer als { $limit } MB. Bitte teilen Sie die Liste auf oder speichern Sie sie als CSV.
sheets-fault-too-many-cells = Das Blatt „{ $sheet }“ hat mehr als { $limit } gefüllte Zellen. Bitte teilen Sie die Liste auf oder speichern Sie sie als CSV.
sheets-fault-too-many-columns = In Zeile { $row } stehen { $found } Spalten, erlaubt sind { $limit }. Bitte löschen Sie die Spalten, die nicht zur Liste gehören.
sheets-fault-cell-too-long = In Zeile { $row }, Spalte { $column } steht ein Text, der länger ist als { $limit } Zeichen. Oft fehlt dort ein schließendes Anführungszeichen. Bitte kürzen oder berichtigen Sie den Text.
sheets-fault-quote-open = In Zeile { $row } beginnt ein Anführungszeichen, das nirgends endet. Bitte ergänzen oder löschen Sie es.
sheets-fault-encoding-unknown = Die Umlaute der Datei „{ $file }“ lassen sich nicht sicher lesen (zuerst in Zeile { $row }). Bitte speichern Sie die Liste als Excel-Datei (XLSX) oder als „CSV UTF-8“.
sheets-fault-encoding-mixed = In der Datei „{ $file }“ sind Umlaute auf zweierlei Weise gespeichert (in Zeile { $row }). Bitte speichern Sie die Liste als Excel-Datei (XLSX) oder als „CSV UTF-8“ und prüfen Sie die Namen.
sheets-fault-no-heading = Über der Liste fehlt eine Zeile mit Überschriften; die erste gefüllte Zeile ist Zeile { $row }. Bitte schreiben Sie über jede Spalte, was darin steht.
sheets-fault-no-rows = Unter den Überschriften in Zeile { $row } steht nichts. Bitte prüfen Sie, ob Sie die richtige Datei gewählt haben.
sheets-fault-sheet-missing = Ein Blatt „{ $sheet }“ gibt es in der Datei „{ $file }“ nicht. Vorhanden sind: { $found }.
sheets-fault-all-sheets-hidden = Alle gefüllten Blätter der Datei „{ $file }“ sind ausgeblendet ({ $found }). Bitte blenden Sie das Blatt mit der Liste ein.
sheets-fault-device = Beim Lesen oder Schreiben der Datei „{ $file }“ gab es eine Störung ({ $found }). Bitte versuchen Sie es noch einmal.
sheets-fault-format-full = Die Liste ist zu groß für eine Excel-Datei (höchstens { $limit } Zeilen oder Spalten). Bitte wählen Sie CSV oder grenzen Sie die Liste ein.

sheets-reason-empty = Hier steht nichts.
sheets-reason-not-a-date = „{ $found }“ ist kein lesbares Datum. Bitte schreiben Sie zum Beispiel 02.03.1990.
sheets-reason-no-such-day = „{ $found }“ gibt es im Kalender nicht.
sheets-reason-out-of-range = „{ $found }“ liegt außerhalb der Zeit, die hier möglich ist.
sheets-reason-two-digit-year = Das Jahr in „{ $found }“ hat nur zwei Ziffern; das Jahrhundert ist nicht eindeutig.
sheets-reason-day-month-order = In „{ $found }“ können Tag und Monat vertauscht sein.
sheets-reason-year-only = In „{ $found }“ ist nur das Jahr bekannt.
sheets-reason-month-only = In „{ $found }“ sind nur Monat und Jahr bekannt.
sheets-reason-first-of-january = Der 1. Januar in „{ $found }“ wird oft eingetragen, wenn nur das Jahr bekannt ist.
sheets-reason-serial-number = „{ $found }“ ist eine bloße Zahl; Excel meint damit vermutlich einen Tag.
sheets-reason-digits-only = „{ $found }“ ist ein Datum ohne Trennzeichen.
sheets-reason-approximate = „{ $found }“ ist als ungefähr oder fraglich gekennzeichnet.
sheets-reason-typo = In „{ $found }“ sind die Trennzeichen durcheinandergeraten.
sheets-reason-not-a-number = „{ $found }“ ist keine lesbare Zahl.
sheets-reason-thousands-or-decimal = Der Punkt in „{ $found }“ kann Tausender oder Dezimalstellen trennen.
sheets-reason-point-as-decimal = In „{ $found }“ steht ein Punkt vor den Dezimalstellen statt eines Kommas.
sheets-reason-not-whole = „{ $found }“ ist keine ganze Zahl.
sheets-reason-not-a-flag = „{ $found }“ ist weder ja noch nein.
sheets-reason-not-a-time = „{ $found }“ ist keine lesbare Uhrzeit. Bitte schreiben Sie zum Beispiel 8:30 oder Mo-Fr 8:30-12:00.
sheets-reason-no-such-time = Die Uhrzeit „{ $found }“ gibt es nicht.
sheets-reason-hour-only = „{ $found }“ ist vermutlich eine volle Stunde.
sheets-reason-end-before-start = In „{ $found }“ liegt das Ende vor dem Beginn.

sheets-skip-title = Diese Zeile steht über den Überschriften.
sheets-skip-repeated-heading = Diese Zeile wiederholt die Überschriften.
sheets-skip-column-numbers = Diese Zeile zählt nur die Spalten.
sheets-skip-total = Diese Zeile ist eine Summe.
sheets-skip-only-numbers = Diese Zeile am Ende enthält nur Zahlen, zum Beispiel eine laufende Nummer ohne Eintrag.
sheets-skip-note = Diese Zeile am Ende ist eine Anmerkung.
