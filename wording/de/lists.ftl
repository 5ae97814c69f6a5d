# What every list can do.
lists-find = In der Liste suchen
lists-download-csv = Als CSV laden
lists-download-xlsx = Als Excel-Datei laden
lists-view-name = Name für diesen Filter
lists-view-save = Filter speichern
lists-view-saved = Der Filter ist gespeichert und steht über der Liste.
lists-view-forget = Gespeicherten Filter „{ $name }“ löschen
lists-view-forgotten = Der Filter ist gelöscht.
lists-bulk-none = Sie haben nichts ausgewählt.
lists-bulk-preview =
    { $left_out ->
        [0] Das geschieht mit { $count ->
            [one] einem Eintrag
           *[other] { $count } Einträgen
        }.
       *[other] Das geschieht mit { $count ->
            [one] einem Eintrag
           *[other] { $count } Einträgen
        }; { $left_out } { $left_out ->
            [one] bleibt
           *[other] bleiben
        } unverändert.
    }
lists-bulk-who = Name
lists-bulk-number = Nummer
lists-bulk-what = Was geschieht
lists-bulk-undo = Alle rückgängig machen
