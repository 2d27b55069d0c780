"""A review log in CSV as every peer is given it: read, laid out by cards, and cut into folds.

Study days begin at 04:00 UTC. A row is scored where a study day or more has passed since the card's last
answer. Folds are those of a time-series split: six equal segments of the scored rows in order of time, each
of the last five tested by what is fitted to all before it.

Usage: review_log.py cut LOG.csv FOLDER
"""
import array
import csv
import datetime
import json
import os
import resource
import sys
import time

FOLDS = 5
DAY = 86_400_000
ROLLOVER = 4 * 3_600_000


class ReviewLog:
    """Card after card, oldest answer first; `ranks` are places among the scored rows, −1 elsewhere.

    With `spans`, days are whole spans of 24 hours instead of study days, as some other programs count."""

    def __init__(self, path, spans=False):
        self.path = path
        rows = read(path)
        rows.sort(key=lambda row: (row[0], row[1], row[3]))
        self.starts = []
        self.ratings = bytearray()
        self.times = array.array("q")
        self.days = array.array("i")
        self.fractions = array.array("d")
        self.lines = array.array("i")
        before = None
        for row in rows:
            card, moment, rating, line = row
            if before and before[:3] == row[:3]:
                continue
            days, fraction = 0, 0.0
            if before and before[0] == card:
                days = max(0, study_day(moment) - study_day(before[1]))
                fraction = max(0, moment - before[1]) / DAY
                if spans:
                    days = int(fraction)
            else:
                self.starts.append(len(self.ratings))
            self.ratings.append(rating)
            self.times.append(moment)
            self.days.append(days)
            self.fractions.append(fraction)
            self.lines.append(line)
            before = row
        self.starts.append(len(self.ratings))
        self.scored = sorted((index for index, days in enumerate(self.days) if days),
                             key=lambda index: (self.times[index], self.lines[index]))
        self.ranks = array.array("i", [-1]) * len(self.ratings)
        for rank, index in enumerate(self.scored):
            self.ranks[index] = rank

    def cards(self):
        """The rows of each card."""
        for first, end in zip(self.starts, self.starts[1:]):
            yield range(first, end)

    def fold(self, number):
        """How many scored rows are fitted to, and how many there are when those tested are added."""
        size = len(self.scored) // (FOLDS + 1)
        end = len(self.scored) - (FOLDS - number) * size
        return end, end + size


def study_day(moment):
    return (moment - ROLLOVER) // DAY


def read(path):
    """Card, milliseconds since 1970, rating and line of each row; cards are numbered as they appear."""
    numbers = {}
    rows = []
    with open(path, newline="") as file:
        for line, row in enumerate(csv.DictReader(file)):
            card = numbers.setdefault(row["card_id"], len(numbers))
            moment = row["review_time"]
            if not moment.isdigit():
                moment = datetime.datetime.fromisoformat(moment.replace("Z", "+00:00"))
                epoch = datetime.datetime(1970, 1, 1, tzinfo=datetime.timezone.utc)
                moment = (moment - epoch) // datetime.timedelta(milliseconds=1)
            rows.append((card, int(moment), int(row["review_rating"]), line))
    return rows


def cut(path, folder):
    """Writes what was known when each fold is fitted: all rows up to the last scored one."""
    log = ReviewLog(path)
    with open(path) as file:
        head, *lines = file.readlines()
    moments = dict(zip(log.lines, log.times))
    files = []
    for number in range(FOLDS):
        end, _ = log.fold(number)
        if end <= 0:
            break
        last = log.scored[end - 1]
        known = (log.times[last], log.lines[last])
        files.append(os.path.join(folder, f"fold{number}.csv"))
        with open(files[-1], "w") as file:
            file.write(head)
            file.writelines(line for index, line in enumerate(lines)
                            if index in moments and (moments[index], index) <= known)
    return {"reviews": len(log.ratings), "cards": len(log.starts) - 1, "scored": len(log.scored),
            "folds": files}


def memory():
    """This process's memory now and at most, in kilobytes; unlike getrusage's, not its parent's too."""
    with open("/proc/self/status") as file:
        fields = dict(line.split(":", 1) for line in file)
    return tuple(int(fields[name].split()[0]) for name in ("VmRSS", "VmHWM"))


class Measured:
    """CPU time, elapsed time and memory of what is done within; `peak` is the whole process's."""

    def __enter__(self):
        self.memory_before, self.peak = memory()
        # Look for the most memory anew: reading the log may have taken more.
        with open("/proc/self/clear_refs", "w") as file:
            file.write("5")
        self.start = time.perf_counter(), cpu()
        return self

    def __exit__(self, *_):
        self.wall = time.perf_counter() - self.start[0]
        self.cpu = cpu() - self.start[1]
        highest = memory()[1]
        self.peak = max(self.peak, highest)
        self.growth = highest - self.memory_before


def cpu():
    """User and system seconds of all threads of this process."""
    usage = resource.getrusage(resource.RUSAGE_SELF)
    return usage.ru_utime + usage.ru_stime


if __name__ == "__main__":
    print(json.dumps(cut(*sys.argv[2:4])))
