#!/usr/bin/env python3
"""Bad days: kills the server at random instants, sends it what nobody should send, and looks whether anything is lost.

usage: bad_days.py PROGRAM [rounds]      (PROGRAM: the built foerderkette; rounds of killing, 8 unless told)

Makes a demo of its own in a temporary folder and needs nothing but Python. One line per check; exit code 1 if one fails.
BAD_DAYS_SEED repeats the random choices of a run, BAD_DAYS_KEEP=1 keeps the folder.
"""
import html
import http.client
import io
import os
import pathlib
import random
import re
import resource
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
import urllib.parse
import zipfile

REGION = "Weißenburg"
DATABASE = "demo.db"
MEMORY_MB = 300
SEED = int(os.environ.get("BAD_DAYS_SEED", "0")) or random.randrange(1, 1 << 30)
CHANCE = random.Random(SEED)
LOCK = threading.Lock()
RESULTS = {True: 0, False: 0}


def check(sentence, holds, detail=""):
    """Prints one line; a failed check tells what was seen instead."""
    RESULTS[bool(holds)] += 1
    print(f"{'ok    ' if holds else 'FAILED'} {sentence}" + ("" if holds else f": {detail}"), flush=True)
    return holds


def text_of(page):
    """The words of a page without its markup."""
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", " ", page)))


class Server:
    """The program on a folder; can be killed and started again on the same port."""

    def __init__(self, program, folder):
        self.program, self.folder = program, pathlib.Path(folder)
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.log = self.folder / "server.log"
        self.process = None

    def environment(self):
        address = f"127.0.0.1:{self.port}"
        return {**os.environ, "FOERDERKETTE_LISTEN": address, "FOERDERKETTE_PUBLIC_URL": f"http://{address}"}

    def start(self):
        began = time.monotonic()
        with open(self.log, "ab") as log:
            self.process = subprocess.Popen(
                [self.program, "demo", "--folder", str(self.folder)], stdout=log, stderr=log, env=self.environment(),
                # a limit of the file size shall be an error for the server, not its end
                restore_signals=False,
            )
        while time.monotonic() - began < 60 and self.process.poll() is None:
            try:
                socket.create_connection(("127.0.0.1", self.port), timeout=1).close()
                return time.monotonic() - began
            except OSError:
                time.sleep(0.02)
        sys.exit(f"the server did not start:\n{self.log.read_text(errors='replace')[-2000:]}")

    def kill(self, how=signal.SIGKILL):
        self.process.send_signal(how)
        return self.process.wait(timeout=60)

    def run(self, *arguments):
        url = f"sqlite://{self.folder / DATABASE}?mode=rwc"
        return subprocess.run(
            [self.program, *arguments], capture_output=True, text=True, env={**os.environ, "FOERDERKETTE_DATABASE": url}
        )

    def memory_mb(self):
        for line in pathlib.Path(f"/proc/{self.process.pid}/status").read_text().splitlines():
            if line.startswith("VmRSS"):
                return int(line.split()[1]) // 1024
        return 0

    def rows(self, sql, *values):
        connection = sqlite3.connect(f"file:{self.folder / DATABASE}?mode=ro", uri=True, timeout=20)
        try:
            return connection.execute(sql, values).fetchall()
        finally:
            connection.close()

    def one(self, sql, *values):
        return self.rows(sql, *values)[0][0]


class Answer:
    """Status, headers and text of an answer."""

    def __init__(self, response):
        self.status, self.headers = response.status, response.headers
        self.body = response.read().decode("utf-8", "replace")
        self.location = response.headers.get("location", "")

    def mistakes(self):
        """What the page says about mistakes, else its beginning."""
        at = self.body.find("error-summary")
        return text_of(self.body[max(at, self.body.find("<main")) :][:1500])[:400]

    def says(self, *words):
        text = text_of(self.body)
        return all(word in text for word in words)


