"""The command line from outside: what it prints, its exit codes, and what it leaves behind."""

import contextlib
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest
from typer.testing import CliRunner

from conftest import ROOT, copy_project
from whence.build import stoppable
from whence.cli import app, commands
from whence.dbt import told_to_user
from whence.errors import (
    BuildFailed,
    BuildRunning,
    BuildStopped,
    ConfigurationError,
    InputError,
    WhenceError,
)
from whence.publish import locked

WHENCE = Path(sys.executable).with_name("whence")
WIDTH = 80
TOUCHES = """touch_id,touched_at,touch_type,account_id,contact_id,channel
T1,2026-01-01 10:00:00,web_session,A1,C1,Organic Search
T2,2026-01-11 10:00:00,form_submission,A1,C1,Paid Search
T3,2026-01-21 10:00:00,meeting,A1,C2,Sales Meeting
T4,2026-02-01 10:00:00,demo,A1,C1,Sales Meeting
T5,some day,web_session,A2,C3,Direct
"""
DEALS = """deal_id,account_id,created_at,closed_at,outcome,amount
D-1,A1,2026-01-15,2026-02-10,won,1000.01
D-2,A2,2026-01-15,,open,
D-3,A3,2026-01-15,2026-02-10,won,550
"""


def run(
    *arguments: str | Path, folder: Path, environment: dict[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    """Run the whence command in a folder, with nothing of the caller's configuration."""
    return subprocess.run(
        [WHENCE, *arguments],
        cwd=folder,
        env=clean_environment(folder) | (environment or {}),
        capture_output=True,
        text=True,
        check=False,
    )


Call = Callable[..., tuple[int, str]]


@pytest.fixture
def call(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Call:
    """Return a function that runs the command in this process: its exit code and stderr."""

    def call(*arguments: str | Path, folder: Path) -> tuple[int, str]:
        for name in os.environ.keys() - clean_environment(folder).keys():
            monkeypatch.delenv(name)
        monkeypatch.setenv("HOME", str(folder))
        monkeypatch.chdir(folder)
        monkeypatch.setattr(sys, "argv", ["whence", *map(str, arguments)])
        with pytest.raises(SystemExit) as stopped:
            app()
        return int(stopped.value.code or 0), capsys.readouterr().err

    return call


def clean_environment(home: Path) -> dict[str, str]:
    """Return an environment without whence's and dbt's variables."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("WHENCE_", "DBT_"))
    }
    return kept | {"HOME": str(home), "COLUMNS": str(WIDTH)}


def write_raw(folder: Path) -> Path:
    """Write the raw tables of three deals."""
    folder.mkdir()
    (folder / "touches.csv").write_text(TOUCHES, "utf-8")
    (folder / "deals.csv").write_text(DEALS, "utf-8")
    return folder


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """Return a project with whence's configuration and only a few trivial models."""
    folder = copy_project(tmp_path / "small", "macros", "seeds")
    staging = folder / "models" / "staging" / "files"
    staging.mkdir(parents=True)
    for shape in ("touches", "page_views", "deals", "contacts", "spend", "targets"):
        (staging / f"stg_files__{shape}.sql").write_text("select 1 as number", "utf-8")
    shutil.copytree(ROOT / "tests" / "generic", folder / "tests" / "generic")
    return folder


def published(folder: Path) -> Path:
    """Put a database where an earlier build would have published it."""
    database = folder / "warehouse" / "whence.duckdb"
    database.parent.mkdir()
    database.write_bytes(b"the build before")
    return database


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """Build the whole project from outside, once: the folder, and what was printed."""
    base = tmp_path_factory.mktemp("outside")
    folder = copy_project(base / "clone", "macros", "seeds", "models", "tests")
    raw = write_raw(base / "raw")
    done = run("build", "--raw", raw, folder=folder)
    assert done.returncode == 0, done.stdout + done.stderr
    return folder, done.stdout


def test_a_build_from_a_fresh_folder_publishes_and_sums_up(built: tuple[Path, str]) -> None:
    folder, printed = built
    database = folder / "warehouse" / "whence.duckdb"
    with duckdb.connect(str(database), read_only=True) as connection:
        credits_ = connection.table("attribution_credits").filter("goal = 'won'")
        sums = dict(credits_.aggregate("rule, sum(credited_value)").fetchall())
    assert len(sums) > 1
    assert {str(value) for value in sums.values()} == {"1550.01"}
    assert "3 accounts, 2 contacts, 4 touches, 3 deals (1 without an amount)" in printed
    assert "Revenue won: 1,550.01 USD, of which 1,000.01 is credited" in printed
    assert re.search(r"touched_at is not a time.* 1 +files.touches 1", printed, re.DOTALL)
    assert "tests passed" in printed
    assert f"Published {database}" in printed
    assert "Next: whence explain D-1\n" in printed
    assert not any((folder / "warehouse" / "build").iterdir())


def test_explain_shows_every_rule_in_80_columns(built: tuple[Path, str]) -> None:
    done = run("explain", "D-1", folder=built[0])
    assert done.returncode == 0, done.stderr
    assert max(map(len, done.stdout.splitlines())) <= WIDTH
    assert "A1: won, 1,000.01 USD, created 2026-01-15, closed 2026-02-10" in done.stdout
    assert re.search(r"1 +2026-01-01 +web session +C1 .* first", done.stdout)
    for rule in ("first_touch", "opportunity_creation", "full_path", "points"):
        assert rule in done.stdout
    assert "…" not in done.stdout


def test_explain_shows_one_rule_to_the_cent(built: tuple[Path, str]) -> None:
    done = run("explain", "D-1", "--rule", "linear", folder=built[0])
    assert "u_shaped" not in done.stdout
    values = re.findall(r"^ +\d +([\d.,]+) +([\d.]+)% *$", done.stdout, re.MULTILINE)
    assert sorted(values) == [("250.00", "25.0")] * 3 + [("250.01", "25.0")]
    assert re.search(r"all +1,000.01 +100.0%", done.stdout)


def test_explain_says_why_nothing_is_credited(built: tuple[Path, str]) -> None:
    done = run("explain", "D-3", folder=built[0])
    assert "the whole value is unattributed" in done.stdout


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["D-9"], 'There is no deal "D-9"; the nearest ids are D-'),
        (["D-1", "--rule", "u_shapd"], "(did you mean u_shaped?)"),
        (["D-1", "--database", "none.duckdb"], "make it with: whence build --database"),
        (["D-1", "--database", "dbt_project.yml"], "cannot be read as a database"),
        (["D-1", "--database", "seeds"], "is a folder"),
    ],
)
def test_explain_refuses_what_is_not_there(
    built: tuple[Path, str], arguments: list[str], sentence: str
) -> None:
    done = run("explain", *arguments, folder=built[0])
    assert done.returncode == InputError.exit_code
    assert sentence in done.stderr
    assert done.stderr.count("\n") == 1
    assert done.stdout == ""


