# What a provider can offer: why something cannot be done
refusal-supply-too-many-rows = At most { $most } lines are possible. Put lines together.
refusal-supply-teacher-line-unreadable = The line “{ $line }” cannot be read. Write one line each: label; lessons a week; course types, for example: Teacher 1; 24; ALLG, ALPHA. Days behind it may be missing: 01.02.2027 – 31.07.2027.
refusal-supply-teacher-lessons-out-of-range = For { $who } 1 to { $most } lessons a week are possible. Check the number.
refusal-supply-teacher-without-kind = For { $who } the course type is missing. Enter at least one.
refusal-supply-teacher-ends-before-begin = For { $who } the end lies before the beginning. Check both days.
refusal-supply-room-line-unreadable = The line “{ $line }” cannot be read. Write one line each: name; seats; times of day, for example: Room 1; 20; V, N.
refusal-supply-room-seats-out-of-range = For { $room } 1 to { $most } seats are possible. Check the number.
refusal-supply-room-without-time = For { $room } the time of day is missing. Enter V, N, A or W.
refusal-supply-kind-twice = This course type is there twice. Remove one line.
refusal-supply-minimum-out-of-range = 1 to { $most } people are possible. Check the minimum.
refusal-supply-lessons-out-of-range = 1 to { $most } lessons a week are possible. Check the number.
refusal-supply-examiners-out-of-range = 0 to { $most } licensed examiners are possible. Check the number.
