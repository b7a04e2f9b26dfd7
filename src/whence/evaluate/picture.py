"""Draws a number by rule and scenario as SVG: a row for each rule, a bar in each column."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from math import isnan
from statistics import fmean

MARGIN, LABEL_WIDTH, COLUMN_WIDTH, ROW_HEIGHT = 16, 150, 92, 18
FULL_LENGTH = 80
"""Pixels of a bar for 1."""
BAR_HEIGHT = 9
HEAD = 58

STYLE = """
  svg { font-family: system-ui, sans-serif; font-size: 11px; }
  .ground { fill: #ffffff; } .bar { fill: #2f6fab; } .line { stroke: #8a8f98; }
  text { fill: #1f2328; } .title { font-size: 14px; font-weight: 600; }
  .column { font-weight: 600; } .number { font-size: 9px; fill: #59636e; }
  @media (prefers-color-scheme: dark) {
    .ground { fill: #0d1117; } .bar { fill: #6cb0f2; } .line { stroke: #656c76; }
    text { fill: #e6edf3; } .number { fill: #9198a1; }
  }
"""
TITLE = "Distance between a rule's shares of the channels and the true ones (0 is perfect)"


@dataclass(frozen=True)
class Panel:
    """A column of the picture: a scenario, and the number of each rule, 0 to 1."""

    title: str
    values: Mapping[str, float]


def draw(panels: Sequence[Panel]) -> str:
    """Return the picture as an SVG document that reads on light and on dark ground.

    The rules with the lowest numbers on average come first.
    """
    rules = ordered_rules(panels)
    width = 2 * MARGIN + LABEL_WIDTH + max(COLUMN_WIDTH * len(panels), 500)
    height = HEAD + ROW_HEIGHT * len(rules) + MARGIN
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" role="img">',
        f"<title>{escape(TITLE)}</title>",
        f"<style>{STYLE}</style>",
        f'<rect class="ground" width="{width}" height="{height}"/>',
        text(MARGIN, MARGIN + 10, TITLE, "title"),
    ]
    for place, rule in enumerate(rules):
        lines.append(text(MARGIN, _middle(place) + 4, rule))
    for column, panel in enumerate(panels):
        lines += _column(panel, rules, MARGIN + LABEL_WIDTH + column * COLUMN_WIDTH)
    return "\n".join([*lines, "</svg>", ""])


def ordered_rules(panels: Sequence[Panel]) -> list[str]:
    """Return all rules, those that are closest to the truth on average first."""
    numbers: dict[str, list[float]] = {}
    for panel in panels:
        for rule, value in panel.values.items():
            numbers.setdefault(rule, [])
            if not isnan(value):
                numbers[rule].append(value)
    return sorted(numbers, key=lambda rule: (fmean(numbers[rule] or [2.0]), rule))


def text(x: float, y: float, words: str, kind: str = "") -> str:
    """Write words at a place."""
    css = f' class="{kind}"' if kind else ""
    return f'<text{css} x="{x:g}" y="{y:g}">{escape(words)}</text>'


def _column(panel: Panel, rules: Sequence[str], left: int) -> Iterator[str]:
    yield text(left, HEAD - 10, panel.title, "column")
    for place, rule in enumerate(rules):
        value = panel.values.get(rule)
        if value is None or isnan(value):
            continue
        length = round(value * FULL_LENGTH, 1)
        top = _middle(place) - BAR_HEIGHT / 2
        yield (
            f'<rect class="bar" x="{left}" y="{top:g}" width="{length:g}" height="{BAR_HEIGHT}"/>'
        )
        yield text(round(left + length + 3, 1), _middle(place) + 3, f"{value:.2f}", "number")
    end = HEAD + ROW_HEIGHT * len(rules)
    yield f'<line class="line" x1="{left}" y1="{HEAD}" x2="{left}" y2="{end}"/>'


def _middle(place: int) -> int:
    return HEAD + place * ROW_HEIGHT + ROW_HEIGHT // 2
