"""What figures are held to: `limits.toml`, and the judgement by it."""
import dataclasses
import tomllib

HEAD = """\
# What `make bench` and `make bench-check` hold the program to; README.md says how.
# A count or a ratio above its limit fails. `make bench-record` rewrites the counts and nothing else.
"""
COUNTS = """\
# Instructions in user space, by valgrind on x86-64. More than `tolerance` above the count fails.
"""
COUNT_RATIOS = """\
# Ratios of counts, the same on any machine: by hand, about a third above what was measured.
"""
TIME_RATIOS = """\
# Ratios of CPU times, and of the fastest durable answers, in the same run: by hand, far enough above
# what was measured for a busy machine.
"""


@dataclasses.dataclass(frozen=True)
class Verdict:
    name: str
    # What was measured, and the most that passes; None where there is no such thing.
    figure: float | None
    limit: float | None
    # Why it fails or what else is to be said; empty for nothing.
    remark: str = ""
    fails: bool = False


@dataclasses.dataclass
class Limits:
    toolchain: str
    tolerance: float
    counts: dict[str, int]
    count_ratios: dict[str, float]
    time_ratios: dict[str, float]

    @classmethod
    def read(cls, path):
        with open(path, "rb") as file:
            table = tomllib.load(file)
        counts = table["counts"]
        return cls(counts["toolchain"], counts["tolerance"], counts["recorded"],
                   table["count_ratios"], table["time_ratios"])

    def write(self, path):
        def rows(figures):
            # A name may hold anything but quotes and backslashes.
            return "".join(f'"{name}" = {figure}\n' for name, figure in figures.items())

        counts = {name: f"{count:_}" for name, count in self.counts.items()}
        text = (f"{HEAD}\n{COUNTS}[counts]\ntoolchain = \"{self.toolchain}\"\n"
                f"tolerance = {self.tolerance}\n\n[counts.recorded]\n{rows(counts)}\n"
                f"{COUNT_RATIOS}[count_ratios]\n{rows(self.count_ratios)}\n"
                f"{TIME_RATIOS}[time_ratios]\n{rows(self.time_ratios)}")
        with open(path, "w") as file:
            file.write(text)

    def judge_counts(self, counts, toolchain):
        """Judges counts; those of another toolchain are only told, as code differs by it."""
        if toolchain != self.toolchain:
            remark = f"recorded with {self.toolchain}, this is {toolchain}: not judged"
            return [Verdict(name, count, self.counts.get(name), remark)
                    for name, count in counts.items()]
        limits = {name: count * (1 + self.tolerance) for name, count in self.counts.items()}
        verdicts = judge(counts, limits)
        # Else the next regression would have that much room.
        return [
            dataclasses.replace(verdict, remark="lower than recorded: `make bench-record`")
            if not verdict.fails and verdict.figure < self.counts[verdict.name] * (1 - self.tolerance)
            else verdict
            for verdict in verdicts
        ]


def judge(figures, limits):
    """A verdict for each name in either: what has no limit, or is no longer measured, fails too."""
    verdicts = []
    for name, figure in figures.items():
        limit = limits.get(name)
        if limit is None:
            verdicts.append(Verdict(name, figure, None, "has no limit in limits.toml", fails=True))
        # So that what is not a number fails.
        elif not figure <= limit:
            verdicts.append(Verdict(name, figure, limit, f"{figure / limit - 1:.1%} above", fails=True))
        else:
            verdicts.append(Verdict(name, figure, limit))
    return verdicts + [
        Verdict(name, None, limit, "was not measured", fails=True)
        for name, limit in limits.items() if name not in figures
    ]


def tell(verdicts):
    """Prints each figure beside its limit, what fails once more at the end; returns the exit code."""
    def text(figure):
        if figure is None:
            return "–"
        return f"{figure:,.0f}" if figure >= 1_000 else f"{figure:.4g}"

    width = max((len(verdict.name) for verdict in verdicts), default=0)
    for verdict in verdicts:
        mark = "FAIL" if verdict.fails else "ok"
        print(f"  {mark:4} {verdict.name:{width}} {text(verdict.figure):>15}"
              f"  at most {text(verdict.limit):>15}  {verdict.remark}".rstrip())
    failed = [verdict for verdict in verdicts if verdict.fails]
    for verdict in failed:
        print(f"REGRESSION: {verdict.name}: {text(verdict.figure)}, at most {text(verdict.limit)}"
              f" ({verdict.remark})", flush=True)
    if failed:
        print("Where the cost is meant: `make bench-record` for counts, Benchmarks/limits.toml for ratios.")
    return 1 if failed else 0
