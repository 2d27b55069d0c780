"""Made-up studies: banks of cards and a past of reviews, the same for the same seed."""
import os
import pathlib
import random
import shutil
import sqlite3
import subprocess
import tempfile

DAY = 20_600  # a study day, 2026-05-27
MORNING = "2026-05-27T09:00:00Z"
# When all that was ever answered is due.
LATER = "2027-11-27T09:00:00Z"
ANSWERED_TODAY = 120
AREAS = 10
WORDS = [f"{a}{b}" for a in "ba ce di fo gu la me ni po su".split() for b in
         "cache lock page log node index queue shard lease retry".split()]


class Study:
    """A home for the program in a temporary folder, gone at the end of `with`."""

    def __init__(self, cards, per_file=1_000):
        self.cards, self.per_file = cards, per_file
        self.random = random.Random(7)
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="greenroom-bench-"))
        self.database = self.folder / "study.sqlite"
        # Nothing of the caller's: neither a setting nor the banks of the checkout, which grow.
        self.environment = {
            "PATH": os.environ.get("PATH", "/usr/bin:/bin"), "HOME": str(self.folder),
            "GREENROOM_HOME": str(self.folder), "GREENROOM_BANKS": str(self.folder / "shipped"),
            "GREENROOM_STAGE": "principal", "TERM": "xterm", "INPUTRC": "/dev/null",
            "LC_ALL": "C.UTF-8", "TZ": "UTC",
        }
        self._write_topics()
        (self.folder / "banks").mkdir()
        for first in range(0, cards, per_file):
            self._write_bank(first)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        shutil.rmtree(self.folder)

    @property
    def files(self):
        return -(-self.cards // self.per_file)

    def look(self, greenroom):
        """Has the program read the banks and begin its database."""
        subprocess.run([greenroom, "due", "--now", MORNING], env=self.environment, check=True,
                       stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL)

    def change_one_file(self, change):
        """Edits one file: one of its cards gets another question."""
        file = self.folder / "banks" / f"b{change % self.files}.yaml"
        text = file.read_text()
        at = text.index("question: ") + len("question: ")
        file.write_text(f"{text[:at]}change {change} {text[at:]}")

    def add_reviews(self, reviews):
        """A past in which nine cards in ten are known; a few hundred are due, and some, siblings among
        them, were answered today. Reviews come in the order of their times.

        Returns how many there are: as many as asked for, less what does not divide by the cards."""
        connection = sqlite3.connect(self.database)
        keys = [row[0] for row in
                connection.execute("SELECT card_key FROM card WHERE entry_id NOTNULL ORDER BY 1")]
        self.random.shuffle(keys)
        known = keys[: len(keys) * 9 // 10]
        each = max(1, reviews // max(1, len(known)))
        answers = []
        for index, key in enumerate(known):
            for number in range(each):
                day = DAY - 300 + number * 20 + index % 20
                if number == each - 1 and index < ANSWERED_TODAY:
                    day = DAY
                answers.append((day * 86_400_000 + 14_400_000 + index % 10_000_000, key, day))
        answers.sort()
        connection.executemany(
            "INSERT INTO review (id, device, card_key, rating, answered_at, duration_ms, utc_offset,"
            " study_day, interval_seconds, interval_is_days, due, phase_before, step_before,"
            " phase_after, step_after, counts, model, predicted)"
            " VALUES (?, 'bench', ?, ?, ?, 9000, 0, ?, 1728000, 1, 0, 2, 0, 2, 0, 1,"
            " 'fsrs6:default', ?)",
            ((self._event_id(at), key, self.random.choice([1, 3, 3, 3, 3, 3, 4, 2]), at, day,
              self.random.uniform(0.6, 0.99))
             for at, key, day in answers),
        )
        for index, key in enumerate(known):
            last = DAY if index < ANSWERED_TODAY else DAY - 300 + (each - 1) * 20 + index % 20
            due = DAY + (0 if index % 300 == 299 else 1 + index % 200)
            connection.execute(
                "UPDATE card SET phase = 2, stability = ?, difficulty = 5, review_count = ?,"
                " due = ?, last_answered_at = ?, last_study_day = ?, first_study_day = ?"
                " WHERE card_key = ?",
                (20 + index % 50, each, due * 86_400_000 + 14_400_000,
                 last * 86_400_000 + 14_400_000, last, DAY - 300, key),
            )
        connection.commit()
        connection.close()
        return len(answers)

    def _write_topics(self):
        lines = ["topics:"]
        for area in range(AREAS):
            lines += [f"  - path: area{area}", f"    title: Area {area}"]
        (self.folder / "shipped").mkdir()
        (self.folder / "shipped" / "topics.yaml").write_text("\n".join(lines) + "\n")

    def _write_bank(self, first):
        name = f"b{first // self.per_file}"
        lines = [f"bank: {name}", "title: Generated", "license: CC-BY-4.0", "cards:"]
        for number in range(first, min(self.cards, first + self.per_file)):
            lines += self._card(number)
        (self.folder / "banks" / f"{name}.yaml").write_text("\n".join(lines) + "\n")

    def _text(self, words):
        return " ".join(self.random.choice(WORDS) for _ in range(words))

    def _card(self, number):
        """A card of 300 to 900 bytes; one in five is a cloze text, which makes two sibling cards."""
        text = self._text
        stage = ["junior", "mid", "senior", "lead", "principal"][number * 7 % 5]
        lines = [f"  - id: c{number:06}",
                 f"    topic: area{number // 1000 % AREAS}/part{number % 20}", f"    stage: {stage}"]
        kind = number % 5
        if kind == 1:
            lines += ["    kind: cloze", f"    text: {text(12)} {{{{{text(2)}}}}} {text(15)}"
                      f" {{{{{text(1)}}}}} {text(9)}"]
        elif kind == 2:
            lines += ["    kind: choice", f"    question: {text(14)}?", "    choices:",
                      f"      - right: {text(4)}", f"        why: {text(14)}"]
            for wrong in range(3):
                lines += [f"      - wrong: {text(3)} {wrong}", f"        why: {text(12)}"]
        elif kind == 3:
            lines += ["    kind: estimate", f"    question: {text(25)}?",
                      f"    answer: {number + 1}", "    within: 2", f"    working: {text(12)}"]
        elif kind == 4:
            lines += ["    kind: typed", f"    question: {text(25)}?", f"    accept: [w{number}]"]
        else:
            lines += [f"    question: {text(16)}?", "    answer: |", f"      {text(40)}",
                      f"      {text(25)}", f"    points: [{text(4)}, {text(3)}, {text(4)}]"]
        return lines + [f"    sources: ['https://example.org/{number}']"]

    def _event_id(self, milliseconds):
        """As the program draws them: they begin with the time, by which a day's answers are found."""
        digits = f"{milliseconds:012x}"
        draw = self.random.randrange
        return (f"{digits[:8]}-{digits[8:]}-7{draw(1 << 12):03x}"
                f"-8{draw(1 << 12):03x}-{draw(1 << 48):012x}")
