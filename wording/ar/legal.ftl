# Accessibility, privacy, imprint
legal-accessibility-title = سهولة الوصول
legal-public-accessibility-1 = يجب أن يتمكن الجميع من استخدام هذه الصفحات: بلوحة المفاتيح، أو ببرنامج قراءة، أو بخط كبير.
legal-public-accessibility-2 = هل هناك شيء لا يعمل؟ اتصل بالجهة المذكورة في رسالتك. سوف تساعدك.
legal-privacy-title = حماية البيانات
legal-public-privacy-1 = لا تحفظ هذه الصفحات أي شيء عنك ولا تستخدم ملفات تعريف الارتباط.
legal-public-privacy-2 = بياناتك موجودة لدى الدوائر ومقدمي الدورات الذين يتعاملون مع دورتك. يمكنك أن تسأل عما هو مسجل عنك وأن تطلب تصحيح الأخطاء. اسأل الجهة المذكورة في رسالتك.
legal-imprint-title = بيانات الناشر
legal-public-imprint-1 = تدير هذه الصفحات إدارة منطقتك.
legal-public-imprint-2 = اسم الجهة وعنوانها وهاتفها مذكورة في رسالتك.
