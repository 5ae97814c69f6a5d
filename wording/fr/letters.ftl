# Letters: French text beside the authoritative German one.

## Frame of every letter
letters-info-number = Lettre n°
letters-info-reference = Référence
letters-info-date = Date
letters-info-contact = Contact
letters-info-phone = Téléphone
letters-info-email = E-mail
letters-info-web = Internet
letters-page-of = Page { $page } sur { $pages }
letters-document-title = { $subject } ({ $number })
letters-document-title-batch = Lettres { $first } à { $last }
letters-greeting = Bonjour { $name },
letters-greeting-plain = Bonjour,
letters-closing = Cordialement
letters-unsigned = Cette lettre a été faite par ordinateur. Elle est valable sans signature.
letters-translation-note = Traduction. Seul le texte allemand a valeur juridique.
letters-translation-see = Traduction française : page { $page }

## Facts
letters-facts-appointment = Votre rendez-vous
letters-facts-course = Votre cours
letters-fact-date = Jour
letters-fact-time = Heure
letters-fact-duration = Durée
letters-fact-place = Lieu
letters-fact-course = Cours
letters-fact-course-number = Numéro du cours
letters-fact-provider = Organisme de formation
letters-fact-start = Début prévu
letters-fact-start-new = Nouveau début
letters-fact-start-former = Début annoncé avant
letters-fact-weekly = Horaires des cours
letters-fact-report-by = S’inscrire jusqu’au
letters-fact-registered-on = Date d’inscription
letters-duration = environ { $minutes } minutes
letters-time-range = de { $from } à { $until }

## Invitation to the placement test
letters-invitation-subject = Invitation au test de niveau
letters-invitation-intro = Avant le cours d’intégration, vous passez un test de niveau (Einstufungstest). Le test montre quel cours vous convient. Merci de venir à ce rendez-vous :
letters-invitation-next = Le test a une partie écrite et une partie orale. Vous n’avez pas besoin de réviser. Le test est gratuit pour vous.
letters-invitation-hint = Vous ne pouvez pas venir ce jour-là ? Alors dites-le-nous tout de suite. Vous aurez un autre rendez-vous.

## Second invitation
letters-second-invitation-subject = Nouveau rendez-vous pour votre test de niveau
letters-second-invitation-missed = Le { $date }, vous n’êtes pas venu(e) au test de niveau.
letters-second-invitation-intro = Vous recevez un nouveau rendez-vous. Merci de venir à ce rendez-vous :
letters-second-invitation-next = Vous n’avez pas pu venir, par exemple à cause d’une maladie, du travail ou de la garde d’un enfant ? Alors dites-le-nous. Nous chercherons une solution avec vous.
letters-second-invitation-hint = Êtes-vous obligé(e) de participer ? Si vous ne venez pas cette fois non plus, sans raison importante, nous pouvons informer l’administration qui vous a obligé(e).

## Zuweisung
letters-assignment-subject = Affectation à un cours d’intégration (Zuweisung)
letters-assignment-intro = Vous êtes obligé(e) de participer à un cours d’intégration. Nous vous affectons à ce cours. Pour ce choix, nous avons tenu compte du résultat de votre test, d’un début proche et de votre trajet.
letters-assignment-report-by = La place est réservée pour vous jusqu’au { $date }. Inscrivez-vous tout de suite auprès de l’organisme de formation, ce jour-là au plus tard.
letters-assignment-next = Vous recevrez ensuite une attestation d’inscription (Anmeldebestätigung). Remettez-la tout de suite à l’administration qui vous a obligé(e).
letters-assignment-hint = Si vous ne vous inscrivez pas ou si vous ne participez pas au cours, cela peut avoir des conséquences juridiques. Avez-vous une raison importante ? Alors dites-le-nous tout de suite.

## Verweisung
letters-referral-subject = Orientation vers un cours d’intégration (Verweisung)
letters-referral-intro = Vous avez le droit de participer à un cours d’intégration. Nous avons trouvé un cours qui vous convient et nous vous orientons vers cet organisme de formation :
letters-referral-report-by = La place est réservée pour vous jusqu’au { $date }. Inscrivez-vous auprès de l’organisme de formation jusqu’à ce jour.
letters-referral-next = Après l’inscription, vous recevrez une attestation d’inscription et la date de début prévue.
letters-referral-hint = Le cours ne vous convient pas, par exemple à cause du travail ou de la garde d’un enfant ? Alors dites-le-nous. Nous chercherons un autre cours avec vous.

