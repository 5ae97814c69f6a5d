# Anwesenheit: warum etwas nicht geht
refusal-attendance-lessons-out-of-range = Ein Kurstag hat 1 bis { $most } Unterrichtsstunden. Prüfen Sie die Zahl.
refusal-attendance-seat-twice = Eine Person steht zweimal in der Liste. Laden Sie die Seite neu und tragen Sie die Liste noch einmal ein.
refusal-attendance-internship-only-youth = Das Zeichen P (Praktikum) gibt es nur im Jugendintegrationskurs. Wählen Sie X, E, U oder W.
refusal-attendance-left-before-came = Die Person wäre gegangen, bevor sie kam. Prüfen Sie die beiden Uhrzeiten.
refusal-attendance-course-not-begun = { $state ->
    [draft] Der Kurs ist noch ein Entwurf. Eine Anwesenheitsliste gibt es ab dem bestätigten Kursbeginn.
    [published] Der Kurs hat noch nicht begonnen. Bestätigen Sie zuerst den Kursbeginn.
    *[other] Dieser Kurs findet nicht statt. Es gibt keine Anwesenheitsliste.
    }
refusal-attendance-in-the-future = Der { $on } liegt in der Zukunft. Tragen Sie die Liste am Kurstag oder danach ein.
refusal-attendance-outside-course = Am { $on } lief dieser Kurs nicht. Wählen Sie einen Tag zwischen erstem und letztem Kurstag.
refusal-attendance-line-length = In der Schnelleingabe stehen { $typed } Zeichen, in der Liste aber { $learners } Personen. Tippen Sie ein Zeichen je Person oder nur die Nummern der Fehlenden, zum Beispiel 3e 7u.
refusal-attendance-line-number = Die Nummer „{ $number }“ passt zu keiner Person der Liste. Schreiben Sie die Nummer und dahinter das Zeichen, zum Beispiel 3e 7u.
refusal-attendance-line-sign = „{ $sign }“ ist kein Zeichen der Liste. Möglich sind x, e, u, w und im Jugendkurs p.
refusal-hindrance-missing = Wenn die Person nicht kommen kann, gehört mindestens ein Hinderungsgrund dazu. Wählen Sie ihn aus.
refusal-hindrance-only-with-cannot = Hinderungsgründe gehören nur zu „kann nicht kommen“. Wählen Sie dieses Ergebnis oder nehmen Sie die Gründe heraus; „kann nicht“ und „will nicht“ werden nie vermischt.
refusal-concern-not-open = { $state ->
    [reported] Diese Frühwarnung ist schon gemeldet. Weitere Gespräche werden hier nicht mehr eingetragen.
    *[other] Diese Frühwarnung ist abgeschlossen.
    }
refusal-talk-in-the-future = Das Gespräch am { $on } liegt in der Zukunft. Tragen Sie es ein, wenn es geführt ist.
refusal-help-missing = Wer nicht kommen kann, braucht eine vereinbarte Hilfe. Wählen Sie mindestens eine aus.
refusal-review-before-talk = Die Nachschau muss nach dem Gespräch am { $on } liegen. Wählen Sie einen späteren Tag.
refusal-report-of-excused-days = Entschuldigte Tage werden nicht gemeldet. Hier geht es nur um Hilfe.
refusal-report-before-help = Erst helfen, dann melden: Führen Sie zuerst ein Hilfegespräch und tragen Sie es ein.
refusal-report-before-attempts = Versuchen Sie mindestens { $attempts } Mal, die Person zu erreichen, bevor Sie melden.
refusal-report-before-review = Es ist Hilfe vereinbart. Eine Meldung ist frühestens am { $on } möglich, wenn die Hilfe nicht wirkt.
refusal-report-after-improvement = Seit dem Gespräch kommt die Person wieder regelmäßig. Schließen Sie die Frühwarnung ab, statt zu melden.
refusal-report-already-answered = Auf diese Meldung wurde am { $on } schon geantwortet.
refusal-report-without-recipient = Niemand hat diese Person verpflichtet oder den Kurs in einen Kooperationsplan aufgenommen. Dann gibt es keine Meldung (§ 8 Abs. 3 IntV); helfen Sie weiter.
