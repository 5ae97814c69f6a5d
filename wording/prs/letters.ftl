# Letters: Dari text beside the authoritative German one.

## Frame of every letter
letters-info-number = نمبر مکتوب
letters-info-reference = نمبر دوسیه
letters-info-date = تاریخ
letters-info-contact = شخص ارتباطی
letters-info-phone = تلیفون
letters-info-email = ایمیل
letters-info-web = ویب‌سایت
letters-page-of = صفحهٔ { $page } از { $pages }
letters-document-title = { $subject } ({ $number })
letters-document-title-batch = مکتوب‌های { $first } تا { $last }
letters-greeting = سلام { $name }،
letters-greeting-plain = سلام،
letters-closing = با احترام
letters-unsigned = این مکتوب با کمپیوتر ساخته شده است و بدون امضا اعتبار دارد.
letters-translation-note = ترجمه. تنها متن آلمانی از نگاه قانون معتبر است.
letters-translation-see = ترجمهٔ دری: صفحهٔ { $page }

## Facts
letters-facts-appointment = وقت ملاقات شما
letters-facts-course = کورس شما
letters-fact-date = روز
letters-fact-time = وقت
letters-fact-duration = مدت
letters-fact-place = جای
letters-fact-course = کورس
letters-fact-course-number = نمبر کورس
letters-fact-provider = برگزارکنندهٔ کورس
letters-fact-start = شروع احتمالی
letters-fact-start-new = شروع جدید
letters-fact-start-former = تاریخ قبلی شروع
letters-fact-weekly = وقت درس‌ها
letters-fact-report-by = ثبت نام تا
letters-fact-registered-on = تاریخ ثبت نام
letters-duration = حدود { $minutes } دقیقه
letters-time-range = از { $from } تا { $until }

## Invitation to the placement test
letters-invitation-subject = دعوت به امتحان تعیین سویه
letters-invitation-intro = پیش از کورس ادغام، شما یک امتحان تعیین سویه (Einstufungstest) می‌دهید. امتحان نشان می‌دهد که کدام کورس برای شما مناسب است. لطفاً به این وقت بیایید:
letters-invitation-next = امتحان یک بخش تحریری و یک بخش شفاهی دارد. لازم نیست برای آن درس بخوانید. امتحان برای شما رایگان است.
letters-invitation-hint = در این روز آمده نمی‌توانید؟ پس لطفاً فوراً به ما خبر بدهید. برای شما وقت دیگری داده می‌شود.

## Second invitation
letters-second-invitation-subject = وقت جدید برای امتحان تعیین سویهٔ شما
letters-second-invitation-missed = شما به تاریخ { $date } به امتحان تعیین سویه نیامدید.
letters-second-invitation-intro = به شما یک وقت جدید می‌دهیم. لطفاً به این وقت بیایید:
letters-second-invitation-next = آیا نتوانستید بیایید، مثلاً به خاطر مریضی، کار یا نگهداری طفل؟ پس لطفاً به ما بگویید. ما همراه با شما یک راه حل پیدا می‌کنیم.
letters-second-invitation-hint = آیا شما مکلف به اشتراک هستید؟ اگر بدون دلیل مهم باز هم نیایید، می‌توانیم به اداره‌ای که شما را مکلف ساخته است خبر بدهیم.

## Zuweisung
letters-assignment-subject = تعیین شما به یک کورس ادغام (Zuweisung)
letters-assignment-intro = شما مکلف هستید که در یک کورس ادغام اشتراک کنید. ما این کورس را برای شما تعیین می‌کنیم. در این کار به نتیجهٔ امتحان شما، به شروع نزدیک و به راه شما تا کورس توجه کرده‌ایم.
letters-assignment-report-by = جای شما تا { $date } نگه داشته می‌شود. لطفاً فوراً، و حداکثر تا همین روز، نزد برگزارکنندهٔ کورس ثبت نام کنید.
letters-assignment-next = بعد از آن یک تصدیق ثبت نام (Anmeldebestätigung) می‌گیرید. این تصدیق را فوراً به اداره‌ای که شما را مکلف ساخته است بدهید.
letters-assignment-hint = اگر ثبت نام نکنید یا در کورس اشتراک نکنید، این کار می‌تواند پیامدهای قانونی داشته باشد. آیا دلیل مهمی دارید؟ پس لطفاً فوراً به ما بگویید.

## Verweisung
letters-referral-subject = معرفی شما به یک کورس ادغام (Verweisung)
letters-referral-intro = شما حق دارید که در یک کورس ادغام اشتراک کنید. ما کورسی را پیدا کرده‌ایم که برای شما مناسب است و شما را به این برگزارکنندهٔ کورس معرفی می‌کنیم:
letters-referral-report-by = جای شما تا { $date } نگه داشته می‌شود. لطفاً تا همین روز نزد برگزارکنندهٔ کورس ثبت نام کنید.
letters-referral-next = بعد از ثبت نام، تصدیق ثبت نام و تاریخ احتمالی شروع کورس را می‌گیرید.
letters-referral-hint = آیا کورس برای شما مناسب نیست، مثلاً به خاطر کار یا نگهداری طفل؟ پس لطفاً به ما بگویید. ما همراه با شما یک کورس دیگر پیدا می‌کنیم.

