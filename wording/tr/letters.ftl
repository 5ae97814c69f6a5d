# Letters: Turkish text beside the authoritative German one.

## Frame of every letter
letters-info-number = Mektup no.
letters-info-reference = Dosya numarası
letters-info-date = Tarih
letters-info-contact = İlgili kişi
letters-info-phone = Telefon
letters-info-email = E-posta
letters-info-web = İnternet
letters-page-of = Sayfa { $page } / { $pages }
letters-document-title = { $subject } ({ $number })
letters-document-title-batch = Mektuplar: { $first } – { $last }
letters-greeting = Merhaba { $name },
letters-greeting-plain = Merhaba,
letters-closing = Saygılarımızla
letters-unsigned = Bu mektup bilgisayarla hazırlanmıştır. İmzasız geçerlidir.
letters-translation-note = Çeviri. Yalnızca Almanca metin hukuken bağlayıcıdır.
letters-translation-see = Türkçe çeviri: sayfa { $page }

## Facts
letters-facts-appointment = Randevunuz
letters-facts-course = Kursunuz
letters-fact-date = Gün
letters-fact-time = Saat
letters-fact-duration = Süre
letters-fact-place = Yer
letters-fact-course = Kurs
letters-fact-course-number = Kurs numarası
letters-fact-provider = Kursu veren kurum
letters-fact-start = Beklenen başlangıç
letters-fact-start-new = Yeni başlangıç
letters-fact-start-former = Önceki başlangıç tarihi
letters-fact-weekly = Ders saatleri
letters-fact-report-by = Son kayıt günü
letters-fact-registered-on = Kayıt tarihi
letters-duration = yaklaşık { $minutes } dakika
letters-time-range = { $from } – { $until }

## Invitation to the placement test
letters-invitation-subject = Seviye belirleme sınavına davet
letters-invitation-intro = Uyum kursundan önce bir seviye belirleme sınavına (Einstufungstest) girersiniz. Sınav, hangi kursun size uygun olduğunu gösterir. Lütfen bu randevuya gelin:
letters-invitation-next = Sınavın bir yazılı ve bir sözlü bölümü vardır. Sınav için çalışmanız gerekmez. Sınav sizin için ücretsizdir.
letters-invitation-hint = O gün gelemiyor musunuz? O zaman lütfen bize hemen haber verin. Size başka bir randevu veririz.

## Second invitation
letters-second-invitation-subject = Seviye belirleme sınavınız için yeni randevu
letters-second-invitation-missed = { $date } tarihinde sınava gelmediniz.
letters-second-invitation-intro = Size yeni bir randevu veriyoruz. Lütfen bu randevuya gelin:
letters-second-invitation-next = Örneğin hastalık, iş veya çocuk bakımı yüzünden mi gelemediniz? O zaman lütfen bize söyleyin. Sizinle birlikte bir çözüm ararız.
letters-second-invitation-hint = Katılmak zorunda mısınız? Önemli bir neden olmadan yine gelmezseniz, sizi katılmakla yükümlü kılan makama bilgi verebiliriz.

## Zuweisung
letters-assignment-subject = Uyum kursuna yerleştirme (Zuweisung)
letters-assignment-intro = Bir uyum kursuna katılmak zorundasınız. Sizi bu kursa yerleştiriyoruz. Bunu yaparken sınav sonucunuza, kursun yakında başlamasına ve kursa giden yolunuza dikkat ettik.
letters-assignment-report-by = Yeriniz { $date } tarihine kadar sizin için ayrılmıştır. Lütfen kursu veren kuruma hemen, en geç bu günde kaydolun.
letters-assignment-next = Bundan sonra bir kayıt belgesi (Anmeldebestätigung) alırsınız. Bu belgeyi, sizi katılmakla yükümlü kılan makama hemen verin.
letters-assignment-hint = Kaydolmazsanız veya kursa katılmazsanız, bunun hukuki sonuçları olabilir. Önemli bir nedeniniz mi var? O zaman lütfen bize hemen söyleyin.

## Verweisung
letters-referral-subject = Uyum kursuna yönlendirme (Verweisung)
letters-referral-intro = Bir uyum kursuna katılma hakkınız var. Size uygun bir kurs bulduk ve sizi kursu veren bu kuruma yönlendiriyoruz:
letters-referral-report-by = Yeriniz { $date } tarihine kadar sizin için ayrılmıştır. Lütfen kursu veren kuruma bu güne kadar kaydolun.
letters-referral-next = Kaydolduktan sonra bir kayıt belgesi alırsınız ve kursun beklenen başlangıç tarihini öğrenirsiniz.
letters-referral-hint = Kurs size, örneğin iş veya çocuk bakımı yüzünden uymuyor mu? O zaman lütfen bize söyleyin. Sizinle birlikte başka bir kurs ararız.

