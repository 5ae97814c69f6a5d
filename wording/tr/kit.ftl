# Sayfaların ortak metinleri.

kit-product = Förderkette
kit-skip-to-content = İçeriğe geç
kit-footer = Yasal bilgiler ve yardım
kit-help = Yardım
kit-accessibility = Erişilebilirlik
kit-privacy = Veri koruma
kit-imprint = Künye
kit-language = Dil
kit-search = Ara
kit-save = Kaydet
kit-cancel = İptal
kit-optional = (isteğe bağlı)
kit-please-choose = Lütfen seçin
kit-all = Tümü
kit-error = Hata:
kit-error-summary =
    { $count ->
        [one] Bir bilgi henüz doğru değil
       *[other] { $count } bilgi henüz doğru değil
    }
kit-date-hint = Örnek: 26.11.2026
kit-no-entry = bilgi yok
kit-filter-apply = Göster
kit-nothing-found = Sonuç bulunamadı.
kit-filter-reset = Tümünü göster
kit-stage-done = Tamamlandı
kit-stage-current = Buradasınız
kit-stage-ahead = Daha sonra
kit-what-next = Bundan sonra ne olacak?
