# Warum eine Liste nicht eingelesen wird.

refusal-import-moved-on = Diese Liste wird gerade anderswo weitergelesen ({ $done } Zeilen sind fertig). Bitte warten Sie, bis sie durch ist.
refusal-mapping-name-missing = Die Zuordnung der Spalten hat keinen Namen. Bitte geben Sie ihr einen.
refusal-course-incomplete = In dieser Zeile fehlen Angaben zum Kurs. Bitte ergänzen Sie Kursart, Beginn, Stunden und Plätze.
refusal-case-number-taken = Die nächste Fallnummer ist schon vergeben. Bitte versuchen Sie es noch einmal und melden Sie es der Verwaltung, wenn es wieder geschieht.
refusal-mapping-name-taken = Unter diesem Namen ist schon eine Zuordnung gespeichert. Bitte wählen Sie einen anderen Namen.
