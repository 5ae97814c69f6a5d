#!/usr/bin/env python3
"""Measure the planner against another solver, both in one run on the same files, and print a table in Markdown.

usage: plan.py [--sizes 300x24,1000x60] [--seeds 301,302,303] [--peer scip|highs|cpsat|flow|none] [--time-limit 30]
               [--threads 2] [--program target/release/examples/plan] [--gap 0]

Sizes are PERSONSxSTARTS; 50000x2600 gets --reach 12, 350000x17000 --districts 400 --reach 30, and the word "fixed" after a
size (5000x260fixed) makes every start promised, which is the case of plain seat assignment (peer: flow).
The method is described in README.md. Peers need the packages of requirements.txt (see there).
"""
import argparse
import json
import os
import pathlib
import re
import statistics
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent


def arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", default="300x24,1000x60,5000x260fixed")
    parser.add_argument("--seeds", default="301,302,303")
    parser.add_argument("--peer", default="scip", choices=["scip", "highs", "cpsat", "flow", "none"])
    parser.add_argument("--time-limit", type=float, default=30)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--gap", type=float, default=0)
    parser.add_argument("--program", default=str(ROOT / "target/release/examples/plan"))
    parser.add_argument("--python", default=str(ROOT / "target/bench-venv/bin/python"))
    return parser.parse_args()


def make_problem(size, seed, folder):
    match = re.fullmatch(r"(\d+)x(\d+)(fixed)?", size)
    if not match:
        sys.exit(f"{size}: expected PERSONSxSTARTS, for example 1000x60 or 5000x260fixed")
    persons, starts, fixed = match.groups()
    path = folder / f"{size}_{seed}.json"
    command = [sys.executable, str(HERE / "make_planning_problem.py"), persons, starts, "--seed", str(seed)]
    if int(persons) >= 200000:
        command += ["--districts", "400", "--reach", "30"]
    elif int(persons) >= 20000:
        command += ["--reach", "12"]
    if fixed:
        command.append("--fixed")
    with open(path, "w") as out:
        subprocess.run(command, stdout=out, check=True)
    return path, bool(fixed)


def run_ours(options, problem, folder):
    plan = folder / "plan.json"
    command = [options.program, "solve", str(problem), "--time-limit", str(options.time_limit)]
    command += ["--gap", str(options.gap), "--threads", str(options.threads), "--output", str(plan)]
    process = subprocess.Popen(command)
    _, status, usage = os.wait4(process.pid, 0)
    if status:
        sys.exit(f"{problem}: solve failed")
    subprocess.run([options.program, "check", str(problem), str(plan)], check=True, stdout=subprocess.DEVNULL)
    answer = json.load(open(plan))
    return {
        "objective": answer.get("objective"),
        "lower_bound": answer.get("lower_bound"),
        "seconds": answer["seconds"],
        "memory": usage.ru_maxrss / 1024,
        "processor": usage.ru_utime + usage.ru_stime,
    }


def run_peer(options, peer, problem):
    command = [options.python, str(HERE / "solve_planning_problem.py"), peer, str(problem)]
    command += ["--time-limit", str(options.time_limit), "--threads", str(options.threads), "--gap", str(options.gap)]
    process = subprocess.run(command, capture_output=True, text=True)
    if process.returncode:
        sys.exit(f"{peer}: {process.stderr.strip().splitlines()[-1]}\n(see requirements.txt)")
    return json.loads(process.stdout.strip().splitlines()[-1])


def gap(answer):
    objective, bound = answer["objective"], answer["lower_bound"]
    if objective is None or bound is None:
        return "–"
    value = (objective - bound) / max(1, abs(objective))
    return "0" if value <= 1e-6 else f"{100 * value:.3f} %"


def number(value, digits=0):
    return "–" if value is None else f"{value:.{digits}f}"


def main():
    options = arguments()
    print(f"Load of the machine before: {os.getloadavg()[0]:.1f}; processors: {os.cpu_count()}\n")
    print("| size | seed | solver | objective | bound | gap | seconds | processor seconds | memory MB |")
    print("| --- | --- | --- | --- | --- | --- | --- | --- | --- |")
    summary = {}
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        for size in options.sizes.split(","):
            for seed in options.seeds.split(","):
                problem, fixed = make_problem(size, seed, folder)
                answers = [("ours", run_ours(options, problem, folder))]
                peer = "flow" if fixed and options.peer != "none" else options.peer
                if peer != "none" and (fixed or peer != "flow"):
                    answers.append((peer, run_peer(options, peer, problem)))
                for solver, answer in answers:
                    summary.setdefault((size, solver), []).append(answer["seconds"])
                    cells = [size, seed, solver, number(answer["objective"]), number(answer["lower_bound"])]
                    cells += [gap(answer), number(answer["seconds"], 3), number(answer.get("processor"), 2)]
                    cells.append(number(answer.get("memory")))
                    print("| " + " | ".join(cells) + " |", flush=True)
                problem.unlink()
    print("\n| size | solver | median seconds | worst seconds |\n| --- | --- | --- | --- |")
    for (size, solver), seconds in summary.items():
        print(f"| {size} | {solver} | {statistics.median(seconds):.3f} | {max(seconds):.3f} |")


if __name__ == "__main__":
    main()
