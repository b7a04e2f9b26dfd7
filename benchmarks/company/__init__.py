"""Companies of any size, drawn by DuckDB, as the raw tables of the `files` connector in Parquet.

A company of `touches` touches has a sixteenth as many accounts, which differ in size: most have a
few touches, one in 5,000 some hundreds, none more than about 2,000 whatever the company's size. Its
channels, looks, campaigns and words are the simulator's (`whence simulate`), drawn independently
for each touch, so that memory stays bounded: what would need to know the account's other touches
is left out. Buyers see more of what works, so that rules that learn find something. People have
several browsers, are identified late or never, gave several addresses, were merged and converted.

Draws are hashes of what is drawn and the seed. Rows are in the order of months, then of accounts.
"""

import json
import shutil
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

import duckdb

from benchmarks.company.relations import write_relations

#: Changes with whatever changes a table.
GENERATOR_VERSION = 1
TOUCHES_PER_ACCOUNT = 16
#: Written last: a folder that has it is complete.
LABEL = "company.json"

#: What is kept while a company is drawn.
_WORK = "work.duckdb"
_SQL = Path(__file__).parent / "sql"
_MONTHS = 24
_MOST_TOUCHES, _MOST_SEEDS = 10**9, 5 * 10**6
#: Tables whose rows are drawn month by month.
_BY_MONTH = ("touches", "page_views")


@dataclass(frozen=True)
class Company:
    """What company to draw; `touches` is the exact number of rows of its table of touches."""

    touches: int
    seed: int = 7

    @property
    def accounts(self) -> int:
        """How many accounts it has."""
        return max(1, self.touches // TOUCHES_PER_ACCOUNT)

    @property
    def label(self) -> Mapping[str, object]:
        """What says whether a folder holds this company.

        DuckDB's hashes are those of a version.
        """
        return {
            **asdict(self),
            "generator": GENERATOR_VERSION,
            "duckdb": duckdb.__version__.rsplit(".", 1)[0],
        }


def company_folder(cache: Path, company: Company) -> Path:
    """Return where the company's raw tables lie below the cache."""
    return cache / f"{company.touches}-{company.seed}"


def is_complete(folder: Path, company: Company) -> bool:
    """Say whether the folder holds the company, drawn by this generator to the end."""
    try:
        told = json.loads((folder / LABEL).read_text("utf-8"))
    except (OSError, ValueError):
        return False
    return {name: told.get(name) for name in company.label} == dict(company.label)


def draw_company(
    cache: Path, company: Company, *, threads: int = 2, memory_limit: str = "6GB"
) -> Path:
    """Return the folder of the company's raw tables, written first unless it is there.

    ``memory_limit`` is DuckDB's; a hundred million touches are drawn within the default.
    """
    if not 1 <= company.touches <= _MOST_TOUCHES or not 0 <= company.seed < _MOST_SEEDS:
        raise ValueError(f"{company} has too many touches or no such seed")
    folder = company_folder(cache, company)
    if is_complete(folder, company):
        return folder
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    with duckdb.connect(
        str(folder / _WORK),
        config={
            "threads": threads,
            "memory_limit": memory_limit,
            "preserve_insertion_order": True,
        },
    ) as connection:
        rows = _write_tables(connection, company, folder)
    (folder / _WORK).unlink()
    told = {**company.label, "rows": rows}
    (folder / LABEL).write_text(json.dumps(told, indent=1) + "\n", "utf-8")
    return folder


def _write_tables(
    connection: duckdb.DuckDBPyConnection, company: Company, folder: Path
) -> dict[str, int]:
    """Draw the company and write its tables; returns their numbers of rows."""
    for name in ("touches", "accounts", "seed"):
        connection.execute(f"set variable {name} = {int(getattr(company, name))}")
    connection.execute("set TimeZone = 'UTC'")
    write_relations(connection)
    for script in sorted(_SQL.glob("*.sql")):
        connection.execute(script.read_text("utf-8"))
    rows = {}
    for path in sorted((_SQL / "tables").glob("*.sql")):
        query = path.read_text("utf-8").strip()
        if path.stem in _BY_MONTH:
            query = _month_by_month(query)
        written = connection.execute(
            f"copy ({query}\n) to '{folder / path.stem}.parquet' (format parquet, compression zstd)"
        ).fetchone()
        rows[path.stem] = written[0] if written else 0
    return rows


def _month_by_month(query: str) -> str:
    """Return the query for each month of the records, one after the other."""
    parts = [query.replace("$month", str(month)) for month in range(_MONTHS)]
    return "\nunion all\n".join(f"from (\n{part}\n)" for part in parts)
