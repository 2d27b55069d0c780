"""Times of processes, as a user waits for them."""
import os
import pty
import select
import statistics
import subprocess
import time


class Times:
    """How long something took over several runs, in seconds, and the most megabytes it held."""

    def __init__(self):
        self.walls, self.cpus, self.memory = [], [], 0.0

    def add(self, wall, usage):
        self.walls.append(wall)
        self.cpus.append(usage.ru_utime + usage.ru_stime)
        self.memory = max(self.memory, usage.ru_maxrss / 1024)

    @property
    def median(self):
        return statistics.median(self.walls)

    @property
    def cpu(self):
        """Of all its threads, in the run that took least: what a busy machine disturbs least."""
        return min(self.cpus)

    def __str__(self):
        walls = sorted(self.walls)
        p95 = walls[min(len(walls) - 1, len(walls) * 95 // 100)]
        return (f"median {self.median * 1e3:8.1f}  min {walls[0] * 1e3:8.1f}  p95 {p95 * 1e3:8.1f}"
                f"  CPU {self.cpu * 1e3:8.1f} ms")


def run_times(command, environment, runs, before=None):
    """From a process's start to its end; `before` is called ahead of each run, untimed."""
    times = Times()
    for run in range(runs):
        if before:
            before(run)
        start = time.perf_counter()
        process = subprocess.Popen(command, env=environment, stdin=subprocess.DEVNULL,
                                   stdout=subprocess.DEVNULL)
        _, status, usage = os.wait4(process.pid, 0)
        times.add(time.perf_counter() - start, usage)
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode != 0:
            raise subprocess.CalledProcessError(process.returncode, command)
    return times


def prompt_times(command, environment, prompt, runs):
    """From a process's start on a terminal to its first prompt."""
    times = Times()
    for _ in range(runs):
        start = time.perf_counter()
        process, terminal = pty.fork()
        if process == 0:
            os.execve(command[0], command, environment)
        seen = b""
        while prompt not in seen:
            ready, _, _ = select.select([terminal], [], [], 10)
            if not ready:
                raise SystemExit(f"no prompt from {command}: {seen[-300:]!r}")
            seen += os.read(terminal, 65_536)
        wall = time.perf_counter() - start
        os.kill(process, 9)
        times.add(wall, os.wait4(process, 0)[2])
        os.close(terminal)
    return times
