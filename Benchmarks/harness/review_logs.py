"""Simulated review logs, for the optimizer."""
import random

ANSWERS = 8
DAY = 86_400_000
# The first rating says how long the memory lasts at first, in days.
FIRST_STABILITY = {1: 0.3, 2: 1.2, 3: 3, 4: 12}
# A recall makes it last longer, the more so the easier it was.
GROWTH = {2: 1.3, 3: 2.4, 4: 3.6}


def write(path, reviews, seed=1):
    """Writes a CSV of answers in the order of their times; returns how many there are.

    The learner forgets by a hyperbola in the wait over the stability, not as any model here has it,
    and comes back when recall has fallen to about 85 %, or now and then on the same day."""
    draw = random.Random(seed)
    rows = []
    for card in range(reviews // ANSWERS):
        day = draw.randrange(200)
        rating = draw.choice((1, 2, 3, 3, 3, 4))
        stability = FIRST_STABILITY[rating] * draw.uniform(0.5, 2)
        rows.append((day * DAY + draw.randrange(DAY // 2), card, rating))
        for _ in range(ANSWERS - 1):
            wait = 0
            if draw.random() > 0.2:
                wait = max(1, int(1.6 * stability * draw.uniform(0.5, 1.5)))
            day += wait
            if draw.random() < 1 / (1 + wait / (9 * stability)):
                rating = draw.choice((2, 3, 3, 3, 4))
                if wait > 0:
                    stability *= GROWTH[rating]
            else:
                rating = 1
                stability = max(0.3, 0.3 * stability)
            # The same day's answers come after each other.
            rows.append((max(rows[-1][0] + 60_000, day * DAY + draw.randrange(DAY // 2)), card,
                         rating))
    rows.sort()
    with open(path, "w") as file:
        file.write("card_id,review_time,review_rating\n")
        file.writelines(f"{card},{time},{rating}\n" for time, card, rating in rows)
    return len(rows)
