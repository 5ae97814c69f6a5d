# Exams: why something does not work
refusal-exam-without-rules = There is no table of points for this day. Check the day of the exam.
refusal-exam-points-out-of-range = The test has 0 to { $most } points. Check the number.
refusal-exam-points-unreadable = "{ $typed }" is no number of points. Write a number, f for did not come or x for took part.
refusal-exam-parts-unreadable = "{ $typed }" is no result. Write three signs for listening/reading, writing, speaking, for example bab, or f for did not come.
refusal-exam-seats-out-of-range = An exam day has 1 to { $most } seats. Check the number.
refusal-exam-closes-after-exam = Registration would end after the exam on { $on }. Choose an earlier day.
refusal-exam-in-the-past = { $on } is over. Plan a day from today on.
refusal-exam-kind-fixed = { $registered } people are registered already; the exam cannot be exchanged any more. Plan a new day.
refusal-exam-fewer-seats-than-registered = { $registered } people are registered, { $seats } seats are not enough. Raise the number or withdraw people.
refusal-exam-registration-closed = Registration ended on { $on }. Choose another exam day or ask the exam site.
refusal-exam-full = All { $seats } seats on { $on } are taken. Choose fewer people or another exam day.
refusal-exam-without-examiners = Nobody is entered as examiner for this day. Enter the examiners first.
refusal-exam-cancelled = The exam day on { $on } is cancelled. Choose another one.
refusal-exam-is-over = The exam on { $on } is over. Enter who took part.
refusal-exam-not-yet-held = The exam is not before { $on }. Enter afterwards what happened.
refusal-exam-result-of-other-exam = This result belongs to another exam. Check whether it is about the DTZ or about "Leben in Deutschland".
refusal-exam-entry-not-in-this-state = { $state ->
    [registered] The person is registered. First enter whether they came.
    [sat] The person has taken part already.
    [marked] There is a result for this person already. Correct a wrong result with the right one, or undo the input.
    [absent] The person did not come. If that is wrong, first enter x for took part.
    *[other] The person is withdrawn.
    }
refusal-exam-nobody-chosen = Tick at least one person.
refusal-exam-only-learners = Only people who sit in the course can be registered. Reload the page.
refusal-exam-not-to-be-registered = { $why ->
    [already_registered] Case { $number } is registered for such an exam already. Take the tick out.
    [result_awaited] The result of the last exam is still missing for case { $number }. Wait for it.
    *[other] Case { $number } has the best result already. Take the tick out.
    }
