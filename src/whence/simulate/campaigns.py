"""Campaigns: what ran in which quarter, and what it cost."""

from dataclasses import dataclass

import numpy as np

from whence.simulate.arrays import DAY, Floats, Integers, Texts, texts
from whence.simulate.parameters import Parameters

_WEEK = 7 * DAY
_QUARTER_MONTHS = 3
#: What a thousand impressions on a social network lead to, besides clicks.
_REACTIONS, _COMMENTS, _SHARES, _FOLLOWS = 2.5, 0.3, 0.4, 0.2


@dataclass(frozen=True)
class Program:
    """The campaigns of some channels: in every quarter ``per_quarter`` of the ``themes`` in turn.

    ``cost``: USD per account, by week for ads (``is_weekly``), else by campaign; 0 for what is
    not booked as spend. ``click_cost``, ``reach_cost``: USD per click and per 1,000 impressions.
    ``is_social``: people can react to it.
    """

    channels: tuple[str, ...]
    label: str
    themes: tuple[str, ...]
    per_quarter: int = 1
    spend_channel: str = ""
    platform: str = ""
    cost: float = 0.0
    is_weekly: bool = False
    click_cost: float = 0.0
    reach_cost: float = 0.0
    is_social: bool = False


PROGRAMS = (
    Program(("paid_search",), "Search", ("Attribution keywords", "Competitor keywords"), 2,
            "Paid Search", "google_ads", 0.55, True, 9.0, 60.0),
    Program(("brand_search",), "Search", ("Brand keywords",), 1,
            "Paid Search", "google_ads", 0.15, True, 2.5, 90.0),
    Program(("paid_social", "impression"), "LinkedIn",
            ("Pipeline visibility", "Finance leaders", "Marketing operations"), 2,
            "Paid Social", "linkedin_ads", 0.65, True, 12.0, 45.0, True),
    Program(("retargeting",), "Retargeting", ("Pricing visitors",), 1,
            "Paid Other", "adroll", 0.20, True, 4.0, 12.0),
    Program(("display",), "Display", ("Awareness banners",), 1,
            "Display", "google_ads", 0.30, True, 5.0, 6.0),
    Program(("syndication",), "Syndication", ("Buyer's guide", "State of B2B pipelines"), 1,
            "Paid Other", "industrypress", 5.0),
    Program(("newsletter", "newsletter_open", "newsletter_click"), "Newsletter",
            ("Revenue Letter",), 1, "Email", "mailer", 1.0),
    Program(("webinar",), "Webinar", ("What really won the deal", "Six people, one purchase",
            "Sales and marketing on one page", "Budgets that follow the evidence",
            "From first visit to signature"), 2, "Webinar", "webinars", 2.5),
    Program(("event",), "Event", ("Revenue Summit", "Roadshow", "Customer dinners"), 2,
            "Event", "events", 8.0),
    Program(("partner",), "Partner", ("Ledgerly co-marketing",), 1, "Partner", "partners", 3.0),
    Program(("podcast",), "Podcast", ("Pipeline Talks sponsorship",), 1,
            "Podcast", "podcasts", 4.0),
    Program(("review_site",), "Review site", ("G2 profile",), 1, "Review Site", "g2", 4.0),
    Program(("outbound_email", "outbound_open", "outbound_reply", "outbound_call"), "Outbound",
            ("Operations leaders", "New funding", "Event follow-up"), 2),
)  # fmt: skip


@dataclass(frozen=True)
class Campaigns:
    """One element per campaign: by program, then by quarter; ``starts_at`` in seconds."""

    program: Integers
    starts_at: Integers
    ends_at: Integers
    name: Texts
    tag: Texts
    theme: Texts


@dataclass(frozen=True)
class Spend:
    """One element per line of spend: a week of a campaign, or a campaign."""

    campaign: Integers
    at: Integers
    cost_cents: Integers
    clicks: Integers
    impressions: Integers
    reactions: Integers
    comments: Integers
    shares: Integers
    follows: Integers


def quarter_starts(parameters: Parameters, ahead: int = 0) -> Integers:
    """Return the start of every quarter of the records, and of the one after, in seconds.

    ``ahead``: of so many quarters more.
    """
    months = np.array([parameters.history_start, parameters.history_end + 1], "datetime64[s]")
    first, last = months.astype("datetime64[M]")
    last += ahead * _QUARTER_MONTHS
    return np.arange(first, last + 1, _QUARTER_MONTHS).astype("datetime64[s]").astype(np.int64)


