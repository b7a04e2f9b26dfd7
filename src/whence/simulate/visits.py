"""Page views: what visitors looked at in the sessions of the website."""

from dataclasses import dataclass

import numpy as np

from whence.simulate.arrays import Integers, members
from whence.simulate.episodes import Touches
from whence.simulate.looks import CONTENTS, LOOKS
from whence.simulate.traces import Traces

_MEAN_FURTHER_PAGES = 0.6
_MEAN_READING_SECONDS = 70.0


@dataclass(frozen=True)
class PageViews:
    """One element per page view: the position of the session's touch, when, which, how far."""

    touch: Integers
    at: Integers
    content: Integers
    percent_scrolled: Integers


def draw_page_views(touches: Touches, traces: Traces, random: np.random.Generator) -> PageViews:
    """Draw the pages of every web session: the one it landed on, then others."""
    is_session = np.array([look.touch_type == "web_session" for look in LOOKS])[traces.look]
    session = np.flatnonzero(is_session)
    page_count = 1 + random.poisson(_MEAN_FURTHER_PAGES, len(session))
    visit, place = members(page_count)
    touch = session[visit]
    first_page = sum(len(CONTENTS[kind]) for kind in list(CONTENTS)[: list(CONTENTS).index("page")])
    further = first_page + random.integers(len(CONTENTS["page"]), size=len(touch))
    seconds = 5 + random.exponential(_MEAN_READING_SECONDS, len(touch)).astype(int)
    before = np.cumsum(seconds) - seconds
    return PageViews(
        touch=touch,
        at=touches.at[touch] + before - np.repeat(before[place == 0], page_count),
        content=np.where(place == 0, traces.content[touch], further),
        percent_scrolled=5 * (1 + (20 * random.beta(1.2, 1.1, len(touch))).astype(int)),
    )
