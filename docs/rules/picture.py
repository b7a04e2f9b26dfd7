"""Draws the credits of one journey by many rules: a small bar chart per rule, as SVG."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape

COLUMNS = 4
CELL_WIDTH, CELL_HEIGHT = 200, 120
BAR_WIDTH, BAR_STEP = 22, 28
FULL_HEIGHT = 60
"""Pixels of a credit of 1."""
MARGIN, LINE = 16, 18

STYLE = """
  svg { font-family: system-ui, sans-serif; font-size: 11px; }
  .ground { fill: #ffffff; } .bar { fill: #2f6fab; } .line { stroke: #8a8f98; }
  text { fill: #1f2328; } .title { font-size: 14px; font-weight: 600; } .rule { font-weight: 600; }
  .credit { font-size: 9px; text-anchor: middle; }
  .number { font-size: 9px; text-anchor: middle; fill: #59636e; }
  @media (prefers-color-scheme: dark) {
    .ground { fill: #0d1117; } .bar { fill: #6cb0f2; } .line { stroke: #656c76; }
    text { fill: #e6edf3; } .number { fill: #9198a1; }
  }
"""


@dataclass(frozen=True)
class Chart:
    """One journey: what each touch was, and by rule the credit of each touch, 0 to 1."""

    title: str
    touches: Sequence[str]
    credits: Mapping[str, Sequence[float]]


def draw(chart: Chart) -> str:
    """Return the chart as an SVG document that reads on light and on dark ground."""
    head = MARGIN + LINE * (2 + len(chart.touches))
    rows = -(-len(chart.credits) // COLUMNS)
    width, height = 2 * MARGIN + COLUMNS * CELL_WIDTH, head + rows * CELL_HEIGHT + MARGIN
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" role="img">',
        f"<title>{escape(chart.title)}</title>",
        f"<style>{STYLE}</style>",
        f'<rect class="ground" width="{width}" height="{height}"/>',
        text(MARGIN, MARGIN + 10, chart.title, "title"),
        *(
            text(MARGIN, MARGIN + 10 + LINE * number, f"{number}  {touch}")
            for number, touch in enumerate(chart.touches, start=1)
        ),
    ]
    for place, (rule, credits_) in enumerate(chart.credits.items()):
        row, column = divmod(place, COLUMNS)
        lines += panel(rule, credits_, MARGIN + column * CELL_WIDTH, head + row * CELL_HEIGHT)
    return "\n".join([*lines, "</svg>", ""])


def panel(rule: str, credits_: Sequence[float], left: int, top: int) -> Iterator[str]:
    """Draw one rule: a bar per touch with its credit in percent above and its number below."""
    ground = top + LINE + FULL_HEIGHT + 14
    yield text(left, top + 10, rule, "rule")
    for number, credit in enumerate(credits_, start=1):
        x = left + (number - 1) * BAR_STEP
        middle, height = x + BAR_WIDTH // 2, round(credit * FULL_HEIGHT, 1)
        if credit:
            yield (
                f'<rect class="bar" x="{x}" y="{ground - height:g}" '
                f'width="{BAR_WIDTH}" height="{height:g}"/>'
            )
            yield text(middle, round(ground - height - 3, 1), percent(credit), "credit")
        yield text(middle, ground + 11, str(number), "number")
    end = left + len(credits_) * BAR_STEP - (BAR_STEP - BAR_WIDTH)
    yield f'<line class="line" x1="{left}" y1="{ground}" x2="{end}" y2="{ground}"/>'


def percent(credit: float) -> str:
    """Write a credit as a percentage with at most one decimal, without the sign."""
    rounded = round(100 * credit, 1)
    return f"{rounded:g}" if rounded else "<0.1"


def text(x: float, y: float, words: str, kind: str = "") -> str:
    """Write words at a place."""
    css = f' class="{kind}"' if kind else ""
    return f'<text{css} x="{x:g}" y="{y:g}">{escape(words)}</text>'
