"""The website as a tracker sees it: visits by cookie, page by page, and who they turn out to be."""

from dataclasses import dataclass

import numpy as np

from whence.simulate.arrays import DAY, NEVER, Booleans, Integers, Texts, members, texts
from whence.simulate.company import Company
from whence.simulate.dirt import Dirt
from whence.simulate.looks import CONTENTS, LOOKS, Trace
from whence.simulate.records import Outsiders, Records, web_looks

#: How else people write UTM sources and mediums. The last of some is one that nobody expects.
ODD_TAGS: dict[tuple[str, str], tuple[tuple[str, str], ...]] = {
    ("google", "cpc"): (("google", "ppc"), ("Google", "CPC"), ("google.com", "cpc")),
    ("bing", "cpc"): (("Bing", "CPC"), ("bing", "ppc")),
    ("linkedin", "paid-social"): (
        ("LinkedIn", "Paid-Social"), ("linkedin.com", "paid_social"), ("Linkedin", "cpc"),
        ("li", "sponsored"),
    ),
    ("linkedin", "social"): (("Linkedin", "Social"), ("linkedin.com", "organic-social")),
    ("facebook", "paid_social"): (("Facebook", "paid-social"), ("fb", "cpc")),
    ("newsletter", "email"): (("Newsletter", "E-Mail"), ("marketo", "email")),
    ("adroll", "retargeting"): (("AdRoll", "Retargeting"),),
    ("google", "display"): (("Google", "Display"), ("gdn", "banner")),
    ("ledgerly", "partner"): (("Ledgerly", "co-marketing"), ("ledgerly", "cosell")),
    ("pipeline-talks", "podcast"): (("Pipeline Talks", "Podcast"), ("pipeline-talks", "shownotes")),
    ("g2", "review"): (("G2", "review"), ("g2.com", "referral")),
    ("revops-slack", "community"): (("slack", "community"), ("RevOps-Slack", "Community")),
}  # fmt: skip

MARKET, OUTSIDER, STAFF = range(3)
_HOUR = 3_600


@dataclass(frozen=True)
class Visits:
    """One element per visit: who came when, from where, with which cookie.

    ``touch``: the position of the touch in the company, -1 for visits that are none. ``device``:
    0 the person's own, 1 another one. ``cookie``: how often the device has forgotten us before.
    ``record``: the record that the visitor becomes by a form or a link of ours, -1 for none, at
    ``identified_at``. ``source``, ``medium``: UTM parameters as somebody typed them.
    """

    kind: Integers
    person: Integers
    device: Integers
    cookie: Integers
    at: Integers
    touch: Integers
    look: Integers
    campaign: Integers
    record: Integers
    identified_at: Integers
    source: Texts
    medium: Texts
    has_click_id: Booleans
    has_group: Booleans


@dataclass(frozen=True)
class Pages:
    """One element per page view; ``place``: 0 for the page that the visit landed on."""

    visit: Integers
    place: Integers
    at: Integers
    content: Integers
    percent_scrolled: Integers


def draw_visits(
    dirt: Dirt,
    company: Company,
    records: Records,
    outsiders: Outsiders,
    random: np.random.Generator,
) -> Visits:
    """Draw the visits behind the touches of the website, and those of people outside the market."""
    traces, touches = company.traces, company.touches
    # who refuses consent leaves no trace at all
    touch = np.flatnonzero(np.isin(traces.look, web_looks()) & ~traces.is_refused)
    stranger, stranger_at, stranger_record = _outsider_visits(company, records, outsiders, random)
    staff_count = max(6, int(dirt.staff_visits * company.accounts.count))
    staff = company.people.count + len(outsiders.asked_at)
    staff_at = random.integers(
        company.parameters.history_start, company.parameters.history_end, staff_count
    )
    logs_in = random.random(staff_count) < dirt.staff_login_share

    person = np.concatenate(
        [
            touches.person[touch],
            company.people.count + stranger,
            staff + random.integers(outsiders.staff_count, size=staff_count),
        ]
    )
    at = np.concatenate([touches.at[touch], stranger_at, staff_at])
    others = len(stranger) + staff_count
    look = np.concatenate([traces.look[touch], _other_looks(stranger_record, staff_count, random)])
    kind = np.repeat([MARKET, OUTSIDER, STAFF], [len(touch), len(stranger), staff_count])
    record = np.concatenate(
        [
            _records_of_forms(company, records, touch),
            stranger_record,
            np.full(staff_count, -1),
        ]
    )
    source, medium = _typed_tags(dirt, look, random)
    is_trial = np.isin(look, _trial_looks())
    identified = (record >= 0) | np.append(np.full(len(at) - staff_count, False), logs_in)
    return Visits(
        kind=kind,
        person=person,
        device=np.concatenate([traces.device[touch], np.zeros(others, np.int64)]),
        cookie=_cookies(dirt, company, outsiders, random, person=person, at=at),
        at=at,
        touch=np.concatenate([touch, np.full(others, -1)]),
        look=look,
        campaign=np.concatenate([company.touch_campaign[touch], np.full(others, -1)]),
        record=record,
        identified_at=np.where(identified, at + 2, NEVER),
        source=source,
        medium=medium,
        has_click_id=np.concatenate([traces.has_click_id[touch], np.full(others, False)]),
        has_group=is_trial & (kind == MARKET) & (random.random(len(at)) < dirt.group_call_share),
    )


