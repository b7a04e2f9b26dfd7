"""A company's raw tables after a small part of its accounts changed."""

import json
import os
import shutil
from pathlib import Path

import duckdb

from benchmarks.company import LABEL, Company, is_complete

_SHARES = 1_000_000

#: The accounts that change.
_CHANGED = """
create temp table changed as
select account_id, hash(account_id, 1) % 30 as day
from read_parquet('{raw}/accounts.parquet')
where hash(account_id) % {shares} < {part}
"""

#: Each of them loses a touch and has a new one, and its deals are worth a tenth more.
_TABLES = {
    "touches": """
select *
from read_parquet('{raw}/touches.parquet') as touches
where not exists (
    select 1
    from (
        select min(touch_id) as touch_id
        from read_parquet('{raw}/touches.parquet')
        where account_id in (select account_id from changed)
        group by account_id
    ) as deleted
    where deleted.touch_id = touches.touch_id
)
union all by name
select
    'new-' || account_id as touch_id,
    timestamp '2026-06-01 12:00:00' + to_days(cast(day as integer)) as touched_at,
    'call' as touch_type,
    account_id,
    'Qualification call' as content,
    'sales_development' as team,
    'outbound' as direction
from changed
""",
    "deals": """
select * replace (
    case when account_id in (select account_id from changed)
        then cast(amount * 1.1 as decimal(13, 2)) else amount
    end as amount
)
from read_parquet('{raw}/deals.parquet')
""",
}


def change_company(
    raw: Path, company: Company, share: float, *, threads: int = 2, memory_limit: str = "6GB"
) -> Path:
    """Return a folder of raw tables in which the ``share`` (0 to 1) of the accounts changed.

    It lies beside ``raw``; tables in which nothing changed are the same files.
    """
    folder = raw.with_name(f"{raw.name}-changed-{share:g}")
    if is_complete(folder, company):
        return folder
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    for path in raw.glob("*.parquet"):
        if path.stem not in _TABLES:
            os.link(path, folder / path.name)
    config: dict[str, str | bool | int | float | list[str]] = {
        "threads": threads,
        "memory_limit": memory_limit,
        "temp_directory": str(folder / "tmp"),
    }
    with duckdb.connect(config=config) as connection:
        named = {"raw": str(raw), "shares": _SHARES, "part": round(share * _SHARES)}
        connection.execute(_CHANGED.format(**named))
        for table, query in _TABLES.items():
            connection.execute(
                f"copy ({query.format(**named)}) to '{folder / table}.parquet' "
                "(format parquet, compression zstd)"
            )
        row = connection.execute("select count(*) from changed").fetchone()
    shutil.rmtree(folder / "tmp", ignore_errors=True)
    told = {**company.label, "changed_accounts": row[0] if row else 0}
    (folder / LABEL).write_text(json.dumps(told, indent=1) + "\n", "utf-8")
    return folder
