# Accessibility, privacy, imprint
legal-accessibility-title = Erişilebilirlik
legal-public-accessibility-1 = Bu sayfaları herkes kullanabilmelidir: klavyeyle, ekran okuyucuyla, büyük yazıyla.
legal-public-accessibility-2 = Bir şey çalışmıyor mu? Mektubunuzda yazan daireyi arayın. Size yardım ederler.
legal-privacy-title = Veri koruma
legal-public-privacy-1 = Bu sayfalar sizin hakkınızda hiçbir şey kaydetmez ve çerez kullanmaz.
legal-public-privacy-2 = Verileriniz, kursunuzla ilgilenen dairelerde ve kurs kurumlarında bulunur. Hakkınızda ne yazdığını sorabilir ve yanlışları düzelttirebilirsiniz. Mektubunuzdaki daireye sorun.
legal-imprint-title = Künye
legal-public-imprint-1 = Bu sayfaları bölgenizin idaresi yönetir.
legal-public-imprint-2 = Dairenin adı, adresi ve telefonu mektubunuzdadır.
