"""The report of an evaluation: tables on the terminal; a page, a picture and rows in a folder."""

import csv
import shlex
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import isnan
from pathlib import Path
from statistics import fmean

from rich import box
from rich.console import Console
from rich.table import Table

from whence.errors import InputError
from whence.evaluate.picture import Panel, draw
from whence.evaluate.runs import Result
from whence.evaluate.scores import Score, mean_scores
from whence.simulate.scenarios import SCENARIOS

PAGE, ROWS, PICTURE = "README.md", "scores.csv", "tv_direct.svg"

#: What is told of a rule, and what it means.
_MEANINGS = {
    "TV direct": "total variation distance between the rule's shares of the channels and the true "
    "ones: what the touches of each channel added to the won deals",
    "TV total": "the same, where what a channel's touches caused counts as the channel's",
    "placebo": "the share of the credit that went to channels without any effect",
    "tau-b": "Kendall's: how far the rule orders the channels as their true effects do",
    "per touch": "total variation distance between the touches within a deal; the mean of won "
    "deals",
    "seconds": "of the models that the rule needs: its part of the table of credits, and for rules "
    "that learn, the models that only these need; models that several such rules share count for "
    "each of them",
}
_COLUMNS = ("rule", *_MEANINGS)
_INTRODUCTION = """\
# How close rules come to the truth

Written by `{command}`.

Every scenario is a simulated company in which the effect of every touch on the probability of
winning is known ([how](../../src/whence/simulate/__init__.py)). Each rule credits the won deals;
the tables compare its credits with the effects. 0 is perfect, but for tau-b, where 1 is. A
simulated company is simpler than a real one: read the figures as how rules compare, not as how
wrong they are on your data.

| column | meaning |
|---|---|
{meanings}

![TV direct by rule and scenario]({picture})
"""


@dataclass(frozen=True)
class Section:
    """The rules in one scenario at one size, best first: means over the seeds."""

    scenario: str
    accounts: int
    seeds: Sequence[int]
    scores: Sequence[Score]
    rule_seconds: Sequence[float]
    seconds: float

    @property
    def title(self) -> str:
        """Name the scenario and the companies in it."""
        seeds = f"{len(self.seeds)} seeds" if len(self.seeds) > 1 else f"seed {self.seeds[0]}"
        title = SCENARIOS[self.scenario].title
        return f"{self.scenario}: {title}; {self.accounts:,} accounts, {seeds}"

    @property
    def notes(self) -> list[str]:
        """Return what the rules say of themselves."""
        notes = []
        for status in sorted({score.status for score in self.scores} - {"", "ok"}):
            rules = ", ".join(score.rule for score in self.scores if score.status == status)
            notes.append(f"{status}: {rules}")
        flagged = sorted({name for score in self.scores for name in score.outcome_driven})
        if flagged:
            notes.append(f"flagged as driven by the outcome: {', '.join(flagged)}")
        leak = SCENARIOS[self.scenario].leak
        if leak and leak.channel not in flagged:
            notes.append(f"not flagged as driven by the outcome: {leak.channel}")
        return notes


def sections(results: Sequence[Result]) -> list[Section]:
    """Return the results by scenario and size, as means over the seeds."""
    sizes = dict.fromkeys((result.case.scenario, result.case.accounts) for result in results)
    return [
        _section([one for one in results if (one.case.scenario, one.case.accounts) == size])
        for size in sizes
    ]


def _section(results: Sequence[Result]) -> Section:
    rules = dict.fromkeys(score.rule for result in results for score in result.scores)
    scores = [
        mean_scores(score for result in results for score in result.scores if score.rule == rule)
        for rule in rules
    ]
    # what cannot be computed comes last
    scores.sort(key=lambda score: (isnan(score.tv_direct), score.tv_direct, score.rule))
    return Section(
        scenario=results[0].case.scenario,
        accounts=results[0].case.accounts,
        seeds=[result.case.seed for result in results],
        scores=scores,
        rule_seconds=[
            fmean(result.rule_seconds[score.rule] for result in results) for score in scores
        ],
        seconds=sum(result.seconds for result in results),
    )


