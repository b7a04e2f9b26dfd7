"""The small relations and lists that the SQL of a benchmark company starts from.

They are the simulator's: its channels and looks, its campaigns, its words.
"""

import math
from collections.abc import Mapping, Sequence
from typing import Any

import duckdb

from whence.simulate import words
from whence.simulate.campaigns import PROGRAMS, plan_campaigns, quarter_starts
from whence.simulate.looks import CONTENTS, KEYWORDS, LOOKS, SITE, Look, Trace
from whence.simulate.parameters import PARAMETERS
from whence.simulate.pipeline import STAGES

#: How finely the shares of looks are drawn.
SLOTS = 4096
#: How much more of what works those see who will buy: on the logarithm of a channel's share.
_INCLINATION = 0.8
#: Meetings follow many touches in the simulator; this much of it is kept.
_INDUCED = 1.0

_Row = dict[str, Any]


def lists() -> Mapping[str, Sequence[str]]:
    """Return the lists of words by the name of the macro that stands for them."""
    return {
        "stems": words.STEMS,
        "endings": words.ENDINGS,
        "trades": [trade for trades in words.TRADES for trade in trades],
        "industries": words.INDUSTRIES,
        "countries": list(words.COUNTRIES),
        "first_names": words.FIRST_NAMES,
        "last_names": words.LAST_NAMES,
        "titles": [title for title, _ in words.TITLES],
        "roles": [role for _, role in words.TITLES],
        "sellers": words.SALES,
        "developers": words.SALES_DEVELOPMENT,
        "loss_reasons": list(words.LOSS_REASONS),
        "competitors": words.COMPETITORS,
        "answers": list(words.SELF_REPORTED),
        "lead_sources": sorted({channel.declared_source for channel in PARAMETERS.channels}),
        "keywords": KEYWORDS,
        "stage_names": STAGES,
        "pages": [path for _, path in CONTENTS["page"]],
    }


def channel_shares() -> dict[str, float]:
    """Return each channel's share of all touches: those by themselves and those caused."""
    rates = {channel.name: channel.rate for channel in PARAMETERS.channels}
    for induction in PARAMETERS.inductions:
        rates[induction.child] += rates[induction.parent] * induction.probability * _INDUCED
    total = sum(rates.values())
    return {name: rate / total for name, rate in rates.items()}


def look_slots() -> list[_Row]:
    """Return for either kind of account which look each of the slots stands for."""
    effects = {channel.name: channel.effect for channel in PARAMETERS.channels}
    shares = channel_shares()
    rows = []
    for is_inclined in (False, True):
        tilt = _INCLINATION if is_inclined else 0.0
        weights = [_share(look, shares) * math.exp(tilt * effects[look.channel]) for look in LOOKS]
        rows += [
            _slot(slot, is_inclined=is_inclined, look=LOOKS[number])
            for slot, number in enumerate(_spread(weights))
        ]
    return rows


def campaign_rows() -> list[_Row]:
    """Return one row per channel and campaign, with what the campaign's program costs."""
    campaigns = plan_campaigns(PARAMETERS)
    starts = quarter_starts(PARAMETERS).tolist()
    rows = []
    for number, name in enumerate(campaigns.name):
        program = PROGRAMS[campaigns.program[number]]
        starts_at = int(campaigns.starts_at[number])
        rows += [
            {
                "campaign_number": number,
                "campaign_id": f"701Dn{number:010}AAA",
                "campaign_name": str(name),
                "tag": str(campaigns.tag[number]),
                "theme": str(campaigns.theme[number]),
                "channel_name": channel,
                "quarter": starts.index(starts_at),
                "variant": number % program.per_quarter if program.per_quarter > 1 else 0,
                "starts_at": starts_at,
                "spend_channel": program.spend_channel,
                "platform": program.platform,
                "program_cost": program.cost,
                "is_weekly": program.is_weekly,
                "click_cost": program.click_cost,
                "reach_cost": program.reach_cost,
                "is_social": program.is_social,
            }
            for channel in program.channels
        ]
    return rows


def write_relations(connection: duckdb.DuckDBPyConnection) -> None:
    """Make the macros of the lists, and the tables `look_slots` and `campaigns`."""
    for name, texts in lists().items():
        literals = ", ".join(_literal(text) for text in texts)
        connection.execute(f"create macro {name}() as [{literals}]")
    for table, rows in (("look_slots", look_slots()), ("campaigns", campaign_rows())):
        columns = list(rows[0])
        lines = ", ".join(f"({', '.join(_literal(row[name]) for name in columns)})" for row in rows)
        connection.execute(
            f"create table {table} as "  # noqa: S608  the simulator's own words
            f"select * from (values {lines}) as given ({', '.join(columns)})"
        )


def _share(look: Look, shares: Mapping[str, float]) -> float:
    total = sum(other.share for other in LOOKS if other.channel == look.channel)
    return shares[look.channel] * look.share / total


def _spread(weights: Sequence[float]) -> list[int]:
    """Return for every slot the number of a weight, each as often as its share says."""
    ends, total, running = [], sum(weights), 0.0
    for weight in weights:
        running += weight
        ends.append(round(SLOTS * running / total))
    return [
        number
        for number, end in enumerate(ends)
        for _ in range(end - (ends[number - 1] if number else 0))
    ]


def _slot(slot: int, *, is_inclined: bool, look: Look) -> _Row:
    contents = CONTENTS.get(look.content_kind, ())
    title, path = contents[slot % len(contents)] if contents else (None, "")
    per_quarter = next((one.per_quarter for one in PROGRAMS if look.channel in one.channels), 1)
    has_page = look.trace in (Trace.VISITOR, Trace.FORM) and path
    return {
        "slot": slot,
        "is_inclined": is_inclined,
        "channel_name": look.channel,
        "touch_type": look.touch_type,
        "trace": look.trace.name.lower(),
        "content": title,
        "path": SITE + path if has_page else None,
        "utm_source": look.utm_source or None,
        "utm_medium": look.utm_medium or None,
        "referrer": look.referrer or None,
        "click_id_type": look.click_id_type or None,
        "stated_channel": look.stated_channel or None,
        "team": look.team or None,
        "direction": look.direction,
        "variant": slot // 2 % per_quarter,
    }


def _literal(value: object) -> str:
    """Return a value as SQL."""
    if value is None:
        return "cast(null as varchar)"
    if isinstance(value, str):
        return "'" + value.replace("'", "''") + "'"
    return str(value).lower()
