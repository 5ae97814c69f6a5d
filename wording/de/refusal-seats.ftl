# Plätze und Platzpläne: warum etwas nicht geht
refusal-course-full = Der letzte Platz in { $place } ({ $on }) wurde eben vergeben. Nächster passender Platz: { $next_place }, Beginn { $next_on }, Kurs { $next_number }. Wählen Sie ihn in den Vorschlägen.
refusal-course-full-none-left = Der Kurs in { $place } ({ $on }) ist voll, und zurzeit passt kein anderer Platz. Die Person bleibt auf der Warteliste.
refusal-course-does-not-fit = Der Kurs { $number } passt nicht: Kursart, Abschnitt oder Beginn stimmen nicht mit der Empfehlung überein. Wählen Sie einen Kurs aus den Vorschlägen.
refusal-already-holds-a-seat = Die Person hat schon einen Platz. Öffnen Sie ihre Akte; nehmen Sie den alten Platz zurück, wenn sie wechseln soll.
refusal-case-awaits-no-seat = Diese Person wartet gerade auf keinen Platz. Öffnen Sie ihre Akte; dort steht der nächste Schritt.
refusal-recommendation-missing = Für diese Person fehlt die Empfehlung aus dem Einstufungstest. Tragen Sie zuerst das Testergebnis ein.
refusal-seat-not-in-this-state = { $state ->
    [reserved] Der Platz ist nur reserviert. Melden Sie die Person zuerst an.
    [registered] Die Person ist schon angemeldet. Laden Sie die Liste neu.
    [started] Die Person ist schon im Kurs. Laden Sie die Liste neu.
    [not_arrived] Die Person ist nicht gekommen. Klären Sie zuerst den Grund.
    *[other] Dieser Platz ist nicht mehr vergeben. Laden Sie die Liste neu.
    }
refusal-reservation-still-holds = Die Reservierung gilt noch bis { $until }. Warten Sie diesen Tag ab oder nehmen Sie den Platz zurück.
refusal-nothing-to-clarify = Hier ist nichts mehr zu klären. Laden Sie die Liste neu.
refusal-seat-plan-needs-test-day = Die Teststelle schlägt Plätze für einen Testtag vor. Wählen Sie den Testtag; die ganze Warteliste plant das BAMF.
refusal-seat-plan-without-people = Zurzeit wartet hier niemand auf einen Platz. Es gibt nichts zu planen.
refusal-seat-plan-outdated = Seit dem Vorschlag vom { $on } haben sich Plätze oder Personen geändert. Lassen Sie neu planen; bis dahin bleibt alles, wie es ist.
refusal-seat-plan-not-checked = Die unabhängige Prüfung hat diesen Plan nicht bestätigt. Lassen Sie neu planen.
refusal-seat-plan-decided = { $state ->
    [accepted] Dieser Plan ist schon angenommen.
    [rejected] Dieser Plan ist schon abgelehnt. Lassen Sie neu planen.
    *[outdated] Dieser Plan ist überholt. Lassen Sie neu planen.
    }
refusal-seat-plan-pins-clash = Die von Hand festgelegten Plätze passen nicht zusammen oder gibt es nicht mehr. Lösen Sie eine Festlegung und planen Sie neu.
refusal-seat-plan-too-large = { $people } Personen auf einmal sind zu viele für einen bewiesen besten Plan. Planen Sie je Testtag.
