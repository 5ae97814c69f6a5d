# Letters: Arabic text beside the authoritative German one.

## Frame of every letter
letters-info-number = رقم الرسالة
letters-info-reference = رقم الملف
letters-info-date = التاريخ
letters-info-contact = للاستفسار
letters-info-phone = الهاتف
letters-info-email = البريد الإلكتروني
letters-info-web = الموقع
letters-page-of = صفحة { $page } من { $pages }
letters-document-title = { $subject } ({ $number })
letters-document-title-batch = الرسائل من { $first } إلى { $last }
letters-greeting = مرحبًا { $name }،
letters-greeting-plain = مرحبًا،
letters-closing = مع أطيب التحيات
letters-unsigned = أُعدّت هذه الرسالة بالحاسوب، وهي صالحة من دون توقيع.
letters-translation-note = ترجمة. النص الألماني وحده ملزم قانونيًا.
letters-translation-see = الترجمة العربية: صفحة { $page }

## Facts
letters-facts-appointment = موعدك
letters-facts-course = دورتك
letters-fact-date = اليوم
letters-fact-time = الوقت
letters-fact-duration = المدة
letters-fact-place = المكان
letters-fact-course = الدورة
letters-fact-course-number = رقم الدورة
letters-fact-provider = الجهة المنظمة للدورة
letters-fact-start = البداية المتوقعة
letters-fact-start-new = البداية الجديدة
letters-fact-start-former = البداية السابقة
letters-fact-weekly = أوقات الدروس
letters-fact-report-by = التسجيل حتى
letters-fact-registered-on = تاريخ التسجيل
letters-duration = نحو { $minutes } دقيقة
letters-time-range = من { $from } إلى { $until }

## Invitation to the placement test
letters-invitation-subject = دعوة إلى اختبار تحديد المستوى
letters-invitation-intro = قبل دورة الاندماج تُجري اختبارًا لتحديد المستوى (Einstufungstest). يبيّن الاختبار أي دورة تناسبك. يُرجى الحضور في هذا الموعد:
letters-invitation-next = في الاختبار جزء كتابي وجزء شفهي. لا تحتاج إلى الدراسة من أجله. الاختبار مجاني لك.
letters-invitation-hint = لا تستطيع الحضور في هذا اليوم؟ أخبرنا بذلك فورًا من فضلك، وستحصل على موعد آخر.

## Second invitation
letters-second-invitation-subject = موعد جديد لاختبار تحديد المستوى
letters-second-invitation-missed = لم تحضر اختبار تحديد المستوى بتاريخ { $date }.
letters-second-invitation-intro = نعطيك موعدًا جديدًا. يُرجى الحضور في هذا الموعد:
letters-second-invitation-next = هل منعك سبب من الحضور، مثل المرض أو العمل أو رعاية طفل؟ أخبرنا بذلك من فضلك، وسنبحث معك عن حل.
letters-second-invitation-hint = هل المشاركة إلزامية لك؟ إذا لم تحضر هذه المرة أيضًا من دون سبب مهم، فيمكننا إبلاغ الجهة التي ألزمتك بالمشاركة.

## Zuweisung
letters-assignment-subject = تعيينك في دورة اندماج (Zuweisung)
letters-assignment-intro = المشاركة في دورة اندماج إلزامية لك. نعيّن لك هذه الدورة. وقد راعينا في ذلك نتيجة اختبارك وقرب موعد البداية وطريقك إلى الدورة.
letters-assignment-report-by = المكان محجوز لك حتى { $date }. يُرجى التسجيل فورًا لدى الجهة المنظمة للدورة، وفي هذا اليوم على الأكثر.
letters-assignment-next = بعد ذلك تحصل على تأكيد التسجيل (Anmeldebestätigung). يُرجى تسليم تأكيد التسجيل فورًا إلى الجهة التي ألزمتك بالمشاركة.
letters-assignment-hint = إذا لم تسجّل أو لم تشارك في الدورة، فقد تكون لذلك عواقب قانونية. هل لديك سبب مهم؟ أخبرنا به فورًا من فضلك.

## Verweisung
letters-referral-subject = إحالتك إلى دورة اندماج (Verweisung)
letters-referral-intro = يحق لك المشاركة في دورة اندماج. وجدنا دورة تناسبك، ونحيلك إلى هذه الجهة المنظمة للدورة:
letters-referral-report-by = المكان محجوز لك حتى { $date }. يُرجى التسجيل لدى الجهة المنظمة للدورة حتى هذا اليوم.
letters-referral-next = بعد التسجيل تحصل على تأكيد التسجيل وعلى موعد البداية المتوقع للدورة.
letters-referral-hint = ألا تناسبك الدورة، مثلًا بسبب العمل أو رعاية طفل؟ أخبرنا بذلك من فضلك، وسنبحث معك عن دورة أخرى.

## Proof of registration
letters-registration-proof-subject = تأكيد التسجيل (Anmeldebestätigung)
letters-registration-proof-intro = نؤكد تسجيلك في دورة الاندماج هذه.
letters-registration-proof-next = هل المشاركة إلزامية لك؟ يُرجى تسليم هذا التأكيد فورًا إلى الجهة التي ألزمتك بالمشاركة.
letters-registration-proof-hint = إذا لم يكن ممكنًا أن تبدأ الدورة خلال ستة أسابيع، فسنبلغك ونبلغ المكتب الاتحادي للهجرة واللاجئين فورًا.

