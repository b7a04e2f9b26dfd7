"""Chances: what the touches of a closed deal did to its chance of being won."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from rich.console import Console

#: Touches whose part in the chance is said in words.
_TOLD_TOUCHES = 3


@dataclass(frozen=True)
class Chances:
    """What a rule of the algorithm removal says of a closed deal's chance of winning.

    ``without`` is per touch the chance without it, None where its channel takes part and earns
    nothing; ``baseline_share`` the share of ``with_all`` that was there before any touch.
    """

    rule: str
    with_all: float
    baseline_share: float
    without: list[float | None]


def chances_of(touches: Sequence[Mapping[str, Any]], rules: Iterable[str]) -> list[Chances]:
    """Read the chances from a journey's rows of touch_credits, for the rules that have any."""
    if not touches:
        return []
    return [
        Chances(
            rule=rule,
            with_all=touches[0][f"p_win_{rule}"],
            baseline_share=touches[0][f"baseline_share_{rule}"],
            without=[row[f"p_without_touch_{rule}"] for row in touches],
        )
        for rule in rules
        if touches[0].get(f"p_win_{rule}") is not None
    ]


def print_chances(console: Console, chances: Chances, names: Mapping[int, str]) -> None:
    """Say what the touches did to the chance, those that did most first.

    ``names`` says in words what each touch was, by its number.
    """
    falls = sorted(
        (without, number)
        for number, without in enumerate(chances.without, start=1)
        if without is not None and without < chances.with_all
    )
    sentences = [
        f"By {chances.rule}, the chance of winning was {chances.with_all:.1%} with all touches; "
        f"{chances.baseline_share:.0%} of it was there before any of them.",
        *(
            f"Without the {_named(names.get(number, ''))} (touch {number}) the chance of winning "
            f"falls from {chances.with_all:.1%} to {without:.1%}."
            for without, number in falls[:_TOLD_TOUCHES]
        ),
    ]
    if len(falls) > _TOLD_TOUCHES:
        sentences.append(
            f"Touches that raised it, by no more than these: {len(falls) - _TOLD_TOUCHES}."
        )
    for sentence in sentences:
        console.print(sentence, markup=False, highlight=False)


def _named(touch_type: str) -> str:
    """Return a noun for a touch; a type that no seed knows is none."""
    return "touch" if touch_type in ("", "other") else touch_type
