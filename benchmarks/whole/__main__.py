"""Measures whole builds: `make bench`.

    .venv/bin/python -m benchmarks.whole [--touches N ...] [--changed 0.01] [--out PAGE]

For each size: a company is drawn unless it is there, DuckDB copies its raw tables (the floor),
`whence build` builds everything of them.
"""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from benchmarks.report import write_into
from benchmarks.whole.page import lines_of
from benchmarks.whole.runs import ROOT, Settings, measure_size, use_processors

OPEN = "<!-- make bench wrote this -->\n"
_SIZES = (1_000_000, 10_000_000)


def main(arguments: Sequence[str]) -> None:
    """Measure, print the tables, and write them into a page if one is named."""
    parser = argparse.ArgumentParser(prog="benchmarks.whole", description=__doc__)
    parser.add_argument("--touches", type=int, nargs="+", default=_SIZES, metavar="N")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--threads", type=int, default=2, help="processors to use")
    parser.add_argument("--memory-limit", default="6GB", help="DuckDB's; the process needs more")
    parser.add_argument("--vars", dest="variables", default="", help="for whence build")
    parser.add_argument("--changed", type=float, default=0.0, help="share of accounts, then again")
    parser.add_argument("--cache", type=Path, default=ROOT / "benchmarks" / ".cache")
    parser.add_argument("--work", type=Path, default=ROOT / "target" / "bench")
    parser.add_argument("--keep", dest="keeps_database", action="store_true")
    parser.add_argument("--out", type=Path, help="the page to write the tables into")
    given: dict[str, Any] = vars(parser.parse_args(arguments))
    touches, out = sorted(set(given.pop("touches"))), given.pop("out")
    settings = Settings(**{**given, "cache": given["cache"].absolute()})
    settings = Settings(**{**given, "work": given["work"].absolute(), "cache": settings.cache})
    use_processors(settings.threads)
    sizes = [measure_size(size, settings, report) for size in touches]
    lines = lines_of(sizes, " ".join(["python -m benchmarks.whole", *arguments]))
    sys.stdout.write("\n".join(lines) + "\n")
    if out is not None:
        write_into(out, lines, OPEN)


def report(text: str) -> None:
    """Say on stderr what is going on."""
    sys.stderr.write(f"{text}\n")
    sys.stderr.flush()


if __name__ == "__main__":
    main(sys.argv[1:])
