# Arbeitsliste, Teams, Vertretung, tägliche Übersicht
work-title = Arbeitsliste
work-lead = { $count } nächste Schritte, davon { $overdue } überfällig.
work-empty = Hier ist nichts zu tun.
work-all = Alle der Stelle
work-mine = Meine und Vertretung
work-nobody = In niemandes Hand
work-whose = Wessen Arbeit
work-holder = In wessen Hand
work-stands-in = Vertretung: { $name }
work-hand-over = Übergeben
work-hand-over-lead = { $count ->
    [one] Ein Fall wird übergeben.
   *[other] { $count } Fälle werden übergeben.
}
work-to = An wen
work-give-back = Niemand (zurück an alle)
work-handed-over = Die Fälle sind übergeben.
work-none-chosen = Kein Fall ist gewählt. Haken Sie in der Liste Fälle an.
work-teams = Teams und Vertretung
work-teams-lead = Wer die Arbeit macht. Rechte ändern sich dadurch nicht.
work-teams-empty = Noch kein Team. Die Arbeit liegt bei allen Konten der Stelle.
work-team = Team
work-team-new = Team anlegen
work-team-name = Name des Teams
work-team-members = Mitglieder
work-team-email = Postfach
work-team-email-hint = Dorthin geht die tägliche Übersicht. Leer: an die Stelle.
work-team-active = aktiv
work-team-closed = aufgelöst
work-team-saved = Das Team ist gespeichert.
work-absences = Abwesenheit
work-absences-empty = Zurzeit ist niemand abwesend gemeldet.
work-absence-new = Abwesenheit eintragen
work-absence-lead = Was in der Hand der Person liegt, steht so lange auch in der Liste der Vertretung.
work-absent = Wer ist abwesend
work-substitute = Vertretung
work-from = Von
work-until = Bis
work-absence-end = Beenden
work-absence-saved = Die Abwesenheit ist eingetragen.
work-absence-ended = Die Abwesenheit ist beendet.
work-lapses = Berechtigung erlischt bald
work-lapses-lead = Neun von zwölf Monaten sind um, und die Person ist in keinem Kurs. Ohne Platz erlischt ihr Recht.
work-lapses-empty = Keine Berechtigung erlischt in nächster Zeit.
today-lapses = Recht erlischt bald
today-work = Ganze Arbeitsliste
mail-digest-subject = Förderkette: { $overdue } überfällig, { $today } heute fällig
mail-news-subject = Förderkette: Es gibt Neues
mail-digest =
    Guten Morgen,

    in Ihrer Stelle sind { $overdue } Schritte überfällig und { $today } heute fällig.
    { $lapsing } davon betreffen Berechtigungen, die bald erlöschen.
    Aus der Vereinbarung und angenommenen Plänen sind { $duties } Pflichten fällig.

    Zur Arbeitsliste: { $link }

    Diese Nachricht nennt absichtlich keine Personen.
mail-digest-team =
    Guten Morgen,

    im Team „{ $team }“ sind { $overdue } Schritte überfällig und { $today } heute fällig.
    { $lapsing } davon betreffen Berechtigungen, die bald erlöschen.

    Zur Arbeitsliste: { $link }

    Diese Nachricht nennt absichtlich keine Personen.
mail-duties-subject = Förderkette: { $duties } Pflichten fällig
mail-duties =
    Guten Morgen,

    aus der Vereinbarung und angenommenen Plänen sind in Ihrer Stelle { $duties } Pflichten fällig.

    Zur Startseite: { $link }

    Diese Nachricht nennt absichtlich keine Personen.
mail-news =
    Guten Tag,

    für Ihre Stelle liegt eine neue Meldung vor.

    Zur Arbeitsliste: { $link }

    Diese Nachricht nennt absichtlich keine Personen.
refusal-team-name-missing = Das Team braucht einen Namen.
refusal-absence-ends-before-it-begins = Die Abwesenheit endet vor ihrem Beginn. Prüfen Sie die beiden Tage.
refusal-absence-needs-another = Vertreten muss jemand anderes. Wählen Sie eine zweite Person.
refusal-absence-already-ended = Die Abwesenheit ist seit dem { $on } beendet. Laden Sie die Seite neu.
refusal-no-colleague = Das ist kein aktives Konto Ihrer Stelle. Wählen Sie eines aus der Liste.
refusal-no-team = Das ist kein aktives Team Ihrer Stelle. Wählen Sie eines aus der Liste.
refusal-too-many-at-once = Höchstens { $most } Fälle auf einmal. Wählen Sie weniger.
event-name-team-saved = Team gespeichert
event-name-absence-noted = Abwesenheit eingetragen
event-name-absence-ended = Abwesenheit beendet
event-name-case-handed-over = Fall übergeben
resource-team = Team
resource-digest = Tägliche Übersicht
