"""Counts the instructions of deterministic work, which no other process's load changes."""
import os
import pathlib
import platform
import re
import shlex
import shutil
import subprocess
import tempfile

from . import review_logs
from .studies import MORNING, Study

# Library functions that choose themselves by the processor would count differently on the next one,
# so all take the plain variants; and hashes must not be seeded by chance.
PINNED = {
    "GLIBC_TUNABLES": "glibc.cpu.hwcaps=-AVX512F,-AVX2,-FMA,-ERMS,-FSRM",
    "SWIFT_DETERMINISTIC_HASHING": "1",
}
CARDS, REVIEWS = 1_000, 10_000
# Reading banks takes the most instructions, so there are fewer cards in it.
READ_CARDS, READ_PER_FILE = 200, 20
LOG = 10_000
# Of the models' own benchmark, and how often its log is gone through.
MODEL_LOG, MODEL_RUNS = 2_000, 10


def toolchain(swift):
    """What counts depend on: the compiler's version and the processor's kind."""
    told = subprocess.run([*shlex.split(swift), "--version"], capture_output=True, text=True,
                          check=True).stdout
    version = re.search(r"Swift version (\S+)", told)
    return f"Swift {version[1] if version else 'unknown'}, {platform.machine()}"


class Counter:
    """Counts by valgrind, which needs no counter of the processor, as containers have none."""

    def __init__(self, program, folder):
        # Valgrind gives up on debugging information that is newer than itself.
        self.program = folder / pathlib.Path(program).name
        self.log = folder / "valgrind.log"
        subprocess.run(["strip", "-o", self.program, program], check=True)

    def count(self, arguments, environment):
        command = ["valgrind", "--tool=cachegrind", "--cache-sim=no", "--vgdb=no",
                   "--cachegrind-out-file=/dev/null", f"--log-file={self.log}", self.program]
        done = subprocess.run(command + arguments, env={**environment, **PINNED},
                              stdin=subprocess.DEVNULL, capture_output=True, text=True)
        log = self.log.read_text() if self.log.exists() else ""
        found = re.search(r"I +refs: +([\d,]+)", log)
        if done.returncode != 0 or not found:
            raise SystemExit(f"cannot count {self.program.name} {' '.join(arguments)}: {done.stderr}{log}")
        return int(found[1].replace(",", ""))


def count_all(greenroom, models):
    """Counts by name."""
    folder = pathlib.Path(tempfile.mkdtemp(prefix="greenroom-count-"))
    try:
        counter = Counter(greenroom, folder)
        now = ["--now", MORNING, "--seed", "1"]
        counts = _count_models(Counter(models, folder))
        with Study(READ_CARDS, per_file=READ_PER_FILE) as study:
            def count(name, arguments):
                counts[name] = counter.count(arguments, study.environment)

            count("start-up: --version", ["--version"])
            count(f"banks: first look at {READ_CARDS} entries", ["due", *now])
            count("banks: second look", ["due", *now])
            study.change_one_file(1)
            count(f"banks: one file of {study.files} changed", ["due", *now])
            log = folder / "reviews.csv"
            review_logs.write(log, LOG)
            count(f"optimize, {LOG:,} reviews",
                  ["optimize", "--json", "--model", "fsrs6", "--reviews", str(log)])
        with Study(CARDS) as study:
            study.look(greenroom)
            study.add_reviews(REVIEWS)
            count("due", ["due", *now])
            count("next", ["next", *now])
            count("stats, first", ["stats", *now])
            count("stats", ["stats", *now])
            count("card search", ["card", "search", "c00050"])
            count("report", ["report", *now, "--output", str(folder / "report.html")])
            count("answer", ["answer", "b0/c000500", "good", *now])
        return counts
    finally:
        shutil.rmtree(folder)


def _count_models(counter):
    """What the library does to a log in place: with more runs less with one, so that reading cancels out."""
    log = counter.log.with_name("models.csv")
    review_logs.write(log, MODEL_LOG)
    environment = {"PATH": os.environ["PATH"]}

    def count(command, more, *options):
        fewest, most = (
            counter.count([command, "--runs", str(runs), *options, str(log)], environment)
            for runs in (1, 1 + more))
        return most - fewest

    return {
        f"replay and scheduling, {MODEL_LOG * MODEL_RUNS:,} reviews":
            count("measure", MODEL_RUNS),
        f"one fit of fsrs6, {MODEL_LOG:,} reviews": count("fit", 1),
        f"one fit of fsrs7, {MODEL_LOG:,} reviews": count("fit", 1, "--model", "fsrs7"),
    }


def ratios(counts):
    """Those that say how work grows, whatever the processor and the compiler."""
    first = counts[f"banks: first look at {READ_CARDS} entries"]
    start = counts["start-up: --version"]
    changed = counts[f"banks: one file of {READ_CARDS // READ_PER_FILE} changed"]
    return {
        "second look : first look": counts["banks: second look"] / first,
        "one file of ten changed : first look": (changed - start) / (first - start),
        "due : start-up": counts["due"] / start,
        "stats : stats, first": counts["stats"] / counts["stats, first"],
    }
