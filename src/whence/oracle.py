"""The rules a second time, as short pure functions over raw journeys. Used by tests only.

Written from the definitions of the rules and of nothing else: no SQL was read for it and no part of
the pipeline imports it, so that what the tests compare are two independent derivations. A journey
goes in as recorded (touches in any order, ineligible ones included, and dates of milestones);
order, positions and milestones are derived here, which checks the spine as well as the rules.

Weights and credits are exact fractions; only time decay and rules that learn start from floats.
What the latter learn comes in as `effects`.
"""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from fractions import Fraction
from functools import partial
from math import exp, floor, log, log1p
from typing import Literal

Moment = datetime | date
"""An instant in UTC, or only a day."""
Redistribution = Literal["proportional", "even"]
Weights = list[Fraction]
"""One non-negative number per touch, in journey order."""


def opening(moment: Moment) -> datetime:
    """Return the instant from which a touch counts: a touch known by its day counts from 00:00."""
    return moment if isinstance(moment, datetime) else datetime.combine(moment, time.min)


def closing(moment: Moment) -> datetime:
    """Return the instant up to which a milestone or conversion counts: a day's last microsecond."""
    return moment if isinstance(moment, datetime) else datetime.combine(moment, time.max)


@dataclass(frozen=True, kw_only=True)
class Touch:
    """An interaction of the account, with what the rules look at."""

    touch_id: str
    touched_at: Moment
    channel: str = "Referral"
    team: str | None = None
    points: Fraction = Fraction(0)
    is_conversion: bool = False
    is_exposure: bool = False


@dataclass(frozen=True, kw_only=True)
class Journey:
    """One occurrence of a goal with everything that might lead to it.

    `lead_creations` and `mqls` are all those of the account; the earliest inside the window counts.
    `begins_after` is the close of the account's previous won deal where deals do not share touches.
    `lookback_days` None means no limit. `closed_at` is None unless the goal is won or lost.
    """

    touches: tuple[Touch, ...]
    converted_at: Moment
    value: Decimal = Decimal(0)
    lead_creations: tuple[Moment, ...] = ()
    mqls: tuple[Moment, ...] = ()
    opportunity_created_at: Moment | None = None
    closed_at: Moment | None = None
    begins_after: Moment | None = None
    lookback_days: int | None = 365
    credit_exposures: bool = False

    def holds(self, instant: datetime) -> bool:
        """Say whether an instant lies in the window, both ends included, by elapsed time."""
        end = closing(self.converted_at)
        is_recent = self.lookback_days is None or end - instant <= timedelta(self.lookback_days)
        is_unspent = self.begins_after is None or instant > closing(self.begins_after)
        return instant <= end and is_recent and is_unspent


@dataclass(frozen=True)
class Path:
    """A journey's eligible touches in order, and the positions (from 0) of those with a name."""

    touches: tuple[Touch, ...]
    positions: Mapping[str, int]


def derive_path(journey: Journey) -> Path:
    """Derive order, positions and milestones of a journey; positions is empty without touches."""
    touches = tuple(
        sorted(
            (
                touch
                for touch in journey.touches
                if journey.holds(opening(touch.touched_at))
                and (journey.credit_exposures or not touch.is_exposure)
            ),
            key=lambda touch: (opening(touch.touched_at), touch.touch_id),
        )
    )
    instants = [opening(touch.touched_at) for touch in touches]
    end = closing(journey.converted_at)
    milestones = {
        "lead_creation": earliest(journey, journey.lead_creations),
        "mql": earliest(journey, journey.mqls),
        "opportunity_creation": journey.opportunity_created_at,
        "close": journey.closed_at,
    }
    positions = {"first": 0, "last": len(touches) - 1} if touches else {}
    for name, reached_at in milestones.items():
        if reached_at is None or closing(reached_at) > end:
            continue
        touches_until_then = bisect_right(instants, closing(reached_at))
        if touches_until_then:
            positions[name] = touches_until_then - 1
    return Path(touches, positions)


def earliest(journey: Journey, moments: Iterable[Moment]) -> Moment | None:
    """Return the first of the moments that lies in the journey's window, or None.

    One that is known by its day alone is not after what happened on that day.
    """
    end = closing(journey.converted_at)
    reached = (min(closing(moment), end) for moment in moments if opening(moment) <= end)
    return min(filter(journey.holds, reached), default=None)


def share_out(
    count: int,
    groups: Mapping[str, tuple[Fraction, Sequence[int]]],
    redistribution: Redistribution,
) -> Weights:
    """Return the weights of `count` touches from shares of groups of touches, by position.

    A touch in several groups adds their parts. The share of an empty group is dropped, which
    rescales the rest, or under `even` goes in equal parts to the other groups, `middle` left out.
    """
    named = [name for name, (_, members) in groups.items() if members and name != "middle"]
    dropped = sum((share for share, members in groups.values() if not members), Fraction(0))
    part = dropped / len(named) if redistribution == "even" and named else Fraction(0)
    weights = [Fraction(0)] * count
    for name, (share, members) in groups.items():
        for member in members:
            weights[member] += (share + part * (name in named)) / len(members)
    return weights


