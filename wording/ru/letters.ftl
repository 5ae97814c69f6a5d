# Letters: Russian text beside the authoritative German one.

## Frame of every letter
letters-info-number = Письмо №
letters-info-reference = Номер дела
letters-info-date = Дата
letters-info-contact = Контактное лицо
letters-info-phone = Телефон
letters-info-email = Эл. почта
letters-info-web = Сайт
letters-page-of = Страница { $page } из { $pages }
letters-document-title = { $subject } ({ $number })
letters-document-title-batch = Письма с { $first } по { $last }
letters-greeting = Здравствуйте, { $name }!
letters-greeting-plain = Здравствуйте!
letters-closing = С уважением
letters-unsigned = Это письмо составлено на компьютере. Оно действительно без подписи.
letters-translation-note = Перевод. Юридическую силу имеет только немецкий текст.
letters-translation-see = Перевод на русский: страница { $page }

## Facts
letters-facts-appointment = Ваша встреча
letters-facts-course = Ваш курс
letters-fact-date = День
letters-fact-time = Время
letters-fact-duration = Продолжительность
letters-fact-place = Место
letters-fact-course = Курс
letters-fact-course-number = Номер курса
letters-fact-provider = Организатор курса
letters-fact-start = Предполагаемое начало
letters-fact-start-new = Новое начало
letters-fact-start-former = Прежняя дата начала
letters-fact-weekly = Время занятий
letters-fact-report-by = Записаться до
letters-fact-registered-on = Дата записи
letters-duration = примерно { $minutes } мин
letters-time-range = { $from } – { $until }

## Invitation to the placement test
letters-invitation-subject = Приглашение на тест для определения уровня
letters-invitation-intro = Перед интеграционным курсом Вы сдаёте тест для определения уровня (Einstufungstest). Тест показывает, какой курс Вам подходит. Пожалуйста, приходите в это время:
letters-invitation-next = В тесте есть письменная и устная часть. Готовиться к нему не нужно. Тест для Вас бесплатный.
letters-invitation-hint = Вы не можете прийти в этот день? Тогда, пожалуйста, сразу сообщите нам. Вы получите другую дату.

## Second invitation
letters-second-invitation-subject = Новая дата Вашего теста для определения уровня
letters-second-invitation-missed = { $date } Вы не были на тесте.
letters-second-invitation-intro = Вы получаете новую дату. Пожалуйста, приходите в это время:
letters-second-invitation-next = Вы не могли прийти, например, из-за болезни, работы или ухода за ребёнком? Тогда, пожалуйста, скажите нам об этом. Мы вместе с Вами поищем решение.
letters-second-invitation-hint = Вы обязаны участвовать? Если Вы снова не придёте без уважительной причины, мы можем сообщить об этом ведомству, которое Вас обязало.

## Zuweisung
letters-assignment-subject = Назначение на интеграционный курс (Zuweisung)
letters-assignment-intro = Вы обязаны посещать интеграционный курс. Мы назначаем Вам этот курс. При этом мы учли результат Вашего теста, близкую дату начала и Ваш путь до курса.
letters-assignment-report-by = Место зарезервировано для Вас до { $date }. Пожалуйста, запишитесь у организатора курса сразу, самое позднее в этот день.
letters-assignment-next = После этого Вы получите подтверждение записи (Anmeldebestätigung). Сразу отдайте его в ведомство, которое Вас обязало.
letters-assignment-hint = Если Вы не запишетесь или не будете посещать курс, это может иметь правовые последствия. У Вас есть уважительная причина? Тогда, пожалуйста, сразу скажите нам.

## Verweisung
letters-referral-subject = Направление на интеграционный курс (Verweisung)
letters-referral-intro = Вы имеете право посещать интеграционный курс. Мы нашли курс, который Вам подходит, и направляем Вас к этому организатору курса:
letters-referral-report-by = Место зарезервировано для Вас до { $date }. Пожалуйста, запишитесь у организатора курса до этого дня.
letters-referral-next = После записи Вы получите подтверждение записи и предполагаемую дату начала курса.
letters-referral-hint = Курс Вам не подходит, например, из-за работы или ухода за ребёнком? Тогда, пожалуйста, скажите нам об этом. Мы вместе с Вами поищем другой курс.