def draw_pages(company: Company, visits: Visits, random: np.random.Generator) -> Pages:
    """Draw the pages of every visit.

    A visit that is a web session in the company has the pages it has there. Of the others the last
    page is what the touch is about: a form, a paper, what an e-mail linked to.
    """
    drawn = company.page_views
    is_session = np.array([look.touch_type == "web_session" for look in LOOKS])[visits.look]
    is_drawn = is_session & (visits.touch >= 0)
    drawn_count = np.bincount(drawn.touch, minlength=len(company.touches.at))
    is_form = np.array([look.trace == Trace.FORM and not _is_click(look) for look in LOOKS])
    further = random.poisson(0.5, len(visits.at))
    count = np.where(
        is_drawn,
        np.append(drawn_count, 0)[visits.touch],
        np.where(is_form[visits.look], 2, 1 + further * (visits.touch < 0)),
    )
    visit, place = members(count)
    first_drawn = np.searchsorted(drawn.touch, np.maximum(visits.touch, 0))
    source = np.minimum(first_drawn[visit] + place, len(drawn.at))

    # before the form is sent, the visitor has read the page it is on and the one before
    seconds = 20 + random.integers(260, size=len(visit))
    back = np.where(place == 0, seconds, 0)
    forward = np.where(place > 0, seconds, 0)
    ends_with_form = is_form[visits.look][visit]
    last = place == count[visit] - 1
    at = np.where(
        is_drawn[visit],
        np.append(drawn.at, 0)[source],
        visits.at[visit]
        + np.where(ends_with_form, -20 - np.where(last, 0, 30 + back), place * 40 + forward),
    )
    landing, page = content_range("landing"), content_range("page")
    is_paid = np.array([look.click_id_type != "" for look in LOOKS])[visits.look][visit]
    draw = random.random(len(visit))
    other = np.where(
        is_paid & (place == 0),
        landing.start + (draw * len(landing)).astype(int),
        page.start + (draw * len(page)).astype(int),
    )
    # what stands behind the last element is what position -1 finds
    about = np.append(company.traces.content, -1)[visits.touch]
    form = content_range("form")
    about = np.where((about < 0) & is_form[visits.look], form.start + visits.person % 2, about)
    has_path = np.array([path != "" for kind in CONTENTS.values() for _, path in kind])
    is_about = last & ~is_session[visit] & (about[visit] >= 0) & has_path[about[visit]]
    return Pages(
        visit=visit,
        place=place,
        at=at,
        content=np.where(
            is_drawn[visit],
            np.append(drawn.content, 0)[source],
            np.where(is_about, about[visit], other),
        ),
        percent_scrolled=np.where(
            is_drawn[visit],
            np.append(drawn.percent_scrolled, 0)[source],
            5 * (1 + (20 * random.beta(1.2, 1.1, len(visit))).astype(int)),
        ),
    )


def content_range(kind: str) -> range:
    """Return the positions of the contents of a kind."""
    kinds = list(CONTENTS)
    start = sum(len(CONTENTS[name]) for name in kinds[: kinds.index(kind)])
    return range(start, start + len(CONTENTS[kind]))


def _is_click(look: object) -> bool:
    return getattr(look, "touch_type", "") == "email_clicked"