def only(path: Path, position: int | None) -> Weights:
    """Return weight 1 at a position, and 0 elsewhere; all 0 when there is no such position."""
    return [Fraction(number == position) for number in range(len(path.touches))]


Algorithm = Callable[[Path, Redistribution], Weights]


def position(path: Path, _: Redistribution, *, name: str) -> Weights:
    """Give everything to one named position."""
    return only(path, path.positions.get(name))


def last_non_direct(path: Path, _: Redistribution) -> Weights:
    """Give everything to the last touch whose channel is not Direct."""
    others = [n for n, touch in enumerate(path.touches) if touch.channel != "Direct"]
    return only(path, max(others, default=None))


def linear(path: Path, _: Redistribution) -> Weights:
    """Give every touch the same."""
    return [Fraction(1)] * len(path.touches)


def position_based(
    path: Path,
    redistribution: Redistribution,
    *,
    shares: Mapping[str, str],
    middle_ends_at: str | None = None,
) -> Weights:
    """Give shares to named positions; `middle` is every other touch, or those between positions.

    The last of the positions that the middle lies between is `middle_ends_at`, or in a journey
    without it the last of the others.
    """
    named = {name: path.positions.get(name) for name in shares if name != "middle"}
    groups = {name: [] if place is None else [place] for name, place in named.items()}
    places = [place for places in groups.values() for place in places]
    end = len(path.touches)
    if middle_ends_at:
        end = path.positions.get(middle_ends_at, max(places, default=0))
    middle = [number for number in range(end) if number not in places]
    return share_out(
        len(path.touches),
        {
            name: (Fraction(share), middle if name == "middle" else groups[name])
            for name, share in shares.items()
        },
        redistribution,
    )


def w_shaped_dreamdata(path: Path, _: Redistribution) -> Weights:
    """Give the first .3, the last .3, the conversion touches .3 among them, all others .1.

    None of these is a milestone, so what a journey lacks is always rescaled.
    """
    ends = [path.positions["first"], path.positions["last"]]
    conversions = [n for n, touch in enumerate(path.touches) if touch.is_conversion]
    others = [n for n in range(len(path.touches)) if n not in ends + conversions]
    groups = {
        "first": (Fraction("0.3"), ends[:1]),
        "last": (Fraction("0.3"), ends[1:]),
        "conversions": (Fraction("0.3"), conversions),
        "others": (Fraction("0.1"), others),
    }
    return share_out(len(path.touches), groups, "proportional")


def time_decay(path: Path, _: Redistribution, *, half_life_days: float) -> Weights:
    """Halve the weight for every half-life before the last touch.

    Counting from the conversion would multiply all weights by one factor, which credits do not see,
    and could underflow.
    """
    end = opening(path.touches[-1].touched_at)
    ages = [(end - opening(touch.touched_at)) / timedelta(days=1) for touch in path.touches]
    return [Fraction(2 ** (-age / half_life_days)) for age in ages]


def team_split(path: Path, _: Redistribution, *, shares: Mapping[str, str]) -> Weights:
    """Give a share to each team, in equal parts over its touches; always proportional."""
    teams = {
        team: (Fraction(share), [n for n, touch in enumerate(path.touches) if touch.team == team])
        for team, share in shares.items()
    }
    return share_out(len(path.touches), teams, "proportional")


def points(path: Path, _: Redistribution) -> Weights:
    """Take the points of each touch."""
    return [touch.points for touch in path.touches]


Effects = Mapping[str, float]
"""What a rule that learns knows of each channel; a channel that is not there earns nothing."""


def touches_by_channel(path: Path) -> Mapping[str, list[int]]:
    """Return the positions of each channel's touches, in journey order."""
    found: dict[str, list[int]] = {}
    for number, touch in enumerate(path.touches):
        found.setdefault(touch.channel, []).append(number)
    return found


def markov(path: Path, _: Redistribution, *, effects: Effects) -> Weights:
    """Give each channel its removal effect, in equal parts over its touches."""
    weights = [Fraction(0)] * len(path.touches)
    for channel, places in touches_by_channel(path).items():
        for place in places:
            weights[place] = Fraction(effects.get(channel, 0)) / len(places)
    return weights


def shapley(path: Path, _: Redistribution, *, effects: Effects) -> Weights:
    """Give each channel its coefficient times ln(1 + touches), in equal parts over its touches."""
    weights = [Fraction(0)] * len(path.touches)
    for channel, places in touches_by_channel(path).items():
        gain = max(0.0, effects.get(channel, 0)) * log1p(len(places))
        for place in places:
            weights[place] = Fraction(gain) / len(places)
    return weights


def shapley_wins(path: Path, _: Redistribution, *, effects: Effects) -> Weights:
    """Give each channel the same, in equal parts over its touches."""
    return markov(path, _, effects=dict.fromkeys(effects, 1))