def print_sections(console: Console, found: Sequence[Section]) -> None:
    """Print a table for each scenario and size."""
    for section in found:
        table = Table(title=section.title, title_justify="left", box=box.SIMPLE_HEAD, padding=0)
        for number, column in enumerate(_COLUMNS):
            table.add_column(column, justify="right" if number else "left", no_wrap=True)
        for row in _rows(section):
            table.add_row(*row)
        console.print(table)
        for note in section.notes:
            console.print(note, markup=False)


def write_report(folder: Path, results: Sequence[Result], command: Sequence[str]) -> None:
    """Write the page, the picture and the rows; raises InputError when that is impossible.

    ``command``: what made them, word by word.
    """
    found = sections(results)
    meanings = "\n".join(f"| {column} | {meaning} |" for column, meaning in _MEANINGS.items())
    lines = [_INTRODUCTION.format(command=shlex.join(command), meanings=meanings, picture=PICTURE)]
    for section in found:
        lines += [f"## {section.title}", "", *_markdown(section), ""]
        lines += [line for note in section.notes for line in (f"- {note}",)]
        lines += ["", f"Simulated, built and scored in {section.seconds:,.0f} seconds.", ""]
    try:
        folder.mkdir(parents=True, exist_ok=True)
        (folder / PAGE).write_text(_tidy("\n".join(lines)), "utf-8")
        (folder / PICTURE).write_text(draw(_panels(found)), "utf-8")
        with (folder / ROWS).open("w", encoding="utf-8", newline="") as file:
            csv.writer(file, lineterminator="\n").writerows(_csv_rows(results))
    except OSError as error:
        raise InputError(f"The report cannot be written to {folder}: {error}.") from error


def _rows(section: Section) -> Iterator[list[str]]:
    for score, seconds in zip(section.scores, section.rule_seconds, strict=True):
        numbers = (
            score.tv_direct,
            score.tv_total,
            score.placebo_share,
            score.rank_agreement,
            score.touch_error,
        )
        yield [score.rule, *(_number(value) for value in numbers), f"{seconds:.1f}"]


def _markdown(section: Section) -> Iterator[str]:
    yield f"| {' | '.join(_COLUMNS)} |"
    yield f"|---|{'--:|' * (len(_COLUMNS) - 1)}"
    for row in _rows(section):
        yield f"| {' | '.join(row)} |"


def _panels(found: Sequence[Section]) -> list[Panel]:
    return [
        Panel(
            title=f"{section.scenario} ({section.accounts:,})",
            values={score.rule: score.tv_direct for score in section.scores},
        )
        for section in found
    ]


def _csv_rows(results: Sequence[Result]) -> Iterator[Sequence[object]]:
    yield (
        "scenario",
        "accounts",
        "seed",
        "rule",
        "tv_direct",
        "tv_total",
        "placebo_share",
        "kendall_tau_b",
        "touch_error",
        "seconds",
        "status",
        "outcome_driven",
    )
    for result in results:
        for score in result.scores:
            numbers = (
                score.tv_direct,
                score.tv_total,
                score.placebo_share,
                score.rank_agreement,
                score.touch_error,
            )
            yield (
                result.case.scenario,
                result.case.accounts,
                result.case.seed,
                score.rule,
                *("" if isnan(value) else f"{value:.6f}" for value in numbers),
                f"{result.rule_seconds[score.rule]:.3f}",
                score.status,
                " ".join(score.outcome_driven),
            )


def _number(value: float) -> str:
    return "-" if isnan(value) else f"{value:.3f}"


def _tidy(text: str) -> str:
    """Leave one empty line where there are several."""
    while "\n\n\n" in text:
        text = text.replace("\n\n\n", "\n\n")
    return text.rstrip("\n") + "\n"
