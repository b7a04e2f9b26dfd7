"""What lies in a folder of simulated journeys, and what is asked of it."""

from collections.abc import Mapping, Sequence
from typing import Any

#: Tables `deals` (deal, deal_id, touch_count, won, value) and `touches` (deal, touch_number,
#: touch_count, channel).
JOURNEYS = "journeys.duckdb"
#: Each path once, channels in order, with the wins and the losses that came by it.
PATHS = "paths.parquet"
SEPARATOR = ">"
#: One row per touch, in no order: deal_id, touched_at, channel, won, and the deal's value on the
#: last touch of a won deal, else 0.
EVENTS = "events.parquet"
#: The exact answers, from the simulated arrays. It is written last and says that all is there.
ANSWER = "answer.json"

#: The jobs: the removal effects of channels, and journeys with the credits of rules by position.
MARKOV, HEURISTICS = "markov", "heuristics"
#: Days between two touches of a deal.
STEP_DAYS = 2
#: The rules of the second job, as lines of whence's var `rules`.
RULES: Sequence[Mapping[str, Any]] = (
    {"name": "first_touch"},
    {"name": "last_touch"},
    {"name": "linear"},
    {"name": "position_based", "shares": {"first": 0.4, "last": 0.4, "middle": 0.2}},
    {"name": "time_decay", "half_life_days": 7},
)


def database_of(job: str) -> str:
    """Return the name of the database with what whence's models of a job start from."""
    return f"whence_{job}.duckdb"


def statements_of(job: str) -> str:
    """Return the name of the file with the statements that build a job's models."""
    return f"statements-{job}.json"


def unable_of(job: str) -> str:
    """Return the name of the file that says why whence itself cannot do a job."""
    return f"unable-{job}.txt"