class Browser:
    """A browser without a window; follows no redirects, so that an acknowledgement is seen as such."""

    def __init__(self, server, session=None):
        self.server, self.session = server, session

    def ask(self, method, path, body=None, headers=None):
        connection = http.client.HTTPConnection("127.0.0.1", self.server.port, timeout=60)
        sent = {"Sec-Fetch-Site": "same-origin", **(headers or {})}
        if self.session:
            sent["Cookie"] = f"fk_session={self.session}"
        try:
            connection.request(method, path, body, sent)
            answer = Answer(connection.getresponse())
        finally:
            connection.close()
        found = re.search(r"fk_session=([^;]+)", " ".join(answer.headers.get_all("set-cookie") or []))
        if found:
            self.session = found.group(1)
        return answer

    def get(self, path):
        return self.ask("GET", urllib.parse.quote(path, safe="/?&=%+"))

    def post(self, path, fields, headers=None):
        kind = {"Content-Type": "application/x-www-form-urlencoded", **(headers or {})}
        return self.ask("POST", path, urllib.parse.urlencode(fields), kind)

    def upload(self, path, fields, name, content):
        head, tail = envelope(fields, name)
        kind = {"Content-Type": "multipart/form-data; boundary=frontier"}
        return self.ask("POST", path, head + content + tail, kind)


def envelope(fields, name):
    """What stands before and after a file in a form with a file."""
    parts = [f'--frontier\r\nContent-Disposition: form-data; name="{key}"\r\n\r\n{value}\r\n' for key, value in fields.items()]
    disposition = f'--frontier\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n'
    parts.append(disposition + "Content-Type: application/octet-stream\r\n\r\n")
    return "".join(parts).encode(), b"\r\n--frontier--\r\n"


def form_of(page, action):
    """The fields of a form as the browser would send them untouched."""
    inside = re.search(rf'<form[^>]*action="{re.escape(action)}"[^>]*>(.*?)</form>', page, re.S).group(1)
    fields = {}
    for tag in re.findall(r"<input[^>]*>", inside):
        found = {key: html.unescape(value) for key, value in re.findall(r'(\w+)="([^"]*)"', tag)}
        chosen = found.get("type") not in ("radio", "checkbox") or " checked" in tag
        if "name" in found and chosen and found.get("type") != "file":
            fields[found["name"]] = found.get("value", "")
    for name, options in re.findall(r'<select[^>]*name="([^"]+)"[^>]*>(.*?)</select>', inside, re.S):
        chosen = re.search(r'value="([^"]*)"[^>]* selected', options)
        fields[name] = chosen.group(1) if chosen else ""
    return fields


def role(server, office):
    """Takes the role of an office of the region by its door of the demo."""
    browser = Browser(server)
    page = browser.get("/demo").body
    section = next(part for part in page.split("<section") if REGION in part)
    doors = re.findall(r'name="account" value="([^"]+)".*?<button[^>]*>(.*?)</button>', section, re.S)
    account = next(account for account, label in doors if office in label)
    answer = browser.post("/demo", {"account": account})
    if answer.status != 303 or not browser.session:
        sys.exit(f"the role of {office} could not be taken: {answer.status}")
    return browser


def invented_person(appointment):
    """A name like no other, so that nobody is asked about duplicates."""
    with LOCK:
        letters = lambda n: "".join(CHANCE.choice("bdfgklmnprst") + CHANCE.choice("aeiou") for _ in range(n)).capitalize()
        return {
            "family_name": letters(6), "given_names": letters(5), "file_number": f"BD-{CHANCE.randrange(10**11):011}",
            "birth_date": f"{CHANCE.randrange(1, 28):02}.{CHANCE.randrange(2, 13):02}.{CHANCE.randrange(1960, 2004)}",
            "act_kind": "ik_oblige_jc", "appointment": appointment,
        }


def stored(fields):
    """The file number as the database keeps it: without signs between the digits."""
    return fields["file_number"].replace("-", "")


def fill_in(browser, typed):
    """The form of a new Zusteuerung with what was typed."""
    return {**form_of(browser.get("/people/new").body, "/people/new"), **typed}


def save(browser, fields):
    """Sends a Zusteuerung; says "new person" where possible duplicates are shown."""
    answer = browser.post("/people/new", fields)
    if answer.status == 422 and 'name="decided"' in answer.body:
        fields.update(form_of(answer.body, "/people/new"), decided="new")
        answer = browser.post("/people/new", fields)
    return answer


def find(browser, word):
    return browser.get("/people?search=" + urllib.parse.quote(word))


# --- killing ---------------------------------------------------------------------------------------------------------

