"""What the simulated company is like: every number that the draws depend on, in one place.

The shape of the simulation (touches by Poisson counts and Beta times, touches that cause touches,
an outcome by a logit of saturating, fading effects) has a truth that can be computed, which is
what makes rules comparable on it.
"""

from dataclasses import dataclass
from datetime import UTC, datetime


def _second(year: int, month: int, day: int) -> int:
    return int(datetime(year, month, day, tzinfo=UTC).timestamp())


@dataclass(frozen=True)
class Segment:
    """A size of company. Shares add to 1."""

    name: str
    share: float
    mean_colleagues: float  #: people we meet besides the first one
    log_value: float  #: mean of the logarithm of a deal's amount in USD
    effect: float  #: on the logit of winning
    target_share: float  #: accounts on our list of target accounts
    employees: tuple[int, int]  #: from, up to


@dataclass(frozen=True)
class Channel:
    """A way in which people of an account meet us."""

    name: str
    rate: float  #: touches per person in a typical journey; 0: only other touches cause them
    timing: tuple[float, float]  #: Beta(a, b) of the position within the journey
    effect: float  #: on the logit of winning, when the channel is saturated
    declared_source: str  #: what the CRM writes down as the source of a lead from here
    intent_effect: float = 0.0  #: how much more of it those see who want to buy anyway
    is_in_office_hours: bool = False
    looks_like: str = ""  #: the channel whose looks its touches have; none: its own
    works_from: int = 1  #: the touch of the account from which on they have an effect
    works_after: tuple[str, ...] = ()  #: only after a touch of one of these channels, if any


@dataclass(frozen=True)
class Induction:
    """Touches of one channel that cause touches of another."""

    parent: str
    child: str
    probability: float
    mean_lag_days: float


@dataclass(frozen=True)
class Parameters:
    """Everything that the draws depend on, besides the seed and the number of accounts."""

    segments: tuple[Segment, ...]
    channels: tuple[Channel, ...]
    #: In the order in which they happen: a child may be the parent of a later one.
    inductions: tuple[Induction, ...]

    #: The first and the last second of the company's records (UTC, since 1970).
    history_start: int = _second(2024, 7, 1)
    history_end: int = _second(2026, 7, 1) - 1
    subsidiary_share: float = 0.03  #: accounts that have a parent account
    #: Decisions are drawn up to so many days after the end: those deals are still open.
    horizon_days: int = 300

    #: Journeys: Gamma distributed.
    journey_shape: float = 2.2
    mean_journey_days: float = 192.0
    journey_days: tuple[int, int] = (21, 540)  #: at least, at most
    typical_journey_days: float = 192.0  #: for which the channels' rates are stated

    #: Counts of touches: Poisson with a Gamma(shape) rate that differs by account and channel.
    rate_shape: float = 0.8
    #: How unevenly touches spread over the people of an account; 1: evenly.
    person_skew: float = 1.4

    #: Deals.
    deal_share: float = 0.75  #: accounts that consider a purchase
    quiet_intensity: float = 0.25  #: touches of the other accounts, against these
    creation_timing: tuple[float, float] = (6.0, 6.0)  #: Beta of the deal's creation
    value_spread: float = 0.7
    postponed_share: float = 0.05  #: open beyond the day on which the account meant to decide
    role_share: float = 0.75  #: known people who get a role on the deal

    #: Outcome: logit = intercept + segment + intent + strength x saturated effects + synergy.
    win_rate: float = 0.22
    intent_effect: float = 0.5
    effect_strength: float = 1.8
    saturation: float = 1.5
    lasting_effect: float = 0.4  #: of a touch, however long ago
    effect_half_life_days: float = 60.0  #: of the rest
    synergy: tuple[str, str, float] = ("webinar", "demo", 1.2)

    #: Expansion deals of accounts that won, and what happens after any decision.
    expansion_share: float = 0.3
    expansion_intensity: float = 0.4
    expansion_mean_days: float = 90.0
    expansion_pause_days: float = 100.0
    expansion_effect: float = 2.5  #: on the logit of winning
    expansion_value: float = 0.4  #: of a first deal's amount
    aftermath_intensity: float = 0.2
    aftermath_days: int = 150

    #: Traces: what our systems know of who made a touch.
    second_device_share: float = 0.08  #: visits from a device that is never identified
    recognised_share: float = 0.5  #: visits of an identified device that carry the contact
    resolved_network_share: float = 0.25  #: other visits, of which the company is known
    linked_form_share: float = 0.5  #: forms that are linked to the contact at once
    linked_account_share: float = 0.6  #: calls, meetings and e-mails of sales with the account
    unlinked_person_share: float = 0.1  #: other touches of people known by e-mail alone
    marketing_qualified_share: float = 0.55  #: leads with a form; the others: a half of it
    sales_qualified_share: float = 0.5  #: of those
    qualification_days: tuple[float, float] = (12.0, 9.0)  #: means of the two steps
    click_id_share: float = 0.7  #: of paid clicks
    refused_consent_share: float = 0.02  #: of visits
    states_channels: bool = False  #: every touch says its channel, by its name here
    names_every_account: bool = False  #: every touch says its account


