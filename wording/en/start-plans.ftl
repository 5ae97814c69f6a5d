# Plans of test days and course starts
start-plans-title = Plans of test days and course starts
start-plans-lead = A plan proposes which test days and course starts the region needs in the coming weeks. It changes nothing until somebody accepts it.
start-plans-empty = No plan yet. A plan needs what the providers can offer, and best an agreement.
start-plans-propose = Have a plan proposed
start-plans-column-on = Proposed on
start-plans-column-new-starts = New starts
start-plans-column-test-days = New test days
start-plans-column-seated = With a seat
start-plans-column-unseated = Without a seat
start-plans-column-by-hand = By hand
start-plans-column-state = State
start-plans-untouched = nothing changed
start-plans-by-hand = { $count ->
        [one] one change
       *[other] { $count } changes
    }
start-plan-state-proposed = Proposal
start-plan-state-accepted = Accepted
start-plan-state-rejected = Not accepted
start-plan-title = Plan of { $on }
start-plan-summary = Until { $until }: { $starts } new course starts and { $tests } new test days for { $waiting } people who wait, { $untested } not tested yet and { $expected } expected. { $seated } get a seat, { $unseated } do not.
start-plan-checked = The plan has been checked: it keeps to all rules.
start-plan-checked-proven = The plan has been checked and is proven to be the best.
start-plan-unchecked = The check found mistakes. The plan cannot be accepted.
start-plan-unchecked-short = not checked
start-plan-proposes-only = Nothing has changed yet. Courses are published and test days planned only when you accept the plan.
start-plan-accept = Accept the plan
start-plan-reject = Do not accept
start-plan-anew = Plan with the new data
start-plan-proposed = The plan is there. It changes nothing yet.
start-plan-changed = Planned anew around your change. What it costs stands below.
start-plan-accepted = The plan is accepted: courses are published, test days are planned.
start-plan-rejected = The plan is not accepted. Nothing changes.
start-plan-seats-next = Give seats now
start-plan-json = Plan as JSON
start-plan-goals = What the plan reaches
start-plan-goals-lead = The goals count strictly in this order: a later one never outweighs an earlier one. Promised seats, rooms, teachers and minimum numbers are always kept.
start-plan-goal = Goal
start-plan-goal-value = Value
start-plan-goal-proof = Proof
start-plan-goal-difference = Against the plan before
start-plan-proven = cannot be better
start-plan-at-least = at least { $bound }
start-plan-not-proven = not proven
start-plan-as-before = as before
start-plan-more = more: { $amount }
start-plan-less = less: { $amount }
start-plan-goal-priority-unseated = Priority (§ 7(4) IntV): people without a seat
start-plan-goal-priority-late = Priority: people beyond the limit of waiting
start-plan-goal-priority-waiting = Priority: days of waiting together
start-plan-goal-late = Other people beyond the limit of waiting
start-plan-goal-waiting = Others: days of waiting together
start-plan-goal-reach = Ways in minutes together
start-plan-goal-empty-seats = Empty seats
start-plan-goal-shares = Distance from agreed shares (hundredths of people)
start-plan-goal-changes = Changes to the plan people know
start-plan-amount-priority-unseated = { $by ->
        [one] one person with priority without a seat
       *[other] { $by } people with priority without a seat
    }
start-plan-amount-priority-late = { $by ->
        [one] one person with priority beyond the limit
       *[other] { $by } people with priority beyond the limit
    }
start-plan-amount-priority-waiting = { $by ->
        [one] one day of waiting with priority
       *[other] { $by } days of waiting with priority
    }
start-plan-amount-late = { $by ->
        [one] one person beyond the limit
       *[other] { $by } people beyond the limit
    }
start-plan-amount-waiting = { $by ->
        [one] one day of waiting
       *[other] { $by } days of waiting
    }
start-plan-amount-reach = { $by ->
        [one] one minute of way
       *[other] { $by } minutes of way
    }
start-plan-amount-empty-seats = { $by ->
        [one] one empty seat
       *[other] { $by } empty seats
    }
start-plan-amount-shares = { $by } hundredths of people off the shares
start-plan-amount-changes = { $by ->
        [one] one change
       *[other] { $by } changes
    }
