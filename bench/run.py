#!/usr/bin/env python3
"""Measures the figures of a large region and prints a table in Markdown: import, lists, search, record, memory, start, seats.

usage: run.py [--program PATH] [--persons 150000] [--clients 10] [--requests 100] [--postgres URL] [--no-planner]

Without --program it builds the release program and the environment of the planner's peer. --postgres names an empty database,
which is measured beside SQLite. The method is described in README.md. Needs nothing but Python for all but the planner's peer.
"""
import argparse
import html
import http.client
import json
import math
import multiprocessing
import os
import pathlib
import random
import re
import signal
import socket
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
import urllib.parse

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent
REGION, REGION_CODE, OFFICE = "Weißenburg", "wug", "Jobcenter"
SYLLABLES = "ba ri mo sul ka ne tar li vo shi da ger pu am ol fe zan hu yi cor".split()
SOFT = {"a": "ä", "o": "ö", "u": "ü"}
PLACES = [("91781", "Weißenburg i.Bay."), ("91710", "Gunzenhausen"), ("91757", "Treuchtlingen"), ("91785", "Pleinfeld"), ("91788", "Pappenheim")]
NATIONS = ["Syrien", "Ukraine", "Afghanistan", "Türkei", "Irak", "Rumänien", "Somalia", "Eritrea"]
FILTERS = ["stage=opened", "stage=opened&sort=name", "stage=invited&sort=-due", "priority=1&sort=waiting", "stage=awaiting_seat&sort=name", "sort=-waiting"]
SPELLED_OUT = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue"})


def arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--program", help="measure this program and build nothing")
    parser.add_argument("--persons", type=int, default=150_000)
    parser.add_argument("--clients", type=int, default=10)
    parser.add_argument("--requests", type=int, default=100, help="per client and figure")
    parser.add_argument("--postgres", help="postgres://user:password@host/name of an empty database")
    parser.add_argument("--no-planner", action="store_true")
    parser.add_argument("--python", default=str(ROOT / "target/bench-venv/bin/python"), help="Python with OR-Tools, for the planner's peer")
    return parser.parse_args()


def build(options):
    target = pathlib.Path(os.environ.get("CARGO_TARGET_DIR", ROOT / "target"))
    subprocess.run(["cargo", "build", "--release", "-p", "server"], cwd=ROOT, check=True)
    if not options.no_planner and not pathlib.Path(options.python).exists():
        folder = ROOT / "target/bench-venv"
        subprocess.run([sys.executable, "-m", "venv", str(folder)], check=True)
        subprocess.run([str(folder / "bin/pip"), "install", "-q", "-r", str(HERE / "requirements.txt")], check=True)
    return str(target / "release/foerderkette")


# --- the list --------------------------------------------------------------------------------------------------------


def invented_name(chance, soft):
    parts = [chance.choice(SYLLABLES) for _ in range(chance.choice((2, 3, 3, 4)))]
    if soft:
        first = next((index for index, part in enumerate(parts) if set(part) & set(SOFT)), None)
        if first is not None:
            parts[first] = "".join(SOFT.get(letter, letter) for letter in parts[first])
    return "".join(parts).capitalize()


def write_list(path, persons):
    """A list as a Jobcenter has it, half with an obligation; family names of every tenth have an umlaut. Its names."""
    chance = random.Random(150)
    families = [invented_name(chance, n % 10 == 0) for n in range(20_000)]
    given = [invented_name(chance, n % 10 == 0) for n in range(5_000)]
    used = []
    with open(path, "w", encoding="utf-8") as out:
        out.write("Name;Vorname;Geburtsdatum;Staatsangehörigkeit;BG-Nummer;Straße;PLZ;Ort;Telefon;Leistungsbezug;Verpflichtung;Bescheid vom\n")
        for n in range(persons):
            family, (postcode, town) = chance.choice(families), chance.choice(PLACES)
            born = f"{chance.randrange(1, 29):02}.{chance.randrange(1, 13):02}.{chance.randrange(1955, 2006)}"
            act = "Verpflichtung;01.10.2026" if n % 2 == 0 else ";"
            out.write(f"{family};{chance.choice(given)};{born};{chance.choice(NATIONS)};815BG{n:07};Weg {n % 90 + 1};{postcode};{town};09141 {n};SGB II;{act}\n")
            if n % 2 == 0:
                used.append(family)
    return used


