# Accessibility, privacy, imprint
legal-accessibility-title = Accessibility
legal-public-accessibility-1 = Everybody should be able to use these pages: by keyboard, with a screen reader, in large print.
legal-public-accessibility-2 = Something does not work? Call the office named on your letter. It will help you.
legal-accessibility-1 = The program is built for keyboard, screen readers, 400 % zoom and people who tell colours apart badly. The measure is WCAG 2.2, level AA (BITV 2.0).
legal-accessibility-2 = Tell the administration of your organisation about barriers; it passes them on to the operator.
legal-privacy-title = Privacy
legal-public-privacy-1 = These pages store nothing about you and use no cookies.
legal-public-privacy-2 = Your data are kept by the authorities and course providers that deal with your course. You may ask what they hold about you and have mistakes corrected. Ask the office on your letter.
legal-privacy-1 = Every organisation that enters or uses a person’s data is responsible for them (§ 88a AufenthG, §§ 7, 8 IntV). Every look-up is logged with its purpose; the person can learn who saw their data.
legal-privacy-2 = After login there is one cookie for the session and one for language and display. Behaviour is not analysed and no other computer is asked.
legal-imprint-title = Imprint
legal-public-imprint-1 = These pages are run by the administration of your region.
legal-public-imprint-2 = Name, address and phone of the office are on your letter.
legal-imprint-1 = The operator is the administration that set up this installation; the administration of your organisation knows name, address and phone.
legal-imprint-2 = Förderkette is free software under the EUPL 1.2.