start-plan-picture = The plan over time
start-plan-picture-finding = { $all } course starts, { $new } of them new. New ones can be moved: drag them, or use the arrow keys and Enter.
start-plan-test-day-mark = Test day { $host }: { $booked } of { $seats } seats planned
start-plan-start = { $on }, { $kind }, section { $section }, { $town } { $time } ({ $provider })
start-plan-another-start = a start outside the plan
start-plan-section = Section { $section }
start-plan-starts = Course starts of the plan
start-plan-starts-empty = The plan holds no course start.
start-plan-starts-on = Day
start-plan-starts-what = Course
start-plan-starts-provider = Course provider
start-plan-starts-people = People
start-plan-starts-seats = Free seats
start-plan-starts-why = Why
start-plan-starts-without = Without it
start-plan-people-of = { $waiting } + { $expected } expected
start-plan-because-promised = Published already; it takes place.
start-plan-because-pinned = Fixed by hand.
start-plan-because-announced = Announced in the plan before.
start-plan-because-equal = One of several that are equally good.
start-plan-not-to-spare = Other courses can spare nobody; { $minimum } are needed.
start-plan-because-better = Saves: { $amount }.
start-plan-without = More: { $amounts }.
start-plan-without-nothing = It would work without it.
start-plan-instead = Instead this would start: { $start }.
start-plan-not-run = What does not start, and why
start-plan-not-run-empty = Every possible course starts.
start-plan-not-run-more = There are { $count } more; all of them stand in the JSON.
start-plan-start-column = Possible start
start-plan-cause = Reason
start-plan-not-yet = Needed in only { $opens } of { $of } possible futures. The next plan decides.
start-plan-not-in-any = Needed in none of { $of } possible futures.
start-plan-in-futures = Needed in { $opens } of { $of } possible futures.
start-plan-not-closed = Closed, by its provider or by hand.
start-plan-not-no-gain = Nothing would get better with it.
start-plan-not-too-few = At most { $possible } people could come, { $minimum } are needed.
start-plan-not-worse = The plan would get worse with it: { $amount }.
start-plan-not-room = The room is taken: { $starts }.
start-plan-not-teachers = Teachers are missing; they teach: { $starts }.
start-plan-not-examiners = Examiners are missing on that day.
start-plan-not-turn = There is a test day in this turn already.
start-plan-test-days = Test days of the plan
start-plan-test-lead = More people may be invited than there are seats: as seen so far { $percent } in 100 do not come; more people than seats happens at most { $risk } times in 100.
start-plan-test-empty = The plan holds no test day.
start-plan-test-on = Day
start-plan-test-host = Host
start-plan-test-seats = Seats
start-plan-test-invite = Invite at most
start-plan-test-booked = Planned
start-plan-test-state = State
start-plan-test-planned = planned
start-plan-test-new = new, in turn
start-plan-test-reserve = new, a reserve steps in
start-plan-changes = What changes against the plan before
start-plan-changes-empty = No start and no test day changes.
start-plan-from-parent = { $count ->
        [0] This plan came from another one.
        [one] This plan came from another one; one decision is fixed by hand.
       *[other] This plan came from another one; { $count } decisions are fixed by hand.
    }
start-plan-parent = See the plan before
start-plan-change-column = Change
start-plan-change-given-up = Dropped: { $what }
start-plan-change-added = New: { $what }
start-plan-change-test-given-up = Test day dropped: { $what }
start-plan-change-test-added = New test day: { $what }
start-plan-cause-pinned = Fixed by hand.
start-plan-cause-start-gone = Closed, moved or no longer offered.
start-plan-cause-start-given-up = The announced course does not start any more.
start-plan-cause-promised = Another seat is promised.
start-plan-cause-new-person = The person is new.
start-plan-cause-displaced = { $people ->
        [one] One person who comes first sits there now.
       *[other] { $people } people who come first sit there now.
    }
start-plan-cause-few-people = Because of few people; the numbers are hidden.
start-plan-summary-round = Until { $until }: { $starts } new course starts and { $tests } new test days. Numbers about few people are hidden.
start-plan-cause-seat-free = A seat has become free.
start-plan-cause-for-goal = For this goal: { $goal }.
start-plan-cause-test-given-up = The announced test day is no longer held.
start-plan-change = Change
start-plan-change-title = Change: { $start }
start-plan-change-lead = After that everything is planned anew around your decision. The old plan stays; you see what changes for whom.
start-plan-change-what = What should hold?
start-plan-hand-pinned = The course starts in any case
start-plan-hand-forbidden = The course does not start
start-plan-hand-moved = The course starts on another day
start-plan-change-to = New first day
start-plan-change-to-hint = Only if the course starts on another day.
start-plan-change-save = Plan anew
start-plan-start-anyway = Start it anyway
start-plan-wishes = Fixed by hand
start-plan-wishes-lead = If you take something back, it is planned anew without it. The old plan stays.
start-plan-wishes-none = Nothing is fixed about single starts.
start-plan-wishes-about = What it is about
start-plan-wishes-what = What holds
start-plan-wishes-people = { $count ->
        [one] Besides, the seat of one person is fixed.
       *[other] Besides, the seats of { $count } people are fixed.
    }