PARAMETERS = Parameters(
    segments=(
        Segment("SMB", 0.55, 1.6, 9.2, 0.2, 0.1, (20, 200)),
        Segment("mid", 0.30, 3.2, 10.2, 0.0, 0.3, (200, 1_000)),
        Segment("enterprise", 0.15, 5.5, 11.2, -0.4, 0.6, (1_000, 20_000)),
    ),
    channels=(
        Channel("paid_search", 0.34, (1.4, 2.4), 0.5, "Paid Search"),
        Channel("brand_search", 0.21, (2.0, 1.5), 0.1, "Paid Search", intent_effect=0.4),
        Channel("paid_social", 0.38, (1.2, 2.6), 0.5, "LinkedIn Ad"),
        Channel("retargeting", 0.17, (2.0, 1.8), 0.05, "Advertisement", intent_effect=0.4),
        Channel("organic_search", 0.50, (1.3, 1.6), 0.4, "Google Search"),
        Channel("organic_social", 0.21, (1.4, 1.8), 0.2, "LinkedIn"),
        Channel("referral", 0.17, (1.5, 1.8), 0.3, "Web"),
        Channel("newsletter", 0.55, (1.6, 1.3), 0.2, "Email", is_in_office_hours=True),
        Channel("syndication", 0.13, (1.2, 3.0), 0.2, "Content"),
        Channel("webinar", 0.21, (2.0, 2.2), 0.9, "Webinar", is_in_office_hours=True),
        Channel("event", 0.13, (1.8, 2.0), 0.8, "Trade Show", is_in_office_hours=True),
        Channel("partner", 0.08, (1.5, 2.0), 0.6, "Partner"),
        Channel("review_site", 0.13, (2.2, 1.8), 0.6, "Review Site"),
        Channel("intent_data", 0.17, (1.3, 1.8), 0.1, "Purchased List"),
        # the two placebos: seen by many, and without any effect
        Channel("display", 0.13, (1.2, 2.0), 0.0, "Advertisement"),
        Channel("podcast", 0.10, (1.4, 2.0), 0.0, "Podcast"),
        Channel("outbound_email", 0.46, (1.6, 2.6), 0.2, "Outbound", is_in_office_hours=True),
        Channel("outbound_call", 0.25, (1.8, 2.4), 0.4, "Outbound", is_in_office_hours=True),
        Channel("meeting", 0.21, (3.0, 1.8), 1.0, "Outbound", is_in_office_hours=True),
        Channel("demo", 0.05, (4.0, 1.8), 1.2, "Website", is_in_office_hours=True),
        Channel("direct", 0.50, (2.0, 1.4), 0.0, "Website", intent_effect=0.4),
        # what people do with what reached them
        Channel("newsletter_open", 0.0, (1, 1), 0.0, "Email"),
        Channel("newsletter_click", 0.0, (1, 1), 0.1, "Email"),
        Channel("outbound_open", 0.0, (1, 1), 0.0, "Outbound"),
        Channel("outbound_reply", 0.0, (1, 1), 0.3, "Outbound"),
        # exposures: seen, not acted on
        Channel("impression", 0.38, (1.2, 2.2), 0.0, "Advertisement"),
    ),
    inductions=(
        Induction("newsletter", "newsletter_open", 0.40, 0.3),
        Induction("newsletter_open", "newsletter_click", 0.25, 0.01),
        Induction("outbound_email", "outbound_open", 0.40, 0.3),
        Induction("outbound_open", "outbound_reply", 0.20, 0.2),
        Induction("outbound_reply", "meeting", 0.50, 5.0),
        Induction("outbound_call", "meeting", 0.20, 6.0),
        Induction("webinar", "meeting", 0.35, 10.0),
        Induction("event", "meeting", 0.40, 12.0),
        Induction("meeting", "demo", 0.35, 10.0),
        Induction("paid_social", "direct", 0.15, 4.0),
    ),
)
