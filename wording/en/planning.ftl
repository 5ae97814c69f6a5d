# Calendar of course starts, what providers can offer, plans of test days and course starts
nav-calendar = Calendar
resource-start-plan = Plan of test days and course starts
event-name-start-plan-proposed = Plan of course starts proposed
event-name-start-plan-accepted = Plan of course starts accepted
event-name-start-plan-rejected = Plan of course starts rejected

start-calendar-title = Calendar of course starts and test days
start-calendar-lead = All course starts and test days of the region at a glance: free seats, gaps and collisions.
start-calendar-filter = Narrow the calendar
start-calendar-feed = As a calendar file
start-calendar-by = Group by
start-calendar-by-provider = Course provider
start-calendar-by-place = Place
start-calendar-by-kind = Course type
start-calendar-span = Period
start-calendar-weeks = { $count } weeks
start-calendar-picture = Courses and test days over time
start-calendar-finding = { $starts ->
        [one] One course start
       *[other] { $starts } course starts
    } with { $free ->
        [one] one free seat
       *[other] { $free } free seats
    } and { $tests ->
        [one] one test day
       *[other] { $tests } test days
    } lie ahead.
start-calendar-test-days = Test days
start-calendar-test-days-of = Test days { $host }
start-calendar-test-day = Test day
start-calendar-test-day-mark = Test day { $town }: { $booked } of { $seats } seats taken
start-calendar-promises = Does every course type start often enough?
start-calendar-promise-agreed = According to the agreement (edition { $edition }) every course type starts at least every { $weeks } weeks.
start-calendar-promise-set = According to the region's setting every course type starts at least every { $weeks } weeks.
start-calendar-promise-empty = No course type has been agreed yet and no course is planned.
start-calendar-promise-kind = Course type
start-calendar-promise-next = Next start
start-calendar-promise-days = In days
start-calendar-promise-kept = kept
start-calendar-promise-broken = not kept
start-calendar-promise-gaps = Gaps that are too long
start-calendar-none = no start planned
start-calendar-gap = { $from } to { $until } ({ $weeks } weeks)
start-calendar-gap-open = from { $from } no start until { $until } ({ $weeks } weeks)
start-calendar-collisions = What collides
start-calendar-collision-what = Collision
start-calendar-collision-who = Course provider
start-calendar-collision-from = From
start-calendar-collision-until = Until
start-calendar-collision-empty = Nothing collides.
start-calendar-collision-rooms = { $town }: { $needed } courses at the same time of day, but { $there ->
        [0] no suitable room
        [one] only one suitable room
       *[other] only { $there } suitable rooms
    }.
start-calendar-collision-teachers = { $kinds }: { $needed } lessons a week needed, { $there } there.
start-calendar-collision-test-days = { $needed } test days on the same day: { $town }.
start-calendar-collision-same-start = { $town }: two courses ({ $kinds }) start in the same week at the same time of day and share the people who wait.
start-calendar-days = The next course starts and test days
start-calendar-days-empty = Nothing is planned in this period.
start-calendar-day-on = Day
start-calendar-day-what = What
start-calendar-day-seats = Seats

supply-title = What the providers can offer
supply-lead = What every provider has of course types, teachers and rooms. It decides which course starts are possible. Names of teachers do not stand here.
supply-empty = No provider has entered what it can offer yet.
supply-edit = Change what we can offer
supply-edit-lead = What you can offer. Other providers do not see this; the coordination sees sums only.
supply-never = never stated
supply-column-provider = Course provider
supply-column-kinds = Course types
supply-column-teachers = Teachers
supply-column-lessons = Lessons a week
supply-column-rooms = Rooms
supply-column-seats = Seats
supply-column-examiners = Test licences
supply-column-confirmed = As of
supply-kinds = Course types
supply-kinds-lead = Enter only the course types you are licensed for. Empty lines are not offered.
supply-minimum = { $kind }: fewest people for a start
supply-lessons = { $kind }: lessons a week
supply-teachers = Teachers
supply-teachers-lines = One line for each teacher: label; lessons a week; course types
supply-teachers-hint = For example: Teacher 1; 24; ALLG, ALPHA. At most { $most } lessons a week. A name is not needed. If somebody comes or leaves later, add the days: Teacher 2; 20; ALLG; 01.02.2027 – 31.07.2027 (either may be missing).
supply-rooms = Rooms
supply-rooms-lines = One line for each room: name; seats; times of day; child care; town
supply-rooms-hint = For example: Room 1; 20; V, N; 6; Gunzenhausen. V = morning, N = afternoon, A = evening, W = weekend. Child care and town may be left out.
supply-examiners-section = Placement test
supply-examiners = Teachers with a test licence
supply-save = Save
supply-saved = What you can offer is saved.
