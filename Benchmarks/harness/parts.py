"""The parts of `make bench` that take times; each prints its lines and returns its ratios by name."""
import json
import multiprocessing
import os
import pathlib
import shutil
import statistics
import subprocess
import tempfile

from . import review_logs
from .studies import LATER, MORNING, Study
from .times import prompt_times, run_times

# A word that every text of a search must be looked through for, and one card has.
RARE = "c000504"
# Entries and reviews.
SIZES = {"small": (1_000, 10_000), "large": (100_000, 1_000_000)}
RUNS = 21
FILE_CHANGES = 5
# Reviews, and how often FSRS-6 is fitted to them; what takes longer is fitted less often.
LOGS = [(10_000, 11), (100_000, 7), (1_000_000, 3)]
OWN, OWN_LOG_RUNS = "LOG", 7
VERSIONS = ("fsrs6", "fsrs7", "auto")
# Of the models' own benchmark.
MODEL_REVIEWS, MODEL_RUNS = 100_000, 9


def optimizer(greenroom, own_log=None):
    """Fits to simulated logs and to one of the caller's, from the start of the process to its end."""
    folder = pathlib.Path(tempfile.mkdtemp(prefix="greenroom-bench-"))
    try:
        environment = dict(os.environ, GREENROOM_HOME=str(folder))
        print(f"Optimizer; load {os.getloadavg()[0]:.1f}")
        log = folder / "log.csv"
        each = {}

        def fit(path, name, reviews, runs):
            for version in VERSIONS:
                times = run_times(
                    [greenroom, "optimize", "--json", "--model", version, "--reviews", str(path)],
                    environment, runs if version == "fsrs6" else (runs + 2) // 3)
                each[name, version] = times.cpu / reviews
                size = name if name == OWN else f"{name:,}"
                print(f"  {f'{size}, {version}':24} {times},"
                      f" {times.cpu / reviews * 1e6:.2f} us a review; {times.memory:.0f} MB", flush=True)

        for reviews, runs in LOGS:
            # In a process of its own: a child never shows less memory than its parent has needed.
            with multiprocessing.Pool(1) as pool:
                count = pool.apply(review_logs.write, (log, reviews))
            fit(log, reviews, count, runs)
        if own_log:
            with open(own_log) as file:
                fit(own_log, OWN, sum(1 for _ in file) - 1, OWN_LOG_RUNS)
        return {
            "optimize, a review, 1,000,000 : 100,000":
                each[1_000_000, "fsrs6"] / each[100_000, "fsrs6"],
            "optimize, fsrs7 : fsrs6, 100,000": each[100_000, "fsrs7"] / each[100_000, "fsrs6"],
            "optimize, auto : fsrs6, 100,000": each[100_000, "auto"] / each[100_000, "fsrs6"],
        }
    finally:
        shutil.rmtree(folder)


def models(program):
    """Replaying, scheduling and one pass of a fit, beside as many exponentials and logarithms."""
    folder = pathlib.Path(tempfile.mkdtemp(prefix="greenroom-bench-"))
    try:
        print(f"Models, {MODEL_REVIEWS:,} reviews; load {os.getloadavg()[0]:.1f}")
        log = folder / "log.csv"
        subprocess.run([program, "simulate", str(MODEL_REVIEWS), "1", log], check=True)

        def told(*arguments):
            return json.loads(subprocess.check_output([program, *arguments]))

        measured, = told("measure", "--runs", str(MODEL_RUNS), log)

        def seconds(rate, count):
            return rate["least_cpu_seconds"] / count

        unit = seconds(measured["calibration"], measured["reviews"])
        ratios = {}
        for version in ("fsrs6", "fsrs7"):
            rates = measured[version]
            fit = told("fit", "--model", version, log)
            ratios |= {
                f"{version}, replay : calibration": seconds(rates["replay"], measured["reviews"]) / unit,
                f"{version}, scheduling : calibration":
                    seconds(rates["scheduling"], measured["decisions"]) / unit,
                f"{version}, a pass of a fit : calibration":
                    seconds(fit, fit["passes"] * fit["scored"]) / unit,
            }
            print(f"  {version:24} replay {rates['replay']['per_second'] / 1e6:.1f} M reviews/s,"
                  f" scheduling {rates['scheduling']['per_second'] / 1e6:.2f} M cards/s, one fit"
                  f" {fit['cpu_seconds'] * 1e3:.0f} ms of CPU in {fit['passes']} passes", flush=True)
        print(f"  {'calibration':24} {unit * 1e9:.1f} ns for an exponential and a logarithm")
        return ratios
    finally:
        shutil.rmtree(folder)


def studies(greenroom, answers):
    """Start-up, queue, banks, search, statistics, report and answers on a small and a large study."""
    ratios, first_looks = {}, []
    for size, (cards, reviews) in SIZES.items():
        with Study(cards) as study:
            first, told = _banks(greenroom, study)
            first_looks.append(first / cards)
            made = study.add_reviews(reviews)
            print(f"With {made:,} reviews; load {os.getloadavg()[0]:.1f}")
            told |= _commands(greenroom, study) | _answers(answers, study)
            print(f"  load {os.getloadavg()[0]:.1f}", flush=True)
            ratios |= {f"{name}, {size}": ratio for name, ratio in told.items()}
    ratios["first look an entry, large : small"] = first_looks[1] / first_looks[0]
    return ratios


def _banks(greenroom, study):
    """The first look, and those after it, which should not read what has not changed."""
    look = [greenroom, "due", "--now", MORNING]
    print(f"{study.cards:,} entries in {study.files} files; load {os.getloadavg()[0]:.1f}")
    first = run_times(look, study.environment, 1)
    again = run_times(look, study.environment, RUNS)
    changed = run_times(look, study.environment, FILE_CHANGES, before=study.change_one_file)
    for name, times in [("first look", first), ("second look", again),
                        ("one file changed", changed)]:
        print(f"  {name:24} {times}", flush=True)
    ratios = {"second look : first look": again.cpu / first.cpu}
    if study.files > 1:
        ratios["one file changed : first look"] = changed.cpu / first.cpu
    return first.cpu, ratios


def _commands(greenroom, study):
    """Start-up to the result or the first prompt, beside processes that do next to nothing."""
    environment = study.environment
    bare = run_times(["true"], environment, RUNS)
    peer = run_times(["sqlite3", str(study.database), "SELECT count(*) FROM meta"],
                     environment, RUNS)
    scan = run_times(["sqlite3", str(study.database),
                      f"SELECT count(*) FROM bank_entry WHERE content LIKE '%{RARE}%'"],
                     environment, RUNS)
    print(f"  {'true':24} {bare}\n  {'sqlite3':24} {peer}\n  {'sqlite3, LIKE':24} {scan}")
    rows = {"--version": run_times([greenroom, "--version"], environment, RUNS)}
    for when, moment in [("", MORNING), (", all due", LATER)]:
        now = ["--now", moment]
        rows |= {
            "due" + when: run_times([greenroom, "due", *now], environment, RUNS),
            "next" + when: run_times([greenroom, "next", *now], environment, RUNS),
            "drill, prompt" + when:
                prompt_times([greenroom, "drill", *now], environment, b"keys]>", RUNS),
            "shell, prompt" + when:
                prompt_times([greenroom, *now], environment, b"greenroom> ", RUNS),
        }
    # The first look adds all reviews up, the others only what came since.
    stats = [greenroom, "stats", "--now", MORNING]
    page = str(study.folder / "report.html")
    rows |= {
        "card search": run_times([greenroom, "card", "search", RARE], environment, RUNS),
        "stats, first": run_times(stats, environment, 1),
        "stats": run_times(stats, environment, RUNS),
        "report, no date":
            run_times([greenroom, "report", "--now", MORNING, "--output", page], environment, RUNS),
    }
    for name, ours in rows.items():
        print(f"  {name:24} {ours} = {ours.median / bare.median:5.1f} x true,"
              f" {ours.median / peer.median:5.1f} x sqlite3", flush=True)

    def ratio(name, base):
        return rows[name].cpu / base.cpu

    return {
        "due : sqlite3": ratio("due", peer),
        "due, all due : sqlite3": ratio("due, all due", peer),
        "next : due": ratio("next", rows["due"]),
        "drill, prompt : due": ratio("drill, prompt", rows["due"]),
        "shell, prompt : due": ratio("shell, prompt", rows["due"]),
        "card search : sqlite3, LIKE": ratio("card search", scan),
        "stats : stats, first": ratio("stats", rows["stats, first"]),
        "report : stats, first": ratio("report, no date", rows["stats, first"]),
    }


def _answers(program, study):
    """A durable answer and a bare one-row transaction by turns, in one process, on one disk."""
    ratios = []
    for seed in range(1, 4):
        copy = study.folder / f"answers-{seed}.sqlite"
        shutil.copy(study.database, copy)
        told = json.loads(subprocess.check_output([program, copy, "2000", str(seed)]))
        ours, bare = told["answer"], told["bare"]
        # Where other programs keep the processors busy, the medians of both are waits for a turn.
        ratios.append(ours["min"] / bare["min"])
        print(f"  durable answer  median {ours['median']:.3f}  min {ours['min']:.3f}"
              f"  p95 {ours['p95']:.3f} ms = {told['ratio']:.2f} x a bare one-row"
              f" transaction ({bare['median']:.3f}, {bare['min']:.3f}, {bare['p95']:.3f})",
              flush=True)
    return {"durable answer : bare transaction": statistics.median(ratios)}