# --- the program -----------------------------------------------------------------------------------------------------


def memory_mb(pid, field="VmRSS"):
    try:
        found = re.search(rf"{field}:\s+(\d+)", pathlib.Path(f"/proc/{pid}/status").read_text())
    except OSError:
        return 0
    return int(found.group(1)) // 1024 if found else 0


class Program:
    """The program over one database, with the demo's doors as logins."""

    def __init__(self, path, folder, url):
        self.path, self.folder, self.url = path, folder, url
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        address = f"127.0.0.1:{self.port}"
        self.environment = {**os.environ, "FOERDERKETTE_LISTEN": address, "FOERDERKETTE_PUBLIC_URL": f"http://{address}", "FOERDERKETTE_DATABASE": url}
        self.process = None

    def make(self):
        self.run("demo", "--folder", str(self.folder), "--only-data")

    def run(self, *words):
        done = subprocess.run([self.path, *words], capture_output=True, text=True, env=self.environment)
        if done.returncode:
            sys.exit(f"{' '.join(words)}: {done.stderr.strip() or done.stdout.strip()}")
        return done.stdout

    def import_list(self, path):
        """Seconds, counts, largest memory and largest memory in the first third of the time."""
        organisation = next(line.split("\t")[0] for line in self.run("organisation", "list", "--region", REGION_CODE).splitlines() if "\tjobcenter\t" in line)
        account = next(line.split("\t")[2] for line in self.run("user", "list").splitlines() if f"\t{REGION_CODE}\t" in line and f"\t{OFFICE}" in line)
        command = [self.path, "import", "persons", str(path), "--organisation", organisation, "--as", account, "--json"]
        output, seen = open(self.folder / "import.json", "w+"), []
        began = time.monotonic()
        process = subprocess.Popen(command, stdout=output, env=self.environment)

        def watch():
            while process.returncode is None:
                seen.append(memory_mb(process.pid))
                time.sleep(0.05)

        watcher = threading.Thread(target=watch, daemon=True)
        watcher.start()
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.monotonic() - began
        process.returncode = status
        output.seek(0)
        counts = json.load(output)
        if status:
            sys.exit(f"the import failed: {counts.get('error')}")
        return seconds, counts, usage.ru_maxrss // 1024, max(seen[: len(seen) // 3 + 1], default=0)

    def start(self):
        """Seconds until the login page is answered."""
        began = time.monotonic()
        log = open(self.folder / "server.log", "ab")
        self.process = subprocess.Popen([self.path, "demo", "--folder", str(self.folder)], stdout=log, stderr=log, env=self.environment)
        while time.monotonic() - began < 120 and self.process.poll() is None:
            try:
                if Client(self.port).get("/login")[0] == 200:
                    return time.monotonic() - began
            except OSError:
                time.sleep(0.01)
        sys.exit(f"the server did not start, see {self.folder}/server.log")

    def stop(self):
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(timeout=60)


class Client:
    """One person at the keyboard, on one connection that is kept."""

    def __init__(self, port):
        self.connection, self.cookie = http.client.HTTPConnection("127.0.0.1", port, timeout=120), ""

    def get(self, path, body=None):
        headers = {"Sec-Fetch-Site": "same-origin", "Cookie": self.cookie}
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        self.connection.request("POST" if body is not None else "GET", path, body, headers)
        response = self.connection.getresponse()
        text = response.read().decode("utf-8", "replace")
        found = re.search(r"fk_session=[^;]+", " ".join(response.headers.get_all("set-cookie") or []))
        self.cookie = found.group(0) if found else self.cookie
        return response.status, text

    def enter(self):
        _, page = self.get("/demo")
        section = next(part for part in page.split("<section") if REGION in part)
        doors = re.findall(r'name="account" value="([^"]+)".*?<button[^>]*>(.*?)</button>', section, re.S)
        self.get("/demo", urllib.parse.urlencode({"account": next(account for account, label in doors if OFFICE in label)}))
        return self


