"""Writes what the pages beside it take from the project: examples, configuration, SQL, the picture.

    .venv/bin/python docs/rules/generate.py           writes the pages anew (make docs)
    .venv/bin/python docs/rules/generate.py --check   writes nothing; fails when a page is stale

A part of a page lies between two comments. The first says who wrote it, then the part's name and
its arguments; the text around it is written by people:

    <!-- make docs wrote this: example won:six_touches team -->
    <!-- end -->

Credits come from the golden vectors in tests/fixtures, which were worked out by hand and which the
unit tests hold the models against: an example on a page is what the rule does.
"""

import argparse
import csv
import re
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

import yaml
from picture import Chart, draw

FOLDER = Path(__file__).resolve().parent
ROOT = FOLDER.parents[1]
PICTURE = "one_journey_by_every_rule.svg"
PICTURED_JOURNEY = "won:six_touches"

_PART = re.compile(
    r"(?P<open><!-- make docs wrote this: (?P<name>\w+) ?(?P<arguments>[^>]*?) ?-->\n)"
    r".*?(?P<close><!-- end -->)",
    re.DOTALL,
)
_ROLES = ("first", "lead_creation", "mql", "opportunity_creation", "close", "last")

Row = Mapping[str, str]


@dataclass(frozen=True)
class Facts:
    """What the project says: rules as configured, and the golden vectors.

    `touches` are the spine's rows by journey, in journey order; `credits` what touches earn, by
    rule and touch.
    """

    rules: Mapping[str, Mapping[str, Any]]
    touches: Mapping[str, Sequence[Row]]
    credits: Mapping[str, Mapping[str, Row]]
    macros: Mapping[str, str]
    pages: Mapping[str, str]

    def algorithm(self, rule: str) -> str:
        """Name the algorithm of a rule, which is named like the rule when its line does not say."""
        return str(self.rules[rule].get("algorithm", rule))


def read_facts(root: Path, folder: Path) -> Facts:
    """Read the project in `root` and the pages in `folder`."""
    variables = yaml.safe_load((root / "dbt_project.yml").read_text("utf-8"))["vars"]
    rules = {line["name"]: line for line in variables["rules"]}
    fixtures = root / "tests" / "fixtures"
    touches: dict[str, list[Row]] = {}
    for row in read_rows(fixtures / "golden_journeys.csv"):
        touches.setdefault(row["journey_id"], []).append(row)
    return Facts(
        rules=rules,
        touches={
            journey: sorted(rows, key=lambda row: int(row["touch_number"]))
            for journey, rows in touches.items()
        },
        credits={
            rule: {row["touch_id"]: row for row in read_rows(fixtures / f"golden_{rule}.csv")}
            for rule in rules
        },
        macros={
            path.stem: path.read_text("utf-8") for path in (root / "macros/rules").glob("*.sql")
        },
        pages={path.stem: path.read_text("utf-8") for path in sorted(folder.glob("*.md"))},
    )


def read_rows(path: Path) -> list[Row]:
    """Read a CSV file with a header."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def example(facts: Facts, rule: str, journey: str, *columns: str) -> str:
    """Show what each touch of a golden journey earns, beside columns of the spine."""
    touches = facts.touches[journey]
    earned = [facts.credits[rule][touch["touch_id"]] for touch in touches]
    credits_ = [Decimal(row[f"credit_{rule}"]) for row in earned]
    values = [Decimal(row[f"value_{rule}"]) for row in earned]
    header = ["touch", "channel", *(words(name) for name in columns), "role"]
    lines = [
        [touch["touch_number"], touch["channel"], *(touch[name] for name in columns), roles(touch)]
        for touch in touches
    ]
    earnings = zip(map(share, credits_), map(money, values), strict=True)
    total = ["", "", *("" for _ in columns), "", share(sum(credits_)), money(sum(values))]
    title = f"Journey `{journey}`, worth {money(Decimal(touches[0]['journey_value']))}."
    if earned[0][f"is_fallback_{rule}"] == "true":
        fallback = facts.rules[rule].get("fallback", "linear")
        title += f" Every weight is 0, so `{fallback}` takes over and `is_fallback` is true."
    rows = [[*line, *earning] for line, earning in zip(lines, earnings, strict=True)]
    return f"{title}\n\n" + table([*header, "credit", "credited value"], [*rows, total], right=2)


def configuration(facts: Facts, rule: str) -> str:
    """Show the rule's line in dbt_project.yml and link the file with its algorithm."""
    line = yaml.safe_dump(
        dict(facts.rules[rule]), default_flow_style=True, sort_keys=False, width=10**6
    )
    path = f"macros/rules/{facts.algorithm(rule)}.sql"
    return f"```yaml\n- {line.strip()}\n```\n\nIt runs [{path}](../../{path})."