## Proof of registration
letters-registration-proof-subject = Подтверждение записи (Anmeldebestätigung)
letters-registration-proof-intro = Мы подтверждаем: Вы записались на этот интеграционный курс.
letters-registration-proof-next = Вы обязаны участвовать? Тогда сразу отдайте это подтверждение в ведомство, которое Вас обязало.
letters-registration-proof-hint = Если курс не может начаться в течение шести недель, мы сразу сообщим Вам и Федеральному ведомству по делам миграции и беженцев.

## Expected start
letters-start-notice-subject = Предполагаемое начало Вашего интеграционного курса
letters-start-notice-intro = Вы записаны на интеграционный курс. Вот как, вероятно, начнётся Ваш курс:
letters-start-notice-next = Пожалуйста, приходите в первый день вовремя.
letters-start-notice-hint = Если дата начала изменится, мы сразу Вам напишем.

## Slipped start
letters-slipped-start-subject = Новая дата начала Вашего интеграционного курса
letters-slipped-start-intro = Начало Вашего интеграционного курса перенесено. Нам очень жаль. Вот как теперь, вероятно, начнётся Ваш курс:
letters-slipped-start-next = Ваше место остаётся зарезервированным. Записываться ещё раз не нужно.
letters-slipped-start-hint = Новая дата Вам не подходит или Вы не хотите так долго ждать? Тогда поговорите с нами. Мы проверим, есть ли для Вас место на другом курсе.

## What to bring
letters-bring-title = Пожалуйста, возьмите с собой
letters-bring-this-letter = это письмо
letters-bring-identity-document = паспорт или удостоверение личности и вид на жительство
letters-bring-berechtigungsschein = документ о праве на участие (Berechtigungsschein) или об обязанности участвовать, если он у Вас уже есть
letters-bring-language-certificates = свидетельства о курсах или экзаменах по немецкому языку, если они у Вас есть
letters-bring-benefit-proof = решение о социальных выплатах (например, от Jobcenter), если Вы получаете выплаты
letters-bring-test-result = результат теста для определения уровня
letters-bring-writing-things = ручку и тетрадь
letters-bring-glasses = очки, если они Вам нужны

## Way and map
letters-way-title = Как доехать
letters-way-walk = { $minutes } мин пешком до: { $to }
letters-way-ride = { $line }: от { $from } до { $to }
letters-way-ride-times = { $line }: отправление { $from } в { $departs }, прибытие { $to } в { $arrives }
letters-way-minutes = Всего примерно { $minutes } мин от двери до двери.
letters-way-basis-timetable = По опубликованному расписанию. Пожалуйста, проверьте время накануне.
letters-way-basis-estimate = Этот путь рассчитан приблизительно. Пожалуйста, проверьте время заранее.
letters-way-basis-invented-timetable = Демонстрация: это расписание вымышленное.
letters-map-title = Схема места
letters-map-legend = Красная точка: место, куда Вам нужно. H: остановка. Север вверху.
letters-map-legend-outline = Красная точка: место, куда Вам нужно. Линия: граница общины. Север вверху.
letters-map-alt = Схема места: { $place }
letters-map-alt-stop = Схема места: { $place }. Ближайшая остановка: { $stop }, { $metres } метров по прямой { $direction }.
letters-map-stop-north = на север
letters-map-stop-east = на восток
letters-map-stop-south = на юг
letters-map-stop-west = на запад

## Page with code
letters-code-title = Ваша страница
letters-code-hint = Вся информация на Вашем языке. Вашего имени там нет.
letters-code-label = Код:
letters-code-alt = QR-код страницы { $url }

## Law
letters-citations = Правовое основание: { $citations }
letters-remedy-title = Ваше право на обжалование (Rechtsbehelfsbelehrung)
letters-remedy-widerspruch = Против этого решения можно подать возражение (Widerspruch) в течение одного месяца после того, как Вас о нём известили. Возражение подают письменно, в предусмотренной законом электронной форме или устно под запись в этом ведомстве: { $office }
letters-remedy-klage = Против этого решения можно подать иск (Klage) в течение одного месяца после того, как Вас о нём известили. Иск подают письменно, в предусмотренной законом электронной форме или устно под запись в канцелярии этого суда: { $office }

## Calendar file
letters-calendar-placement-test = Тест по немецкому языку (Einstufungstest)
letters-calendar-course-start = Начало интеграционного курса
letters-calendar-note = Пожалуйста, возьмите письмо с собой. Вся информация: { $url }
letters-calendar-note-plain = Пожалуйста, возьмите письмо с собой.
