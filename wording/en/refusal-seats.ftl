# Seats and seat plans: why something cannot be done
refusal-course-full = The last seat in { $place } ({ $on }) has just been taken. Next fitting seat: { $next_place }, start { $next_on }, course { $next_number }. Choose it from the proposals.
refusal-course-full-none-left = The course in { $place } ({ $on }) is full, and no other seat fits at present. The person stays on the waiting list.
refusal-course-does-not-fit = Course { $number } does not fit: type, section or start differ from the recommendation. Choose a course from the proposals.
refusal-already-holds-a-seat = This person has a seat already. Open the file; withdraw the old seat if they are to change.
refusal-case-awaits-no-seat = This person is not waiting for a seat. Open the file; it shows the next step.
refusal-recommendation-missing = The recommendation of the placement test is missing for this person. Enter the test result first.
refusal-seat-not-in-this-state = { $state ->
    [reserved] The seat is only reserved. Register the person first.
    [registered] The person is registered already. Reload the list.
    [started] The person is in the course already. Reload the list.
    [not_arrived] The person did not come. Clarify the reason first.
    *[other] Nobody holds this seat any more. Reload the list.
    }
refusal-reservation-still-holds = The reservation holds until { $until }. Wait for that day, or withdraw the seat.
refusal-nothing-to-clarify = There is nothing left to clarify here. Reload the list.
refusal-seat-plan-needs-test-day = The test site proposes seats for a test day. Choose the test day; BAMF plans the whole waiting list.
refusal-seat-plan-without-people = Nobody is waiting for a seat here. There is nothing to plan.
refusal-seat-plan-outdated = Seats or people have changed since the proposal of { $on }. Plan anew; until then everything stays as it is.
refusal-seat-plan-not-checked = The independent check did not confirm this plan. Plan anew.
refusal-seat-plan-decided = { $state ->
    [accepted] This plan is accepted already.
    [rejected] This plan is rejected already. Plan anew.
    *[outdated] This plan is out of date. Plan anew.
    }
refusal-seat-plan-pins-clash = The seats fixed by hand clash or no longer exist. Release one of them and plan anew.
refusal-seat-plan-too-large = { $people } people at once are too many for a plan that is proven best. Plan by test day.