def plan_campaigns(parameters: Parameters) -> Campaigns:
    """Return the campaigns of all programs in all quarters."""
    starts = quarter_starts(parameters)
    rows = [
        (number, starts[quarter], starts[quarter + 1], program, theme)
        for number, program in enumerate(PROGRAMS)
        for quarter in range(len(starts) - 1)
        for theme in _themes(program, quarter)
    ]
    program, starts_at, ends_at, *_ = (np.array(column) for column in zip(*rows, strict=True))
    labels = [f"{_quarter_name(row[1])} {row[3].label}: {row[4]}" for row in rows]
    return Campaigns(
        program=program,
        starts_at=starts_at,
        ends_at=ends_at,
        name=texts(tuple(labels)),
        tag=texts(tuple(_tag(label) for label in labels)),
        theme=texts(tuple(row[4] for row in rows)),
    )


def pick_campaigns(
    parameters: Parameters, channel: Integers, at: Integers, random: np.random.Generator
) -> Integers:
    """Return the campaign that each touch belongs to; -1 where its channel has none."""
    starts = quarter_starts(parameters)
    quarter_count = len(starts) - 1
    program_of_channel = np.full(len(parameters.channels), -1)
    for number, program in enumerate(PROGRAMS):
        for position, candidate in enumerate(parameters.channels):
            if candidate.name in program.channels:
                program_of_channel[position] = number
    per_quarter = np.array([program.per_quarter for program in PROGRAMS])
    first_campaign = np.cumsum(per_quarter * quarter_count) - per_quarter * quarter_count

    program_of_touch = program_of_channel[channel]
    quarter = np.searchsorted(starts, at, side="right") - 1
    variant = (random.random(len(at)) * per_quarter[program_of_touch]).astype(int)
    campaign = first_campaign[program_of_touch] + quarter * per_quarter[program_of_touch] + variant
    return np.where(program_of_touch < 0, -1, campaign)


def draw_spend(campaigns: Campaigns, account_count: int, random: np.random.Generator) -> Spend:
    """Draw what the campaigns cost, in proportion to the size of the market."""
    is_weekly = np.array([program.is_weekly for program in PROGRAMS])[campaigns.program]
    budget = np.array([program.cost for program in PROGRAMS])[campaigns.program]
    weeks = np.where(is_weekly, (campaigns.ends_at - campaigns.starts_at) // _WEEK, 1)
    campaign = np.repeat(np.arange(len(weeks)), np.where(budget > 0, weeks, 0))
    week = np.arange(len(campaign)) - np.searchsorted(campaign, campaign)
    cost = budget[campaign] * account_count * random.lognormal(0.0, 0.25, len(campaign))
    impressions = _bought(cost, "reach_cost", 1_000, campaigns.program[campaign], random)
    return Spend(
        campaign=campaign,
        at=campaigns.starts_at[campaign] + week * _WEEK,
        cost_cents=(cost * 100).astype(np.int64),
        clicks=_bought(cost, "click_cost", 1, campaigns.program[campaign], random),
        impressions=impressions,
        reactions=random.poisson(impressions / 1_000 * _REACTIONS),
        comments=random.poisson(impressions / 1_000 * _COMMENTS),
        shares=random.poisson(impressions / 1_000 * _SHARES),
        follows=random.poisson(impressions / 1_000 * _FOLLOWS),
    )


def _bought(
    cost: Floats, price: str, unit: int, program: Integers, random: np.random.Generator
) -> Integers:
    """Return how many of what is sold at ``price`` per ``unit`` the cost bought; 0: not sold so."""
    prices = np.array([getattr(program, price) for program in PROGRAMS])[program]
    noise = random.lognormal(0.0, 0.15, len(cost))
    return np.where(prices > 0, cost * unit / np.maximum(prices, 1e-9) * noise, 0).astype(np.int64)


def _themes(program: Program, quarter: int) -> list[str]:
    first = quarter * program.per_quarter
    return [
        program.themes[(first + place) % len(program.themes)]
        for place in range(program.per_quarter)
    ]


def _quarter_name(second: int) -> str:
    year, month = str(np.datetime64(int(second), "s"))[:7].split("-")
    return f"{year}-Q{(int(month) + 2) // _QUARTER_MONTHS}"


def _tag(label: str) -> str:
    """Return a campaign's name as it stands in a link."""
    words = "".join(letter if letter.isalnum() else " " for letter in label.lower()).split()
    return "-".join(words)