WHOLE = {
    "a person without case": "SELECT count(*) FROM person p WHERE NOT EXISTS (SELECT 1 FROM support_case c WHERE c.person_id = p.id)",
    "a case without act": "SELECT count(*) FROM support_case c WHERE NOT EXISTS (SELECT 1 FROM act a WHERE a.case_id = c.id)",
    "a person in no list": "SELECT count(*) FROM person p WHERE NOT EXISTS (SELECT 1 FROM person_entry e WHERE e.person_id = p.id)",
    "a person no search finds": "SELECT count(*) FROM person p WHERE NOT EXISTS (SELECT 1 FROM search_key s WHERE s.person_id = p.id)",
    "a person without history": "SELECT count(*) FROM person p WHERE NOT EXISTS (SELECT 1 FROM history h WHERE h.kind = 'person' AND h.record_id = p.id)",
    "an invited case without appointment": "SELECT count(*) FROM support_case c WHERE stage = 'invited' AND NOT EXISTS "
    "(SELECT 1 FROM seating s WHERE s.case_id = c.id)",
    "an operation without journal": "SELECT count(*) FROM operation o WHERE name IN ('steer_in', 'change_person') AND NOT EXISTS "
    "(SELECT 1 FROM journal_event e WHERE e.operation_id = o.id)",
    "an operation without audit": "SELECT count(*) FROM operation o WHERE NOT EXISTS "
    "(SELECT 1 FROM audit_entry a WHERE a.operation_id = o.id AND a.outcome = 'done')",
    "a journal event without operation": "SELECT count(*) FROM journal_event e WHERE NOT EXISTS (SELECT 1 FROM operation o WHERE o.id = e.operation_id)",
    "a file number held twice": "SELECT count(*) FROM (SELECT number FROM file_number WHERE number LIKE 'BD%' GROUP BY number HAVING count(*) > 1)",
}


def half_done(server):
    """What of an operation is there without the rest; empty if all is whole."""
    return [f"{count} x {what}" for what, sql in WHOLE.items() if (count := server.one(sql))]


def sound(server, when):
    """Everything that must hold of a database after it was ill-treated."""
    check(f"{when}: nothing is half done", not (found := half_done(server)), found)
    integrity = server.one("PRAGMA integrity_check")
    check(f"{when}: the database is sound", integrity == "ok" and not server.rows("PRAGMA foreign_key_check"), integrity)
    doctor = server.run("doctor")
    check(f"{when}: the audit chain is unbroken", doctor.returncode == 0 and "unbroken" in doctor.stdout, doctor.stdout + doctor.stderr)


class Clerk(threading.Thread):
    """Steers people in, one after the other, until the server is gone; with an appointment while there are seats."""

    def __init__(self, browser):
        super().__init__(daemon=True)
        # no more than their share, so that none of them is refused because the days are full
        self.seats = sum(int(n) for n in re.findall(r"\((\d+) frei\)", browser.get("/people/new").body)) // 6
        self.browser, self.saved, self.open, self.refused = browser, [], None, []

    def run(self):
        try:
            while True:
                fields = fill_in(self.browser, invented_person("later"))
                with LOCK:
                    if self.seats > 0 and CHANCE.random() < 0.4:
                        self.seats -= 1
                        fields["appointment"] = "earliest"
                self.open = fields
                answer = save(self.browser, fields)
                if answer.status == 303:
                    self.saved.append((fields, answer.location))
                else:
                    self.refused.append((answer.status, answer.mistakes()))
                self.open = None
        except (OSError, http.client.HTTPException, AttributeError, StopIteration):
            return  # the server is gone, perhaps in the middle of an answer


