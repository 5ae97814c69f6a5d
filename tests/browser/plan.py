#!/usr/bin/env python3
"""Writes the plan of pages for axe.mjs: takes every role of a demo region, walks its links, one address per kind of page.

usage: plan.py BASE quick|full > plan.json     (BASE serves the demo)
"""
import html
import http.cookiejar
import json
import re
import sys
import urllib.error
import urllib.parse
import urllib.request

BASE, SIZE = sys.argv[1], sys.argv[2]
REGION = "Weißenburg"
PUBLIC = ["/{language}/appointment", "/{language}/path", "/{language}/accessibility", "/{language}/privacy", "/{language}/imprint"]
# one page of each look, for every run; the full matrix takes all of them
QUICK = {"/calendar", "/plans", "/plans/demand", "/supply", "/supply/edit", "/agreements/ID", "/people/ID/rules", "/people/ID/facts", "/people/ID/step", "/rules", "/rules/tables/NAME", "/rules/changes/new", "/worklist", "/worklist/teams", "/today", "/people", "/people/new", "/people/ID", "/sessions", "/sessions/ID", "/courses", "/courses/ID", "/courses/ID/attendance/DAY", "/waiting", "/figures", "/administration", "/counselling", "/counselling/talks/ID", "/people/ID/consents", "/exams", "/exams/ID", "/graduates", "/graduates/ID", "/courses/ID/section", "/visits/ID", "/transfers", "/relocations/new", "/people/ID/relocation", "/people/ID/timeline", "/measures", "/measures/catalogue", "/graduates/ID/measures", "/graduates/ID/plan", "/milestones", "/vocational", "/vocational/people"}
# the same for everybody: looked at once
SAME = {"/", "/account", "/account/second-factor", "/help", "/accessibility", "/privacy", "/imprint"}
SKIP = re.compile(r"^/(assets|logout|demo)|\.(csv|xlsx|ics|pdf)(\?|$)|^/letters/[0-9a-z]{11,13}$|/export|/print|^/[a-z]{2,3}/")


class Person:
    """A browser without a window."""

    def __init__(self):
        self.cookies = http.cookiejar.CookieJar()
        self.opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(self.cookies))

    def get(self, path, form=None):
        body = urllib.parse.urlencode(form).encode() if form else None
        request = urllib.request.Request(BASE + path, body, {"Sec-Fetch-Site": "same-origin"})
        try:
            with self.opener.open(request, timeout=60) as answer:
                return answer.status, answer.headers.get("content-type", ""), answer.read().decode("utf-8", "replace")
        except urllib.error.HTTPError as error:
            return error.code, "", ""


def pattern(path):
    path = re.sub(r"/[0-9a-z]{11,13}(?=/|$)", "/ID", path.split("?")[0])
    # one table of the law looks like the other, one deadline like the other
    path = re.sub(r"/\d{4}-\d\d-\d\d(?=/|$)", "/DAY", path)
    return re.sub(r"^(/rules/tables|/people/ID/rules|/rules/deadlines)/[^/]+", r"\1/NAME", path)


def doors():
    _, _, page = Person().get("/demo")
    section = next(part for part in page.split("<section") if REGION in part)
    found = re.findall(r'name="account" value="([^"]+)".*?<button[^>]*>(.*?)</button>', section, re.S)
    kinds = {}
    for account, label in found:
        body = re.sub("<[^>]+>", "", label).split("–")[0].strip()
        # legal officers share their body with others
        if "Rechtsaufsicht" in label:
            kinds.setdefault("Rechtsaufsicht", account)
            continue
        kind = body.split()[0] if not re.match(r"Lern|Sprach|Bildungs|Akademie", body) else "Kursträger"
        kinds.setdefault(kind, account)
    return kinds


def walk(person):
    seen, pages, todo = set(), [], ["/today"]
    while todo:
        path = todo.pop(0)
        if pattern(path) in seen or SKIP.search(path):
            continue
        seen.add(pattern(path))
        status, kind, page = person.get(path)
        if status != 200 or not kind.startswith("text/html"):
            if status >= 500:
                sys.exit(f"{path} answers {status}")
            continue
        pages.append(path)
        todo += [html.unescape(link) for link in re.findall(r'href="(/[^"#]*)"', page)]
    return pages


plan = {"languages": ["de", "en"], "themes": ["light", "dark"], "widths": [1280, 390], "roles": {}, "pages": []}
if SIZE == "quick":
    plan.update(themes=["light"], widths=[1280])
same = set()
for role, account in doors().items():
    person = Person()
    person.get("/demo", {"account": account})
    plan["roles"][role] = {"cookies": {c.name: c.value for c in person.cookies if c.name == "fk_session"}}
    for path in walk(person):
        if SIZE == "full" and (path in SAME or path.startswith("/rules")) and path in same:
            continue
        same.add(path)
        if SIZE == "full":
            plan["pages"].append({"path": path, "role": role})
        elif pattern(path) in QUICK:
            QUICK.discard(pattern(path))
            narrow = {"/today", "/people/ID"}
            extra = {"themes": ["light", "dark"], "widths": [1280, 390]} if pattern(path) in narrow else {}
            plan["pages"].append({"path": path, "role": role, **extra})
plan["pages"].append({"path": "/login", "languages": ["de"]})
for path in PUBLIC if SIZE == "full" else PUBLIC[:1]:
    plan["pages"].append({"path": path, "languages": ["de", "ar"], "themes": ["light", "dark"], "widths": [1280, 390]})
json.dump(plan, sys.stdout, ensure_ascii=False, indent=1)