def visit(port, jobs, results):
    """A client's process: asks for each path in turn; (milliseconds, whether the answer was right)."""
    client, times = Client(port).enter(), []
    client.get(jobs[0][0])
    for path, word, wanted in jobs:
        began = time.perf_counter()
        status, text = client.get(path)
        times.append(((time.perf_counter() - began) * 1000, status == 200 and (not word or (word in html.unescape(text.split("<main")[-1])) == wanted)))
    results.put(times)


def simultaneous(port, clients, jobs_of):
    """All clients at the same time, each in a process of its own without pauses: median, 95th percentile, wrong answers."""
    results = multiprocessing.Queue()
    workers = [multiprocessing.Process(target=visit, args=(port, jobs_of(number), results)) for number in range(clients)]
    for worker in workers:
        worker.start()
    answers = [answer for _ in workers for answer in results.get(timeout=900)]
    for worker in workers:
        worker.join()
    times = sorted(milliseconds for milliseconds, _ in answers)
    return times[len(times) // 2], times[math.ceil(len(times) * 0.95) - 1], sum(not right for _, right in answers)


def search(name):
    return "/people?search=" + urllib.parse.quote(name)


# --- the figures -----------------------------------------------------------------------------------------------------


def measure(program, options, file, names, rows):
    """Figures of one database, as lines (what, target, measured)."""
    program.make()
    seconds, counts, peak, early = program.import_list(file)
    rows.append(("CSV import, rows per second to durable commit", "≥ 10,000", f"{counts['read'] / seconds:,.0f} ({counts['read']:,} rows in {seconds:.1f} s; new {counts['new']:,}, doubtful {counts['doubtful']:,}, refused {counts['refused']:,})"))
    rows.append(("CSV import, largest resident memory", "flat", f"{peak} MB ({early} MB in the first third)"))
    if program.url.startswith("sqlite:"):
        connection = sqlite3.connect(program.folder / "demo.db")
        sizes = [f"{connection.execute(f'SELECT count(*) FROM {table}').fetchone()[0]:,} {word}" for table, word in (("person", "persons"), ("support_case", "cases"), ("journal_event", "journal events"), ("audit_entry", "audit entries"))]
        connection.close()
        rows.append(("in the database", "150,000 / 75,000 / 375,000", ", ".join(sizes)))
    program.start()
    program.stop()
    rows.append(("second start until the first page", "≤ 2 s", f"{program.start():.2f} s"))
    time.sleep(3)
    rows.append(("server idle, resident memory", "≤ 150 MB", f"{memory_mb(program.process.pid)} MB"))
    load(program, options, names, rows)
    rows.append(("server after the load, resident memory", "–", f"{memory_mb(program.process.pid)} MB (largest {memory_mb(program.process.pid, 'VmHWM')} MB)"))
    program.stop()


def load(program, options, names, rows):
    chance = random.Random(10)
    soft = [name for name in names if set(name.lower()) & set("äöü")] or names
    plain = [name for name in names if not set(name.lower()) & set("äöü")]

    def some(jobs):
        return lambda number: [jobs(random.Random(f"{number} {turn}")) for turn in range(options.requests)]

    def miss(chance):
        return (search("Q" + "".join(chance.choice("wxqvjzy") + chance.choice("aeiou") for _ in range(9))), 'href="/people/s', False)

    def hit(pool, spell=str):
        def job(chance):
            name = chance.choice(pool)
            return search(spell(name)), name, True

        return job

    kinds = [
        ("filtered first page of the person list", 20, lambda chance: ("/people?" + chance.choice(FILTERS), "", True)),
        ("name search, hit", 30, hit(plain)),
        ("name search, miss", 30, miss),
        ("name search, umlaut", 30, hit(soft)),
        ("name search, transliterated", 30, hit(soft, lambda name: name.translate(SPELLED_OUT))),
    ]
    for what, bound, job in kinds:
        median, late, wrong = simultaneous(program.port, options.clients, some(job))
        rows.append((f"{what}, {options.clients} clients", f"p95 ≤ {bound} ms", f"p50 {median:.1f} ms, p95 {late:.1f} ms, wrong answers {wrong}"))
    client = Client(program.port).enter()
    people = {link for page in range(1, 9) for link in re.findall(r'href="(/people/[0-9a-z]{11,13})"', client.get(f"/people?sort=name&page={page}")[1])}
    people = chance.sample(sorted(people), min(len(people), options.requests))
    times = []
    for path in people:
        began = time.perf_counter()
        status, _ = client.get(path)
        times.append((time.perf_counter() - began) * 1000 if status == 200 else math.inf)
    times.sort()
    rows.append(("person record, one client", "≤ 20 ms", f"p50 {times[len(times) // 2]:.1f} ms, p95 {times[math.ceil(len(times) * 0.95) - 1]:.1f} ms"))


def planner(program, options, folder):
    """Seats of 5,000 people at 260 promised starts, ours and the peer on the same file."""
    shim = folder / "plan"
    shim.write_text(f'#!/bin/sh\nexec "{program}" plan "$@"\n')
    shim.chmod(0o755)
    peer = "flow" if pathlib.Path(options.python).exists() else "none"
    command = [sys.executable, str(HERE / "plan.py"), "--sizes", "5000x260fixed", "--seeds", "7", "--peer", peer, "--program", str(shim), "--python", options.python]
    done = subprocess.run(command, capture_output=True, text=True)
    found = {cells[3].strip(): (float(cells[7]), cells[4].strip()) for line in done.stdout.splitlines() if len(cells := line.split("|")) == 11 and "5000x260" in line}
    if "ours" not in found:
        return f"failed: {(done.stderr.strip() or done.stdout.strip())[-200:]}"
    ours, objective = found["ours"]
    if "flow" not in found:
        return f"{ours:.3f} s; OR-Tools is not installed, see README.md"
    theirs, expected = found["flow"]
    return f"{ours:.3f} s against {theirs:.3f} s, {ours / theirs:.2f}×; objective {objective} and {expected}"


def main():
    options = arguments()
    program = options.program or build(options)
    program = str(pathlib.Path(program).resolve())
    with tempfile.TemporaryDirectory(prefix="foerderkette-bench-") as folder:
        folder = pathlib.Path(folder)
        file = folder / "persons.csv"
        names = write_list(file, options.persons)
        databases = [("SQLite", f"sqlite://{folder}/sqlite/demo.db?mode=rwc")]
        if options.postgres:
            databases.append(("PostgreSQL", options.postgres))
        print(f"Load of the machine before: {os.getloadavg()[0]:.1f}; processors: {os.cpu_count()}; persons: {options.persons:,}\n", flush=True)
        for name, url in databases:
            place = folder / name.lower()
            place.mkdir()
            rows, running = [], Program(program, place, url)
            print(f"| {name} | target | measured |\n| --- | --- | --- |", flush=True)
            try:
                measure(running, options, file, names, rows)
            finally:
                if running.process and running.process.poll() is None:
                    running.stop()
                for row in rows:
                    print("| " + " | ".join(row) + " |", flush=True)
            print()
        if not options.no_planner:
            print("| Planner | target | measured |\n| --- | --- | --- |")
            print(f"| plain seat assignment 5,000 × 260 | ≤ 2× OR-Tools' flow | {planner(program, options, folder)} |")


if __name__ == "__main__":
    main()
