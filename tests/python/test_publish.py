"""Readers see a whole build or the one before, and builds do not meet."""

import os
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest

from whence.errors import BuildFailed, BuildRunning
from whence.publish import candidate_of, clear, locked, publish


def write(path: Path, number: int) -> None:
    """Write a database with one table of one number."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with duckdb.connect(str(path)) as connection:
        connection.execute("create or replace table numbers as select ? as number", [number])


def read(path: Path) -> int:
    """Read the number in a fresh process: this one may know the path from before."""
    code = "import duckdb, sys; c = duckdb.connect(sys.argv[1], read_only=True); "
    code += "print(c.execute('select number from numbers').fetchone()[0])"
    return int(subprocess.check_output([sys.executable, "-c", code, str(path)]))


def holding(database: Path) -> subprocess.Popen[str]:
    """Start a process that holds the lock until it is killed."""
    code = (
        "import sys, time; from pathlib import Path; from whence.publish import locked\n"
        "with locked(Path(sys.argv[1])): print('held', flush=True); time.sleep(60)"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", code, str(database)], stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "held\n"
    return process


def test_the_candidate_lies_beside_and_has_the_same_name() -> None:
    assert candidate_of(Path("/data/ours.duckdb")) == Path("/data/build/ours.duckdb")


def test_publishing_replaces_the_database_and_nothing_is_left(tmp_path: Path) -> None:
    database = tmp_path / "ours.duckdb"
    candidate = candidate_of(database)
    write(database, 0)
    reader = duckdb.connect(str(database), read_only=True)
    write(candidate, 1)
    publish(candidate, database)
    assert read(database) == 1
    assert reader.execute("select number from numbers").fetchone() == (0,)
    assert not candidate.exists()


def test_a_candidate_that_somebody_writes_is_not_published(tmp_path: Path) -> None:
    database = tmp_path / "ours.duckdb"
    candidate = candidate_of(database)
    write(database, 0)
    write(candidate, 1)
    code = "import duckdb, sys; c = duckdb.connect(sys.argv[1]); print('open', flush=True); input()"
    with subprocess.Popen(
        [sys.executable, "-c", code, str(candidate)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as writer:
        assert writer.stdout is not None
        assert writer.stdout.readline() == "open\n"
        with pytest.raises(BuildFailed, match="open elsewhere"):
            publish(candidate, database)
        writer.communicate("\n")
    assert read(database) == 0


def test_a_candidate_with_a_log_is_completed_first(tmp_path: Path) -> None:
    database = tmp_path / "ours.duckdb"
    candidate = candidate_of(database)
    write(candidate, 0)
    code = (
        "import duckdb, os, sys; c = duckdb.connect(sys.argv[1]); "
        "c.execute('pragma disable_checkpoint_on_shutdown'); "
        "c.execute('update numbers set number = 1'); os._exit(0)"
    )
    subprocess.check_call([sys.executable, "-c", code, str(candidate)])
    assert candidate.with_name("ours.duckdb.wal").exists()
    publish(candidate, database)
    assert read(database) == 1
    assert not candidate.with_name("ours.duckdb.wal").exists()


def test_what_an_interrupted_build_left_is_cleared(tmp_path: Path) -> None:
    candidate = candidate_of(tmp_path / "ours.duckdb")
    clear(candidate)
    candidate.write_bytes(b"half")
    candidate.with_name("ours.duckdb.wal").write_bytes(b"half")
    clear(candidate)
    assert list(candidate.parent.iterdir()) == []


def test_a_second_build_hears_who_holds_the_lock(tmp_path: Path) -> None:
    database = tmp_path / "folder" / "ours.duckdb"
    with locked(database):
        with pytest.raises(BuildRunning) as raised, locked(database):
            pass
        assert f"process {os.getpid()} of " in str(raised.value)
        assert " since 20" in str(raised.value)
    with locked(database), locked(database.with_name("other.duckdb")):
        pass


def test_the_lock_is_free_after_a_crash(tmp_path: Path) -> None:
    database = tmp_path / "ours.duckdb"
    process = holding(database)
    with pytest.raises(BuildRunning, match=f"process {process.pid} of "), locked(database):
        pass
    process.kill()
    process.communicate()
    with locked(database):
        assert f"process {os.getpid()} of " in database.with_name("ours.duckdb.lock").read_text()