def shapley_ordered(path: Path, _: Redistribution, *, effects: Effects) -> Weights:
    """Give each channel the same, for the touch with which it joined the journey."""
    first = {places[0] for places in touches_by_channel(path).values()}
    return [
        Fraction(number in first and touch.channel in effects)
        for number, touch in enumerate(path.touches)
    ]


def removal(
    path: Path, _: Redistribution, *, effects: Effects, logit: float | None = None
) -> Weights:
    """Give each touch what the chance of winning would lose without it."""
    weights = [Fraction(0)] * len(path.touches)
    for channel, places in touches_by_channel(path).items():
        fall = effects.get(channel, 0) * (log(1 + len(places)) - log(len(places)))
        if logit is not None and fall > 0:
            loss = 1 / (1 + exp(-logit)) - 1 / (1 + exp(fall - logit))
            for place in places:
                weights[place] = Fraction(loss)
    return weights


@dataclass(frozen=True)
class Rule:
    """An algorithm, and the one that takes over in a journey where it gives every touch 0."""

    algorithm: Algorithm
    fallback: Algorithm = linear


def _positions(middle_ends_at: str | None = None, **shares: str) -> Rule:
    return Rule(partial(position_based, shares=shares, middle_ends_at=middle_ends_at))


_TEAM_SHARES = {"marketing": "0.5", "sales_development": "0.3", "sales": "0.2"}
_W_SHARES = {"first": "0.3", "lead_creation": "0.3", "opportunity_creation": "0.3", "middle": "0.1"}
_FULL_PATH_SHARES = dict.fromkeys(
    ("first", "lead_creation", "opportunity_creation", "close"), "0.225"
)

RULES: Mapping[str, Rule] = {
    "first_touch": Rule(partial(position, name="first")),
    "last_touch": Rule(partial(position, name="last")),
    "last_non_direct": Rule(last_non_direct, fallback=partial(position, name="last")),
    "lead_creation": Rule(partial(position, name="lead_creation")),
    "opportunity_creation": Rule(partial(position, name="opportunity_creation")),
    "linear": Rule(linear),
    "u_shaped": _positions(first="0.4", last="0.4", middle="0.2"),
    "u_shaped_hubspot": _positions(first="0.4", lead_creation="0.4", middle="0.2"),
    "u_shaped_marketo": _positions(first="0.5", lead_creation="0.5"),
    "w_shaped": _positions(**_W_SHARES),
    "w_shaped_marketo": _positions(middle_ends_at="opportunity_creation", **_W_SHARES),
    "w_shaped_dreamdata": Rule(w_shaped_dreamdata),
    "full_path": _positions(**_FULL_PATH_SHARES, middle="0.1"),
    "j_shaped": _positions(first="0.2", last="0.6", middle="0.2"),
    "inverse_j": _positions(first="0.6", last="0.2", middle="0.2"),
    "time_decay_7d": Rule(partial(time_decay, half_life_days=7)),
    "time_decay_30d": Rule(partial(time_decay, half_life_days=30)),
    "team_split": Rule(partial(team_split, shares=_TEAM_SHARES)),
    "points": Rule(points),
}
"""Every rule that does not learn, by the name of its instance."""


@dataclass(frozen=True)
class Credit:
    """What one touch earns; touch_id is None in a journey without an eligible touch."""

    touch_id: str | None
    credit: Fraction
    value: Decimal
    is_fallback: bool


def credit(
    journey: Journey, rule: Rule, redistribution: Redistribution = "proportional"
) -> list[Credit]:
    """Share a journey's credit and its value among its eligible touches, in journey order."""
    path = derive_path(journey)
    if not path.touches:
        return [Credit(None, Fraction(1), journey.value, is_fallback=False)]
    weights = rule.algorithm(path, redistribution)
    is_fallback = not any(weights)
    if is_fallback:
        weights = rule.fallback(path, redistribution)
    total = sum(weights)
    shares = [weight / total for weight in weights]
    values = credited_values(shares, journey.value)
    return [
        Credit(touch.touch_id, share, value, is_fallback)
        for touch, share, value in zip(path.touches, shares, values, strict=True)
    ]


def credited_values(shares: Sequence[Fraction], value: Decimal) -> list[Decimal]:
    """Allocate a value to the cent by cumulative rounding, halves away from zero.

    Shares are credits in journey order that sum to 1; the values sum to `value` exactly, also when
    it is negative.
    """
    values = []
    cumulative = Fraction(0)
    allocated = Decimal(0)
    for share in shares:
        cumulative += share
        reached = to_cents(cumulative * Fraction(value))
        values.append(reached - allocated)
        allocated = reached
    return values


def to_cents(amount: Fraction) -> Decimal:
    """Round an amount to two decimals, halves away from zero.

    Weights of time decay come from floats, so a millionth of a cent beside a half counts as one.
    """
    cents = Decimal(floor(round(abs(amount) * 100, 6) + Fraction(1, 2))).scaleb(-2)
    return -cents if amount < 0 else cents
