# متن‌های مشترک صفحه‌ها.

kit-product = Förderkette
kit-skip-to-content = رفتن به متن اصلی
kit-footer = معلومات حقوقی و کمک
kit-help = کمک
kit-accessibility = دسترسی بدون مانع
kit-privacy = حفاظت معلومات
kit-imprint = مشخصات ناشر
kit-language = زبان
kit-search = جستجو
kit-save = ثبت کردن
kit-cancel = لغو کردن
kit-optional = (اختیاری)
kit-please-choose = لطفاً انتخاب کنید
kit-all = همه
kit-error = اشتباه:
kit-error-summary =
    { $count ->
        [one] یک جواب هنوز درست نیست
       *[other] { $count } جواب هنوز درست نیست
    }
kit-date-hint = مثال: 26.11.2026
kit-no-entry = معلومات نیست
kit-filter-apply = نشان دادن
kit-nothing-found = چیزی پیدا نشد.
kit-filter-reset = نشان دادن همه
kit-stage-done = انجام شد
kit-stage-current = شما اینجا هستید
kit-stage-ahead = بعداً
kit-what-next = قدم بعدی چیست؟
