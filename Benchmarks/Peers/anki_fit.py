"""Anki from end to end: a throw-away collection with a log's reviews, and its own optimization of FSRS.

Usage: anki_fit.py version
       anki_fit.py build LOG.csv COLLECTION.anki2   untimed
       anki_fit.py fit COLLECTION.anki2
"""
import json
import os
import pathlib
import re
import sqlite3
import sys
import time

# Study days in Anki begin at four o'clock local time.
os.environ["TZ"] = "UTC"
time.tzset()

import anki._rsbridge
from anki.collection import Collection

from review_log import Measured, ReviewLog, study_day

LEARNING, REVIEW, RELEARNING = 0, 1, 2


def version():
    """Which fsrs-rs it was built with: the compiler leaves its sources' paths in the program."""
    found = re.search(rb"/fsrs-(\d+\.\d+\.\d+)", pathlib.Path(anki._rsbridge.__file__).read_bytes())
    return {"fsrs-rs": found[1].decode() if found else "unknown"}


def kind(log, index, first):
    """Anki fits to cards whose history begins with learning; a log does not say what an answer was."""
    if study_day(log.times[index]) == study_day(log.times[first]):
        return LEARNING
    return REVIEW if log.days[index] else RELEARNING


def build(path, collection):
    """Rows are put in place by SQL: Anki imports packages, and nobody makes them but Anki."""
    log = ReviewLog(path)
    made = Collection(collection)
    notetype = made.models.id_for_name("Basic")
    made.close()
    database = sqlite3.connect(collection)
    database.executemany(
        "INSERT INTO notes VALUES (?1, 'g' || ?1, ?2, 0, 0, '', 'front' || char(31) || 'back', 'front', 0, 0,"
        " '')", ((1_000 + card, notetype) for card in range(len(log.starts) - 1)))
    database.executemany(
        "INSERT INTO cards VALUES (?1, ?1, 1, 0, 0, 0, 2, 2, 1, 1, 2500, 1, 0, 0, 0, 0, 0, '')",
        ((1_000 + card,) for card in range(len(log.starts) - 1)))
    taken = set()

    def rows():
        for card, span in enumerate(log.cards()):
            for index in span:
                moment = log.times[index]
                # A review's key is its time.
                while moment in taken:
                    moment += 1
                taken.add(moment)
                yield (moment, 1_000 + card, log.ratings[index], log.days[index],
                       kind(log, index, span.start))

    database.executemany("INSERT INTO revlog VALUES (?, ?, 0, ?, 1, ?, 2500, 5000, ?)", rows())
    database.commit()
    database.close()
    return {}


def fit(path):
    collection = Collection(path)
    with Measured() as fitting:
        # As the button of the deck options does for the default preset, without its health check.
        answer = collection._backend.compute_fsrs_params(
            search='preset:"Default" -is:suspended', current_params=[], ignore_revlogs_before_ms=0,
            num_of_relearning_steps=1, health_check=False)
    result = {"parameters": list(answer.params), "items": answer.fsrs_items, "fit_cpu": fitting.cpu,
              "wall": fitting.wall, "peak": fitting.peak, "growth": fitting.growth}
    collection.close()
    return result


if __name__ == "__main__":
    print(json.dumps({"version": version, "build": build, "fit": fit}[sys.argv[1]](*sys.argv[2:])))