def _trial_looks() -> Integers:
    return np.flatnonzero([look.touch_type in {"form_submission", "chat"} for look in LOOKS])


def _records_of_forms(company: Company, records: Records, touch: Integers) -> Integers:
    """Return per visit the record that its form makes it known as: -1 where there is none."""
    main_of = np.full(company.people.count, -1)
    is_main = (records.touch < 0) & (records.person < company.people.count)
    main_of[records.person[is_main]] = np.flatnonzero(is_main)
    of_touch = np.full(len(company.touches.at), -1)
    duplicates = np.flatnonzero(records.touch >= 0)
    of_touch[records.touch[duplicates]] = duplicates
    is_form = np.array([look.trace == Trace.FORM for look in LOOKS])[company.traces.look[touch]]
    main = main_of[company.touches.person[touch]]
    return np.where(is_form, np.where(of_touch[touch] >= 0, of_touch[touch], main), -1)


def _outsider_visits(
    company: Company, records: Records, outsiders: Outsiders, random: np.random.Generator
) -> tuple[Integers, Integers, Integers]:
    """Return who of the outsiders came when, and as which record (-1: as nobody known)."""
    parameters = company.parameters
    count = len(outsiders.asked_at)
    visitor, place = members(1 + random.poisson(0.5, count))
    at = random.integers(parameters.history_start, parameters.history_end, len(visitor))
    asks = (place == 0) & (outsiders.asked_at[visitor] < NEVER)
    at = np.where(asks, outsiders.asked_at[visitor], at)
    record_of = np.full(count, -1)
    is_outsider = records.person >= company.people.count
    record_of[records.person[is_outsider] - company.people.count] = np.flatnonzero(is_outsider)
    return visitor, at, np.where(asks, record_of[visitor], -1)


def _other_looks(
    stranger_record: Integers, staff_count: int, random: np.random.Generator
) -> Integers:
    """Return how the visits of outsiders look, and after them those of our own people."""
    kinds = ("organic_search", "organic_social", "referral", "direct")
    sessions, forms = (
        np.flatnonzero([look.channel in kinds and look.touch_type == touch_type for look in LOOKS])
        for touch_type in ("web_session", "form_submission")
    )
    count = len(stranger_record)
    stranger = np.where(
        stranger_record >= 0,
        forms[random.integers(len(forms), size=count)],
        sessions[random.integers(len(sessions), size=count)],
    )
    direct = [look.channel == "direct" and look.touch_type == "web_session" for look in LOOKS]
    return np.concatenate([stranger, np.full(staff_count, np.flatnonzero(direct)[0])])


def _typed_tags(dirt: Dirt, look: Integers, random: np.random.Generator) -> tuple[Texts, Texts]:
    """Return the UTM source and medium of every visit, as they are in its link."""
    draw, pick = random.random((2, len(look)))
    is_odd = draw < dirt.odd_tag_share
    has_none = draw > 1 - dirt.no_tag_share
    source = texts(tuple(one.utm_source for one in LOOKS))[look]
    medium = texts(tuple(one.utm_medium for one in LOOKS))[look]
    for (usual_source, usual_medium), others in ODD_TAGS.items():
        rows = np.flatnonzero(is_odd & (source == usual_source) & (medium == usual_medium))
        place = (pick[rows] * len(others)).astype(int)
        source[rows] = texts(tuple(other for other, _ in others))[place]
        medium[rows] = texts(tuple(other for _, other in others))[place]
    source[has_none], medium[has_none] = "", ""
    return source, medium


def _cookies(  # noqa: PLR0913  what a cookie depends on
    dirt: Dirt,
    company: Company,
    outsiders: Outsiders,
    random: np.random.Generator,
    *,
    person: Integers,
    at: Integers,
) -> Integers:
    """Return how often each visitor's browser has forgotten us before the visit."""
    days, shares = zip(*dirt.cookie_days, strict=True)
    everybody = company.people.count + len(outsiders.asked_at) + outsiders.staff_count
    life = np.array(days)[random.choice(len(days), everybody, p=shares)] * DAY
    began = random.random(everybody) * life
    age = at - company.parameters.history_start + began[person].astype(np.int64)
    return np.where(life[person] >= days[0] * DAY, 0, age // life[person])
