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
_TABLES = ("touches", "visits", "people")

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
# a person is right by a record of the CRM, or by an address that stands for a person of its own
_TRUE_PEOPLE = """
create temp table true_people as
select distinct
    person_id,
    case when record_type = 'email' then 'contact-' || left(md5(record_id), 16) else record_id end
        as contact_id
from read_csv('{folder}/people.csv', header = true, all_varchar = true)
where record_type = 'email' or record_type like '%:%'
"""
_SCORES = """
with compared as (

    select
        true_touches.source_system,
        true_touches.is_knowable = 'true' as is_knowable,
        touches.account_id is not null as is_matched,
        coalesce(touches.account_id = true_touches.account_id, false) as is_right,
        touches.contact_id is not null as is_named,
        true_people.contact_id is not null as is_right_person
    from true_touches
    inner join intermediate.int_touches as touches on true_touches.touch_id = touches.touch_id
    left join true_people
        on
            true_touches.person_id = true_people.person_id
            and touches.contact_id = true_people.contact_id

)

select
    coalesce(source_system, 'all') as source_system,
    count(*) as touches,
    count(*) filter (where is_matched) as matched,
    count(*) filter (where is_matched and is_right) as matched_right,
    count(*) filter (where is_knowable) as knowable,
    count(*) filter (where is_knowable and is_right) as knowable_right,
    -- what led to no account may be one of ours, of whom no system of the company has a record
    count(*) filter (where is_matched and is_named) as named,
    count(*) filter (where is_matched and is_named and is_right_person) as named_right
from compared
group by rollup (source_system)
order by source_system = 'all', source_system
"""


@dataclass(frozen=True)
class IdentityScore:
    """The touches of one source, or of all: how many were matched to an account, and rightly.

    `named` are those matched to an account and to a person, `named_right` to the right person.
    """

    source: str
    touches: int
    matched: int
    matched_right: int
    knowable: int
    knowable_right: int
    named: int
    named_right: int

    @property
    def precision(self) -> float:
        """Of the touches matched to an account, the share matched to the right one."""
        return self.matched_right / self.matched if self.matched else 1.0

    @property
    def recall(self) -> float:
        """Of the touches whose account can be known, the share matched to the right one."""
        return self.knowable_right / self.knowable if self.knowable else 1.0

    @property
    def person_precision(self) -> float:
        """Of the touches matched to an account and a person, the share with the right person."""
        return self.named_right / self.named if self.named else 1.0


def evaluate_identity(database: Path, raw: Path) -> list[IdentityScore]:
    """Compare the accounts and people in `database` with the truth.

    The truth lies beside the raw tables that the database was built from. One score for each
    source, the last for all of them. Raises InputError when the folder `raw` has no truth.
    """
    folder = raw / "truth"
    for table in _TABLES:
        if not (folder / f"{table}.csv").is_file():
            raise InputError(
                f"{folder} has no {table}.csv; write it with: "
                f"whence simulate --shape connectors --truth --out {raw}"
            )
    with duckdb.connect(str(database), read_only=True) as connection:
        for query in (_TRUE_TOUCHES, _TRUE_PEOPLE):
            connection.execute(query.format(folder=str(folder).replace("'", "''")))
        return [IdentityScore(*row) for row in connection.execute(_SCORES).fetchall()]


def identity_table(scores: Sequence[IdentityScore]) -> list[str]:
    """Return the scores as the lines of a Markdown table."""
    lines = [
        "| source | touches | matched | precision | can be known | recall | right person |",
        "|---|--:|--:|--:|--:|--:|--:|",
    ]
    lines += [
        f"| {score.source} | {score.touches:,} | {score.matched:,} | {score.precision:.2%} "
        f"| {score.knowable:,} | {score.recall:.2%} "
        f"| {f'{score.person_precision:.2%}' if score.named else 'none named'} |"
        for score in scores
    ]
    return lines
