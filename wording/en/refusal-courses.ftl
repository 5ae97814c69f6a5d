# Courses and seats: why something cannot be done
refusal-course-kind-not-offered = This type of course may not begin on { $on }. Choose another type or another first day.
refusal-course-group-too-large = This type of course may have at most { $most } seats (section 14 (2) IntV). Enter at most { $most }.
refusal-course-section-out-of-range = This type of course has sections 1 to { $last }. Choose one of them as the first section.
refusal-course-without-seats = A course needs at least one seat. Enter the number of seats.
refusal-minimum-above-seats = The minimum of { $minimum } is above the number of seats, { $seats }. Lower the minimum or raise the seats.
refusal-lessons-per-week-out-of-range = 1 to 40 lessons a week are possible. Check the number.
refusal-course-without-sections = The course would have no section. Check type and first section.
refusal-course-number-missing = The course number is missing. Enter your own number of the course.
refusal-course-number-taken = You already have a course with this number. Choose another one.
refusal-course-not-in-this-state = { $state ->
    [draft] The course is still a draft. Publish it first.
    [published] The course is published already and has not begun yet. Reload the page.
    [running] The course is running already. Reload the page to see what can be done now.
    [ended] The course has ended and is no longer changed.
    *[cancelled] The course is cancelled and is no longer changed. Create a new course.
    }
refusal-course-start-in-the-past = The first day, { $on }, is over. Enter today or a later day, then publish.
refusal-course-has-begun = The course has begun; its first day is fixed. Leave the date as it was.
refusal-seats-below-taken = { $taken } seats are taken already. Enter at least { $taken } seats.
refusal-course-kind-with-people = People hold seats in this course, so its type stays. Create a new course for the other type.
refusal-course-section-in-use = People hold seats in section { $section }; it must stay in the course. Choose an earlier first section.
refusal-lessons-held-out-of-range = A section has { $most } lessons. Enter a number from 0 to { $most }.
refusal-course-has-no-empty-seat = All { $seats } seats are taken; there is nothing to fill.
refusal-refill-limit-reached = Seats are refilled only up to lesson { $lesson } of a section. Let the person enter with the next section.
refusal-start-in-the-future = { $on } is still to come. Confirm the start on the first day or later.
refusal-not-in-this-course = Somebody on your list no longer has a seat in this course. Reload the list, then confirm.
refusal-region-without-bundesamt = This region has no BAMF regional coordination. The administration has to create it first.
