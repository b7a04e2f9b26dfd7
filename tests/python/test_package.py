"""A project that installs whence as a package adds a rule of its own without forking."""

import os
import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import duckdb
import pytest

from conftest import ROOT

DBT = Path(sys.executable).with_name("dbt")

PROJECT = {
    "dbt_project.yml": """
name: acme
version: "1.0"
profile: acme
vars:
  whence:
    rules:
      - {name: linear}
      - {name: halves}
      - {name: decision_makers, algorithm: one_role, role: decision_maker}
flags: {send_anonymous_usage_stats: false}
""",
    "packages.yml": f"packages: [{{local: '{ROOT}'}}]\n",
    "profiles.yml": """
acme:
  target: duckdb
  outputs:
    duckdb: {type: duckdb, path: "{{ env_var('WHENCE_DATABASE') }}", schema: main, threads: 2}
""",
    "macros/halves.sql": """
{#- Every touch counts half of the one before it. -#}
{% macro default__rule_halves(rule) -%}
    power(5e-1, touch_number)
{%- endmacro %}
""",
    "macros/one_role.sql": """
{#- Only touches of people with one buying role share the credit. -#}
{% macro default__rule_one_role(rule) -%}
    case when buying_role = '{{ rule.role }}' then 1 else 0 end
{%- endmacro %}
""",
    "raw/touches.csv": """touch_id,touched_at,touch_type,account_id,contact_id
t1,2026-01-01,web_session,a,champion
t2,2026-01-11,form_submission,a,boss
t3,2026-01-21,webinar,a,champion
""",
    "raw/deals.csv": """deal_id,account_id,created_at,closed_at,outcome,amount
d,a,2026-01-05,2026-02-10,won,700.00
""",
    "raw/deal_contacts.csv": """deal_id,contact_id,buying_role
d,champion,champion
d,boss,decision_maker
""",
}


def dbt(folder: Path, *arguments: str) -> tuple[int, str]:
    """Run dbt in the folder, without the caller's configuration: its exit code and its words."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("DBT_", "WHENCE_"))
    }
    environment = {
        "WHENCE_RAW_DIR": str(folder / "raw"),
        "WHENCE_DATABASE": str(folder / "acme.duckdb"),
        "DBT_PROFILES_DIR": str(folder),
    }
    done = subprocess.run(
        [DBT, "--no-version-check", "--no-use-colors", *arguments],
        cwd=folder,
        env=kept | environment,
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode, done.stdout + done.stderr


@pytest.fixture(scope="module")
def acme(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write a project of another company and install whence into it."""
    folder = tmp_path_factory.mktemp("acme")
    for name, text in PROJECT.items():
        path = folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, "utf-8")
    code, words = dbt(folder, "deps")
    assert code == 0, words
    return folder


def test_a_project_credits_by_rules_of_its_own(acme: Path) -> None:
    code, words = dbt(acme, "build", "--exclude-resource-type", "unit_test")
    assert code == 0, words
    with duckdb.connect(str(acme / "acme.duckdb"), read_only=True) as connection:
        touches = connection.table("touch_credits").filter("goal = 'won'").order("touch_id")
        rows = {
            row[0]: row[1:]
            for row in touches.project(
                "touch_id, credit_linear, credit_halves, value_halves, "
                "credit_decision_makers, value_decision_makers"
            ).fetchall()
        }
        columns = [name for name in touches.columns if name.startswith("credit_")]
        rules = connection.table("attribution_by_channel").aggregate("rule").order("rule")
        by_channel = [rule for (rule,) in rules.fetchall()]
    third = round(1 / 3, 12)
    assert rows == {
        "t1": (third, round(4 / 7, 12), Decimal("400.00"), 0, Decimal("0.00")),
        "t2": (third, round(2 / 7, 12), Decimal("200.00"), 1, Decimal("700.00")),
        "t3": (third, round(1 / 7, 12), Decimal("100.00"), 0, Decimal("0.00")),
    }
    assert columns == ["credit_linear", "credit_halves", "credit_decision_makers"]
    assert by_channel == ["decision_makers", "halves", "linear"]


def test_a_rule_that_nobody_wrote_is_named(acme: Path) -> None:
    code, words = dbt(acme, "parse", "--vars", "{rules: [{name: linear}, {name: quarters}]}")
    assert code != 0
    assert "No macro named 'rule_quarters' found" in words
    assert "'acme.default__rule_quarters'" in words
    assert "'whence.default__rule_quarters'" in words