## Proof of registration
letters-registration-proof-subject = Attestation d’inscription (Anmeldebestätigung)
letters-registration-proof-intro = Nous confirmons que vous vous êtes inscrit(e) à ce cours d’intégration.
letters-registration-proof-next = Êtes-vous obligé(e) de participer ? Alors remettez cette attestation tout de suite à l’administration qui vous a obligé(e).
letters-registration-proof-hint = Si le cours ne peut pas commencer dans les six semaines, nous vous informerons tout de suite, ainsi que l’Office fédéral des migrations et des réfugiés.

## Expected start
letters-start-notice-subject = Début prévu de votre cours d’intégration
letters-start-notice-intro = Vous êtes inscrit(e) à un cours d’intégration. Voici comment votre cours devrait commencer :
letters-start-notice-next = Merci d’arriver à l’heure le premier jour.
letters-start-notice-hint = Si le début change, nous vous écrirons tout de suite.

## Slipped start
letters-slipped-start-subject = Nouveau début de votre cours d’intégration
letters-slipped-start-intro = Le début de votre cours d’intégration a été reporté. Nous en sommes désolés. Voici comment votre cours devrait maintenant commencer :
letters-slipped-start-next = Votre place reste réservée. Vous n’avez pas besoin de vous inscrire de nouveau.
letters-slipped-start-hint = Le nouveau début ne vous convient pas ou vous ne voulez pas attendre aussi longtemps ? Alors parlez-nous-en. Nous regarderons s’il y a une place pour vous dans un autre cours.

## What to bring
letters-bring-title = Merci d’apporter
letters-bring-this-letter = cette lettre
letters-bring-identity-document = votre passeport ou carte d’identité et votre titre de séjour
letters-bring-berechtigungsschein = l’attestation de votre droit de participer (Berechtigungsschein) ou la lettre qui vous oblige, si vous l’avez déjà
letters-bring-language-certificates = vos certificats de cours ou d’examens d’allemand, si vous en avez
letters-bring-benefit-proof = votre décision d’aide sociale (par exemple du Jobcenter), si vous recevez une aide
letters-bring-test-result = le résultat du test de niveau
letters-bring-writing-things = un stylo et un cahier
letters-bring-glasses = vos lunettes, si vous en avez besoin

## Way and map
letters-way-title = Comment venir
letters-way-walk = { $minutes ->
        [one] { $minutes } minute
       *[other] { $minutes } minutes
    } à pied jusqu’à { $to }
letters-way-ride = { $line } : { $from } – { $to }
letters-way-ride-times = { $line } : départ { $from } à { $departs }, arrivée { $to } à { $arrives }
letters-way-minutes = En tout environ { $minutes } minutes, de porte à porte.
letters-way-basis-timetable = Selon les horaires publiés. Vérifiez les heures la veille.
letters-way-basis-estimate = Ce trajet est une estimation. Vérifiez les heures avant.
letters-way-basis-invented-timetable = Démonstration : ces horaires sont inventés.
letters-map-title = Plan
letters-map-legend = Point rouge : votre destination. H : arrêt. Le nord est en haut.
letters-map-legend-outline = Point rouge : votre destination. Ligne : limite de la commune. Le nord est en haut.
letters-map-alt = Plan : { $place }
letters-map-alt-stop = Plan : { $place }. Arrêt le plus proche : { $stop }, à { $metres } mètres à vol d’oiseau { $direction }.
letters-map-stop-north = au nord
letters-map-stop-east = à l’est
letters-map-stop-south = au sud
letters-map-stop-west = à l’ouest

## Page with code
letters-code-title = Votre page
letters-code-hint = Toutes les informations dans votre langue. Votre nom n’y figure pas.
letters-code-label = Code :
letters-code-alt = Code QR vers la page { $url }

## Law
letters-citations = Base légale : { $citations }
letters-remedy-title = Votre droit de recours (Rechtsbehelfsbelehrung)
letters-remedy-widerspruch = Vous pouvez faire opposition (Widerspruch) à cette décision dans un délai d’un mois après qu’elle vous a été communiquée. L’opposition se fait par écrit, sous la forme électronique prévue par la loi ou par déclaration orale consignée auprès de ce service : { $office }
letters-remedy-klage = Vous pouvez faire un recours en justice (Klage) contre cette décision dans un délai d’un mois après qu’elle vous a été communiquée. Le recours se fait par écrit, sous la forme électronique prévue par la loi ou par déclaration consignée au greffe de ce tribunal : { $office }

## Calendar file
letters-calendar-placement-test = Test de niveau d’allemand (Einstufungstest)
letters-calendar-course-start = Début du cours d’intégration
letters-calendar-note = Merci d’apporter la lettre. Toutes les informations : { $url }
letters-calendar-note-plain = Merci d’apporter la lettre.
