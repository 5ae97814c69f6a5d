# What every list can do.
lists-find = In der Liste suchen
lists-download-csv = Als CSV laden
lists-download-xlsx = Als Excel-Datei laden
lists-view-name = Name für diesen Filter
lists-view-save = Filter speichern
lists-view-saved = Der Filter ist gespeichert und steht über der Liste.
lists-view-forget = Gespeicherten Filter „{ $name }“ löschen
lists-view-forgotten = Der Filter ist gelöscht.