def macro(facts: Facts, page: str, algorithm: str = "") -> str:
    """Show the file of an algorithm: the one named, else the one that the page's rule runs."""
    return f"```sql\n{facts.macros[algorithm or facts.algorithm(page)].strip()}\n```"


def rules(facts: Facts, _page: str) -> str:
    """List the rules with what their pages say first."""
    return table(
        ["rule", "what it does", "algorithm"],
        [
            [f"[{rule}]({rule}.md)", first_sentence(facts.pages[rule]), facts.algorithm(rule)]
            for rule in facts.rules
        ],
    )


def picture(facts: Facts, _page: str) -> str:
    """Show the picture, which is drawn into a file of its own."""
    chart = charted(facts)
    return f"![{chart.title} The figures are on the pages of the rules.]({PICTURE})"


PARTS: Mapping[str, Callable[..., str]] = {
    part.__name__: part for part in (example, configuration, macro, rules, picture)
}


def charted(facts: Facts) -> Chart:
    """Collect what the picture shows: every touch and what every rule gives it."""
    touches = facts.touches[PICTURED_JOURNEY]
    return Chart(
        title=f"Credit of each touch of the journey {PICTURED_JOURNEY}, by every rule, in percent.",
        touches=[f"{touch['channel']}: {roles(touch) or 'no role'}" for touch in touches],
        credits={
            rule: [float(earned[touch["touch_id"]][f"credit_{rule}"]) for touch in touches]
            for rule, earned in facts.credits.items()
        },
    )


def written(facts: Facts, page: str) -> str:
    """Return the text of a page with all its parts written anew.

    Stops with a sentence when the page asks for something that the project does not have.
    """

    def write(found: re.Match[str]) -> str:
        try:
            text = PARTS[found["name"]](facts, page, *found["arguments"].split())
        except KeyError as error:
            raise SystemExit(f"{page}.md: {found['name']} asks for {error}, unknown.") from None
        return f"{found['open']}{text}\n{found['close']}"

    return _PART.sub(write, facts.pages[page])


def first_sentence(page: str) -> str:
    """Return the first paragraph below a page's title."""
    return page.split("\n\n")[1].replace("\n", " ")


def roles(touch: Row) -> str:
    """Say in words what a touch was in its journey, as the column touch_roles does."""
    held = (role for role in _ROLES if touch["touch_number"] == position(touch, role))
    return ", ".join(map(words, held))


def position(touch: Row, role: str) -> str:
    """Return the number of the touch that holds a role in this touch's journey."""
    ends = {"first": "1", "last": touch["touch_count"]}
    return ends.get(role) or touch[f"{role}_touch_number"]


def words(name: str) -> str:
    """Write a name as words."""
    return name.replace("_", " ")


def share(credit: Decimal | int) -> str:
    """Write a credit with four decimals, without the zeros at its end."""
    rounded = round(Decimal(credit), 4)
    return "< 0.0001" if credit and not rounded else f"{rounded:f}".rstrip("0").rstrip(".")


def money(amount: Decimal | int) -> str:
    """Write an amount to the cent."""
    return f"{amount:,.2f}"


def table(header: Sequence[str], rows: Sequence[Sequence[str]], right: int = 0) -> str:
    """Write a Markdown table whose last `right` columns are numbers."""
    rule = ["---"] * (len(header) - right) + ["---:"] * right
    return "\n".join(f"| {' | '.join(row)} |" for row in [header, rule, *rows])


def main(arguments: Sequence[str]) -> int:
    """Write the pages, or with --check say which of them are not up to date: then return 1."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--check", action="store_true", help="write nothing; fail when one differs")
    is_check = parser.parse_args(arguments).check
    facts = read_facts(ROOT, FOLDER)
    texts = {FOLDER / f"{page}.md": written(facts, page) for page in facts.pages}
    texts[FOLDER / PICTURE] = draw(charted(facts))
    stale = [
        path for path, text in texts.items() if not path.exists() or path.read_text("utf-8") != text
    ]
    for path in stale:
        if is_check:
            sys.stderr.write(f"docs/rules/{path.name} is not up to date; run make docs.\n")
        else:
            path.write_text(texts[path], "utf-8")
    return int(is_check and bool(stale))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
