"""Measures rules and the packages that compute the same, on the same journeys.

    .venv/bin/python -m benchmarks [--deals N] [--only NAME ...] [--out benchmarks/README.md]

Each contestant runs in a process of its own. `make bench-rules` installs the packages first.
"""

import argparse
import contextlib
import json
import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

from benchmarks.contestants import CONTESTANTS, Contestant
from benchmarks.layout import ANSWER, EVENTS, HEURISTICS, MARKOV, unable_of
from benchmarks.ours import Effects
from benchmarks.report import aligned, machine, versions, write_into

ROOT = Path(__file__).resolve().parents[1]
#: Who the others are compared with: the first of these that was measured.
OURS = ("whence", "reference", "whence_credits", "query_credits")
JOBS = {
    MARKOV: "Removal effects of channels",
    HEURISTICS: "Journeys, and credits by five rules",
}
WORK = ROOT / "target" / "benchmarks"
PACKAGES = ROOT / "benchmarks" / ".venv" / "bin" / "python"

OPEN = "<!-- make bench-rules wrote this -->\n"
#: ru_maxrss is in bytes on macOS, in KiB elsewhere.
_RSS_UNIT = 1 if sys.platform == "darwin" else 1024
_POLL_SECONDS = 0.05
_GIGABYTE = 10**9
#: Smaller differences than this are told as powers of ten.
_VISIBLE = 1e-3


@dataclass(frozen=True)
class Settings:
    """What is simulated, and what a contestant may use."""

    deals: int
    touches: float
    channels: int
    seed: int
    threads: int
    runs: int
    memory_gb: float
    timeout: float


@dataclass(frozen=True)
class Measurement:
    """What a contestant took on so many deals: the fastest run, and the most memory of any.

    `processor_seconds` are those of all its threads, which other work on the machine changes less.
    """

    deals: int
    seconds: float
    processor_seconds: float
    peak_bytes: int
    difference: float


class FailedError(Exception):
    """A contestant did not finish; the message says why."""


class TooBigError(FailedError):
    """A contestant wanted more memory than it may use."""


def run_process(command: Sequence[str | Path], settings: Settings) -> tuple[int, str]:
    """Run a command to its end and return its peak memory in bytes and what it said.

    This process stays small: on Linux a child's ru_maxrss starts at that of who started it.
    """
    environment = os.environ | {
        "POLARS_MAX_THREADS": str(settings.threads),
        "OMP_NUM_THREADS": str(settings.threads),
        "MPLBACKEND": "agg",
    }
    with tempfile.TemporaryFile() as said:
        process = subprocess.Popen(  # noqa: S603  our own command
            command, cwd=ROOT, env=environment, stdout=said, stderr=said
        )
        end = time.monotonic() + settings.timeout
        stopped: FailedError | None = None
        while True:
            ended, status, usage = os.wait4(process.pid, os.WNOHANG)
            if ended:
                break
            if stopped is None and resident_bytes(process.pid) > settings.memory_gb * _GIGABYTE:
                stopped = TooBigError(f"needs more than {settings.memory_gb:g} GB")
            if stopped is None and time.monotonic() > end:
                stopped = FailedError(f"was stopped after {settings.timeout:g} seconds")
            if stopped is not None:
                process.kill()
            time.sleep(_POLL_SECONDS)
        process.returncode = os.waitstatus_to_exitcode(status)
        if stopped is not None:
            raise stopped
        said.seek(0)
        words = said.read().decode("utf-8", "replace")
        if process.returncode:
            raise FailedError(reason(words, process.returncode))
    return usage.ru_maxrss * _RSS_UNIT, words


def reason(said: str, code: int) -> str:
    """Return what a failed process said of it: the line that names an error, or else its last."""
    lines = [line.strip() for line in said.splitlines() if line.strip()]
    errors = [line for line in lines if re.match(r"[\w.]*(Error|Exception)\b", line)]
    return [f"exit code {code}", *lines, *errors][-1]


def resident_bytes(process_id: int) -> int:
    """Return how much memory a process holds now; 0 where the system does not say."""
    with contextlib.suppress(OSError, IndexError):
        pages = Path(f"/proc/{process_id}/statm").read_text("ascii").split()[1]
        return int(pages) * os.sysconf("SC_PAGE_SIZE")
    return 0


