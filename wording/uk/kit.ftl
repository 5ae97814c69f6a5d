# Спільні тексти сторінок.

kit-product = Förderkette
kit-skip-to-content = Перейти до змісту
kit-footer = Правова інформація та допомога
kit-help = Допомога
kit-accessibility = Доступність
kit-privacy = Захист даних
kit-imprint = Вихідні дані
kit-language = Мова
kit-search = Пошук
kit-save = Зберегти
kit-cancel = Скасувати
kit-optional = (необов’язково)
kit-please-choose = Будь ласка, виберіть
kit-all = Усі
kit-error = Помилка:
kit-error-summary =
    { $count ->
        [one] { $count } відповідь ще неправильна
        [few] { $count } відповіді ще неправильні
       *[other] { $count } відповідей ще неправильні
    }
kit-date-hint = Наприклад 26.11.2026.
kit-no-entry = немає даних
kit-filter-apply = Показати
kit-nothing-found = Нічого не знайдено.
kit-filter-reset = Показати все
kit-stage-done = Виконано
kit-stage-current = Ви тут
kit-stage-ahead = Попереду
kit-what-next = Що далі?