## Proof of registration
letters-registration-proof-subject = Kayıt belgesi (Anmeldebestätigung)
letters-registration-proof-intro = Bu uyum kursuna kaydolduğunuzu onaylıyoruz.
letters-registration-proof-next = Katılmak zorunda mısınız? O zaman bu belgeyi, sizi katılmakla yükümlü kılan makama hemen verin.
letters-registration-proof-hint = Kurs altı hafta içinde başlayamazsa, size ve Federal Göç ve Mülteciler Dairesine hemen bilgi veririz.

## Expected start
letters-start-notice-subject = Uyum kursunuzun beklenen başlangıcı
letters-start-notice-intro = Bir uyum kursuna kayıtlısınız. Kursunuzun şöyle başlaması bekleniyor:
letters-start-notice-next = Lütfen ilk gün zamanında gelin.
letters-start-notice-hint = Başlangıç değişirse size hemen yazarız.

## Slipped start
letters-slipped-start-subject = Uyum kursunuzun yeni başlangıcı
letters-slipped-start-intro = Uyum kursunuzun başlangıcı ertelendi. Bunun için üzgünüz. Kursunuzun artık şöyle başlaması bekleniyor:
letters-slipped-start-next = Yeriniz sizin için ayrılmış durumda. Yeniden kaydolmanız gerekmez.
letters-slipped-start-hint = Yeni başlangıç size uymuyor mu veya bu kadar beklemek istemiyor musunuz? O zaman bizimle konuşun. Başka bir kursta sizin için yer olup olmadığına bakarız.

## What to bring
letters-bring-title = Lütfen yanınızda getirin
letters-bring-this-letter = bu mektup
letters-bring-identity-document = pasaport veya kimlik ve oturma izni
letters-bring-berechtigungsschein = katılım hakkı belgesi (Berechtigungsschein) veya yükümlülük yazısı, elinizde varsa
letters-bring-language-certificates = Almanca kursu veya Almanca sınavı belgeleri, varsa
letters-bring-benefit-proof = yardım kararı (örneğin Jobcenter’den), yardım alıyorsanız
letters-bring-test-result = seviye belirleme sınavının sonucu
letters-bring-writing-things = kalem ve defter
letters-bring-glasses = gözlük, ihtiyacınız varsa

## Way and map
letters-way-title = Nasıl gidilir
letters-way-walk = { $minutes } dakika yürüyerek: { $to }
letters-way-ride = { $line }: { $from } – { $to }
letters-way-ride-times = { $line }: kalkış { $from }, saat { $departs }; varış { $to }, saat { $arrives }
letters-way-minutes = Kapıdan kapıya toplam yaklaşık { $minutes } dakika.
letters-way-basis-timetable = Yayımlanan tarifeye göre. Lütfen saatleri bir gün önce kontrol edin.
letters-way-basis-estimate = Bu yol tahmindir. Lütfen saatleri önceden kontrol edin.
letters-way-basis-invented-timetable = Tanıtım: Bu tarife uydurmadır.
letters-map-title = Kroki
letters-map-legend = Kırmızı nokta: gideceğiniz yer. H: durak. Kuzey yukarıda.
letters-map-legend-outline = Kırmızı nokta: gideceğiniz yer. Çizgi: belediye sınırı. Kuzey yukarıda.
letters-map-alt = Kroki: { $place }
letters-map-alt-stop = Kroki: { $place }. En yakın durak: { $stop }, kuş uçuşu { $metres } metre { $direction }.
letters-map-stop-north = kuzeyde
letters-map-stop-east = doğuda
letters-map-stop-south = güneyde
letters-map-stop-west = batıda

## Page with code
letters-code-title = Sayfanız
letters-code-hint = Bütün bilgiler kendi dilinizde. Adınız orada yazmaz.
letters-code-label = Kod:
letters-code-alt = { $url } sayfasının QR kodu

## Law
letters-citations = Hukuki dayanak: { $citations }
letters-remedy-title = İtiraz hakkınız (Rechtsbehelfsbelehrung)
letters-remedy-widerspruch = Bu karara karşı, size bildirildikten sonra bir ay içinde itiraz (Widerspruch) edilebilir. İtiraz yazılı olarak, yasada öngörülen elektronik biçimde veya sözlü olarak tutanağa geçirilerek şu makama yapılır: { $office }
letters-remedy-klage = Bu karara karşı, size bildirildikten sonra bir ay içinde dava (Klage) açılabilir. Dava yazılı olarak, yasada öngörülen elektronik biçimde veya mahkeme kaleminde tutanağa geçirilerek şu mahkemede açılır: { $office }

## Calendar file
letters-calendar-placement-test = Almanca seviye belirleme sınavı (Einstufungstest)
letters-calendar-course-start = Uyum kursunun başlangıcı
letters-calendar-note = Lütfen mektubu yanınızda getirin. Bütün bilgiler: { $url }
letters-calendar-note-plain = Lütfen mektubu yanınızda getirin.