start-plan-wishes-few-people = Besides, seats of a few people are fixed; the number is hidden, so that nobody is recognised.
start-plan-take-back = Take back
start-plan-taken-back = Planned anew without it. What changes stands below.
start-plan-somebody = somebody who is no longer planned for
start-plan-seat-hand-kept = Gets this seat
start-plan-seat-hand-refused = Not in this course
start-plan-seat-hand-left-out = Is left out
start-plan-fix = Fix
start-plan-fix-title = Fix the seat: { $person }
start-plan-fix-hint = A course in which a seat is fixed starts even below its minimum number.
start-plan-fix-kept = The seat stays: { $start }
start-plan-fix-other = Rather here: { $start }
start-plan-fix-refused = Not in this course: { $start }
start-plan-fix-left-out = Give no seat in this plan
start-plan-affected = For whom something changes
start-plan-affected-empty = Nothing changes for anybody who is known.
start-plan-affected-person = Person
start-plan-affected-change = What changes
start-plan-affected-from = Before
start-plan-affected-to = Now
start-plan-affected-lost = seat lost
start-plan-affected-moved = another seat
start-plan-affected-gained = seat gained
start-plan-affected-test-moved = another test day
start-plan-affected-test-lost = no test day any more
start-plan-affected-expected = { $count ->
        [one] Besides, something changes for one expected person whom nobody knows yet.
       *[other] Besides, something changes for { $count } expected people whom nobody knows yet.
    }
