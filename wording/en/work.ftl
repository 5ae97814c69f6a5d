# Work list, teams, substitution, daily digest
work-title = Work list
work-lead = { $count } next steps, { $overdue } of them overdue.
work-empty = Nothing to do here.
work-all = All of the body
work-mine = Mine and substitution
work-nobody = In nobody's hands
work-whose = Whose work
work-holder = In whose hands
work-stands-in = Substitute: { $name }
work-hand-over = Hand over
work-hand-over-lead = { $count ->
    [one] One case is handed over.
   *[other] { $count } cases are handed over.
}
work-to = To whom
work-give-back = Nobody (back to everybody)
work-handed-over = The cases are handed over.
work-none-chosen = No case is chosen. Tick cases in the list.
work-teams = Teams and substitution
work-teams-lead = Who does the work. Rights do not change by it.
work-teams-empty = No team yet. The work lies with all accounts of the body.
work-team = Team
work-team-new = New team
work-team-name = Name of the team
work-team-members = Members
work-team-email = Mailbox
work-team-email-hint = The daily digest goes there. Empty: to the body.
work-team-active = active
work-team-closed = closed
work-team-saved = The team is saved.
work-absences = Absence
work-absences-empty = Nobody is noted as away.
work-absence-new = Note an absence
work-absence-lead = What is in the person's hands stands in the list of the substitute as well for that time.
work-absent = Who is away
work-substitute = Substitute
work-from = From
work-until = Until
work-absence-end = End
work-absence-saved = The absence is noted.
work-absence-ended = The absence is ended.
work-lapses = Rights that lapse soon
work-lapses-lead = Nine of twelve months are over and the person is in no course. Without a seat the right lapses.
work-lapses-empty = No right lapses soon.
today-lapses = Right lapses soon
today-work = Whole work list
mail-digest-subject = Förderkette: { $overdue } overdue, { $today } due today
mail-news-subject = Förderkette: there is news
mail-digest =
    Good morning,

    in your body { $overdue } steps are overdue and { $today } are due today.
    { $lapsing } of them concern rights that lapse soon.
    { $duties } duties of the agreement and of accepted plans are due.

    To the work list: { $link }

    This message names no people on purpose.
mail-digest-team =
    Good morning,

    in the team “{ $team }” { $overdue } steps are overdue and { $today } are due today.
    { $lapsing } of them concern rights that lapse soon.

    To the work list: { $link }

    This message names no people on purpose.
mail-duties-subject = Förderkette: { $duties } duties due
mail-duties =
    Good morning,

    { $duties } duties of the agreement and of accepted plans are due in your body.

    To your home: { $link }

    This message names no people on purpose.
mail-news =
    Good day,

    there is a new notice for your body.

    To the work list: { $link }

    This message names no people on purpose.
refusal-team-name-missing = The team needs a name.
refusal-absence-ends-before-it-begins = The absence ends before it begins. Check both days.
refusal-absence-needs-another = Somebody else must stand in. Choose a second person.
refusal-absence-already-ended = The absence ended on { $on }. Load the page again.
refusal-no-colleague = That is no active account of your body. Choose one from the list.
refusal-no-team = That is no active team of your body. Choose one from the list.
refusal-too-many-at-once = At most { $most } cases at once. Choose fewer.
event-name-team-saved = Team saved
event-name-absence-noted = Absence noted
event-name-absence-ended = Absence ended
event-name-case-handed-over = Case handed over
resource-team = Team
resource-digest = Daily digest
