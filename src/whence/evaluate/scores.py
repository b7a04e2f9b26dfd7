"""Scores: how far the credits of a rule are from what touches and channels really did."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import nan
from pathlib import Path

import duckdb
import numpy as np

from whence.simulate.arrays import Floats

#: How the columns of credits begin.
_CREDIT = "credit_"
#: The diagnostic of channels that the outcome seems to cause.
OUTCOME_DRIVEN = "outcome_driven"

# credits of touches, and the truth about the deals that have any
_COMPARED = """
create temp table credits as
select * from touch_credits
where goal = 'won' and touch_id is not null;

create temp table effects as
select deal_id, touch_id, greatest(effect, 0) as effect
from read_parquet('{truth}/touches.parquet')
where deal_id in (select deal_id from credits);

create temp table true_channels as
select channel, sum(direct_effect) as direct_effect, sum(total_effect) as total_effect
from read_parquet('{truth}/deal_channels.parquet')
where is_won and deal_id in (select deal_id from credits)
group by channel;
"""
# a touch that has a credit or an effect, as a share of its deal's
_TOUCH_ERRORS = """
with shares as (
    select
        deal_id,
        touch_id,
        effect / sum(effect) over (partition by deal_id) as share
    from effects
    qualify sum(effect) over (partition by deal_id) > 0
),
paired as (
    select
        coalesce(shares.deal_id, credits.deal_id) as deal_id,
        coalesce(shares.share, 0) as share,
        credits.* exclude (deal_id)
    from shares
    full join credits on shares.deal_id = credits.deal_id and shares.touch_id = credits.touch_id
)
select {errors}
from paired
where deal_id in (select deal_id from shares)
"""
_TOUCH_ERROR = (
    'sum(abs(share - coalesce(cast("{column}" as double), 0))) / 2 / count(distinct deal_id)'
)


@dataclass(frozen=True)
class Score:
    """How a rule did in one company; what cannot be computed is NaN.

    ``tv_direct``, ``tv_total``: the total variation distance between the rule's shares of the
    channels and the true ones, 0 (the same) to 1. ``placebo_share``: what channels without any
    effect got. ``rank_agreement``: Kendall's tau-b between the rule's shares and the direct ones.
    ``touch_error``: the total variation distance between the credits of a deal's touches and their
    true effects, on average over won deals. ``status``: what the rule itself says of its channels,
    where it does. ``outcome_driven``: the channels that its diagnostics flag as such.
    """

    rule: str
    tv_direct: float
    tv_total: float
    placebo_share: float
    rank_agreement: float
    touch_error: float
    status: str = ""
    outcome_driven: tuple[str, ...] = ()


def score_rules(database: Path, truth: Path) -> list[Score]:
    """Score every rule of a database that was built from a scenario.

    ``truth``: the folder of the scenario's truth, as Parquet.
    """
    with duckdb.connect(str(database), read_only=True) as connection:
        folder = str(truth).replace("'", "''")
        connection.execute(_COMPARED.format(truth=folder))
        rules = _rules(connection)
        channels = connection.execute(
            f"""
            select
                channels.channel,
                channels.is_placebo,
                coalesce(true_channels.direct_effect, 0),
                coalesce(true_channels.total_effect, 0)
            from read_parquet('{folder}/channels.parquet') as channels
            left join true_channels on channels.channel = true_channels.channel
            order by channels.channel
            """  # noqa: S608  our own folder
        ).fetchall()
        place = {channel: number for number, (channel, *_) in enumerate(channels)}
        is_placebo = np.array([row[1] for row in channels])
        direct, total = (np.array([row[at] for row in channels], float) for at in (2, 3))
        totals = ", ".join(f'sum(cast("{_CREDIT}{rule}" as double))' for rule in rules)
        by_channel = np.zeros((len(channels), len(rules)))
        for channel, *sums in connection.execute(
            f"select channel, {totals} from credits group by channel"  # noqa: S608  names of columns
        ).fetchall():
            by_channel[place[channel]] = sums
        columns = (f"{_CREDIT}{rule}" for rule in rules)
        errors = ", ".join(_TOUCH_ERROR.format(column=column) for column in columns)
        found = connection.execute(_TOUCH_ERRORS.format(errors=errors)).fetchall()
        touch_errors = [nan if value is None else float(value) for value in found[0]]
        statuses, flagged = _statuses(connection), _flagged(connection)
    return [
        Score(
            rule=rule,
            tv_direct=total_variation(by_channel[:, number], direct),
            tv_total=total_variation(by_channel[:, number], total),
            placebo_share=float(shares(by_channel[:, number])[is_placebo].sum()),
            rank_agreement=kendall_tau_b(shares(by_channel[:, number]), shares(direct)),
            touch_error=touch_errors[number],
            status=statuses.get(rule, ""),
            outcome_driven=flagged.get(rule, ()),
        )
        for number, rule in enumerate(rules)
    ]


def shares(amounts: Floats) -> Floats:
    """Return amounts as shares of their sum, those below 0 as 0; NaN where nothing is above 0."""
    positive = np.maximum(amounts, 0.0)
    total = positive.sum()
    divided: Floats = positive / total if total > 0 else np.full(len(positive), nan)
    return divided


def total_variation(one: Floats, other: Floats) -> float:
    """Return half the sum of the differences between two vectors' shares."""
    return float(np.abs(shares(one) - shares(other)).sum() / 2)


