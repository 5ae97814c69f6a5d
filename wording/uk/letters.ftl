# Letters: Ukrainian text beside the authoritative German one.

## Frame of every letter
letters-info-number = Лист №
letters-info-reference = Номер справи
letters-info-date = Дата
letters-info-contact = Контактна особа
letters-info-phone = Телефон
letters-info-email = Ел. пошта
letters-info-web = Сайт
letters-page-of = Сторінка { $page } з { $pages }
letters-document-title = { $subject } ({ $number })
letters-document-title-batch = Листи від { $first } до { $last }
letters-greeting = Добрий день, { $name }!
letters-greeting-plain = Добрий день!
letters-closing = З повагою
letters-unsigned = Цей лист створено на комп’ютері. Він дійсний без підпису.
letters-translation-note = Переклад. Юридичну силу має лише німецький текст.
letters-translation-see = Переклад українською: сторінка { $page }

## Facts
letters-facts-appointment = Ваша зустріч
letters-facts-course = Ваш курс
letters-fact-date = День
letters-fact-time = Час
letters-fact-duration = Тривалість
letters-fact-place = Місце
letters-fact-course = Курс
letters-fact-course-number = Номер курсу
letters-fact-provider = Організатор курсу
letters-fact-start = Очікуваний початок
letters-fact-start-new = Новий початок
letters-fact-start-former = Попередня дата початку
letters-fact-weekly = Час занять
letters-fact-report-by = Записатися до
letters-fact-registered-on = Дата запису
letters-duration = приблизно { $minutes } хв
letters-time-range = { $from } – { $until }

## Invitation to the placement test
letters-invitation-subject = Запрошення на тест для визначення рівня
letters-invitation-intro = Перед інтеграційним курсом Ви складаєте тест для визначення рівня (Einstufungstest). Тест показує, який курс Вам підходить. Будь ласка, прийдіть у цей час:
letters-invitation-next = Тест має письмову та усну частину. Готуватися до нього не потрібно. Тест для Вас безкоштовний.
letters-invitation-hint = Ви не можете прийти цього дня? Тоді, будь ласка, одразу повідомте нас. Ви отримаєте іншу дату.

## Second invitation
letters-second-invitation-subject = Нова дата Вашого тесту для визначення рівня
letters-second-invitation-missed = { $date } Ви не були на тесті.
letters-second-invitation-intro = Ви отримуєте нову дату. Будь ласка, прийдіть у цей час:
letters-second-invitation-next = Ви не могли прийти, наприклад, через хворобу, роботу чи догляд за дитиною? Тоді, будь ласка, скажіть нам про це. Ми разом з Вами пошукаємо рішення.
letters-second-invitation-hint = Ви зобов’язані брати участь? Якщо Ви знову не прийдете без поважної причини, ми можемо повідомити установу, яка Вас зобов’язала.

## Zuweisung
letters-assignment-subject = Призначення на інтеграційний курс (Zuweisung)
letters-assignment-intro = Ви зобов’язані відвідувати інтеграційний курс. Ми призначаємо Вам цей курс. При цьому ми врахували результат Вашого тесту, близьку дату початку та Ваш шлях до курсу.
letters-assignment-report-by = Місце зарезервоване для Вас до { $date }. Будь ласка, запишіться в організатора курсу одразу, найпізніше цього дня.
letters-assignment-next = Після цього Ви отримаєте підтвердження запису (Anmeldebestätigung). Одразу віддайте його в установу, яка Вас зобов’язала.
letters-assignment-hint = Якщо Ви не запишетеся або не відвідуватимете курс, це може мати правові наслідки. У Вас є поважна причина? Тоді, будь ласка, одразу скажіть нам.

## Verweisung
letters-referral-subject = Направлення на інтеграційний курс (Verweisung)
letters-referral-intro = Ви маєте право відвідувати інтеграційний курс. Ми знайшли курс, який Вам підходить, і направляємо Вас до цього організатора курсу:
letters-referral-report-by = Місце зарезервоване для Вас до { $date }. Будь ласка, запишіться в організатора курсу до цього дня.
letters-referral-next = Після запису Ви отримаєте підтвердження запису та очікувану дату початку курсу.
letters-referral-hint = Курс Вам не підходить, наприклад, через роботу чи догляд за дитиною? Тоді, будь ласка, скажіть нам про це. Ми разом з Вами пошукаємо інший курс.

