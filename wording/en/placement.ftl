# Test days, attendance, results, no-shows
level-below-a1 = below A1
level-a1 = A1
level-a2 = A2
level-b1 = B1
level-b2 = B2
level-c1 = C1
session-state-planned = planned
session-state-held = closed
session-state-cancelled = cancelled
seating-state-booked = invited
seating-state-present = present
seating-state-tested = result entered
seating-state-absent = did not come
seating-state-cancelled = cancelled
reply-coming = is coming
reply-cannot-come = cannot come
obstacle-child-care = child care
obstacle-transport = way, bus or train
obstacle-work = work
obstacle-illness = illness
obstacle-letter-not-received = letter not received
obstacle-other-appointment = other appointment
obstacle-moved = moved
obstacle-other = other reason

placement-list-title = Test days
placement-list-lead = Coming test days first. Counted are the seats of all rooms.
placement-list-empty = No test day is planned in this period.
placement-list-past = Past
placement-list-coming = Coming
placement-calendar = Calendar
placement-calendar-title = Calendar of test days
placement-calendar-empty = No test day is planned for the next months.
placement-calendar-free = { $free ->
    [0] full
    [one] 1 seat free
    *[other] { $free } seats free
    }
placement-missed = Did not come
placement-plan = Plan a test day
placement-day = Day
placement-time = Start
placement-place = Place
placement-seats = Seats
placement-invitations = invitations at most (not everybody comes)
placement-free = free
placement-booked = invited
placement-present = present
placement-tested = with result
placement-absent = absent
placement-state = State
placement-from = from
placement-until = until

placement-plan-title = Plan a test day
placement-change-title = Change a test day
placement-change-lead = Whoever is invited stays invited. If day, time or place change, everybody needs a new letter.
placement-held-on = Day
placement-starts-at = Start
placement-place-section = Place
placement-place-name = House
placement-street = Street and number
placement-postcode = Postcode
placement-town = Town
placement-rooms-section = Rooms and teachers
placement-rooms = Rooms with seats
placement-rooms-hint = One room per line, for example: Hall 1: 20
placement-examiners = Licensed teachers
placement-examiners-hint = Name and licence per line, for example: Anna Muster: L-1234
placement-save = Save
placement-planned = The test day is planned.
placement-changed = The test day is changed.

placement-day-title = Test day { $on }
placement-day-arrival = Attendance
placement-day-find = Number or name
placement-day-find-hint = Row number, case number or name. Enter: present. With a minus in front: did not come.
placement-day-present = Present
placement-day-absent = Absent
placement-day-empty = Nobody is invited to this test day yet.
placement-day-hidden = { $hidden ->
    [one] One more person is invited through another office.
    *[other] { $hidden } more people are invited through other offices.
    }
placement-day-close = Close the test day
placement-day-cancel = Cancel the test day
placement-day-print = Print the door list
placement-day-results = Enter results
placement-day-plan = Propose seats for this test day
placement-day-result = Result
placement-day-move = Other day
placement-day-free-now = { $free } seats still free
placement-day-not-found = Nobody on this list fits “{ $search }”. Check the number or enter the name.
placement-day-several = Several people fit “{ $search }”. Enter the row number.
placement-row = No.
placement-name = Name
placement-number = Case number
placement-language = Language
placement-reply = Answer
placement-recommendation = Recommendation
placement-recommendation-text = { $kind }, section { $section }
placement-actions = Actions
placement-checked-in = Marked as present.
placement-marked-absent = Marked as absent.
placement-moved = The appointment is moved. The person needs a new letter.
placement-closed = The test day is closed.
placement-cancelled = The test day is cancelled. Whoever was invited has a new day, as far as seats are free.

placement-close-title = Close the test day?
placement-close-text = { $count ->
    [0] All invited people are marked.
    [one] One person is not marked yet and will count as absent.
    *[other] { $count } people are not marked yet and will count as absent.
    }
placement-close-declined = { $count ->
    [one] One person declined beforehand; that does not count as absence.
    *[other] { $count } people declined beforehand; that does not count as absence.
    }
placement-close-results = { $count ->
    [one] The result of one person who was present is missing.
    *[other] The results of { $count } people who were present are missing.
    }
placement-cancel-title = Cancel the test day?
placement-cancel-text = { $count ->
    [0] Nobody is invited.
    [one] The invited person gets the next fitting test day. They need a new letter.
    *[other] The { $count } invited people get the next fitting test day. They need a new letter.
    }
placement-cancel-seats = The coming test days have { $free } free seats.
placement-back = Back

placement-result-title = Result: { $name }
placement-result-position = { $n } of { $all }
placement-result-written = Written part
placement-result-oral = Oral part
placement-result-literacy = Reading and writing
placement-result-learns-fast = Learns fast (success in an intensive course is likely)
placement-result-examiner = Teacher
placement-result-recommendation = Recommendation
placement-result-by-table = Proposal by the table: { $kind }, section { $section }
placement-result-no-row = There is no proposal for this result. Please enter course type, section and reason.
placement-result-compute = Show the proposal
placement-result-kind = Other course type
placement-result-kind-hint = Leave empty if the proposal fits.
placement-result-section = Other section
placement-result-deviation = Reason of the deviation
placement-result-constraints = What matters for the course
placement-result-children = Children who need care during the course
placement-result-times = Possible times
placement-result-reach = Longest way in km
placement-result-step-free = Needs step-free access
placement-result-next = Save and next
placement-result-save = Save
placement-result-saved = The result is saved; the person waits for a seat.
placement-result-none-left = All results of this test day are entered.
placement-result-nobody = Nobody is marked as present yet.

placement-missed-title = New appointment needed
placement-missed-lead = Who did not come or declined, and whose test day was cancelled.
placement-missed-empty = Nobody needs a new appointment at present.
placement-missed-on = Appointment was on
placement-missed-attempts = Appointment no.
placement-missed-reason = Reason
placement-missed-next = Next step
placement-missed-due = until
placement-missed-book = New appointment
placement-missed-note = Enter the reason
placement-missed-booked = The new appointment is booked. Print the invitation.
placement-obstacle-noted = The reason is entered.
placement-obstacle = What stood in the way?

placement-print-title = Door list { $on }
placement-print-sign = Present
placement-print-room = Rooms
placement-print-examiners = Teachers
placement-print-note = Confidential. Destroy after the test day.
