"""fsrs-rs by its Python binding.

Usage: fsrs_rs.py version
       fsrs_rs.py fit LOG.csv {usual|anki} [splits]   one fit, and its own cross-validation where asked
       fsrs_rs.py folds LOG.csv {usual|anki}          the parameters of each fold, untimed
       fsrs_rs.py pace LOG.csv RUNS                   replaying, and all four ratings of a card
"""
import bisect
import itertools
import json
import pathlib
import re
import statistics
import sys

import fsrs_rs_python as binding

from review_log import FOLDS, Measured, ReviewLog

DECISIONS = 200_000


def version():
    """Which fsrs-rs the binding was built from: the compiler leaves its sources' paths in the program."""
    library = next(pathlib.Path(binding.__file__).parent.glob("*.so"))
    found = re.search(rb"/fsrs-(\d+\.\d+\.\d+)/src/", library.read_bytes())
    return {"fsrs-rs": found[1].decode() if found else "unknown"}


class Items:
    """The binding's objects: for each scored row, in order of time, its card's answers up to it."""

    def __init__(self, log):
        rows = reviews(log)
        self.items, self.cards = [], []
        for index in log.scored:
            card = bisect.bisect_right(log.starts, index) - 1
            self.items.append(binding.FSRSItem(rows[log.starts[card]:index + 1]))
            self.cards.append(card)


def reviews(log):
    """The binding's object for each row; it copies them, so that equal ones can be one."""
    rows = list(zip(log.ratings, log.days))
    made = {row: binding.FSRSReview(*row) for row in set(rows)}
    return [made[row] for row in rows]


def arguments(kind, items, end=None):
    """Anki asks for eight epochs and says which card each item is of."""
    if kind == "usual":
        return {"fsrs_items": items.items[:end]}
    return {"fsrs_items": items.items[:end], "card_ids": items.cards[:end], "num_relearning_steps": 1,
            "training_config": binding.TrainingConfig(num_epochs=8)}


def fit(path, kind, splits=None):
    log = ReviewLog(path)
    model = binding.FSRS(binding.DEFAULT_PARAMETERS)
    with Measured() as copying:
        items = Items(log)
    asked = arguments(kind, items)
    with Measured() as fitting:
        parameters = model.compute_parameters(**asked)
    result = {"parameters": parameters, "items": len(items.items), "copy_cpu": copying.cpu,
              "fit_cpu": fitting.cpu, "wall": copying.wall + fitting.wall,
              "peak": max(copying.peak, fitting.peak), "growth": fitting.growth}
    if splits:
        with Measured() as splitting:
            own = binding.evaluate_with_time_series_splits(**asked)
        result |= {"splits_cpu": splitting.cpu, "splits_log_loss": own.log_loss,
                   "own_log_loss": binding.FSRS(parameters).evaluate(items.items).log_loss}
    return result


def folds(path, kind):
    log = ReviewLog(path)
    items = Items(log)
    model = binding.FSRS(binding.DEFAULT_PARAMETERS)
    return {"folds": [model.compute_parameters(**arguments(kind, items, log.fold(number)[0]))
                      for number in range(FOLDS)]}


def pace(path, runs):
    log = ReviewLog(path)
    rows = reviews(log)
    histories = [binding.FSRSItem(rows[span.start:span.stop]) for span in log.cards()]
    model = binding.FSRS(binding.DEFAULT_PARAMETERS)
    replays, decisions = [], []
    for _ in range(int(runs)):
        with Measured() as replaying:
            model.memory_state_batch(histories)
        replays.append(replaying.cpu)
    moments = []
    for span, states in zip(log.cards(), model.historical_memory_state_batch(histories)):
        before = itertools.chain([None], states)
        moments.extend((state, 0.9, log.days[index]) for index, state in zip(span, before))
        if len(moments) >= DECISIONS:
            break
    for _ in range(int(runs)):
        with Measured() as deciding:
            for moment in moments:
                model.next_states(*moment)
        decisions.append(deciding.cpu)
    return {"replay": len(log.ratings) / statistics.median(replays),
            "scheduling": len(moments) / statistics.median(decisions)}


if __name__ == "__main__":
    print(json.dumps({"version": version, "fit": fit, "folds": folds, "pace": pace}[sys.argv[1]](
        *sys.argv[2:])))