start-plan-people = Who sits where, and why
start-plan-people-lead = People without a seat first. The plan gives no seats yet; BAMF does.
start-plan-people-empty = Nobody was planned for.
start-plan-people-person = Person
start-plan-people-seat = Seat in the plan
start-plan-people-why = Why
start-plan-people-others = Why not
start-plan-no-seat = no seat
start-plan-priority = Priority.
start-plan-seat = Waits { $days } days, way { $minutes } minutes.
start-plan-seat-late = Waits { $days } days (beyond the limit), way { $minutes } minutes.
start-plan-seat-fixed = The seat is fixed. Waits { $days } days, way { $minutes } minutes.
start-plan-other-dearer = Worse for the person: { $amount }.
start-plan-other-full = Full with { $people } people; otherwise more: { $amount }.
start-plan-other-minimum = The person's own course would fall below its minimum of { $minimum }.
start-plan-other-equal = Equally good; the plan does not get better by it.
start-plan-other-fixed = The person's own seat is fixed.
start-plan-limit-left-out = Taken out by hand.
start-plan-limit-no-such-course = No course of this type and section in the period.
start-plan-limit-closed = All fitting courses are closed.
start-plan-limit-unreachable = No fitting course can be reached.
start-plan-limit-no-fitting-time = No course within reach at a possible time of day.
start-plan-limit-no-child-care = No fitting course with child care.
start-plan-limit-not-ready = No course starts late enough.
start-plan-limit-no-test = No test day in the period.
start-plan-limit-forbidden = Ruled out by hand.
start-plan-limit-no-start-runs = Fitting courses do not start: too few people, no room or no teacher.
start-plan-limit-full = Fitting courses are full of people who come first.
start-plan-ruled = Of { $all } possible starts: { $each }.
start-plan-ruled-left-out = { $starts } left out
start-plan-ruled-no-such-course = { $starts } of another type
start-plan-ruled-closed = { $starts } closed or left to the next plan
start-plan-ruled-unreachable = { $starts } out of reach
start-plan-ruled-no-fitting-time = { $starts } at another time of day
start-plan-ruled-no-child-care = { $starts } without child care
start-plan-ruled-not-ready = { $starts } too early
start-plan-ruled-no-test = { $starts } without a test day before
start-plan-ruled-forbidden = { $starts } ruled out by hand
start-plan-ruled-no-start-runs = { $starts } not in the plan
start-plan-ruled-full = { $starts } full
start-plan-settings = Limits and habits of this plan
start-plan-seed = Seed { $seed }, state of the data { $version }. The same data give the same plan.
start-plan-setting-never = is not given
start-plan-setting-weeks = Weeks the plan covers
start-plan-setting-teacher-lessons = Lessons a week for each teacher, at most
start-plan-setting-lead-days = Days of notice
start-plan-setting-start-every-weeks = Possible first days every … weeks
start-plan-setting-fewest-for-section = Waiting people from whom on a start in a later section is planned
start-plan-setting-longest-gap-weeks = Longest gap of a type in weeks (without an agreement)
start-plan-setting-no-show-percent = Expected no-shows in percent
start-plan-setting-overbooking-risk-percent = Risk of overbooking in percent
start-plan-setting-seats-per-examiner = Test seats for each examiner
start-plan-setting-look-ahead-weeks = Weeks with expected arrivals
start-plan-setting-unseated-days = Additional days of waiting that no seat counts as
start-plan-setting-longest-way-minutes = Longest way in minutes
start-plan-setting-without-care-minutes = Minutes that missing child care counts as
start-plan-setting-days-after-test = Days between test and course start
start-plan-setting-change-budget-percent = Changes to the known plan in percent, at most
start-plan-setting-seconds = Seconds of computing
kit-gantt-move = Arrow keys move by one week, Enter plans anew.
refusal-start-plan-without-supply = No provider has entered yet what it can offer. Ask the providers for it (Calendar, What the providers can offer).
refusal-start-plan-decided = This plan has been decided on already. Open the newest plan.
refusal-start-plan-outdated = Something that counts has changed since the plan of { $on }. Plan with the new data.
refusal-start-plan-not-checked = The check found mistakes. Plan anew.
refusal-start-plan-range = The numbers are too far apart to keep the goals in strict order. Shorten the period.
refusal-start-plan-input = Something a provider stated makes no sense. Check rooms, teachers and minimum numbers.
refusal-start-plan-means-clash = For the start on { $on } room or teachers are missing. Take a decision back.
refusal-start-plan-too-few-people = For the start on { $on } there are too few people. Take a decision back.
refusal-start-plan-pins-clash = What is fixed by hand contradicts itself. Take a decision back.
refusal-start-plan-move-outside = Choose a day from { $from } to { $until }: before it there is too little time to invite, after it the plan ends.
refusal-start-plan-move-free-day = { $on } is no working day in the region. Choose a working day.
refusal-start-plan-start-gone = Nobody offers the start on { $on } at present. Plan with the new data.
refusal-start-plan-seat-gone = Nobody offers this start at present. Plan with the new data.
refusal-start-plan-person-gone = This person is no longer planned for. Plan with the new data.
start-demand-title = What the region needs
start-demand-lead = Who needs a seat, and how many people will probably come in the next weeks. Plans are made from this.
start-demand-hidden-note = Counts below { $smallest } are hidden, so that nobody is recognised.
start-demand-hidden = hidden
start-demand-untested = Not tested yet
start-demand-priority = With priority (§ 7(4) IntV)
start-demand-late = Beyond the limit of waiting
start-demand-child-care = Need child care
start-demand-time = Can come { $time }
start-demand-tested = By course type and section
start-demand-section = Section
start-demand-people = People
start-demand-nobody = Nobody waits for a seat.
start-demand-towns = Where they live
start-demand-towns-finding = Everybody who needs a seat, by town.
start-demand-town = Town
start-demand-arrivals = New people per week
start-demand-arrivals-finding = In the next { $weeks } weeks about { $people } people are expected ({ $method }). Four of five weeks lie between the outer lines.
start-demand-arrivals-known = Arrived
start-demand-arrivals-expected = Expected
start-demand-arrivals-low = At least
start-demand-arrivals-high = At most
start-demand-waiting = Tested, without a seat
start-demand-to-test = Still to be tested (probably)
start-demand-priority-short = Priority
start-demand-late-short = Beyond the limit
start-demand-child-care-short = Child care
start-demand-by-town = Town and course type
start-demand-tried = How good the forecast would have been
start-demand-tried-lead = The arrivals of the region were forecast in hindsight, again and again, from what was known at the time, each time twelve weeks ahead. It is computed with the library augurs (exponential smoothing, seasonal decomposition).
start-demand-tried-empty = Too few weeks are known for that.
start-demand-method = Method
start-demand-error = Mean error, people a week
start-demand-within = Weeks within the lines
start-demand-weeks = Weeks compared
start-demand-method-combined = from season and trend
start-demand-method-season = from the season
start-demand-method-trend = from the trend
start-demand-method-mean = mean of the last weeks
start-demand-method-naive = like last week
start-demand-method-seasonal-naive = like the year before
start-plan-setting-without-care-hint = Empty: a seat without the child care a person needs is not given.
administration-region-ways = Ways and test site
start-plan-setting-draws = Possible futures played through (0: the one in the middle only)
start-plan-setting-draw-milliseconds = Milliseconds of computing for each future
start-plan-setting-decide-weeks = Weeks of course starts this plan decides about
start-plan-setting-again-milliseconds = Milliseconds of computing after a change by hand
