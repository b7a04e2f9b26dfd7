"""`whence simulate`: an imaginary B2B company as raw tables of the `files` source."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from whence.errors import InputError
from whence.simulate.company import draw_company
from whence.simulate.parameters import PARAMETERS
from whence.simulate.writer import FileFormat, check_folder, write_company

__all__ = ["FileFormat", "SimulatedCompany", "simulate"]


@dataclass(frozen=True)
class SimulatedCompany:
    """What was written: the folder, and the number of rows of each table."""

    folder: Path
    row_counts: Mapping[str, int]


def simulate(
    out: Path,
    *,
    accounts: int,
    seed: int,
    file_format: FileFormat = "csv",
    on_progress: Callable[[str], None] | None = None,
) -> SimulatedCompany:
    """Write the raw tables of an imaginary company with ``accounts`` accounts to ``out``.

    The same arguments write the same bytes. ``on_progress`` is told each step as it begins.
    Raises InputError for less than one account, a negative seed, and a folder that cannot be
    written to or that holds tables which are not simulated.
    """
    if accounts < 1:
        raise InputError(f"A company needs at least 1 account, not {accounts}.")
    if seed < 0:
        raise InputError(f"A seed is 0 or more, not {seed}.")
    check_folder(out)
    report = on_progress or _say_nothing
    company = draw_company(PARAMETERS, accounts, seed, report)
    label: dict[str, object] = {"accounts": accounts, "seed": seed, "format": file_format}
    return SimulatedCompany(out, write_company(company, out, file_format, label, report))


def _say_nothing(_step: str) -> None:
    """Report to nobody."""
