"""How well identity was resolved, measured against the simulator's truth.

The truth (`whence simulate --shape connectors --truth`) says of every touch and visit which person
and account it belonged to, and whether anything in the raw tables could reveal that.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import duckdb

from whence.errors import InputError

#: The truth's tables in the folder that the simulator wrote.
_TABLES = ("touches", "visits")

# a session is the visit in which it began; the simulator's visits of one visitor never overlap
_TRUE_TOUCHES = """
create temp table true_touches as
select touch_id, source_system, account_id, person_id, is_knowable
from read_csv('{folder}/touches.csv', header = true, all_varchar = true)
union all
select
    touches.touch_id, touches.source_system, visits.account_id, visits.person_id,
    visits.is_knowable
from read_csv('{folder}/visits.csv', header = true, all_varchar = true) as visits
inner join intermediate.int_touches as touches
    on
        visits.anonymous_id = touches.anonymous_id
        and touches.touch_type = 'web_session'
        and touches.touched_at >= cast(visits.started_at as timestamp)
        and touches.touched_at <= cast(visits.ended_at as timestamp)
"""
_SCORES = """
with compared as (

    select
        true_touches.source_system,
        true_touches.is_knowable = 'true' as is_knowable,
        touches.account_id is not null as is_matched,
        coalesce(touches.account_id = true_touches.account_id, false) as is_right
    from true_touches
    inner join intermediate.int_touches as touches on true_touches.touch_id = touches.touch_id

)

select
    coalesce(source_system, 'all') as source_system,
    count(*) as touches,
    count(*) filter (where is_matched) as matched,
    count(*) filter (where is_matched and is_right) as matched_right,
    count(*) filter (where is_knowable) as knowable,
    count(*) filter (where is_knowable and is_right) as knowable_right
from compared
group by rollup (source_system)
order by source_system = 'all', source_system
"""


@dataclass(frozen=True)
class IdentityScore:
    """The touches of one source, or of all: how many were matched to an account, and rightly."""

    source: str
    touches: int
    matched: int
    matched_right: int
    knowable: int
    knowable_right: int

    @property
    def precision(self) -> float:
        """Of the touches matched to an account, the share matched to the right one."""
        return self.matched_right / self.matched if self.matched else 1.0

    @property
    def recall(self) -> float:
        """Of the touches whose account can be known, the share matched to the right one."""
        return self.knowable_right / self.knowable if self.knowable else 1.0


def evaluate_identity(database: Path, raw: Path) -> list[IdentityScore]:
    """Compare the accounts in `database` with the truth beside the raw tables it was built from.

    One score for each source, the last for all of them. Raises InputError when the folder `raw` has
    no truth.
    """
    folder = raw / "truth"
    for table in _TABLES:
        if not (folder / f"{table}.csv").is_file():
            raise InputError(
                f"{folder} has no {table}.csv; write it with: "
                f"whence simulate --shape connectors --truth --out {raw}"
            )
    with duckdb.connect(str(database), read_only=True) as connection:
        connection.execute(_TRUE_TOUCHES.format(folder=str(folder).replace("'", "''")))
        return [IdentityScore(*row) for row in connection.execute(_SCORES).fetchall()]


def identity_table(scores: Sequence[IdentityScore]) -> list[str]:
    """Return the scores as the lines of a Markdown table."""
    lines = [
        "| source | touches | matched | precision | can be known | recall |",
        "|---|--:|--:|--:|--:|--:|",
    ]
    lines += [
        f"| {score.source} | {score.touches:,} | {score.matched:,} | {score.precision:.2%} "
        f"| {score.knowable:,} | {score.recall:.2%} |"
        for score in scores
    ]
    return lines
