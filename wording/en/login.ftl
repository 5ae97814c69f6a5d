# Login
login-too-many = Too many attempts. Wait 15 minutes, or ask your administration for a new password.
login-kept-title = You are logged in again
login-kept-lead = Your entries are still here. One click sends them.
login-kept-submit = Continue
login-kept-files = Chosen files could not be kept. Choose them again on the next page.
refusal-login-failed = Login name, password or code is wrong. Check your entries and log in again.
refusal-code-already-used = This code has been used already. Wait until the app shows a new one and enter that.