@cache
def journeys_folder(settings: Settings) -> Path:
    """Return the folder of the simulated journeys, written on the first call."""
    name = f"{settings.deals}x{settings.touches:g}x{settings.channels}-{settings.seed}"
    folder = WORK / name
    options = {
        "--deals": settings.deals,
        "--touches": settings.touches,
        "--channels": settings.channels,
        "--seed": settings.seed,
        "--threads": settings.threads,
    }
    given = [str(text) for option in options.items() for text in option]
    simulate: list[str | Path] = [sys.executable, "-m", "benchmarks.journeys", folder, *given]
    unlimited = replace(settings, memory_gb=float("inf"), timeout=float("inf"))
    if not (folder / ANSWER).exists() or not (folder / EVENTS).exists():
        report(f"simulating {settings.deals:,} deals")
        run_process(simulate, unlimited)
    return folder


@cache
def prepare_whence(job: str, settings: Settings) -> None:
    """Render whence's models of a job and write what they start from, on the first call.

    Raises FailedError when the project cannot do the job.
    """
    folder = journeys_folder(settings)
    report(f"rendering whence's models: {job}")
    (folder / unable_of(job)).unlink(missing_ok=True)
    unlimited = replace(settings, memory_gb=float("inf"), timeout=float("inf"))
    try:
        run_process([sys.executable, "-m", "benchmarks.whence_models", folder, job], unlimited)
    except FailedError as error:
        report(f"whence itself cannot run: {error}")
        (folder / unable_of(job)).write_text(str(error), "utf-8")


def expected_shares(contestant: Contestant, folder: Path) -> dict[str, float]:
    """Return the exact share of each channel, or rule and channel, of all that was asked for."""
    answer = json.loads((folder / ANSWER).read_text("utf-8"))
    if contestant.job == MARKOV:
        return dict(answer["shares"])
    asked = tuple(f"{rule}: " for rule in contestant.rules)
    values = {name: value for name, value in answer[HEURISTICS].items() if name.startswith(asked)}
    total = sum(values.values())
    return {name: value / total for name, value in values.items()}


def measure(name: str, settings: Settings) -> Measurement:
    """Measure one contestant at the size of the settings."""
    folder = journeys_folder(settings)
    contestant = CONTESTANTS[name]
    expected = expected_shares(contestant, folder)
    if contestant.package is None:
        prepare_whence(contestant.job, settings)
    unable = folder / unable_of(contestant.job)
    if name in ("whence", "whence_credits") and unable.exists():
        raise FailedError(unable.read_text("utf-8"))
    python = Path(sys.executable) if contestant.package is None else PACKAGES
    result = folder / f"result-{name}.json"
    command: list[str | Path] = [python, "-m", "benchmarks.contestants", name, folder]
    command += ["--threads", str(settings.threads), "--result", result]
    seconds, processor, peaks, difference = [], [], [], 0.0
    for run in range(settings.runs):
        report(f"{contestant.title}: {settings.deals:,} deals, run {run + 1}")
        peak, said = run_process(command, settings)
        peaks.append(peak)
        if contestant.package is None:
            report(said.rstrip())
        told = json.loads(result.read_text("utf-8"))
        seconds.append(told["seconds"])
        processor.append(told["processor_seconds"])
        difference = max(difference, share_difference(told["effects"], expected))
    return Measurement(settings.deals, min(seconds), min(processor), max(peaks), difference)


