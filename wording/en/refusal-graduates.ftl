# Graduates and ends of sections: why something cannot be
refusal-ending-in-the-future = { $on } lies in the future. Record the end on the day itself or later.
refusal-ending-before-arrival = The person was not in the course that early. Choose a day after their first course day.
refusal-return-day-missing = A pause needs the day of return. Enter it.
refusal-return-only-with-interruption = A day of return belongs to a pause only. Remove it or choose "Pauses".
refusal-return-before-interruption = The return must lie after the beginning of the pause. Choose a later day.
refusal-nothing-interrupted = This course is not paused. Reload the record.
refusal-course-still-runs = The course still runs until { $on }.
refusal-section-course-not-running = { $state ->
    [published] The course has not begun. Confirm its start first.
    *[other] This course has no sections to end.
    }
refusal-section-not-in-course = The course does not have this section. Choose one of its sections.
refusal-section-not-begun = This section has not begun. Choose the one under way.
refusal-section-seat-unknown = This person does not sit in the course any more. Reload the page.
refusal-section-missing = Which section does the person take next? Enter its number.
refusal-section-does-not-fit = This section does not fit: whoever skips goes beyond section { $section } plus one; whoever repeats takes section { $section } at most.
refusal-section-other-type-missing = Choose the other course type.
refusal-section-is-not-the-last = A course is completed with its last section only. Choose something else.
refusal-sheet-in-the-future = The recommendation of { $on } lies in the future. Choose an earlier day.
refusal-advice-leads-nowhere = A recommendation names a route on which something begins. Choose another one.
refusal-decision-in-the-future = The decision of { $on } lies in the future. Record it when it has been taken.
refusal-decision-before-the-last = There is a later decision already. Reload the page.
refusal-decision-starts-in-the-past = The beginning lies before the decision of { $on }. Choose a later day.
refusal-pause-without-a-day = A pause needs the day on which it ends. Enter it; no ground is stored.
refusal-follow-on-still-runs = Something has been running since { $since }. Record its end first.
refusal-follow-on-in-the-future = { $on } lies in the future. Record the beginning when it has come.
refusal-follow-on-before-the-last-ended = The last one ended only after that. Choose a later day.
refusal-no-decision-yet = Nothing is decided yet. Decide the next step first.
refusal-route-leads-nowhere = Nothing begins on this route. Choose what has begun.
refusal-nothing-runs = Nothing runs that could be asked about. Record a beginning first.
refusal-check-in-the-future = { $on } lies in the future. Record the follow-up when it has been.
refusal-check-before-beginning = It began on { $on } only. Choose a later day.
refusal-end-in-the-future = { $on } lies in the future. Record the end when it has come.
refusal-end-before-beginning = It began on { $on } only. Choose a later day.
refusal-plan-of-another-body = Jobcenter and employment agency plan the way after the course with the person. Ask the responsible body.
refusal-visit-day-in-the-past = { $on } is over. Choose a later day.
refusal-slot-minutes-out-of-range = A talk takes 5 to 120 minutes. Check the number.
refusal-slots-out-of-range = 1 to { $most } talks are possible. Check the number.
refusal-visit-day-beyond-midnight = So many talks go beyond midnight. Take fewer or shorter ones.
refusal-talks-before-group = The talks begin before the information for everybody. Check both times.
refusal-visit-day-without-office = Who comes on that day? Choose at least one body.
refusal-visit-day-not-planned = { $state ->
    [held] This visiting day is closed and is not changed any more.
    *[other] This visiting day is cancelled. Plan a new one.
    }
refusal-visit-day-still-to-come = The visiting day is on { $on } only.
refusal-office-does-not-come = This body does not come on that day. Choose another one.
refusal-slot-unknown = This time does not exist; the day has { $most } talks per body.
refusal-slot-taken = Somebody already sits there at { $at }. Choose another time.
refusal-transfer-from-another-body = Only Jobcenter, employment agency and AsylbLG authority offer a change.
refusal-transfer-office-does-not-fit = This office does not belong to the new benefit system. Choose another one.
refusal-transfer-to-the-same = The person is there already. Choose another benefit system.
refusal-transfer-without-case = Without an open case there is no change. Open the case again first.
refusal-transfer-open-already = A change has been waiting for an answer since { $on }. Take it back first.
refusal-transfer-answered = This change was answered on { $on } already.
refusal-visit-day-of-the-provider = Only the provider calls the visiting day off. Ask the provider.
refusal-check-month-unknown = Follow-ups are after 3, 6 and 12 months. Choose one of these.
refusal-visit-office-without-person = This body is not responsible for the person and does not see them. Choose another one, or bring the body in first.
