# Общие тексты страниц.

kit-product = Förderkette
kit-skip-to-content = Перейти к содержанию
kit-footer = Правовая информация и помощь
kit-help = Помощь
kit-accessibility = Доступность
kit-privacy = Защита данных
kit-imprint = Выходные данные
kit-language = Язык
kit-search = Поиск
kit-save = Сохранить
kit-cancel = Отменить
kit-optional = (необязательно)
kit-please-choose = Пожалуйста, выберите
kit-all = Все
kit-error = Ошибка:
kit-error-summary =
    { $count ->
        [one] { $count } ответ ещё неверен
        [few] { $count } ответа ещё неверны
       *[other] { $count } ответов ещё неверны
    }
kit-date-hint = Например 26.11.2026.
kit-no-entry = нет данных
kit-filter-apply = Показать
kit-nothing-found = Ничего не найдено.
kit-filter-reset = Показать всё
kit-stage-done = Готово
kit-stage-current = Вы здесь
kit-stage-ahead = Впереди
kit-what-next = Что дальше?