def kill_at_any_instant(server, rounds):
    offices = [role(server, "Jobcenter") for _ in range(3)]
    known = []
    for number in range(1, rounds + 1):
        clerks = [Clerk(browser) for browser in offices]
        for clerk in clerks:
            clerk.start()
        time.sleep(0.4 + CHANCE.random() * 2.4)
        server.kill()
        for clerk in clerks:
            clerk.join(90)
        server.start()
        saved = [entry for clerk in clerks for entry in clerk.saved]
        known += saved
        when = f"round {number}"
        lost = [location for fields, location in saved if not find(offices[0], fields["file_number"]).says(fields["family_name"])]
        check(f"{when}: all {len(saved)} acknowledged people are found by their number", not lost, lost)
        pages = [offices[1].get(location).status for _, location in saved[-3:]]
        check(f"{when}: the result pages open, the logins are still valid", set(pages) <= {200}, pages)
        refused = [entry for clerk in clerks for entry in clerk.refused]
        check(f"{when}: no clerk was refused", not refused, refused[:1])
        again = [(clerk.browser, clerk.open) for clerk in clerks if clerk.open]
        codes = [browser.post("/people/new", fields).status for browser, fields in again]
        counts = [server.one("SELECT count(*) FROM file_number WHERE number = ?", stored(fields)) for _, fields in again]
        wanted = f"{when}: {len(again)} forms that were under way, sent again, make one person each"
        check(wanted, set(codes) <= {303} and set(counts) <= {1}, (codes, counts))
        sound(server, when)
    there = server.one("SELECT count(*) FROM file_number WHERE number LIKE 'BD%'")
    check(f"after {rounds} rounds all {len(known)} acknowledged people are still there", there >= len(known), there)
    names = [fields["family_name"] for fields, _ in known[:: max(1, len(known) // 10)]]
    check("and found by name", all(find(offices[0], name).says(name) for name in names), names)


def kill_an_import(server):
    """An import on the command line that is killed goes on or is sent again; no row comes twice."""
    server.kill(signal.SIGTERM)
    organisation, account = server.rows(
        "SELECT a.organisation_id, a.login FROM account a JOIN organisation o ON o.id = a.organisation_id JOIN region r ON "
        "r.id = o.region_id WHERE o.kind = 'jobcenter' AND r.code = 'wug'"
    )[0]
    listed = server.run("organisation", "list", "--region", "wug").stdout
    organisation = next(line.split("\t")[0] for line in listed.splitlines() if "\tjobcenter\t" in line)
    rows = 1800
    file = server.folder / "liste.csv"
    lines = ["Name;Vorname;Geburtsdatum;BG-Nummer;Verpflichtung;Bescheid vom"]
    for n in range(rows):
        typed = invented_person("later")
        lines.append(f"{typed['family_name']};{typed['given_names']};{typed['birth_date']};IM-{n:06};Verpflichtung;01.10.2026")
    file.write_text("\n".join(lines), encoding="utf-8")
    command = ["import", "persons", str(file), "--organisation", organisation, "--as", account, "--json"]
    url = f"sqlite://{server.folder / DATABASE}?mode=rwc"
    count = "SELECT count(*) FROM file_number WHERE number LIKE 'IM%'"
    half = []
    for longest in (1.5, 3):
        run = subprocess.Popen([server.program, *command], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env={**os.environ, "FOERDERKETTE_DATABASE": url})
        before, until = server.one(count), time.monotonic() + 30
        while run.poll() is None and before == server.one(count) == 0 and time.monotonic() < until:
            time.sleep(0.02)  # until the first part is in; the kill shall come in the middle of the next one
        time.sleep(CHANCE.random() * longest)
        run.kill()
        run.wait()
        half += half_done(server)
    between = server.one(count)
    check(f"an import killed twice (after {between} of {rows} rows) leaves no half row", not half, half)
    last = server.run(*command)
    check("sent again it takes the rest", last.returncode == 0 and server.one(count) == rows, (last.stderr[-300:], server.one(count)))
    sound(server, "after the killed imports")
    server.start()


# --- several people at once ------------------------------------------------------------------------------------------


def at_once(jobs):
    """Runs all at the same time; their results in order."""
    gate, results = threading.Barrier(len(jobs)), [None] * len(jobs)

    def work(index):
        gate.wait()
        results[index] = jobs[index]()

    threads = [threading.Thread(target=work, args=(index,)) for index in range(len(jobs))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results


TAKEN = (
    "SELECT count(*) FROM seating s WHERE s.status IN ('booked', 'present') AND s.session_id = (SELECT mine.session_id FROM "
    "seating mine JOIN file_number f ON f.person_id = mine.person_id WHERE f.number = ?)"
)


def last_seat(server):
    """Two offices want the last seats of a test day."""
    job, town = role(server, "Jobcenter"), role(server, "Ausländerbehörde")
    days = re.findall(r'name="appointment" value="([^"]+)"[^>]*><label[^>]*>([^<]*)\((\d+) frei\)', job.get("/people/new").body)
    act = re.search(r'<select[^>]*name="act_kind".*?</select>', town.get("/people/new").body, re.S).group(0)
    act = next(value for value in re.findall(r'value="([^"]+)"', act) if "oblige" in value)
    for session, label, free in days[:2]:
        free = int(free)
        forms = []
        for n in range(free + 2):
            browser = (job, town)[n % 2]
            typed = invented_person(session)
            typed["act_kind"] = typed["act_kind"] if browser is job else act
            forms.append((browser, fill_in(browser, typed)))
        answers = at_once([lambda b=browser, f=fields: save(b, f) for browser, fields in forms])
        got = sum(answer.status == 303 for answer in answers)
        told = [answer for answer in answers if answer.status == 422 and re.search(r"voll\. Der nächste Testtag .* am \d", text_of(answer.body))]
        check(f"{free + 2} want {free} seats of {label.strip()}: {free} get one", got == free, [a.status for a in answers])
        seen = [a.mistakes() for a in answers if a.status != 303]
        check("the others are told the next day with a free seat", len(told) == 2, seen)
        kept = all(fields["family_name"] in answer.body for (_, fields), answer in zip(forms, answers) if answer.status == 422)
        check("what they typed is still in the form", kept)
        capacity = re.search(r"mit (\d+) Plätzen voll", text_of(told[0].body)) if told else None
        lucky = [stored(fields) for (_, fields), answer in zip(forms, answers) if answer.status == 303]
        taken = server.one(TAKEN, lucky[0]) if lucky else 0
        check("no seat is given twice", capacity and taken == int(capacity.group(1)), (taken, capacity and capacity.group(1)))


def double_click(server):
    browser = role(server, "Jobcenter")
    fields = fill_in(browser, invented_person("later"))
    answers = at_once([lambda: browser.post("/people/new", fields)] * 4)
    check("a double click is answered like one", {a.status for a in answers} == {303} and len({a.location for a in answers}) == 1,
          [(a.status, a.location) for a in answers])
    later = browser.post("/people/new", fields)
    check("a form sent again after its answer gets the same answer, not a question", (later.status, later.location) == (303, answers[0].location), (later.status, later.mistakes()))
    check("and makes one person", server.one("SELECT count(*) FROM file_number WHERE number = ?", stored(fields)) == 1)


def back_button(server):
    browser, other = role(server, "Jobcenter"), role(server, "Jobcenter")
    person = save(browser, fill_in(browser, invented_person("later"))).location.split("/")[2]
    path = f"/people/{person}/edit"
    old = form_of(browser.get(path).body, path)
    first = other.post(path, {**form_of(other.get(path).body, path), "phone": "09141 111111"})
    late = browser.post(path, {**old, "phone": "09141 222222"})
    check("a change of an old page is not saved over a new one", (first.status, late.status) == (303, 409), (first.status, late.status))
    check("both values are shown side by side", late.says("09141 111111") and "09141 222222" in late.body, text_of(late.body)[:400])
    state = server.one("SELECT count(*) FROM person WHERE state LIKE '%111111%'")
    check("the first change stands", state == 1 and not server.one("SELECT count(*) FROM person WHERE state LIKE '%222222%'"))


def foreign_forms(server):
    browser = role(server, "Jobcenter")
    before = server.one("SELECT count(*) FROM person")
    fields = fill_in(browser, invented_person("later"))
    old = browser.post("/people/new", {**fields, "csrf": "0" * 39})
    check("a form with an old token is refused in words", old.status == 403 and old.says("Formular", "senden Sie noch einmal"), old.status)
    foreign = browser.post("/people/new", fields, {"Sec-Fetch-Site": "cross-site"})
    check("a form sent by another site is refused", foreign.status == 403 and foreign.says("fremden Seite"), foreign.status)
    strange = browser.post("/people/new", fields, {"Sec-Fetch-Site": "", "Origin": "https://example.org"})
    check("also where the browser tells only its origin", strange.status == 403, strange.status)
    over = Browser(server, "a" * 39).post("/people/new", fields)
    check("an expired session leads to the login and keeps what was typed", over.status in (200, 401) and fields["family_name"] in over.body, over.status)
    check("nothing of these was saved", server.one("SELECT count(*) FROM person") == before)
    check("the true form is still taken", browser.post("/people/new", fields).status == 303)


# --- what nobody should send -----------------------------------------------------------------------------------------


def send_slowly(server, session, envelope_, size, announced=True, kind="multipart/form-data; boundary=frontier"):
    """Streams an upload of `size` bytes; (status, text, largest resident memory)."""
    head, tail = envelope_
    connection = socket.create_connection(("127.0.0.1", server.port), timeout=120)
    length = f"Content-Length: {len(head) + size + len(tail)}" if announced else "Transfer-Encoding: chunked"
    request = (
        f"POST /imports/new/persons HTTP/1.1\r\nHost: 127.0.0.1:{server.port}\r\nCookie: fk_session={session}\r\nSec-Fetch-Site: same-origin\r\n"
        f"Content-Type: {kind}\r\nConnection: close\r\n{length}\r\n\r\n"
    )
    frame = (lambda data: data) if announced else (lambda data: b"%x\r\n" % len(data) + data + b"\r\n")
    largest, piece = 0, (b"Muster;Anna;01.02.1990;" * 45591)[: 1 << 20]
    try:
        connection.sendall(request.encode() + frame(head))
        for _ in range(size >> 20):
            connection.sendall(frame(piece))
            largest = max(largest, server.memory_mb())
        connection.sendall(frame(tail) + (b"" if announced else b"0\r\n\r\n"))
    except OSError:
        pass  # the server has heard enough; its answer may still be there
    answer = b""
    try:
        while (data := connection.recv(65536)) and len(answer) < 1 << 20:
            answer += data
            largest = max(largest, server.memory_mb())
    except OSError:
        pass
    connection.close()
    status = int(answer[9:12]) if answer.startswith(b"HTTP/1.1 ") else 0
    return status, text_of(answer.decode("utf-8", "replace")), max(largest, server.memory_mb())


def uploads(server):
    browser = role(server, "Jobcenter")
    path = "/imports/new/persons"
    fields = form_of(browser.get(path).body, path)
    file, text = envelope(fields, "gross.csv"), envelope({**fields, "note": "x" * 20}, "gross.csv")
    text = (text[0][: text[0].index(b"x" * 20)], text[1])
    plain = (urllib.parse.urlencode(fields).encode() + b"&note=", b"")
    forms = "application/x-www-form-urlencoded"
    for megabytes, how, sent in (
        (200, "in a file", (browser.session, file)), (200, "in a file of unknown length", (browser.session, file, False)),
        (300, "in a file", (browser.session, file)), (64, "in a field", (browser.session, text)),
        (64, "in a form", (browser.session, plain, True, forms)), (64, "in a form without login", ("", plain, True, forms)),
    ):
        status, said, memory = send_slowly(server, sent[0], sent[1], megabytes << 20, *sent[2:])
        refused = status == 413 and "MB" in said and "Teilen Sie die Datei" in said
        # a list may be as large as that; what somebody typed, or somebody without login sends, may not
        taken = "file" in how and status in (303, 422) and ("location:" in said.lower() or "Fehler:" in said)
        check(f"{megabytes} MB {how} are answered in clear words", refused or taken, (status, len(said), said[-300:]))
        check(f"and the server stays below {MEMORY_MB} MB", memory < MEMORY_MB, f"{memory} MB")
    broken = io.BytesIO()
    with zipfile.ZipFile(broken, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types")
        archive.writestr("xl/workbook.xml", "<workbook><sheets><sheet")
    files = {
        "halb.xlsx": broken.getvalue()[:150], "leer.xlsx": b"", "kaputt.xlsx": broken.getvalue(), "bild.xlsx": b"\x89PNG\r\n\x1a\n" + bytes(400),
        "alt.xls": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "nichts.csv": b"", "nullen.csv": bytes(5000),
        "bytes.csv": bytes(CHANCE.randrange(256) for _ in range(4000)), "utf16.csv": "Name;Vorname\nMüller;Jörg\n".encode("utf-16")[:-1],
    }
    for name, content in files.items():
        answer = browser.upload(path, fields, name, content)
        words = re.findall(r'class="fk-error[^"]*"[^>]*>(.*?)</', answer.body, re.S)
        check(f"the file {name} is answered in words", answer.status == 303 or (answer.status == 422 and "error" in answer.body), (answer.status, words))
    for encoding in ("utf-8", "utf-8-sig", "cp1252"):
        content = "Name;Vorname;Geburtsdatum;Ort\nMüßlödämm;Jörg;01.02.1990;Weißenburg\n".encode(encoding)
        answer = browser.upload(path, fields, f"{encoding}.csv", content)
        look = browser.get(answer.location) if answer.status == 303 else answer
        check(f"umlauts in {encoding} arrive", look.status == 200 and "Müßlödämm" in look.body, (answer.status, text_of(look.body)[:300]))
    none = browser.post(path, fields)
    check("a form without its file is answered in words", none.status == 422, none.status)


def odd_requests(server):
    browser = role(server, "Jobcenter")
    absent = browser.get("/gibt/es/nicht")
    check("an unknown address gets a page", absent.status == 404 and absent.says("Prüfen Sie die Adresse"), absent.status)
    for path in ("/people/xyz", "/people/0000000000000", "/people/%00", "/people/%ff%fe/edit", "/courses/-1", "/letters/" + "z" * 3000):
        answer = browser.ask("GET", path)
        check(f"{path[:30]} gets a page, not a fault", answer.status in (400, 404) and answer.body, answer.status)
    queries = ["/people?page=99999999999999999999", "/people?page=-5&sort=%00&due=2026-99-99&section=x", "/people?search=%00%ff", "/people?search=" + "ä" * 3000,
               "/people?search=%27%20OR%201%3D1%20--", "/people?search=%22%2A%28%29%25_%5C", "/people?search=%F0%9F%98%80", "/search?q=" + "%25" * 500]
    codes = {path[:40]: browser.ask("GET", path if "ä" not in path else urllib.parse.quote(path, safe="/?=&")).status for path in queries}
    check("strange filters and searches are answered", all(code < 500 for code in codes.values()), codes)
    people = browser.get("/people?search=" + urllib.parse.quote("' OR 1=1 --"))
    # at most the one whose name was made of such words above
    found = len(set(re.findall(r'href="(/people/[0-9a-z]{11,13})"', people.body)))
    check("SQL in the search is only a name that hardly anybody has", found <= 1, (found, text_of(people.body)[:200]))
    codes = {}
    for method in ("HEAD", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "BREW"):
        for path in ("/people", "/people/new", "/", "/demo", "/imports/new/persons"):
            codes[method, path] = browser.ask(method, path).status
    check("odd methods are answered without fault", all(code < 500 for code in codes.values()), [c for c in codes.items() if c[1] >= 500])
    for bytes_ in (b"\x16\x03\x01\x02\x00\x01\x00", b"GET / HTTP/9.9\r\n\r\n", b"POST /people/new HTTP/1.1\r\nContent-Length: 99999999999999999999\r\n\r\n",
                   b"GET /" + b"a" * 100_000 + b" HTTP/1.1\r\n\r\n", b"POST /login HTTP/1.1\r\nHost: x\r\nContent-Length: 500\r\n\r\nabc"):
        with socket.create_connection(("127.0.0.1", server.port), timeout=10) as raw:
            raw.sendall(bytes_)
    part = browser.ask("POST", "/imports/new/persons", b"--nonsense\r\n\r\n", {"Content-Type": "multipart/form-data; boundary=frontier"})
    check("a form that cannot be read is answered in words", part.status in (400, 403), part.status)
    check("after all that the server answers", browser.get("/today").status == 200)


def escaped(server):
    browser = role(server, "Jobcenter")
    nasty = "<script>alert(1)</script>"
    typed = {**invented_person("later"), "family_name": f"Zz{nasty}", "given_names": "Robert'); DROP TABLE person;--", "town": '"><img src=x onerror=alert(1)>'}
    answer = save(browser, fill_in(browser, typed))
    person = answer.location.split("/")[2] if answer.status == 303 else ""
    check("a name with markup and SQL in it is taken as a name", answer.status == 303, answer.status)
    pages = {path: browser.get(path).body for path in (answer.location, f"/people/{person}", f"/people/{person}/edit", "/people?search=Robert", f"/people/{person}/history")}
    open_ = [path for path, body in pages.items() if nasty in body or "<img src=x" in body]
    check("and shown as text on every page", not open_ and "&#60;script" in pages[f"/people/{person}"].replace("&lt;", "&#60;"), open_)
    wrong = browser.post("/people/new", {**fill_in(browser, typed), "issued_on": f'">{nasty}'})
    check("also where a mistake sends it back", wrong.status == 422 and nasty not in wrong.body, wrong.status)
    policy = wrong.headers.get("content-security-policy", "")
    check("and no page may run scripts of its own text", "script-src 'self'" in policy and "unsafe" not in policy, policy)


# --- disk and database -----------------------------------------------------------------------------------------------


def mounted(folder, megabytes):
    """A small disk at a folder, or the reason why there is none."""
    command = ["mount", "-t", "tmpfs", "-o", f"size={megabytes}m", "none", str(folder)]
    try:
        done = subprocess.run(command, capture_output=True, text=True)
    except OSError as error:
        return str(error)
    return "" if done.returncode == 0 else done.stderr.strip()


def disk_full(program, source, folder):
    folder.mkdir()
    whole = sqlite3.connect(source / DATABASE)
    whole.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    whole.close()
    size = (source / DATABASE).stat().st_size
    reason = mounted(folder, (size >> 20) + 8)
    if reason:
        print(f"       no small disk could be mounted ({reason}); a limit of the file size stands for it")
    for name in (DATABASE, "start.txt"):
        shutil.copy(source / name, folder / name)
    server = Server(program, folder)
    server.log = source / "full.log"
    try:
        server.start()
        run_full(server, size, not reason)
        server.kill()
    finally:
        if not reason:
            subprocess.run(["umount", "-l", str(folder)], check=False)


def run_full(server, size, disk):
    browser = role(server, "Jobcenter")
    fields = fill_in(browser, invented_person("later"))
    if disk:
        blocker = server.folder / "blocker"
        with open(blocker, "wb", buffering=0) as out:
            try:
                while out.write(bytes(4096)):
                    pass
            except OSError:
                pass  # now it is full
    else:
        resource.prlimit(server.process.pid, resource.RLIMIT_FSIZE, (4096, resource.RLIM_INFINITY))
    answers = []
    for _ in range(40):  # what the write-ahead file still holds room for may be saved
        answers.append(browser.post("/people/new", {**fields, **invented_person("later"), "form_key": fields["form_key"] + str(len(answers))}))
        if answers[-1].status >= 500:
            break
    last = answers[-1]
    check("a full disk is told in words", last.status == 500 and last.says("nichts halb gespeichert"), (last.status, text_of(last.body)[:300]))
    check("the server still lives", server.process.poll() is None)
    if disk:
        blocker.unlink()
    else:
        resource.prlimit(server.process.pid, resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
    after = browser.post("/people/new", fields)
    check("with room again the same form is saved", after.status == 303, (after.status, text_of(after.body)[:300]))
    check("and nothing is half done", not (found := half_done(server)), found)
    check("no panic on a full disk", "panicked" not in server.log.read_text(errors="replace"))
    sound(server, "after the full disk")


def database_gone(program, folder):
    folder.mkdir()
    cases = {"garbage instead of a database": b"This is no database. " * 500, "half a database": b"SQLite format 3\x00" + bytes(3000)}
    for what, content in cases.items():
        (folder / DATABASE).write_bytes(content)
        run = subprocess.run([program, "doctor"], capture_output=True, text=True, timeout=60,
                             env={**os.environ, "FOERDERKETTE_DATABASE": f"sqlite://{folder / DATABASE}"})
        said = run.stdout + run.stderr
        check(f"{what} is said at the start", run.returncode != 0 and "database" in said and "panicked" not in said, said[-300:])
    url = {"no such folder": f"sqlite://{folder}/none/x.db?mode=rwc", "nobody at the address": "postgres://nobody@127.0.0.1:9/none", "no URL at all": "mysql://x"}
    for what, value in url.items():
        run = subprocess.run([program, "doctor"], capture_output=True, text=True, timeout=60, env={**os.environ, "FOERDERKETTE_DATABASE": value})
        said = run.stdout + run.stderr
        check(f"{what}: said in words", run.returncode != 0 and "database" in said and "panicked" not in said, said[-300:])


def main():
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    program, rounds = str(pathlib.Path(sys.argv[1]).resolve()), int(sys.argv[2]) if len(sys.argv) > 2 else 8
    folder = pathlib.Path(tempfile.mkdtemp(prefix="bad-days-"))
    print(f"       random choices: BAD_DAYS_SEED={SEED}")
    subprocess.run([program, "demo", "--folder", str(folder / "demo"), "--only-data"], check=True, stdout=subprocess.DEVNULL)
    server = Server(program, folder / "demo")
    try:
        server.start()
        for part in (last_seat, double_click, back_button, foreign_forms, escaped, odd_requests, uploads, kill_an_import):
            began = time.monotonic()
            part(server)
            print(f"       {part.__name__}: {time.monotonic() - began:.0f} s")
        kill_at_any_instant(server, rounds)
        memory = server.memory_mb()
        check("the server ends when it is asked to", server.kill(signal.SIGTERM) == 0)
        log = server.log.read_text(errors="replace")
        check("no panic in the log", "panicked" not in log, re.findall(r".*panicked.*\n.*", log)[:3])
        check("no fault in the log", "ERROR" not in log, re.findall(r".*ERROR.*", log)[:3])
        disk_full(program, server.folder, folder / "full")
        database_gone(program, folder / "gone")
    finally:
        if server.process and server.process.poll() is None:
            server.kill()
        if not os.environ.get("BAD_DAYS_KEEP"):
            shutil.rmtree(folder, ignore_errors=True)
    print(f"{RESULTS[True]} passed, {RESULTS[False]} failed")
    sys.exit(1 if RESULTS[False] else 0)


if __name__ == "__main__":
    main()