## Proof of registration
letters-registration-proof-subject = تصدیق ثبت نام (Anmeldebestätigung)
letters-registration-proof-intro = ما تصدیق می‌کنیم که شما در این کورس ادغام ثبت نام کرده‌اید.
letters-registration-proof-next = آیا شما مکلف به اشتراک هستید؟ پس این تصدیق را فوراً به اداره‌ای که شما را مکلف ساخته است بدهید.
letters-registration-proof-hint = اگر کورس در ظرف شش هفته شروع شده نتواند، ما فوراً به شما و به ادارهٔ فدرال مهاجرت و پناهندگان خبر می‌دهیم.

## Expected start
letters-start-notice-subject = شروع احتمالی کورس ادغام شما
letters-start-notice-intro = شما در یک کورس ادغام ثبت نام هستید. کورس شما احتمالاً این‌طور شروع می‌شود:
letters-start-notice-next = لطفاً در روز اول سر وقت بیایید.
letters-start-notice-hint = اگر تاریخ شروع تغییر کند، ما فوراً به شما می‌نویسیم.

## Slipped start
letters-slipped-start-subject = شروع جدید کورس ادغام شما
letters-slipped-start-intro = شروع کورس ادغام شما به تعویق افتاده است. ما از این بابت متأسف هستیم. کورس شما حالا احتمالاً این‌طور شروع می‌شود:
letters-slipped-start-next = جای شما نگه داشته می‌شود. لازم نیست دوباره ثبت نام کنید.
letters-slipped-start-hint = آیا شروع جدید برای شما مناسب نیست یا نمی‌خواهید این‌قدر انتظار بکشید؟ پس با ما گپ بزنید. ما می‌بینیم که آیا در یک کورس دیگر برای شما جای خالی است.

## What to bring
letters-bring-title = لطفاً این‌ها را با خود بیاورید
letters-bring-this-letter = همین مکتوب
letters-bring-identity-document = پاسپورت یا تذکره و اجازهٔ اقامت
letters-bring-berechtigungsschein = تصدیق حق اشتراک (Berechtigungsschein) یا مکتوب مکلفیت، اگر آن را دارید
letters-bring-language-certificates = تصدیق‌نامه‌های کورس یا امتحان زبان آلمانی، اگر دارید
letters-bring-benefit-proof = مکتوب کمک مالی (مثلاً از Jobcenter)، اگر کمک مالی می‌گیرید
letters-bring-test-result = نتیجهٔ امتحان تعیین سویه
letters-bring-writing-things = قلم و کتابچه
letters-bring-glasses = عینک، اگر به عینک ضرورت دارید

## Way and map
letters-way-title = راه رسیدن به آنجا
letters-way-walk = { $minutes } دقیقه پیاده تا { $to }
letters-way-ride = { $line }: از { $from } تا { $to }
letters-way-ride-times = { $line }: حرکت از { $from } { $departs }، رسیدن به { $to } { $arrives }
letters-way-minutes = روی هم رفته حدود { $minutes } دقیقه از دروازه تا دروازه.
letters-way-basis-timetable = مطابق تقسیم اوقات نشرشده. لطفاً وقت‌ها را یک روز پیش بررسی کنید.
letters-way-basis-estimate = این راه تخمینی است. لطفاً وقت‌ها را از پیش بررسی کنید.
letters-way-basis-invented-timetable = نمایش آزمایشی: این تقسیم اوقات واقعی نیست.
letters-map-title = نقشهٔ جای
letters-map-legend = نقطهٔ سرخ: جایی که می‌روید. H: ایستگاه. شمال در بالا است.
letters-map-legend-outline = نقطهٔ سرخ: جایی که می‌روید. خط: حدود شاروالی. شمال در بالا است.
letters-map-alt = نقشهٔ جای: { $place }
letters-map-alt-stop = نقشهٔ جای: { $place }. نزدیک‌ترین ایستگاه: { $stop }، { $metres } متر در خط مستقیم { $direction }.
letters-map-stop-north = به طرف شمال
letters-map-stop-east = به طرف شرق
letters-map-stop-south = به طرف جنوب
letters-map-stop-west = به طرف غرب

## Page with code
letters-code-title = صفحهٔ شما
letters-code-hint = همهٔ معلومات به زبان شما. نام شما در آنجا نیست.
letters-code-label = کود:
letters-code-alt = کود QR برای صفحهٔ { $url }

## Law
letters-citations = اساس قانونی: { $citations }
letters-remedy-title = حق اعتراض شما (Rechtsbehelfsbelehrung)
letters-remedy-widerspruch = در برابر این تصمیم می‌توان در ظرف یک ماه بعد از اطلاع آن اعتراض (Widerspruch) کرد. اعتراض باید به شکل تحریری، به شکل الکترونیکی که در قانون پیش‌بینی شده است، یا به شکل شفاهی و ثبت‌شده نزد این اداره انجام شود: { $office }
letters-remedy-klage = در برابر این تصمیم می‌توان در ظرف یک ماه بعد از اطلاع آن شکایت به محکمه (Klage) کرد. شکایت باید به شکل تحریری، به شکل الکترونیکی که در قانون پیش‌بینی شده است، یا به شکل شفاهی و ثبت‌شده نزد دفتر این محکمه انجام شود: { $office }

## Calendar file
letters-calendar-placement-test = امتحان تعیین سویهٔ زبان آلمانی (Einstufungstest)
letters-calendar-course-start = شروع کورس ادغام
letters-calendar-note = لطفاً مکتوب را با خود بیاورید. همهٔ معلومات: { $url }
letters-calendar-note-plain = لطفاً مکتوب را با خود بیاورید.
