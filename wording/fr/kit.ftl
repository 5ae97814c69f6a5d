# Textes communs des pages.

kit-product = Förderkette
kit-skip-to-content = Aller au contenu
kit-footer = Informations légales et aide
kit-help = Aide
kit-accessibility = Accessibilité
kit-privacy = Protection des données
kit-imprint = Mentions légales
kit-language = Langue
kit-search = Rechercher
kit-save = Enregistrer
kit-cancel = Annuler
kit-optional = (facultatif)
kit-please-choose = Veuillez choisir
kit-all = Tous
kit-error = Erreur :
kit-error-summary =
    { $count ->
        [one] Une réponse n’est pas encore correcte
       *[other] { $count } réponses ne sont pas encore correctes
    }
kit-date-hint = Par exemple 26.11.2026.
kit-no-entry = aucune indication
kit-filter-apply = Afficher
kit-nothing-found = Aucun résultat.
kit-filter-reset = Tout afficher
kit-stage-done = Terminé
kit-stage-current = Vous êtes ici
kit-stage-ahead = À venir
kit-what-next = Et ensuite ?
