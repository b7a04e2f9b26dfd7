"""A published database, opened to be read."""

import contextlib
from collections.abc import Iterator
from pathlib import Path

import duckdb

from whence.errors import InputError


@contextlib.contextmanager
def reading(database: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """Open the file read-only.

    Raises InputError when there is no such file, or what is asked of it is not there because
    another program or an older version made it.
    """
    if not database.is_file():
        raise InputError(
            f"There is no database {database}; make it with: whence build --database {database}"
        )
    try:
        with duckdb.connect(str(database), read_only=True) as connection:
            yield connection
    except (duckdb.IOException, duckdb.CatalogException, duckdb.BinderException) as error:
        raise InputError(
            f"{database} cannot be read as a database of whence: {str(error).splitlines()[0]} "
            "Build it again with: whence build"
        ) from None
