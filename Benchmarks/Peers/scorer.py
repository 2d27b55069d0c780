"""Scores parameters on a log: log loss on all scored rows, and on each fold's with that fold's parameters.

Written from the published formulas in double precision, apart from every implementation that is compared.

Usage: scorer.py LOG.csv < [{"name": …, "parameters": […], "folds": [[…], …]}, …]
Prints for each name its losses; 21 parameters are FSRS-6's, 34 FSRS-7's.
"""
import json
import math
import sys

from review_log import ReviewLog

FSRS6 = (.212, 1.2931, 2.3065, 8.2956, 6.4133, .8334, 3.0194, .001, 1.8722, .1666, .796, 1.4835, .0614,
         .2629, 1.6483, .6014, 1.8729, .5425, .0912, .0658, .1542)
FSRS7 = (.1104, 2.2395, 3.9221, 11.7841, 6.1686, .6457, 3.6807, 1.9795, 0, 1.3826, .7024, .5999, .8146,
         .6398, 1, 1.3207, .6707, 3.8668, .4416, .0934, 1.8631, .6162, 1.0869, .1567, .0801, .2421, .9464,
         .1433, .7145, 0, .5667, .3734, .5333, .3048)


def clamp(value, low, high):
    return low if value < low else high if value > high else value


def first_difficulty(w, rating):
    return w[4] - math.exp(w[5] * (rating - 1)) + 1


def recalls6(w, ratings, days, _):
    """The predicted recall at each row of one card but the first."""
    exp, log = math.exp, math.log
    factor = math.expm1(-math.log(.9) / w[20])
    easiest = first_difficulty(w, 4)
    s = clamp(w[ratings[0] - 1], .001, 36_500)
    d = clamp(first_difficulty(w, ratings[0]), 1, 10)
    for rating, t in zip(ratings[1:], days[1:]):
        r = exp(-w[20] * math.log1p(factor * t / s))
        yield r
        if t == 0:
            growth = exp(w[17] * (rating - 3 + w[18]) - w[19] * log(s))
            new = s * (max(growth, 1) if rating > 1 else growth)
        elif rating == 1:
            new = min(w[11] * d ** -w[12] * ((s + 1) ** w[13] - 1) * exp(w[14] * (1 - r)),
                      s / exp(w[17] * w[18]))
        else:
            growth = exp(w[8]) * (11 - d) * s ** -w[9] * math.expm1(w[10] * (1 - r))
            growth *= w[15] if rating == 2 else w[16] if rating == 4 else 1
            new = s * (1 + growth)
        moved = d - w[6] * (rating - 3) * (10 - d) / 9
        d = clamp(w[7] * easiest + (1 - w[7]) * moved, 1, 10)
        s = clamp(new, .001, 36_500)


def recalls7(w, ratings, _, fractions):
    """The predicted recall at each row of one card but the first."""
    exp, log = math.exp, math.log
    easiest = first_difficulty(w, 4)
    s = clamp(w[ratings[0] - 1], 1e-4, 36_500)
    f = clamp(.8 * s, 1e-4, 36_500)
    d = clamp(first_difficulty(w, ratings[0]), 1, 10)
    d2 = clamp(w[24], .01, .95)
    scale2 = w[26] ** (-1 / d2) - 1

    def updated(x, k, q, rating):
        left = min(x, w[k + 3] * ((x + 1) ** w[k + 4] - 1) * exp((1 - q) * w[k + 5]))
        if rating > 1:
            growth = exp(w[k] - 1.5) * (11 - d) * x ** -w[k + 1] * math.expm1((1 - q) * w[k + 2])
            growth *= w[k + 6] if rating == 2 else w[k + 7] if rating == 4 else 1
            left = max(left, x * (1 + growth))
        return clamp(left, 1e-4, 36_500)

    for rating, t in zip(ratings[1:], fractions[1:]):
        d1 = clamp(w[23] * f ** (w[33] - .3), .01, .95)
        r1 = (1 + math.expm1(min(-log(w[25]) / d1, 60)) * t / f) ** -d1
        r2 = (1 + scale2 * exp((d - 5) * (w[32] - .3)) * t / s) ** -d2
        a = w[27] * f ** -w[29]
        b = w[28] * s ** w[30] * exp((d - 5) * (w[31] - .5))
        r = (a * r1 + b * r2) / (a + b) * (1 - 2e-5) + 1e-5
        yield r
        s, f = updated(s, 7, r, rating), updated(f, 15, r1, rating)
        move = -w[6] * (rating - 3)
        if rating == 1:
            f = clamp(min(f, .8 * s), 1e-4, 36_500)
            move *= r + .1
        d = clamp(.01 * easiest + .99 * (d + (10 - d) / 9 * move), 1, 10)


def loss(log, w, ranks):
    """The sum of −ln of the probability of what happened, over the scored rows of these ranks."""
    recalls = {21: recalls6, 34: recalls7}[len(w)]
    total = 0.0
    for rows in log.cards():
        inside = [index for index in rows if log.ranks[index] in ranks]
        if not inside:
            continue
        rows = range(rows.start, inside[-1] + 1)
        part = slice(rows.start, rows.stop)
        predicted = recalls(w, log.ratings[part], log.days[part], log.fractions[part])
        for index, r in zip(rows[1:], predicted):
            if log.ranks[index] in ranks:
                total -= math.log(r if log.ratings[index] > 1 else 1 - r)
    return total


def score(log, spans, candidate):
    """Log loss on all scored rows, by study days and by spans of 24 hours, and on the tested rows of all folds
    together."""
    count = len(log.scored)
    result = {"name": candidate["name"]}
    if count and candidate.get("parameters"):
        result["log_loss"] = loss(log, candidate["parameters"], range(count)) / count
        if spans.scored:
            among = len(spans.scored)
            result["span_log_loss"] = loss(spans, candidate["parameters"], range(among)) / among
    folds = candidate.get("folds") or []
    if folds:
        parts = [range(*log.fold(number)) for number in range(len(folds))]
        tested = sum(len(part) for part in parts)
        sums = [loss(log, w, part) for w, part in zip(folds, parts)]
        result["later_log_loss"] = sum(sums) / tested if tested else None
    return result


def main():
    log, spans = ReviewLog(sys.argv[1]), ReviewLog(sys.argv[1], spans=True)
    usual = [{"name": name, "parameters": w, "folds": [w] * 5}
             for name, w in (("FSRS-6 defaults", FSRS6), ("FSRS-7 defaults", FSRS7))]
    print(json.dumps([score(log, spans, candidate) for candidate in usual + json.load(sys.stdin)]))


if __name__ == "__main__":
    main()
