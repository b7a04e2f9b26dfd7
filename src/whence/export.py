"""`whence export`: marts as files, for tools that read no database."""

import contextlib
import os
from collections.abc import Callable, Sequence
from pathlib import Path

import duckdb

from whence.database import reading
from whence.errors import InputError, did_you_mean, listed

#: What DuckDB is told to write for each kind of file.
FORMATS = {
    "parquet": "format parquet, compression zstd",
    "csv": "format csv, header",
    "json": "format json",
}
#: In the place of a mart's name: all of them.
ALL = "all"

_MARTS = """
    select table_name from information_schema.tables
    where table_catalog = current_database() and table_schema = 'main' order by table_name
"""


def export_marts(
    database: Path,
    names: Sequence[str],
    out: Path,
    file_format: str = "parquet",
    on_progress: Callable[[str], object] = str,
) -> dict[Path, int]:
    """Write each mart to `<out>/<name>.<format>` and return the files with their rows.

    The same database gives the same bytes. A file appears when it is complete, in the place of the
    one before. Raises InputError for an unknown mart or format, or a folder that cannot be written.
    """
    if file_format not in FORMATS:
        raise InputError(f"There is no format {file_format}; there are: {listed(FORMATS)}.")
    with reading(database) as connection:
        known = [name for (name,) in connection.execute(_MARTS).fetchall()]
        for name in names:
            if name not in (*known, ALL):
                raise InputError(
                    f"There is no mart {name}{did_you_mean(name, known)}; there are: "
                    f"{listed(known)}; {ALL} means all of them."
                )
        chosen = known if ALL in names else list(dict.fromkeys(names))
        written = {}
        for name in chosen:
            on_progress(name)
            path = out / f"{name}.{file_format}"
            written[path] = _write(connection, name, path, FORMATS[file_format])
    return written


def _write(connection: duckdb.DuckDBPyConnection, mart: str, path: Path, options: str) -> int:
    """Write one mart aside, then give the file its name; return the number of rows."""
    aside = path.with_name(f".{path.name}.{os.getpid()}")
    target = str(aside).replace("'", "''")
    query = f"copy (from \"{mart}\" order by all) to '{target}' ({options})"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        copied = connection.execute(query).fetchall()
        aside.replace(path)
    except (OSError, duckdb.IOException) as error:
        with contextlib.suppress(OSError):
            aside.unlink()
        raise InputError(f"{path} cannot be written: {str(error).splitlines()[0]}") from None
    return int(copied[0][0])
