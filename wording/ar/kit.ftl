# نصوص مشتركة للصفحات.

kit-product = Förderkette
kit-skip-to-content = الانتقال إلى المحتوى
kit-footer = معلومات قانونية ومساعدة
kit-help = مساعدة
kit-accessibility = سهولة الوصول
kit-privacy = حماية البيانات
kit-imprint = بيانات الناشر
kit-language = اللغة
kit-search = بحث
kit-save = حفظ
kit-cancel = إلغاء
kit-optional = (اختياري)
kit-please-choose = يرجى الاختيار
kit-all = الكل
kit-error = خطأ:
kit-error-summary =
    { $count ->
        [zero] لا توجد إجابات خاطئة
        [one] إجابة واحدة غير صحيحة بعد
        [two] إجابتان غير صحيحتين بعد
        [few] { $count } إجابات غير صحيحة بعد
        [many] { $count } إجابة غير صحيحة بعد
       *[other] { $count } إجابة غير صحيحة بعد
    }
kit-date-hint = مثال: 26.11.2026
kit-no-entry = لا توجد بيانات
kit-filter-apply = عرض
kit-nothing-found = لا توجد نتائج.
kit-filter-reset = عرض الكل
kit-stage-done = تم
kit-stage-current = أنت هنا
kit-stage-ahead = لاحقًا
kit-what-next = ما الخطوة التالية؟
