# Gemeinsame Texte der Bausteine: Rahmen, Listen, Formulare, Meldungen, Bilder.

kit-product = Förderkette
kit-skip-to-content = Zum Inhalt springen
kit-nav = Hauptmenü
kit-nav-more = Mehr
kit-breadcrumb = Sie sind hier
kit-footer = Rechtliches und Hilfe
kit-help = Hilfe
kit-accessibility = Barrierefreiheit
kit-privacy = Datenschutz
kit-imprint = Impressum
kit-logout = Abmelden
kit-open-tasks = offene Aufgaben
kit-search = Suchen
kit-search-label = Suche nach Name, Aktenzeichen oder Kurs
kit-search-example = Name, Aktenzeichen, Kurs
kit-language = Sprache
kit-theme = Helligkeit
kit-theme-device = Automatisch
kit-theme-light = Hell
kit-theme-dark = Dunkel
kit-density = Zeilenhöhe
kit-density-compact = Dicht
kit-density-roomy = Weit
kit-keys = Tastenkürzel
kit-keys-on = Kürzel an
kit-keys-off = Kürzel aus

kit-busy-before = { $seconds ->
        [one] Das Suchen dauert höchstens eine Sekunde; danach wird der Plan noch geprüft und begründet.
       *[other] Das Suchen dauert höchstens { $seconds } Sekunden; danach wird der Plan noch geprüft und begründet.
    }
kit-busy-before-open = Das Suchen dauert einige Sekunden.
kit-busy-during = { $seconds ->
        [one] Es wird gesucht, höchstens eine Sekunde …
       *[other] Es wird gesucht, höchstens { $seconds } Sekunden …
    }
kit-busy-during-open = Es wird gesucht …
kit-busy-late = Der Plan wird noch geprüft und begründet …
kit-save = Speichern
kit-cancel = Abbrechen
kit-undo = Rückgängig machen
kit-optional = (freiwillig)
kit-please-choose = Bitte wählen
kit-all = Alle
kit-error = Fehler:
kit-error-summary =
    { $count ->
        [one] Eine Angabe stimmt noch nicht
       *[other] { $count } Angaben stimmen noch nicht
    }
kit-date-hint = Zum Beispiel 26.11.2026; 2611 genügt.
kit-time-hint = Zum Beispiel 9:30; 930 genügt.
kit-draft-saved = Entwurf gespeichert um
kit-draft-failed = Der Entwurf konnte nicht gespeichert werden. Bitte speichern Sie selbst.
kit-no-entry = keine Angabe
kit-hidden-value = Für Ihre Rolle nicht sichtbar

kit-filter = Liste eingrenzen
kit-filter-apply = Anzeigen
kit-filter-more = Weitere Filter
kit-filter-saved = Ansichten:
kit-filter-set = Gesetzte Filter
kit-filter-remove = entfernen
kit-filter-reset = Alle Einträge zeigen
kit-nothing-found = Zu dieser Auswahl gibt es keine Einträge.
kit-found =
    { $count ->
        [one] 1 Eintrag
       *[other] { $count } Einträge
    }
kit-select = Auswahl
kit-select-page = Alle Zeilen dieser Seite auswählen
kit-select-row = { $name } auswählen
kit-select-all-found =
    { $total ->
        [one] Den gefundenen Eintrag nehmen
       *[other] Alle { $total } gefundenen Einträge nehmen
    }
kit-selected = ausgewählt
kit-pager = Seiten
kit-pager-range = { $first } bis { $last } von { $total }
kit-pager-page = Seite { $page }
kit-pager-previous = Zurück
kit-pager-next = Weiter

kit-stage-done = Erledigt
kit-stage-current = Jetzt
kit-stage-late = Überfällig
kit-stage-ahead = Kommt noch
kit-stage-blank = Ohne Eintrag
kit-stage-hidden = Ausgeblendet
kit-wait = Bis zum nächsten Schritt:
kit-wait-open = Wartet seither:
kit-wait-late = Zu lange:
kit-older-events = { $count ->
    [one] 1 älteres Ereignis
   *[other] { $count } ältere Ereignisse
}
kit-event-kinds = Nur eine Art zeigen

kit-what-next = Wie geht es weiter?
kit-conflict-intro = { $who } hat diese Angaben am { $when } gespeichert, während Sie daran gearbeitet haben. Bitte wählen Sie je Zeile, was gelten soll.
kit-conflict-caption = Angaben, die zwei Personen geändert haben
kit-conflict-field = Angabe
kit-conflict-before = Vorher
kit-conflict-mine = Ihre Eingabe
kit-conflict-theirs = Inzwischen gespeichert
kit-conflict-keep-mine = { $field }: Ihre Eingabe behalten
kit-conflict-keep-theirs = { $field }: die gespeicherte Angabe behalten
kit-conflict-save = Auswahl speichern

kit-chart-numbers = Zahlen als Tabelle
kit-chart-as-of = Stand: { $date }
kit-chart-definition = Was zählt hier?
kit-chart-list = Zur Liste
kit-chart-month = Monat
kit-gantt-course = Kurs
kit-gantt-place = Zeile
kit-gantt-start = Beginn
kit-gantt-end = Ende
kit-gantt-taken = Belegt
kit-gantt-seats = Plätze
kit-gantt-planned = geplant
kit-gantt-legend = Balken: Laufzeit. Unterer Streifen: belegte Plätze. Schraffiert: voll. Gestrichelter Rand: geplant. Senkrechte Linie: heute.
kit-flow-from = Von
kit-flow-to = Nach
kit-flow-people = Personen
kit-contested = Jemand anderes hat diese Angaben inzwischen gespeichert. Ihre Eingaben stehen noch da; wo sie abweichen, steht der gespeicherte Wert am Feld. Bitte prüfen und noch einmal speichern.
kit-contested-field = Inzwischen gespeichert: { $stored }
kit-yes = Ja
kit-no = Nein
