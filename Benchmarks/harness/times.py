"""Times of processes, as a user waits for them."""
import os
import pty
import select
import statistics
import subprocess
import time


class Times:
    """How long something took, in seconds, over several runs."""

    def __init__(self, times):
        self.times = sorted(times)
        self.median = statistics.median(self.times)
        self.fastest = self.times[0]

    def __str__(self):
        p95 = self.times[min(len(self.times) - 1, len(self.times) * 95 // 100)]
        return (f"median {self.median * 1e3:7.1f}  min {self.fastest * 1e3:7.1f}"
                f"  p95 {p95 * 1e3:7.1f} ms")


def run_times(command, environment, runs, before=None):
    """From a process's start to its end; `before` is called ahead of each run, untimed."""
    times = []
    for run in range(runs):
        if before:
            before(run)
        start = time.perf_counter()
        subprocess.run(command, env=environment, stdin=subprocess.DEVNULL,
                       stdout=subprocess.DEVNULL, check=True)
        times.append(time.perf_counter() - start)
    return Times(times)


def cpu_times(command, environment, runs):
    """Wall and CPU times (user and system, of all its threads) of a process, and its most memory in
    megabytes."""
    walls, cpus, memory = [], [], 0
    for _ in range(runs):
        start = time.perf_counter()
        process = subprocess.Popen(command, env=environment, stdin=subprocess.DEVNULL,
                                   stdout=subprocess.DEVNULL)
        _, status, usage = os.wait4(process.pid, 0)
        walls.append(time.perf_counter() - start)
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode != 0:
            raise subprocess.CalledProcessError(process.returncode, command)
        cpus.append(usage.ru_utime + usage.ru_stime)
        memory = max(memory, usage.ru_maxrss / 1024)
    return Times(walls), Times(cpus), memory


def prompt_times(command, environment, prompt, runs):
    """From a process's start on a terminal to its first prompt."""
    times = []
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
        times.append(time.perf_counter() - start)
        os.kill(process, 9)
        os.waitpid(process, 0)
        os.close(terminal)
    return Times(times)