## Expected start
letters-start-notice-subject = البداية المتوقعة لدورة الاندماج
letters-start-notice-intro = تم تسجيلك في دورة اندماج. من المتوقع أن تبدأ دورتك على هذا النحو:
letters-start-notice-next = يُرجى الحضور في الوقت المحدد في اليوم الأول.
letters-start-notice-hint = إذا تغيّر موعد البداية، فسنكتب إليك فورًا.

## Slipped start
letters-slipped-start-subject = بداية جديدة لدورة الاندماج
letters-slipped-start-intro = تأجلت بداية دورة الاندماج. نأسف لذلك. من المتوقع الآن أن تبدأ دورتك على هذا النحو:
letters-slipped-start-next = يبقى مكانك محجوزًا. لا تحتاج إلى التسجيل من جديد.
letters-slipped-start-hint = ألا تناسبك البداية الجديدة، أو لا تريد الانتظار كل هذه المدة؟ تحدّث إلينا، وسنرى هل يوجد لك مكان في دورة أخرى.

## What to bring
letters-bring-title = يُرجى أن تُحضر معك
letters-bring-this-letter = هذه الرسالة
letters-bring-identity-document = جواز السفر أو الهوية، وتصريح الإقامة
letters-bring-berechtigungsschein = شهادة الحق في المشاركة (Berechtigungsschein) أو قرار الإلزام بالمشاركة، إذا كانت لديك
letters-bring-language-certificates = شهادات دورات اللغة الألمانية أو امتحاناتها، إذا كانت لديك
letters-bring-benefit-proof = قرار المساعدات الاجتماعية (مثلًا من Jobcenter)، إذا كنت تحصل على مساعدات
letters-bring-test-result = نتيجة اختبار تحديد المستوى
letters-bring-writing-things = قلم ودفتر
letters-bring-glasses = النظارة، إذا كنت تحتاج إليها

## Way and map
letters-way-title = كيف تصل إلى المكان
letters-way-walk = { $minutes ->
        [one] دقيقة واحدة
        [two] دقيقتان
        [few] { $minutes } دقائق
       *[other] { $minutes } دقيقة
    } سيرًا على الأقدام إلى { $to }
letters-way-ride = { $line }: من { $from } إلى { $to }
letters-way-ride-times = { $line }: الانطلاق من { $from } { $departs }، والوصول إلى { $to } { $arrives }
letters-way-minutes = المدة كلها نحو { $minutes } دقيقة من الباب إلى الباب.
letters-way-basis-timetable = بحسب جدول المواعيد المنشور. يُرجى التحقق من الأوقات قبل الموعد بيوم.
letters-way-basis-estimate = هذا الطريق تقديري. يُرجى التحقق من الأوقات مسبقًا.
letters-way-basis-invented-timetable = عرض تجريبي: جدول المواعيد هذا غير حقيقي.
letters-map-title = خريطة المكان
letters-map-legend = النقطة الحمراء: المكان الذي تقصده. H: موقف. الشمال في الأعلى.
letters-map-legend-outline = النقطة الحمراء: المكان الذي تقصده. الخط: حدود البلدية. الشمال في الأعلى.
letters-map-alt = خريطة المكان: { $place }
letters-map-alt-stop = خريطة المكان: { $place }. أقرب موقف: { $stop }، على بعد { $metres } متر بخط مستقيم { $direction }.
letters-map-stop-north = إلى الشمال
letters-map-stop-east = إلى الشرق
letters-map-stop-south = إلى الجنوب
letters-map-stop-west = إلى الغرب

## Page with code
letters-code-title = صفحتك
letters-code-hint = كل المعلومات بلغتك. لا يظهر اسمك هناك.
letters-code-label = الرمز:
letters-code-alt = رمز QR للصفحة { $url }

## Law
letters-citations = الأساس القانوني: { $citations }
letters-remedy-title = حقك في الاعتراض (Rechtsbehelfsbelehrung)
letters-remedy-widerspruch = يمكن تقديم اعتراض (Widerspruch) على هذا القرار خلال شهر واحد من تبليغك به. يُقدَّم الاعتراض كتابيًا، أو بالشكل الإلكتروني المنصوص عليه في القانون، أو شفهيًا مع تدوينه لدى هذه الجهة: { $office }
letters-remedy-klage = يمكن رفع دعوى (Klage) ضد هذا القرار خلال شهر واحد من تبليغك به. تُرفع الدعوى كتابيًا، أو بالشكل الإلكتروني المنصوص عليه في القانون، أو شفهيًا مع تدوينها في قلم هذه المحكمة: { $office }

## Calendar file
letters-calendar-placement-test = اختبار تحديد المستوى في اللغة الألمانية (Einstufungstest)
letters-calendar-course-start = بداية دورة الاندماج
letters-calendar-note = يُرجى إحضار الرسالة. كل المعلومات: { $url }
letters-calendar-note-plain = يُرجى إحضار الرسالة.
