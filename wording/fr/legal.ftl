# Accessibility, privacy, imprint
legal-accessibility-title = Accessibilité
legal-public-accessibility-1 = Tout le monde doit pouvoir utiliser ces pages : au clavier, avec un lecteur d’écran, en gros caractères.
legal-public-accessibility-2 = Quelque chose ne marche pas ? Appelez le service indiqué sur votre lettre. Il vous aidera.
legal-privacy-title = Protection des données
legal-public-privacy-1 = Ces pages n’enregistrent rien sur vous et n’utilisent pas de cookies.
legal-public-privacy-2 = Vos données sont chez les administrations et les organismes qui s’occupent de votre cours. Vous pouvez demander ce qui y est écrit et faire corriger les erreurs. Adressez-vous au service indiqué sur votre lettre.
legal-imprint-title = Mentions légales
legal-public-imprint-1 = Ces pages sont gérées par l’administration de votre région.
legal-public-imprint-2 = Le nom, l’adresse et le téléphone du service sont sur votre lettre.
