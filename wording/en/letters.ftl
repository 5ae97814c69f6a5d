# Letters: English text beside the authoritative German one.

## Frame of every letter
letters-info-number = Letter no.
letters-info-reference = Our reference
letters-info-date = Date
letters-info-contact = Contact
letters-info-phone = Phone
letters-info-email = Email
letters-info-web = Website
letters-page-of = Page { $page } of { $pages }
letters-document-title = { $subject } ({ $number })
letters-document-title-batch = Letters { $first } to { $last }
letters-greeting = Hello { $name },
letters-greeting-plain = Hello,
letters-closing = Kind regards
letters-unsigned = This letter was made with a computer. It is valid without a signature.
letters-translation-note = Translation. Only the German text is legally binding.
letters-translation-see = English translation: page { $page }

## Facts
letters-facts-appointment = Your appointment
letters-facts-course = Your course
letters-fact-date = Day
letters-fact-time = Time
letters-fact-duration = Length
letters-fact-place = Place
letters-fact-course = Course
letters-fact-course-number = Course number
letters-fact-provider = Course provider
letters-fact-start = Expected start
letters-fact-start-new = New start
letters-fact-start-former = Start announced before
letters-fact-weekly = Lesson times
letters-fact-report-by = Register by
letters-fact-registered-on = Registered on
letters-duration = about { $minutes } minutes
letters-time-range = { $from } to { $until }

## Invitation to the placement test
letters-invitation-subject = Invitation to the placement test
letters-invitation-intro = Before the integration course you take a placement test (Einstufungstest). The test shows which course is right for you. Please come to this appointment:
letters-invitation-next = The test has a written part and a spoken part. You do not need to study for it. The test costs you nothing.
letters-invitation-hint = You cannot come on this day? Then please tell us at once. You will get another appointment.

## Second invitation
letters-second-invitation-subject = New appointment for your placement test
letters-second-invitation-missed = On { $date } you did not come to the placement test.
letters-second-invitation-intro = You are getting a new appointment. Please come to this appointment:
letters-second-invitation-next = Was there something that kept you from coming, for example illness, work or child care? Then please tell us. We will look for a solution together with you.
letters-second-invitation-hint = Are you obliged to take part? If you do not come again without an important reason, we can inform the authority that obliged you.

## Zuweisung
letters-assignment-subject = Assignment to an integration course (Zuweisung)
letters-assignment-intro = You are obliged to take part in an integration course. We assign you to this course. In choosing it we looked at your test result, at an early start and at your way to the course.
letters-assignment-report-by = The seat is kept for you until { $date }. Please register with the course provider at once, on this day at the latest.
letters-assignment-next = You will then get a proof of registration (Anmeldebestätigung). Hand it in at once to the authority that obliged you.
letters-assignment-hint = If you do not register or do not take part in the course, this can have legal consequences. Do you have an important reason? Then please tell us at once.

## Verweisung
letters-referral-subject = Referral to an integration course (Verweisung)
letters-referral-intro = You have the right to take part in an integration course. We have found a course that is right for you and refer you to this course provider:
letters-referral-report-by = The seat is kept for you until { $date }. Please register with the course provider by this day.
letters-referral-next = After you register you will get a proof of registration and the expected start of the course.
letters-referral-hint = Does the course not suit you, for example because of work or child care? Then please tell us. We will look for another course together with you.

## Proof of registration
letters-registration-proof-subject = Proof of registration (Anmeldebestätigung)
letters-registration-proof-intro = We confirm that you have registered for this integration course.
letters-registration-proof-next = Are you obliged to take part? Then hand in this proof at once to the authority that obliged you.
letters-registration-proof-hint = If the course cannot start within six weeks, we will inform you and the Federal Office for Migration and Refugees at once.

## Expected start
letters-start-notice-subject = Expected start of your integration course
letters-start-notice-intro = You are registered for an integration course. This is how your course is expected to start:
letters-start-notice-next = Please be on time on the first day.
letters-start-notice-hint = If the start changes, we will write to you at once.

