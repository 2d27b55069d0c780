"""py-fsrs, whose optimizer needs PyTorch.

Usage: py_fsrs.py fit LOG.csv        one fit
       py_fsrs.py pace LOG.csv RUNS  replaying, and all four ratings of a card
"""
import copy
import datetime
import json
import statistics
import sys

import fsrs

from review_log import Measured, ReviewLog

# It takes some 10 µs for an answer; more than this only takes longer.
REVIEWS = 100_000
DECISIONS = 20_000


def moment(log, index):
    return datetime.datetime.fromtimestamp(log.times[index] / 1_000, datetime.timezone.utc)


def fit(path):
    log = ReviewLog(path)
    with Measured() as copying:
        reviews = [fsrs.ReviewLog(card, fsrs.Rating(log.ratings[index]), moment(log, index), None)
                   for card, span in enumerate(log.cards()) for index in span]
        optimizer = fsrs.Optimizer(reviews)
    with Measured() as fitting:
        parameters = optimizer.compute_optimal_parameters()
    return {"parameters": [float(value) for value in parameters], "copy_cpu": copying.cpu,
            "fit_cpu": fitting.cpu, "wall": copying.wall + fitting.wall,
            "peak": max(copying.peak, fitting.peak), "growth": fitting.growth}


def pace(path, runs):
    log = ReviewLog(path)
    plain, usual = fsrs.Scheduler(enable_fuzzing=False), fsrs.Scheduler()
    answers = []
    for span in log.cards():
        if span.stop > REVIEWS:
            break
        answers.append([(fsrs.Rating(log.ratings[index]), moment(log, index)) for index in span])
    replays, decisions, moments = [], [], []
    for _ in range(int(runs)):
        with Measured() as replaying:
            for history in answers:
                card = fsrs.Card(card_id=1)
                for rating, time in history:
                    card, _ = plain.review_card(card, rating, time)
        replays.append(replaying.cpu)
    for history in answers:
        card = fsrs.Card(card_id=1)
        for rating, time in history:
            moments.append((copy.copy(card), time))
            card, _ = plain.review_card(card, rating, time)
        if len(moments) >= DECISIONS:
            break
    for _ in range(int(runs)):
        with Measured() as deciding:
            for card, time in moments:
                for rating in fsrs.Rating:
                    usual.review_card(card, rating, time)
        decisions.append(deciding.cpu)
    return {"replay": sum(map(len, answers)) / statistics.median(replays),
            "scheduling": len(moments) / statistics.median(decisions)}


if __name__ == "__main__":
    print(json.dumps({"fit": fit, "pace": pace}[sys.argv[1]](*sys.argv[2:])))
