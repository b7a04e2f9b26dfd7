"""Make a build visible all at once, or not at all: lock, candidate, atomic rename.

The build writes a candidate beside the published database; readers keep the old file until the
candidate takes its name in one step, and a build that fails or dies changes nothing for them.
"""

import contextlib
import fcntl
import getpass
import os
import shutil
import socket
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from datetime import UTC, datetime
from pathlib import Path

import duckdb

from whence.errors import BuildFailed, BuildRunning, InputError

_RELATIONS = """
    select 'view', schema_name, view_name from duckdb_views() where not internal
    union all
    select 'table', schema_name, table_name from duckdb_tables() where not internal
"""


def candidate_of(database: Path) -> Path:
    """Return where the candidate of `database` is built.

    It has the same file name, because DuckDB names a database after its file, and a constant
    place, because dbt reads the whole project again when the path in the profile changes.
    """
    return database.parent / "build" / database.name


@contextlib.contextmanager
def locked(database: Path) -> Iterator[None]:
    """Hold `<database>.lock`; raises BuildRunning when somebody else does, and says who.

    Raises InputError when the folder of the database cannot be written.

    The operating system frees the lock when its holder ends, however it ends. The file stays:
    removing it would let two builds lock two files of one name.
    """
    path = database.with_name(f"{database.name}.lock")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        opened = path.open("a+", encoding="utf-8")
    except OSError as error:
        raise InputError(f"{database} cannot be written: {error}.") from None
    with opened as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            file.seek(0)
            holder = file.read().strip() or "its holder has not written its name yet"
            raise BuildRunning(
                f"Another build of {database} is running ({holder}); wait for it to end."
            ) from None
        file.truncate(0)
        file.write(_holder())
        file.flush()
        yield


def clear(candidate: Path) -> None:
    """Make room for a new candidate: an interrupted build may have left an old one."""
    candidate.parent.mkdir(parents=True, exist_ok=True)
    for path in (candidate, _log_of(candidate)):
        path.unlink(missing_ok=True)


def begin_with(candidate: Path, database: Path, kept: AbstractSet[tuple[str, str]]) -> None:
    """Let a new candidate begin with the tables of `database` that a build goes on from.

    `kept` are their schemas and names. All else is left out: the build makes it anew, and what no
    model makes any more is gone. A database that cannot be read gives nothing.
    """
    if not database.exists():
        return
    shutil.copyfile(database, candidate)
    try:
        with duckdb.connect(str(candidate)) as connection:
            found = connection.execute(_RELATIONS).fetchall()
            for kind, schema, name in found:
                if (schema, name) not in kept:
                    connection.execute(
                        f'drop {kind} "{schema}"."{name.replace(chr(34), chr(34) * 2)}"'
                    )
    except duckdb.Error:
        clear(candidate)


def publish(candidate: Path, database: Path) -> None:
    """Put the candidate, complete and on disk, in the place of the database.

    Raises BuildFailed when another process keeps the candidate open, and leaves both as they are.
    """
    try:
        duckdb.connect(str(candidate)).close()
    except duckdb.Error as error:
        raise BuildFailed(
            f"{candidate} is open elsewhere, so the build was not published: {error}"
        ) from None
    if _log_of(candidate).exists():
        raise BuildFailed(f"{_log_of(candidate)} is not empty, so the build was not published.")
    _synchronise(candidate)
    candidate.replace(database)
    _synchronise(database.parent)


def _holder() -> str:
    started = datetime.now(UTC).strftime("%Y-%m-%d %H:%M:%S UTC")
    try:
        user = getpass.getuser()
    except (KeyError, OSError):  # a container may run as a number without a name
        user = f"user {os.getuid()}"
    return f"process {os.getpid()} of {user} on {socket.gethostname()} since {started}"


def _log_of(database: Path) -> Path:
    """Return DuckDB's write-ahead log: while it exists, the file alone is not the database."""
    return database.with_name(f"{database.name}.wal")


def _synchronise(path: Path) -> None:
    """Wait until `path`, a file or a folder, is on disk."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
