# Anmeldung
login-too-many = Zu viele Versuche. Warten Sie 15 Minuten oder bitten Sie die Verwaltung um ein neues Passwort.
login-kept-title = Sie sind wieder angemeldet
login-kept-lead = Ihre Eingaben sind noch da. Ein Klick sendet sie ab.
login-kept-submit = Weiter
login-kept-files = Ausgewählte Dateien konnten nicht aufbewahrt werden. Wählen Sie sie auf der nächsten Seite noch einmal aus.
refusal-login-failed = Anmeldename, Passwort oder Code stimmen nicht. Prüfen Sie die Eingaben und melden Sie sich noch einmal an.
refusal-code-already-used = Dieser Code wurde schon benutzt. Warten Sie, bis die App einen neuen zeigt, und geben Sie ihn ein.
