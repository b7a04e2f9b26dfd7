"""What the tests share: the project, one dbt in this process, and one build of the demo."""

import atexit
import functools
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

import pytest
import yaml

from whence.build import Order
from whence.build import build as build_order
from whence.project import Project

ROOT = Path(__file__).resolve().parents[2]
BIN = Path(sys.executable).parent


class SilentWatcher:
    """Watches a build for nobody."""

    def start(self, node_count: int) -> None:
        """Ignore the number of nodes."""

    def advance(self, node: str) -> None:
        """Ignore the node."""


@functools.cache
def work_folder() -> Path:
    """Return a folder of this test session for what dbt and builds write."""
    folder = Path(tempfile.mkdtemp(prefix="whence-tests-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


def copy_project(folder: Path, *parts: str) -> Path:
    """Copy parts of the project into a folder, without what a build leaves."""
    folder.mkdir(parents=True, exist_ok=True)
    for part in ("dbt_project.yml", "profiles.yml.example", *parts):
        if (ROOT / part).is_dir():
            shutil.copytree(ROOT / part, folder / part)
        else:
            shutil.copyfile(ROOT / part, folder / part)
    return folder


def build(raw_dir: Path, database: Path, variables: Mapping[str, object] | None = None) -> Path:
    """Build the project's models from `raw_dir` and return `database`, the file that holds them.

    Every build happens at one path, from which the file is copied: another path would make dbt
    read the whole project again. Give each database the name whence.duckdb, in a folder of its
    own: the views in it name it. Fails with the messages of the nodes that failed.
    """
    text = yaml.safe_dump(dict(variables)) if variables else ""
    order = Order(
        raw=raw_dir, database=work_folder() / database.name, variables=text, full_refresh=True
    )
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DBT_TARGET_PATH", str(work_folder() / "target"))
        outcome = build_order(order, Project(ROOT), SilentWatcher())
    if outcome.database is None:
        pytest.fail("\n".join(f"{node.name}: {node.message}" for node in outcome.failures))
    database.parent.mkdir(parents=True, exist_ok=True)
    return Path(shutil.copyfile(outcome.database, database))


@pytest.fixture(scope="session")
def demo_database() -> Path:
    """Return a database built from demo/; open it read-only, since all tests share it."""
    return build(ROOT / "demo", work_folder() / "demo" / "whence.duckdb")


@pytest.fixture(scope="session")
def demo_project(demo_database: Path) -> Path:
    """Return a copy of the project, read by dbt; its profile leads to a copy of the built demo."""
    folder = work_folder() / "project"
    parts = ("models", "seeds", "macros", "analyses", "tests", "selectors.yml")
    copy_project(folder, *parts)
    shutil.copyfile(folder / "profiles.yml.example", folder / "profiles.yml")
    shutil.copyfile(demo_database, folder / "whence.duckdb")
    run_tool(folder, "dbt", "parse", "--quiet")
    return folder


def run_tool(project: Path, tool: str, *arguments: str, told: str = "") -> str:
    """Run a tool of this environment in a copy of the project and return what it says."""
    done = subprocess.run(
        [BIN / tool, *arguments],
        cwd=project,
        env={
            **os.environ,
            "WHENCE_DATABASE": str(project / "whence.duckdb"),
            "WHENCE_RAW_DIR": str(ROOT / "demo"),
            "DBT_PROFILES_DIR": str(project),
        },
        input=told,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout
