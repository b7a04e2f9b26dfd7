"""Golden vectors and figures worked out by hand are dbt unit tests, which run here.

`whence build` leaves them out.
"""

import json
import os
import subprocess
import sys
from pathlib import Path

import yaml

from conftest import ROOT


def test_every_unit_test_holds(tmp_path: Path) -> None:
    declared = {
        test["name"]
        for path in (ROOT / "models").rglob("*.yml")
        for test in yaml.safe_load(path.read_text("utf-8")).get("unit_tests", [])
    }
    profiles = tmp_path / "profiles"
    profiles.mkdir()
    (profiles / "profiles.yml").write_text(
        (ROOT / "profiles.yml.example").read_text("utf-8"), "utf-8"
    )
    done = subprocess.run(
        [
            *(str(Path(sys.executable).with_name("dbt")), "--quiet", "build"),
            *("--select", "fqn:*", "--exclude-resource-type", "test"),
            *("--project-dir", str(ROOT), "--profiles-dir", str(profiles)),
            *("--target-path", str(tmp_path / "target"), "--log-path", str(tmp_path / "logs")),
        ],
        env={
            **os.environ,
            "WHENCE_DATABASE": str(tmp_path / "whence.duckdb"),
            "WHENCE_RAW_DIR": str(ROOT / "demo"),
        },
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    results = json.loads((tmp_path / "target" / "run_results.json").read_text("utf-8"))["results"]
    passed = {
        result["unique_id"].rsplit(".", 1)[-1]
        for result in results
        if result["unique_id"].startswith("unit_test.") and result["status"] == "pass"
    }
    assert passed == declared
