"""Write the tables of README.md anew, from a database that whence built.

Each file in report/ is the query of one table, which lies between two comments:

    <!-- report.py wrote this: funnel -->
    <!-- end -->
"""

import argparse
import sys
from decimal import Decimal
from pathlib import Path

import duckdb

FOLDER = Path(__file__).resolve().parent
FORMATS = {Decimal: ",.0f", float: ",.1f", int: ",", str: ""}


def write_tables(database: Path, page: Path) -> None:
    """Write the table of every query into `page`; stop when it has no place for one."""
    text = page.read_text("utf-8")
    with duckdb.connect(str(database), read_only=True) as connection:
        for query in sorted(FOLDER.glob("report/*.sql")):
            text = with_table(text, query.stem, connection.sql(query.read_text("utf-8")))
    page.write_text(text, "utf-8")


def with_table(text: str, name: str, rows: duckdb.DuckDBPyRelation) -> str:
    """Return `text` with `rows` as a Markdown table between the comments that name it."""
    opening, closing = f"<!-- report.py wrote this: {name} -->\n", "<!-- end -->"
    before, found, rest = text.partition(opening)
    _, ended, after = rest.partition(closing)
    if not (found and ended):
        sys.exit(f"The page has no place for the table {name}: {opening}{closing}")
    marks = ["---" if kind == "VARCHAR" else "---:" for kind in rows.types]
    cells = [[format(cell, FORMATS[type(cell)]) for cell in row] for row in rows.fetchall()]
    table = "".join(f"| {' | '.join(line)} |\n" for line in [rows.columns, marks, *cells])
    return before + opening + table + closing + after


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("database", type=Path, help="the file that whence build wrote")
    parser.add_argument("page", type=Path, nargs="?", default=FOLDER / "README.md")
    files = parser.parse_args()
    write_tables(files.database, files.page)