def kendall_tau_b(one: Floats, other: Floats) -> float:
    """Return how far two vectors agree on the order of their elements, -1 to 1.

    Values that agree in twelve digits are ties. NaN when one vector is one tie.
    """
    if np.isnan(one).any() or np.isnan(other).any():
        return nan
    first, second = (_pairwise_order(values) for values in (one, other))
    both = np.count_nonzero(first) * np.count_nonzero(second)
    return float((first * second).sum() / np.sqrt(both)) if both else nan


def _pairwise_order(values: Floats) -> Floats:
    rounded = np.round(values, 12)
    order: Floats = np.sign(rounded[:, None] - rounded[None, :])
    return order


def mean_scores(scores: Iterable[Score]) -> Score:
    """Return the mean of a rule's scores in several companies.

    The channels are those flagged in any of them; the statuses are all that came up.
    """
    of_rule = list(scores)
    numbers = {
        name: float(np.mean([getattr(score, name) for score in of_rule]))
        for name in ("tv_direct", "tv_total", "placebo_share", "rank_agreement", "touch_error")
    }
    return Score(
        rule=of_rule[0].rule,
        status=", ".join(sorted({score.status for score in of_rule} - {""})),
        outcome_driven=tuple(sorted({name for score in of_rule for name in score.outcome_driven})),
        **numbers,
    )


def _rules(connection: duckdb.DuckDBPyConnection) -> list[str]:
    columns = connection.execute("select column_name from (describe credits)").fetchall()
    return [name.removeprefix(_CREDIT) for (name,) in columns if name.startswith(_CREDIT)]


def _statuses(connection: duckdb.DuckDBPyConnection) -> Mapping[str, str]:
    """Return per rule that learns whether it spoke: the status that all of its channels have."""
    if not _has_mart(connection, "channel_effects"):
        return {}
    rows = connection.execute("""
        select rule, case when count(distinct status) = 1 then min(status) else 'ok' end
        from channel_effects group by rule
    """).fetchall()
    return dict(rows)


def _flagged(connection: duckdb.DuckDBPyConnection) -> Mapping[str, tuple[str, ...]]:
    if not _has_mart(connection, "model_diagnostics"):
        return {}
    rows = connection.execute(
        """
        select rule, list(channel order by channel) from model_diagnostics
        where diagnostic = ? and is_flagged and channel is not null
        group by rule
        """,
        [OUTCOME_DRIVEN],
    ).fetchall()
    return {rule: tuple(channels) for rule, channels in rows}


def _has_mart(connection: duckdb.DuckDBPyConnection, name: str) -> bool:
    found = connection.execute(
        "select 1 from information_schema.tables where table_name = ?", [name]
    )
    return found.fetchone() is not None
