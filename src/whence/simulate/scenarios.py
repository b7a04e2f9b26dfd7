"""Scenarios: companies of which the effect of every touch is known, each with one difficulty.

In all of them every account considers one purchase, and its deal is won or lost within the records.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from whence.simulate.parameters import PARAMETERS, Channel, Induction, Parameters

#: Channels that people use who want to buy anyway.
INTENT_CHANNELS = ("direct", "brand_search", "retargeting")

_LEAK_CHANNEL = "contract_sent"
_MANY_CHANNELS = 200
#: What people do with an e-mail, and what nobody acted on, is no touch of a scenario's company.
_LEFT_OUT = ("newsletter_open", "newsletter_click", "outbound_open", "outbound_reply", "impression")
#: Touches per person in a typical journey where they are not the default company's: much that has
#: no effect, so that it matters whether a rule can tell.
_RATES: Mapping[str, float] = {
    "display": 0.36,
    "podcast": 0.32,
    "direct": 0.75,
    "newsletter": 0.80,
    "organic_search": 0.44,
    "paid_social": 0.34,
}


@dataclass(frozen=True)
class Leak:
    """Touches that a decision causes in the days before it, instead of the other way round."""

    channel: str
    days: int
    won_share: float  #: deals with such touches, of those won
    lost_share: float  #: and of those lost
    further: float  #: mean number of touches after the first


@dataclass(frozen=True)
class Scenario:
    """A company to compare rules on.

    ``unwatched``: of lost deals no touch is recorded before this part of the journey; from, up to.
    ``account_counts``: the sizes to compare rules at; none: any.
    """

    name: str
    title: str
    parameters: Parameters
    leak: Leak | None = None
    unwatched: tuple[float, float] | None = None
    account_counts: tuple[int, ...] = ()


def _channels() -> Iterator[Channel]:
    for channel in PARAMETERS.channels:
        if channel.name not in _LEFT_OUT:
            rate = _RATES.get(channel.name, channel.rate)
            yield replace(channel, rate=rate, intent_effect=0.0)


_EXOGENOUS = replace(
    PARAMETERS,
    channels=tuple(_channels()),
    inductions=(),
    deal_share=1.0,
    # no decision after the end, weekends at the end of a journey included
    horizon_days=-4,
    # no touch before the 365 days that rules look back
    journey_days=(21, 360),
    postponed_share=0.0,
    refused_consent_share=0.0,
    states_channels=True,
    names_every_account=True,
)


def _with(parameters: Parameters, **changes: Mapping[str, object]) -> Parameters:
    """Return the parameters with other values for some fields of some channels."""
    channels = tuple(
        replace(channel, **changes.get(channel.name, {}))  # type: ignore[arg-type]
        for channel in parameters.channels
    )
    return replace(parameters, channels=channels)


_INDUCED = replace(
    _EXOGENOUS,
    inductions=(
        Induction("webinar", "meeting", 0.35, 10.0),
        Induction("event", "meeting", 0.40, 12.0),
        Induction("outbound_call", "meeting", 0.20, 6.0),
        Induction("meeting", "demo", 0.35, 10.0),
        Induction("paid_social", "direct", 0.15, 4.0),
    ),
)
_HIDDEN_INTENT = replace(
    _with(_EXOGENOUS, **{name: {"intent_effect": 0.7, "effect": 0.0} for name in INTENT_CHANNELS}),
    intent_effect=1.4,
)
_CONDITIONAL = _with(
    _EXOGENOUS,
    demo={"works_after": ("webinar", "meeting")},
    newsletter={"works_from": 3},
    organic_search={"works_from": 3},
)
_LEAKING = replace(
    _EXOGENOUS,
    channels=(
        *_EXOGENOUS.channels,
        Channel(
            _LEAK_CHANNEL,
            0.0,
            (1, 1),
            0.0,
            "Outbound",
            is_in_office_hours=True,
            looks_like="outbound_email",
        ),
    ),
)


def _clones(channel: Channel, count: int) -> Iterator[Channel]:
    """Divide a channel's touches among several, some larger, some more effective than others."""
    weights = [2.0 ** (number % 4) for number in range(count)]
    for number, weight in enumerate(weights):
        yield replace(
            channel,
            name=channel.name if number == 0 else f"{channel.name}_{number + 1}",
            rate=channel.rate * weight / sum(weights),
            effect=channel.effect * (1.0, 1.5, 0.5, 0.0, 2.0)[number % 5],
            looks_like=channel.name,
        )


def _many(channels: tuple[Channel, ...]) -> Iterator[Channel]:
    for number, channel in enumerate(channels):
        first, end = (_MANY_CHANNELS * place // len(channels) for place in (number, number + 1))
        yield from _clones(channel, end - first)


SCENARIOS: Mapping[str, Scenario] = {
    scenario.name: scenario
    for scenario in (
        Scenario("A", "exogenous touches", _EXOGENOUS),
        Scenario("B", "touches that cause touches", _INDUCED),
        Scenario("C", "hidden intent", _HIDDEN_INTENT),
        Scenario("D", "order effects and thresholds", _CONDITIONAL),
        Scenario(
            "E",
            "a channel that the outcome causes",
            _LEAKING,
            leak=Leak(_LEAK_CHANNEL, 14, 0.85, 0.03, 0.5),
        ),
        Scenario("F", "won journeys watched longer", _EXOGENOUS, unwatched=(0.3, 0.7)),
        Scenario("G", "small companies", _EXOGENOUS, account_counts=(300, 1_000, 5_000)),
        Scenario(
            "H",
            f"{_MANY_CHANNELS} channels",
            replace(_EXOGENOUS, channels=tuple(_many(_EXOGENOUS.channels))),
        ),
        Scenario(
            "I",
            "induced touches, and accounts to be found",
            replace(
                _INDUCED,
                names_every_account=False,
                refused_consent_share=PARAMETERS.refused_consent_share,
            ),
        ),
    )
}