def test_raw_data_that_cannot_be_used_is_one_sentence(
    built: tuple[Path, str], tmp_path: Path
) -> None:
    database = built[0] / "warehouse" / "whence.duckdb"
    before = database.stat()
    raw = write_raw(tmp_path / "raw")
    (raw / "touches.csv").write_text(TOUCHES.replace("touch_id", "id", 1), "utf-8")
    done = run("build", folder=built[0], environment={"WHENCE_RAW_DIR": str(raw)})
    assert done.returncode == InputError.exit_code, done.stderr
    assert done.stderr.splitlines()[-1].startswith("touches.csv has no column touch_id; ")
    assert "Traceback" not in done.stderr
    assert (database.stat().st_ino, database.stat().st_mtime) == (before.st_ino, before.st_mtime)


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["--vars", "lookback_dayz: 3"], "did you mean lookback_days?"),
        (["--vars", "lookback_days:3"], "--vars is not a YAML mapping"),
        (["--source", "hubspot"], 'The source "hubspot" is unknown'),
        (["--raw", "nowhere"], 'There is no folder "nowhere" to read raw data from.'),
        (["--database", "main.duckdb"], "A database cannot be named main"),
        (["--database", "dbt_project.yml/ours.duckdb"], "cannot be written"),
        (["--target", "oracle"], "does not have a target named 'oracle'"),
    ],
)
def test_a_wrong_argument_is_one_sentence(
    small: Path, call: Call, arguments: list[str], sentence: str
) -> None:
    code, printed = call("build", *arguments, folder=small)
    assert code == ConfigurationError.exit_code
    assert sentence in printed
    assert printed.count("\n") == 1
    assert not list(small.glob("warehouse/*.duckdb"))


def test_a_failed_test_publishes_nothing(small: Path, call: Call) -> None:
    database = published(small)
    (small / "tests" / "assert_nothing_is_wrong.sql").write_text("select 1 as wrong", "utf-8")
    code, printed = call("build", folder=small)
    assert code == 1
    assert re.search(r"test +assert_nothing_is_wrong +Got 1 result", printed)
    assert re.search(
        r"\n1 of \d+ models, seeds and tests failed; nothing was published\.\n$", printed
    )
    assert database.read_bytes() == b"the build before"


def test_a_refusal_by_a_macro_is_one_sentence(small: Path, call: Call) -> None:
    model = "{{ config(materialized='table') }}{{ whence.stop('the moon is full.') }}"
    (small / "models" / "staging" / "files" / "moon.sql").write_text(model, "utf-8")
    assert call("build", folder=small) == (2, "the moon is full.\n")