@cache
def measure_what_fits(name: str, settings: Settings) -> Measurement:
    """Measure a contestant, with half the deals as often as it wants too much memory."""
    try:
        return measure(name, settings)
    except TooBigError as error:
        report(f"{CONTESTANTS[name].title} {error}; half the deals")
        return measure_what_fits(name, replace(settings, deals=settings.deals // 2))


def share_difference(effects: Effects, shares: Mapping[str, float]) -> float:
    """Return by what part of itself a channel's share differs from the exact one at most."""
    if effects.keys() != shares.keys():
        missing = sorted(effects.keys() ^ shares.keys())
        raise FailedError(f"answers for other channels than were asked: {', '.join(missing[:3])}")
    total = sum(effects.values())
    return max(abs(effects[name] / total / share - 1) for name, share in shares.items())


def report(text: str) -> None:
    """Say on stderr what is going on."""
    sys.stderr.write(f"{text}\n")


def lines_of(names: Sequence[str], settings: Settings) -> list[str]:
    """Measure the contestants and return the report, as lines of Markdown."""
    lines = []
    for job, title in JOBS.items():
        if chosen := [name for name in names if CONTESTANTS[name].job == job]:
            lines += [f"### {title}", "", *lines_of_job(job, chosen, settings), ""]
    return [*lines, f"Measured on {machine()} with {', '.join(versions_of(names))}."]


def lines_of_job(job: str, names: Sequence[str], settings: Settings) -> list[str]:
    """Measure the contestants of a job and return its table, as lines of Markdown."""
    results: dict[str, Measurement | FailedError] = {}
    for name in names:
        try:
            results[name] = measure_what_fits(name, settings)
        except FailedError as error:
            results[name] = error
    baseline = next((name for name in OURS if isinstance(results.get(name), Measurement)), names[0])
    rows = [
        ["", "deals", "seconds", "ratio", "processor", "ratio", "peak memory", "ratio", "off by"],
        *([CONTESTANTS[name].title, *cells(results[name], baseline, settings)] for name in names),
    ]
    answer = json.loads((journeys_folder(settings) / ANSWER).read_text("utf-8"))
    about = (
        f"{answer['deals']:,} closed deals with {answer['touches']:,} touches in "
        f"{answer['channels']} channels, {answer['p_win']:.1%} won; seed {settings.seed}; "
        f"fastest of {settings.runs} runs, {settings.threads} threads for those that use them; "
        f"ratios to *{CONTESTANTS[baseline].title}*."
    )
    if job == MARKOV:
        about += (
            " Turning the touches into the packages' paths took "
            f"{answer['path_seconds']:.1f} s in DuckDB, which is not in their time."
        )
    notes = notes_of(results, settings)
    return [
        about,
        "",
        *aligned(rows),
        "",
        *([" ".join(notes), ""] if notes else []),
        "What each computes:",
        "",
        *(f"- **{CONTESTANTS[name].title}** {CONTESTANTS[name].computes}" for name in names),
    ]


def notes_of(results: Mapping[str, Measurement | FailedError], settings: Settings) -> Sequence[str]:
    """Say who did not run, and who did with less."""
    notes = []
    for name, result in results.items():
        title = CONTESTANTS[name].title
        if isinstance(result, FailedError):
            notes.append(f"{title} did not run: {result}.")
        elif result.deals < settings.deals:
            notes.append(
                f"{title} wants more than {settings.memory_gb:g} GB for {settings.deals:,} deals; "
                f"its ratios are those at {result.deals:,} deals."
            )
    return notes


def cells(result: Measurement | FailedError, baseline: str, settings: Settings) -> Sequence[str]:
    """Return a row of the table after its title."""
    if isinstance(result, FailedError):
        return ["did not run", *[""] * 7]
    base = measure_what_fits(baseline, replace(settings, deals=result.deals))
    return [
        f"{result.deals:,}",
        seconds_of(result.seconds),
        f"{result.seconds / base.seconds:.1f}",
        seconds_of(result.processor_seconds),
        f"{result.processor_seconds / base.processor_seconds:.1f}",
        f"{result.peak_bytes / _GIGABYTE:.2f} GB",
        f"{result.peak_bytes / base.peak_bytes:.1f}",
        f"{result.difference:.1%}" if result.difference > _VISIBLE else f"{result.difference:.0e}",
    ]


def seconds_of(seconds: float) -> str:
    """Return seconds with as many digits as say something."""
    return f"{seconds:.2f} s" if seconds < 1 else f"{seconds:.1f} s"


def versions_of(names: Sequence[str]) -> list[str]:
    """Return who took part in which version."""
    found = versions(("whence", "duckdb", "numpy", "dbt-core"))
    asked = dict.fromkeys(CONTESTANTS[name].package for name in names)
    wanted = [package for package in asked if package is not None]
    if wanted and PACKAGES.exists():
        code = "import sys; from importlib.metadata import version; "
        code += "print(*(f'{n} {version(n)}' for n in sys.argv[1:]), sep='\\n')"
        told = subprocess.run(  # noqa: S603  our own command
            [PACKAGES, "-c", code, *wanted, "pandas", "polars"],
            capture_output=True,
            text=True,
            check=False,
        )
        found += told.stdout.split("\n")[:-1]
    return found


def main(arguments: Sequence[str]) -> None:
    """Measure, print the table, and write it into a page if one is named."""
    parser = argparse.ArgumentParser(prog="benchmarks", description=__doc__)
    parser.add_argument("--deals", type=int, default=1_000_000)
    parser.add_argument("--touches", type=float, default=10, help="of a deal, on average")
    parser.add_argument("--channels", type=int, default=30)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--memory-gb", type=float, default=14, help="who wants more gets less data")
    parser.add_argument("--timeout", type=float, default=900, help="seconds for one run")
    parser.add_argument("--only", nargs="+", choices=CONTESTANTS, default=list(CONTESTANTS))
    parser.add_argument("--out", type=Path, help="the page to write the table into")
    given: dict[str, Any] = vars(parser.parse_args(arguments))
    only, out = given.pop("only"), given.pop("out")
    lines = [f"Written by `{' '.join(['python -m benchmarks', *arguments])}`.", ""]
    lines += lines_of(only, Settings(**given))
    sys.stdout.write("\n".join(lines) + "\n")
    if out is not None:
        write_into(out, lines, OPEN)


if __name__ == "__main__":
    main(sys.argv[1:])
