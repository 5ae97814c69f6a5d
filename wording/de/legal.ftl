# Barrierefreiheit, Datenschutz, Impressum
legal-accessibility-title = Barrierefreiheit
legal-public-accessibility-1 = Diese Seiten sollen alle benutzen können: mit Tastatur, mit Vorlese-Programm, mit großer Schrift.
legal-public-accessibility-2 = Etwas geht nicht? Rufen Sie die Stelle an, die auf Ihrem Brief steht. Sie hilft Ihnen.
legal-accessibility-1 = Das Programm ist für Tastatur, Vorlese-Programme, Vergrößerung auf 400 % und für Menschen gebaut, die Farben schlecht unterscheiden. Maßstab ist WCAG 2.2, Stufe AA (BITV 2.0).
legal-accessibility-2 = Hindernisse melden Sie der Verwaltung Ihrer Stelle; sie gibt sie an den Betrieb weiter.
legal-privacy-title = Datenschutz
legal-public-privacy-1 = Diese Seiten speichern nichts über Sie und benutzen keine Cookies.
legal-public-privacy-2 = Ihre Daten liegen bei den Behörden und Kursträgern, die mit Ihrem Kurs zu tun haben. Sie dürfen fragen, was dort über Sie steht, und Fehler berichtigen lassen. Fragen Sie die Stelle auf Ihrem Brief.
legal-privacy-1 = Verantwortlich für die Daten einer Person ist jede Stelle, die sie eingibt oder benutzt (§ 88a AufenthG, §§ 7, 8 IntV). Jede Abfrage wird mit Zweck protokolliert; die Person kann erfahren, wer ihre Daten gesehen hat.
legal-privacy-2 = Nach der Anmeldung gibt es ein Cookie für die Sitzung und eines für Sprache und Darstellung. Es gibt keine Auswertung des Verhaltens und keine Anfragen an fremde Rechner.
legal-imprint-title = Impressum
legal-public-imprint-1 = Diese Seiten betreibt die Verwaltung Ihrer Region.
legal-public-imprint-2 = Name, Anschrift und Telefon der Stelle stehen auf Ihrem Brief.
legal-imprint-1 = Betreiber ist die Verwaltung, die diese Anlage eingerichtet hat; Name, Anschrift und Telefon nennt die Verwaltung Ihrer Stelle.
legal-imprint-2 = Förderkette ist freie Software unter der EUPL 1.2.
