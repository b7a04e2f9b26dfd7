"""Write a company as raw tables, one file per table, by DuckDB."""

import json
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Literal, TypeAlias

import duckdb

from whence.errors import InputError
from whence.simulate.layouts import Layout, RawTable, every_table
from whence.simulate.relations import Relation

FileFormat: TypeAlias = Literal["csv", "parquet"]

#: Tells the tables of an imaginary company from real ones, which must never be overwritten.
LABEL = "simulation.json"

_OPTIONS = {
    "csv": "format csv, header, timestampformat '%Y-%m-%d %H:%M:%S'",
    "parquet": "format parquet, compression zstd",
}
#: Every so many rows one was loaded a second time, some minutes later, as it was. Not much later:
#: by then the row may have changed, and the latest load is the one that counts.
_REPEATED_EVERY = 131
_REPEATED_AFTER_MINUTES = 30


def check_folder(folder: Path) -> None:
    """Raise InputError when ``folder`` is a file or holds tables that are not simulated."""
    if folder.is_file():
        raise InputError(f"{folder} is a file; name a folder to write the tables to.")
    if (folder / LABEL).exists():
        return
    for path in _table_files(folder):
        raise InputError(
            f"{folder} has a {path.relative_to(folder)} that whence simulate did not write; "
            "name another folder."
        )


def write_company(  # noqa: PLR0913  what is written, where and how
    relations: Mapping[str, Relation],
    layout: Layout,
    folder: Path,
    *,
    file_format: FileFormat,
    label: dict[str, object],
    report: Callable[[str], None],
) -> dict[str, int]:
    """Write all tables to ``folder`` and return their numbers of rows.

    The files replace those of an earlier simulation only when all are written.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".simulate-", dir=folder) as work:
            row_counts = _write_tables(relations, layout, Path(work), file_format, report)
            # before the tables, so that a folder with some of them is known for what it is
            (folder / LABEL).write_text(json.dumps(label, indent=2) + "\n", encoding="utf-8")
            _remove_tables(folder)
            for table in layout.tables:
                path = table.path(file_format)
                (folder / path).parent.mkdir(exist_ok=True)
                (Path(work) / path).replace(folder / path)
    except (OSError, duckdb.IOException) as error:
        raise InputError(f"The tables cannot be written to {folder}: {error}.") from error
    return row_counts


def _write_tables(
    relations: Mapping[str, Relation],
    layout: Layout,
    folder: Path,
    file_format: FileFormat,
    report: Callable[[str], None],
) -> dict[str, int]:
    row_counts = {}
    # texts are texts from the first row to the last: looking at more rows to be sure is slow
    with duckdb.connect(
        config={"temp_directory": str(folder), "pandas_analyze_sample": 1}
    ) as connection:
        for name, relation in relations.items():
            connection.register(name, relation)
        for script in layout.scripts:
            connection.execute(script.read_text("utf-8"))
        for table in layout.tables:
            report(f"writing {table.label}")
            path = folder / table.path(file_format)
            path.parent.mkdir(exist_ok=True)
            name = str(path).replace("'", "''")
            written = connection.execute(
                f"copy ({_loaded_rows(table)}) to '{name}' ({_OPTIONS[file_format]})"
            )
            [(row_counts[table.label],)] = written.fetchall()
    return row_counts


def _loaded_rows(table: RawTable) -> str:
    """Return the query of a table, with the rows that were loaded twice."""
    if table.loaded_at is None:
        return table.query()
    return f"""
        with loaded as (select *, row_number() over () as position from ({table.query()}))
        select * exclude (position, load)
        from (
            select *, 1 as load from loaded
            union all
            select
                * replace (
                    {table.loaded_at} + interval {_REPEATED_AFTER_MINUTES} minute
                    as {table.loaded_at}
                ),
                2
            from loaded where position % {_REPEATED_EVERY} = {_REPEATED_EVERY // 2}
        )
        order by position, load
    """  # noqa: S608  our own queries


def _remove_tables(folder: Path) -> None:
    """Remove the tables of an earlier simulation, and the folders they leave empty."""
    paths = _table_files(folder)
    for path in paths:
        path.unlink()
    for parent in {path.parent for path in paths} - {folder}:
        if not any(parent.iterdir()):
            parent.rmdir()


def _table_files(folder: Path) -> list[Path]:
    # two layouts may have a table at one path
    paths = {folder / table.path(suffix): None for table in every_table() for suffix in _OPTIONS}
    return [path for path in paths if path.exists()]
