"""Measures identity resolution on simulated companies and writes the tables of the page beside it.

    .venv/bin/python docs/identity/measure.py [--accounts N] [--seeds N ...]

Each company is drawn with its truth, built by `whence build`, and compared.
"""

import argparse
import subprocess
import sys
import tempfile
from pathlib import Path

from whence.evaluate import evaluate_identity, identity_table

FOLDER = Path(__file__).resolve().parent
ROOT = FOLDER.parents[1]
PAGE = FOLDER / "README.md"
WHENCE = Path(sys.executable).with_name("whence")

_OPEN = "<!-- docs/identity/measure.py wrote this -->\n"
_CLOSE = "<!-- end -->"


def measured(crm: str, accounts: int, seed: int) -> list[str]:
    """Return the table of one company."""
    with tempfile.TemporaryDirectory() as work:
        raw, database = Path(work) / "raw", Path(work) / "whence.duckdb"
        simulate = ["simulate", "--out", str(raw), "--shape", "connectors", "--crm", crm, "--truth"]
        simulate += ["--accounts", str(accounts), "--seed", str(seed)]
        for command in (simulate, ["build", "--raw", str(raw), "--database", str(database)]):
            subprocess.run(  # noqa: S603  our own command
                [WHENCE, *command], cwd=ROOT, check=True, stdout=subprocess.DEVNULL
            )
        return identity_table(evaluate_identity(database, raw))


def main() -> None:
    """Write the tables into the page."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--accounts", type=int, default=3000)
    parser.add_argument("--seeds", type=int, nargs="+", default=[11, 12])
    given = parser.parse_args()
    lines = [f"Written by `{' '.join(['docs/identity/measure.py', *sys.argv[1:]])}`.", ""]
    for crm in ("salesforce", "hubspot"):
        for seed in given.seeds:
            lines += [f"{given.accounts:,} accounts in {crm}, seed {seed}:", ""]
            lines += [*measured(crm, given.accounts, seed), ""]
    page = PAGE.read_text("utf-8")
    before, rest = page.split(_OPEN)
    after = rest.split(_CLOSE, 1)[1]
    PAGE.write_text(before + _OPEN + "\n" + "\n".join(lines) + _CLOSE + after, "utf-8")


if __name__ == "__main__":
    main()
