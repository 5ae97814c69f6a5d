#!/usr/bin/env python3
"""Measures the end of the chain on SQLite: the radar over 20,000 graduates and the record of a case with 200 events.

usage: chain.py --program PATH [--graduates 20000] [--events 200] [--requests 50]

People come from a list as in run.py. Their seats and graduates are copied by SQL from the demo's own, because nobody types
20,000 of them; the pages are then asked for as a person at the Jobcenter sees them, one after the other.
"""
import argparse
import json
import pathlib
import re
import sqlite3
import sys
import tempfile
import time

import run

HERE = pathlib.Path(__file__).resolve().parent


def arguments():
    parser = argparse.ArgumentParser()
    parser.add_argument("--program", required=True)
    parser.add_argument("--graduates", type=int, default=20_000)
    parser.add_argument("--events", type=int, default=200)
    parser.add_argument("--requests", type=int, default=50)
    return parser.parse_args()


def copies(connection, table, template, changes):
    """Writes copies of a row; `changes` are (column values, values of its payload) per copy."""
    columns = [row[1] for row in connection.execute(f"PRAGMA table_info({table})")]
    marks = ", ".join("?" * len(columns))
    lines = []
    for values, payload in changes:
        row = dict(template)
        state = json.loads(row["state"])
        state.update(payload)
        row.update(values, state=json.dumps(state))
        lines.append([row[column] for column in columns])
    connection.executemany(f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({marks})", lines)


def fill(connection, wanted):
    """Graduates of so many people with a case, spread over the demo's running courses. Their number."""
    connection.row_factory = sqlite3.Row
    graduate = connection.execute("SELECT g.* FROM graduate g WHERE g.followed_on IS NULL LIMIT 1").fetchone()
    region = graduate["region_id"]
    seat = connection.execute("SELECT * FROM assignment WHERE id = ?", (graduate["assignment_id"],)).fetchone()
    courses = connection.execute("SELECT DISTINCT course_id, provider_id, last_day FROM graduate WHERE region_id = ?", (region,)).fetchall()
    people = connection.execute(
        "SELECT c.id, c.person_id FROM support_case c LEFT JOIN assignment a ON a.case_id = c.id "
        "WHERE c.region_id = ? AND a.id IS NULL LIMIT ?", (region, wanted)).fetchall()
    seats, graduates = [], []
    for number, person in enumerate(people):
        course = courses[number % len(courses)]
        at = {"case_id": person["id"], "person_id": person["person_id"], "course_id": course["course_id"]}
        inside = {"case": person["id"], "person": person["person_id"], "course": course["course_id"]}
        seat_id, graduate_id = 9 * 10**17 + number, 8 * 10**17 + number
        seats.append(({**at, "id": seat_id, "provider_id": course["provider_id"]} | ({"code": f"bench{number}"} if "code" in seat.keys() else {}),
                      {**inside, "id": seat_id, "provider": course["provider_id"], "code": f"bench{number}"}))
        graduates.append(({**at, "id": graduate_id, "assignment_id": seat_id, "provider_id": course["provider_id"], "last_day": course["last_day"]},
                          {**inside, "id": graduate_id, "assignment": seat_id, "provider": course["provider_id"], "last_day": course["last_day"]}))
    copies(connection, "assignment", seat, seats)
    copies(connection, "graduate", graduate, graduates)
    connection.commit()
    return len(people)


def lengthen(connection, wanted):
    """Gives one case of the list so many events; its person."""
    person = connection.execute("SELECT person_id FROM support_case ORDER BY id DESC LIMIT 1").fetchone()[0]
    event = connection.execute("SELECT * FROM journal_event WHERE person_id = ? LIMIT 1", (person,)).fetchone()
    columns = event.keys()
    key = "id" if "id" in columns else None
    lines = []
    for number in range(wanted):
        row = dict(event)
        if key:
            row[key] = 7 * 10**17 + number
        if "position" in columns:
            row["position"] = 10**9 + number
        lines.append([row[column] for column in columns])
    connection.executemany(f"INSERT INTO journal_event ({', '.join(columns)}) VALUES ({', '.join('?' * len(columns))})", lines)
    connection.commit()
    return person


def encode(raw):
    digits = "0123456789abcdefghjkmnpqrstvwxyz"
    text = ""
    while raw:
        raw, rest = divmod(raw, 32)
        text = digits[rest] + text
    return text


def timed(client, path, times):
    taken = []
    for _ in range(times + 1):
        began = time.perf_counter()
        status, text = client.get(path)
        taken.append((time.perf_counter() - began) * 1000)
        if status != 200:
            sys.exit(f"{path}: {status}")
    taken = sorted(taken[1:])
    return taken[len(taken) // 2], taken[int(len(taken) * 0.95) - 1], text


def main():
    options = arguments()
    with tempfile.TemporaryDirectory(prefix="foerderkette-chain-") as folder:
        folder = pathlib.Path(folder)
        program = run.Program(options.program, folder, f"sqlite://{folder}/demo.db?mode=rwc")
        program.make()
        run.write_list(folder / "persons.csv", options.graduates * 2 + 2000)
        program.import_list(folder / "persons.csv")
        connection = sqlite3.connect(folder / "demo.db")
        number = fill(connection, options.graduates)
        person = lengthen(connection, options.events)
        connection.close()
        program.start()
        client = run.Client(program.port).enter()
        print("| figure | target | measured |\n| --- | --- | --- |")
        middle, late, text = timed(client, "/graduates?weeks=26", options.requests)
        courses = len(re.findall(r"/graduates/people\?course=", text))
        print(f"| radar over {number:,} graduates ({courses} links to courses) | ≤ 50 ms | median {middle:.1f} ms, p95 {late:.1f} ms |")
        middle, late, text = timed(client, f"/people/{encode(person)}", options.requests)
        print(f"| record of a case with {options.events} events | ≤ 20 ms | median {middle:.1f} ms, p95 {late:.1f} ms |")
        program.stop()


if __name__ == "__main__":
    main()
