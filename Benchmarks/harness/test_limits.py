"""That a figure beyond its limit fails, and nothing else does."""
import contextlib
import io
import pathlib
import tempfile
import unittest

from .limits import Limits, judge, tell

TOOLCHAIN = "Swift 6.3.1, x86_64"


def limits():
    return Limits(TOOLCHAIN, 0.03, {"due": 1_000_000, "next": 2_000_000}, {"stats : due": 0.5},
                  {"answer : bare": 2.5})


def told(verdicts):
    output = io.StringIO()
    with contextlib.redirect_stdout(output):
        code = tell(verdicts)
    return code, output.getvalue()


class LimitsTests(unittest.TestCase):
    def test_a_count_within_the_tolerance_passes(self):
        code, text = told(limits().judge_counts({"due": 1_029_999, "next": 1_999_999}, TOOLCHAIN))
        self.assertEqual(code, 0)
        self.assertNotIn("REGRESSION", text)
        self.assertNotIn("lower", text)

    def test_a_count_above_the_tolerance_fails_by_name(self):
        code, text = told(limits().judge_counts({"due": 1_040_000, "next": 2_000_000}, TOOLCHAIN))
        self.assertEqual(code, 1)
        self.assertEqual([line for line in text.splitlines() if line.startswith("REGRESSION")],
                         ["REGRESSION: due: 1,040,000, at most 1,030,000 (1.0% above)"])

    def test_a_count_that_fell_is_to_be_recorded_anew(self):
        code, text = told(limits().judge_counts({"due": 900_000, "next": 2_000_000}, TOOLCHAIN))
        self.assertEqual(code, 0)
        self.assertIn("lower than recorded", text)

    def test_counts_of_another_toolchain_are_not_judged(self):
        code, text = told(limits().judge_counts({"due": 9_000_000}, "Swift 6.4, aarch64"))
        self.assertEqual(code, 0)
        self.assertIn("not judged", text)

    def test_a_count_that_nobody_recorded_fails(self):
        verdicts = limits().judge_counts({"due": 1, "next": 1, "report": 1}, TOOLCHAIN)
        self.assertEqual([verdict.name for verdict in verdicts if verdict.fails], ["report"])

    def test_a_count_that_nobody_takes_any_more_fails(self):
        verdicts = limits().judge_counts({"due": 1_000_000}, TOOLCHAIN)
        self.assertEqual([verdict.name for verdict in verdicts if verdict.fails], ["next"])

    def test_a_ratio_above_its_limit_fails_and_one_at_it_passes(self):
        self.assertEqual(told(judge({"answer : bare": 2.5}, limits().time_ratios))[0], 0)
        code, text = told(judge({"answer : bare": 2.6}, limits().time_ratios))
        self.assertEqual(code, 1)
        self.assertIn("REGRESSION: answer : bare: 2.6, at most 2.5 (4.0% above)", text)

    def test_what_is_not_a_number_fails(self):
        self.assertEqual(told(judge({"answer : bare": float("nan")}, limits().time_ratios))[0], 1)

    def test_recording_changes_the_counts_and_nothing_else(self):
        with tempfile.TemporaryDirectory() as folder:
            path = pathlib.Path(folder) / "limits.toml"
            limits().write(path)
            read = Limits.read(path)
            self.assertEqual(read, limits())
            read.counts = {"due": 7}
            read.write(path)
            again = Limits.read(path)
            self.assertEqual(again.counts, {"due": 7})
            self.assertEqual(again.time_ratios, limits().time_ratios)
            self.assertEqual(again.tolerance, limits().tolerance)

    def test_the_limits_that_are_committed_can_be_read_and_are_as_recording_writes_them(self):
        committed = pathlib.Path(__file__).parent.parent / "limits.toml"
        with tempfile.TemporaryDirectory() as folder:
            path = pathlib.Path(folder) / "limits.toml"
            Limits.read(committed).write(path)
            self.assertEqual(path.read_text(), committed.read_text())


if __name__ == "__main__":
    unittest.main()
