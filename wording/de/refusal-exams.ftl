# Prüfungen: warum etwas nicht geht
refusal-exam-without-rules = Für diesen Tag ist keine Punktetabelle hinterlegt. Prüfen Sie den Tag der Prüfung.
refusal-exam-points-out-of-range = Der Test hat 0 bis { $most } Punkte. Prüfen Sie die Zahl.
refusal-exam-points-unreadable = „{ $typed }“ ist keine Punktzahl. Schreiben Sie eine Zahl, f für nicht gekommen oder x für teilgenommen.
refusal-exam-parts-unreadable = „{ $typed }“ ist kein Ergebnis. Schreiben Sie drei Zeichen für Hören/Lesen, Schreiben, Sprechen, zum Beispiel bab, oder f für nicht gekommen.
refusal-exam-seats-out-of-range = Ein Prüfungstag hat 1 bis { $most } Plätze. Prüfen Sie die Zahl.
refusal-exam-closes-after-exam = Der Anmeldeschluss liegt nach der Prüfung am { $on }. Wählen Sie einen früheren Tag.
refusal-exam-in-the-past = Der { $on } ist vorbei. Planen Sie einen Tag ab heute.
refusal-exam-kind-fixed = Es sind schon { $registered } Personen angemeldet; die Prüfung lässt sich nicht mehr tauschen. Planen Sie einen neuen Tag.
refusal-exam-fewer-seats-than-registered = Angemeldet sind { $registered } Personen, { $seats } Plätze reichen nicht. Erhöhen Sie die Zahl oder melden Sie Personen ab.
refusal-exam-registration-closed = Anmeldeschluss war am { $on }. Wählen Sie einen anderen Prüfungstag oder fragen Sie bei der Prüfungsstelle nach.
refusal-exam-full = Alle { $seats } Plätze am { $on } sind vergeben. Wählen Sie weniger Personen oder einen anderen Prüfungstag.
refusal-exam-without-examiners = Für diesen Tag ist niemand eingetragen, der prüft. Tragen Sie die Prüfenden zuerst ein.
refusal-exam-cancelled = Der Prüfungstag am { $on } ist abgesagt. Wählen Sie einen anderen.
refusal-exam-is-over = Die Prüfung am { $on } war schon. Tragen Sie ein, wer teilgenommen hat.
refusal-exam-not-yet-held = Die Prüfung ist erst am { $on }. Tragen Sie danach ein, was war.
refusal-exam-result-of-other-exam = Dieses Ergebnis gehört zu einer anderen Prüfung. Prüfen Sie, ob es um den DTZ oder um „Leben in Deutschland“ geht.
refusal-exam-entry-not-in-this-state = { $state ->
    [registered] Die Person ist angemeldet. Tragen Sie zuerst ein, ob sie gekommen ist.
    [sat] Die Person hat schon teilgenommen.
    [marked] Für diese Person liegt schon ein Ergebnis vor. Ein falsches Ergebnis berichtigen Sie mit dem richtigen oder machen die Eingabe rückgängig.
    [absent] Die Person ist nicht gekommen. Wenn das nicht stimmt, tragen Sie zuerst x für teilgenommen ein.
    *[other] Die Person ist abgemeldet.
    }
refusal-exam-nobody-chosen = Kreuzen Sie mindestens eine Person an.
refusal-exam-only-learners = Nur wer im Kurs sitzt, kann angemeldet werden. Laden Sie die Seite neu.
refusal-exam-not-to-be-registered = { $why ->
    [already_registered] Fall { $number } ist schon zu einer solchen Prüfung angemeldet. Nehmen Sie das Kreuz heraus.
    [result_awaited] Für Fall { $number } fehlt noch das Ergebnis der letzten Prüfung. Warten Sie es ab.
    *[other] Fall { $number } hat das beste Ergebnis schon. Nehmen Sie das Kreuz heraus.
    }