## Proof of registration
letters-registration-proof-subject = Підтвердження запису (Anmeldebestätigung)
letters-registration-proof-intro = Ми підтверджуємо: Ви записалися на цей інтеграційний курс.
letters-registration-proof-next = Ви зобов’язані брати участь? Тоді одразу віддайте це підтвердження в установу, яка Вас зобов’язала.
letters-registration-proof-hint = Якщо курс не може початися протягом шести тижнів, ми одразу повідомимо Вас і Федеральне відомство з питань міграції та біженців.

## Expected start
letters-start-notice-subject = Очікуваний початок Вашого інтеграційного курсу
letters-start-notice-intro = Ви записані на інтеграційний курс. Ось як, імовірно, почнеться Ваш курс:
letters-start-notice-next = Будь ласка, прийдіть першого дня вчасно.
letters-start-notice-hint = Якщо дата початку зміниться, ми одразу Вам напишемо.

## Slipped start
letters-slipped-start-subject = Нова дата початку Вашого інтеграційного курсу
letters-slipped-start-intro = Початок Вашого інтеграційного курсу перенесено. Нам дуже шкода. Ось як тепер, імовірно, почнеться Ваш курс:
letters-slipped-start-next = Ваше місце залишається зарезервованим. Записуватися ще раз не потрібно.
letters-slipped-start-hint = Нова дата Вам не підходить або Ви не хочете так довго чекати? Тоді поговоріть з нами. Ми перевіримо, чи є для Вас місце на іншому курсі.

## What to bring
letters-bring-title = Будь ласка, візьміть із собою
letters-bring-this-letter = цей лист
letters-bring-identity-document = паспорт або посвідчення особи та посвідку на проживання
letters-bring-berechtigungsschein = документ про право на участь (Berechtigungsschein) або про обов’язок брати участь, якщо він у Вас уже є
letters-bring-language-certificates = свідоцтва про курси або іспити з німецької мови, якщо вони у Вас є
letters-bring-benefit-proof = рішення про соціальні виплати (наприклад, від Jobcenter), якщо Ви отримуєте виплати
letters-bring-test-result = результат тесту для визначення рівня
letters-bring-writing-things = ручку та зошит
letters-bring-glasses = окуляри, якщо вони Вам потрібні

## Way and map
letters-way-title = Як доїхати
letters-way-walk = { $minutes } хв пішки до: { $to }
letters-way-ride = { $line }: від { $from } до { $to }
letters-way-ride-times = { $line }: відправлення { $from } о { $departs }, прибуття { $to } о { $arrives }
letters-way-minutes = Разом приблизно { $minutes } хв від дверей до дверей.
letters-way-basis-timetable = За опублікованим розкладом. Будь ласка, перевірте час напередодні.
letters-way-basis-estimate = Цей шлях розраховано приблизно. Будь ласка, перевірте час заздалегідь.
letters-way-basis-invented-timetable = Демонстрація: цей розклад вигаданий.
letters-map-title = Схема місця
letters-map-legend = Червона точка: місце, куди Вам потрібно. H: зупинка. Північ угорі.
letters-map-legend-outline = Червона точка: місце, куди Вам потрібно. Лінія: межа громади. Північ угорі.
letters-map-alt = Схема місця: { $place }
letters-map-alt-stop = Схема місця: { $place }. Найближча зупинка: { $stop }, { $metres } метрів по прямій { $direction }.
letters-map-stop-north = на північ
letters-map-stop-east = на схід
letters-map-stop-south = на південь
letters-map-stop-west = на захід

## Page with code
letters-code-title = Ваша сторінка
letters-code-hint = Уся інформація Вашою мовою. Вашого імені там немає.
letters-code-label = Код:
letters-code-alt = QR-код сторінки { $url }

## Law
letters-citations = Правова підстава: { $citations }
letters-remedy-title = Ваше право на оскарження (Rechtsbehelfsbelehrung)
letters-remedy-widerspruch = Проти цього рішення можна подати заперечення (Widerspruch) протягом одного місяця після того, як Вас про нього повідомили. Заперечення подають письмово, у передбаченій законом електронній формі або усно під запис у цій установі: { $office }
letters-remedy-klage = Проти цього рішення можна подати позов (Klage) протягом одного місяця після того, як Вас про нього повідомили. Позов подають письмово, у передбаченій законом електронній формі або усно під запис у канцелярії цього суду: { $office }

## Calendar file
letters-calendar-placement-test = Тест з німецької мови (Einstufungstest)
letters-calendar-course-start = Початок інтеграційного курсу
letters-calendar-note = Будь ласка, візьміть лист із собою. Уся інформація: { $url }
letters-calendar-note-plain = Будь ласка, візьміть лист із собою.