## Slipped start
letters-slipped-start-subject = New start of your integration course
letters-slipped-start-intro = The start of your integration course has moved. We are sorry about this. This is how your course is now expected to start:
letters-slipped-start-next = Your seat is still kept for you. You do not have to register again.
letters-slipped-start-hint = Does the new start not suit you, or do you not want to wait that long? Then talk to us. We will check whether another course has a free seat for you.

## What to bring
letters-bring-title = Please bring
letters-bring-this-letter = this letter
letters-bring-identity-document = your passport or identity card and your residence permit
letters-bring-berechtigungsschein = the certificate of your right to take part (Berechtigungsschein) or the letter that obliges you, if you already have it
letters-bring-language-certificates = certificates of German courses or German exams, if you have any
letters-bring-benefit-proof = your notice of benefits (for example from the Jobcenter), if you receive benefits
letters-bring-test-result = the result of the placement test
letters-bring-writing-things = pen and notebook
letters-bring-glasses = your glasses, if you need them

## Way and map
letters-way-title = How to get there
letters-way-walk = { $minutes ->
        [one] { $minutes } minute
       *[other] { $minutes } minutes
    } on foot to { $to }
letters-way-ride = { $line } from { $from } to { $to }
letters-way-ride-times = { $line }: leaves { $from } at { $departs }, arrives { $to } at { $arrives }
letters-way-minutes = About { $minutes } minutes altogether, from door to door.
letters-way-basis-timetable = From the published timetable. Please check the times the day before.
letters-way-basis-estimate = This way is an estimate. Please check the times beforehand.
letters-way-basis-invented-timetable = Demonstration: this timetable is invented.
letters-map-title = Map
letters-map-legend = Red dot: where you are going. H: stop. North is at the top.
letters-map-legend-outline = Red dot: where you are going. Line: outline of the municipality. North is at the top.
letters-map-alt = Map: { $place }
letters-map-alt-stop = Map: { $place }. Nearest stop: { $stop }, { $metres } metres as the crow flies, { $direction }.
letters-map-stop-north = to the north
letters-map-stop-east = to the east
letters-map-stop-south = to the south
letters-map-stop-west = to the west

## Page with code
letters-code-title = Your page
letters-code-hint = Everything in your language. Your name is not shown there.
letters-code-label = Code:
letters-code-alt = QR code leading to the page { $url }

## Law
letters-citations = Legal basis: { $citations }
letters-remedy-title = Your right to object (Rechtsbehelfsbelehrung)
letters-remedy-widerspruch = You can object to this decision (Widerspruch) within one month after you were notified of it. The objection must be made in writing, in the electronic form laid down by law, or by having it written down at this office: { $office }
letters-remedy-klage = You can go to court against this decision (Klage) within one month after you were notified of it. The action must be brought in writing, in the electronic form laid down by law, or by having it recorded at the registry of this court: { $office }

## Calendar file
letters-calendar-placement-test = German placement test (Einstufungstest)
letters-calendar-course-start = Start of the integration course
letters-calendar-note = Please bring the letter. All details: { $url }
letters-calendar-note-plain = Please bring the letter.

## Faults
letters-fault-language = Letter { $number }: there is no language “{ $detail }”. Choose one of the languages offered.
letters-fault-fonts = The font for the language “{ $detail }” is missing on the server. Install the package fonts-noto-core.
letters-fault-fact = Letter { $number }: “{ $detail }” is missing. Fill it in and make the letter again.
letters-fault-fact-appointment = appointment
letters-fault-fact-place = place
letters-fault-fact-course = course
letters-fault-fact-course-start = start of the course
letters-fault-fact-number = number of the letter
letters-fault-fact-recipient = name of the recipient
letters-fault-address = Letter { $number }: the web address is too long for the QR code. Shorten the address.
letters-fault-batch-empty = No letter was chosen. Choose at least one.
letters-fault-batch-large = { $detail } letters are too many for one file. Make at most { $limit } at a time.
letters-fault-layout = Letter { $number } could not be laid out: { $detail }