def test_a_second_build_exits_with_3_and_says_who_runs(small: Path, call: Call) -> None:
    with locked(small / "warehouse" / "whence.duckdb"):
        code, printed = call("build", folder=small)
    assert code == BuildRunning.exit_code
    assert f"(process {os.getpid()} of " in printed
    assert printed.count("\n") == 1


def test_a_profile_that_ignores_the_candidate_is_refused(small: Path, call: Call) -> None:
    example = (small / "profiles.yml.example").read_text("utf-8")
    fixed = re.sub("path: .*", "path: mine.duckdb", example)
    (small / "profiles.yml").write_text(fixed, "utf-8")
    code, printed = call("build", folder=small)
    assert code == ConfigurationError.exit_code
    assert "does not take its path from WHENCE_DATABASE" in printed


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("touches.csv", TOUCHES.replace("\n", "\r\n", 2).replace("T3", "\rT3")),
        ("touches.parquet", "hello"),
        ("touches.parquet", "hello" * 100),
    ],
)
def test_an_error_of_a_reader_names_the_file(tmp_path: Path, name: str, content: str) -> None:
    path = tmp_path / name
    path.write_bytes(content.encode())
    columns = ", ".join(f"'cell_{number}': 'varchar'" for number in range(6))
    reader = {
        "csv": f"read_csv('{path}', auto_detect = false, columns = {{{columns}}})",
        "parquet": f"read_parquet('{path}')",
    }
    with pytest.raises(duckdb.Error) as raised:
        duckdb.execute(f"from {reader[path.suffix[1:]]}").fetchall()
    sentence = told_to_user(f"Runtime Error in model base_files__touches\n  {raised.value}")
    assert sentence is not None
    assert sentence.startswith(f"{name} ")
    assert "again" in sentence


def test_an_error_of_a_model_is_no_sentence_for_the_user() -> None:
    assert told_to_user("Binder Error: Referenced column whence not found") is None


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT])
def test_a_stopped_build_publishes_nothing(small: Path, how: signal.Signals) -> None:
    database = published(small)
    slow = "{{ config(materialized='table') }} select count(*) as number from range(10000000000000)"
    (small / "models" / "slow.sql").write_text(slow, "utf-8")
    process = subprocess.Popen(
        [WHENCE, "build"],
        cwd=small,
        env=clean_environment(small),
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stderr is not None
    assert process.stderr.readline().startswith("building ")
    process.send_signal(how)
    _, printed = process.communicate(timeout=60)
    assert process.returncode == BuildStopped.exit_code, printed
    assert printed.endswith("The build was stopped; nothing was published.\n")
    assert database.read_bytes() == b"the build before"
    with locked(database):
        pass


def test_a_stop_that_is_swallowed_comes_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("whence.build._AGAIN_SECONDS", 0.1)
    handler = signal.getsignal(signal.SIGINT)

    def swallow_and_go_on() -> None:
        with contextlib.suppress(KeyboardInterrupt):
            signal.raise_signal(signal.SIGTERM)
        time.sleep(30)

    with pytest.raises(BuildStopped, match="stopped"), stoppable("It was stopped."):
        swallow_and_go_on()
    assert signal.getsignal(signal.SIGINT) is handler
    assert signal.getitimer(signal.ITIMER_REAL) == (0, 0)


def test_simulate_writes_tables_and_says_what_to_do_next(tmp_path: Path) -> None:
    done = run("simulate", "--out", "exports", "--accounts", "20", "--seed", "3", folder=tmp_path)
    assert done.returncode == 0, done.stderr
    counted = re.findall(r"^ *([\d,]+) (\w+)$", done.stdout, re.MULTILINE)
    assert {table for _, table in counted} >= {"touches", "deals"}
    for count, table in counted:
        lines = (tmp_path / "exports" / f"{table}.csv").read_text("utf-8").count("\n")
        assert lines >= int(count.replace(",", ""))
    assert done.stdout.endswith("Next: whence build --raw exports\n")
    refused = run("simulate", "--out", "more", "--accounts", "0", folder=tmp_path)
    assert (refused.returncode, refused.stderr.count("\n")) == (InputError.exit_code, 1)


def test_exit_codes_are_those_of_the_documentation() -> None:
    kinds = (WhenceError, BuildFailed, InputError, ConfigurationError, BuildRunning, BuildStopped)
    assert [kind.exit_code for kind in kinds] == [1, 1, 2, 2, 3, 130]


def test_every_command_has_help_with_an_example() -> None:
    runner = CliRunner()
    for command in ("build", "explain", "check", "simulate", "evaluate"):
        done = runner.invoke(commands, [command, "--help"])
        assert done.exit_code == 0
        assert f"Example: whence {command} " in done.output
    assert re.fullmatch(r"whence \d+\.\d+\.\d+\n", runner.invoke(commands, ["--version"]).output)
