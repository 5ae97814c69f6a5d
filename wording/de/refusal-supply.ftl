# Angebot eines Kursträgers: warum etwas nicht geht
refusal-supply-too-many-rows = Möglich sind höchstens { $most } Zeilen. Fassen Sie Zeilen zusammen.
refusal-supply-teacher-line-unreadable = Die Zeile „{ $line }“ ist nicht lesbar. Schreiben Sie je Zeile Bezeichnung; Unterrichtsstunden in der Woche; Kursarten, zum Beispiel: Lehrkraft 1; 24; ALLG, ALPHA. Die Tage dahinter dürfen fehlen: 01.02.2027 – 31.07.2027.
refusal-supply-teacher-lessons-out-of-range = Für { $who } sind 1 bis { $most } Unterrichtsstunden in der Woche möglich. Prüfen Sie die Zahl.
refusal-supply-teacher-without-kind = Für { $who } fehlt die Kursart. Tragen Sie mindestens eine ein.
refusal-supply-teacher-ends-before-begin = Für { $who } liegt das Ende vor dem Anfang. Prüfen Sie beide Tage.
refusal-supply-room-line-unreadable = Die Zeile „{ $line }“ ist nicht lesbar. Schreiben Sie je Zeile Name; Plätze; Tageszeiten, zum Beispiel: Raum 1; 20; V, N.
refusal-supply-room-seats-out-of-range = Für { $room } sind 1 bis { $most } Plätze möglich. Prüfen Sie die Zahl.
refusal-supply-room-without-time = Für { $room } fehlt die Tageszeit. Tragen Sie V, N, A oder W ein.
refusal-supply-kind-twice = Diese Kursart steht zweimal da. Streichen Sie eine Zeile.
refusal-supply-minimum-out-of-range = Möglich sind 1 bis { $most } Personen. Prüfen Sie die Mindestzahl.
refusal-supply-lessons-out-of-range = Möglich sind 1 bis { $most } Unterrichtsstunden in der Woche. Prüfen Sie die Zahl.
refusal-supply-examiners-out-of-range = Möglich sind 0 bis { $most } zugelassene Lehrkräfte für den Test. Prüfen Sie die Zahl.
