"""The rows of seeds/*.csv that people edit, checked before any model is built.

What a cell can hold is said once, in the description of its field, and repeated to the user when
a value does not fit.
"""

from collections.abc import Callable, Hashable, Iterable
from datetime import date
from typing import Annotated, Any, ClassVar, Literal, TypeVar, get_args

import duckdb
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from whence.config import LONGEST_DAYS, Configuration
from whence.errors import ConfigurationError, did_you_mean, listed, shown
from whence.project import Project

#: What int_conversions knows to happen, and the columns of int_touches that can exclude one.
Event = Literal[
    "lead_created", "mql_reached", "meeting_held", "deal_created", "deal_won", "deal_lost"
]
Excludable = Literal[
    "account_id", "campaign_id", "channel", "company_domain", "contact_id", "email_domain",
    "owner", "touch_type",
]  # fmt: skip

Text = Annotated[str, Field(min_length=1, description="a text")]
Name = Annotated[
    str,
    Field(
        pattern="^[a-z][a-z0-9_]*$",
        description="lower-case letters, digits and _, beginning with a letter",
    ),
]
Flag = Annotated[str, Field(pattern="^(?i:true|false)$", description="true or false")]
Priority = Annotated[int, Field(description="a whole number; the lowest is tried first")]
Points = Annotated[
    float,
    Field(ge=0, le=999.999, allow_inf_nan=False, description="a number from 0 to 999.999"),
]
Pattern = Annotated[str, Field(description="a regular expression, or nothing for any value")]


class Row(BaseModel):
    """One line of a seed; an empty cell counts as not given, a further column is ignored."""

    model_config = ConfigDict(frozen=True)
    seed: ClassVar[str]


class RuleRow(Row):
    """One line of a seed of which the first that fits decides."""

    result: ClassVar[str]
    priority: Priority

    @property
    def conditions(self) -> dict[str, str]:
        """The cells that restrict which touches the row takes."""
        cells = self.model_dump(exclude={"priority", self.result})
        return {column: value for column, value in cells.items() if value}


class Goal(Row):
    """What is worth crediting, and which event of a deal or a contact reaches it."""

    seed = "goals"
    goal: Name
    event: Annotated[Event, Field(description=", ".join(get_args(Event)))]
    deal_type: Annotated[str, Field(description="a deal type, or nothing for all")] = ""
    lookback_days: Annotated[
        int | None,
        Field(
            gt=0,
            le=LONGEST_DAYS,
            description=f"a whole number of days from 1 to {LONGEST_DAYS}, or nothing for the "
            "var lookback_days",
        ),
    ] = None


class TouchType(Row):
    """A kind of touch and what follows from it when nothing else says so."""

    seed = "touch_types"
    touch_type: Name
    is_exposure: Flag
    is_conversion: Flag
    is_meeting: Flag
    default_channel: Annotated[str, Field(description="a channel, or nothing")] = ""
    default_team: Annotated[str, Field(description="a team, or nothing")] = ""
    engagement_points: Points


class ChannelRule(RuleRow):
    """The channel of the touches that fit all of the row's patterns."""

    seed = "channel_rules"
    result = "channel"
    channel: Text
    touch_type: Pattern = ""
    source: Pattern = ""
    source_category: Pattern = ""
    medium: Pattern = ""
    campaign: Pattern = ""
    referrer: Pattern = ""
    landing_page: Pattern = ""
    click_id_type: Pattern = ""
    direction: Pattern = ""


class TeamRule(RuleRow):
    """The team of the touches that fit all of the row's values."""

    seed = "team_rules"
    result = "team"
    touch_type: Annotated[str, Field(description="a touch type, or nothing for all")] = ""
    channel: Annotated[str, Field(description="a channel, or nothing for all")] = ""
    direction: Annotated[
        Literal["", "inbound", "outbound"],
        Field(description="inbound, outbound or nothing for both"),
    ] = ""
    team: Text


class PointsRow(Row):
    """The points of a touch type for one buying role."""

    seed = "points"
    touch_type: Text
    buying_role: Text
    points: Points


class ExchangeRate(Row):
    """How many US dollars one unit of a currency is worth from a day on."""

    seed = "exchange_rates"
    currency: Annotated[str, Field(pattern="^[A-Z]{3}$", description="three capitals, as USD")]
    valid_from: Annotated[date, Field(description="a day as 2026-01-31")]
    usd_rate: Annotated[
        float,
        Field(ge=1e-8, lt=1e10, description="a number from 0.00000001 to 9999999999"),
    ]


class DeclaredSourceChannel(Row):
    """The channel that a source declared in the CRM or by the buyer stands for."""

    seed = "declared_source_channels"
    declared_source: Annotated[
        str, Field(pattern="^[^A-Z]+$", description="a text without capitals")
    ]
    channel: Text


class Exclusion(Row):
    """Touches that earn nothing, and why."""

    seed = "exclusions"
    field: Annotated[Excludable, Field(description=", ".join(get_args(Excludable)))]
    value: Text
    reason: Text


class FreeMailDomain(Row):
    """A domain whose addresses say nothing about a company."""

    seed = "free_mail_domains"
    domain: Annotated[
        str,
        Field(
            pattern=r"^[^@\sA-Z]+\.[^@\sA-Z]+$", description="a domain in lower case, as mail.com"
        ),
    ]


Rows = TypeVar("Rows", bound=Row)
Rule = TypeVar("Rule", bound=RuleRow)


def check_seeds(configuration: Configuration, project: Project) -> None:
    """Raise ConfigurationError for the first value in a seed that is not allowed."""
    touch_types = _read(project, TouchType, lambda row: row.touch_type)
    channel_rules = _read(project, ChannelRule, lambda row: row.priority)
    team_rules = _read(project, TeamRule, lambda row: row.priority)
    points = _read(project, PointsRow, lambda row: (row.touch_type, row.buying_role))
    rates = _read(project, ExchangeRate, lambda row: (row.currency, row.valid_from))
    declared = _read(project, DeclaredSourceChannel, lambda row: row.declared_source)
    _read(project, Goal, lambda row: row.goal)
    _read(project, Exclusion, lambda row: (row.field, row.value.lower()))
    _read(project, FreeMailDomain, lambda row: row.domain)

    known_types = {row.touch_type for row in touch_types}
    known_channels = {row.channel for row in channel_rules} | {
        row.default_channel for row in touch_types if row.default_channel
    }
    if "other" not in known_types:
        raise ConfigurationError(
            "seeds/touch_types.csv has no touch type other; touches of an unknown type need it."
        )
    for rule in team_rules:
        _check_known(rule, "touch_type", {"", *known_types})
        _check_known(rule, "channel", {"", *known_channels})
    for row in points:
        _check_known(row, "touch_type", known_types)
    for source in declared:
        _check_known(source, "channel", known_channels)
    _check_that_every_row_can_match(channel_rules)
    _check_that_every_row_can_match(team_rules)
    _check_channel_rules(channel_rules, known_types)
    currencies = {rate.currency for rate in rates}
    if configuration.reporting_currency not in currencies:
        raise ConfigurationError(
            f"reporting_currency is {configuration.reporting_currency}, which has no row in "
            f"seeds/exchange_rates.csv; known: {listed(currencies)}."
        )


def _read(project: Project, kind: type[Rows], key: Callable[[Rows], Hashable]) -> list[Rows]:
    """Read the rows of a seed, each of the right shape and no two with the same key."""
    rows: list[Rows] = []
    lines: dict[Hashable, int] = {}
    header, cells = project.seed(kind.seed)
    for column in kind.model_fields:
        if column not in header:
            raise ConfigurationError(
                f"seeds/{kind.seed}.csv has no column {column}; it has {listed(header)}."
            )
    for line, values in cells:
        where = f"seeds/{kind.seed}.csv, line {line}"
        given = {column: value for column, value in values.items() if value != ""}
        try:
            row = kind.model_validate(given)
        except ValidationError as error:
            raise ConfigurationError(f"{where}: {_sentence(error, kind)}") from None
        if key(row) in lines:
            raise ConfigurationError(
                f"{where}: {shown(_as_text(key(row)))} is already in line {lines[key(row)]}; "
                "keep one of the two."
            )
        lines[key(row)] = line
        rows.append(row)
    return rows


def _as_text(key: Hashable) -> str:
    parts: Iterable[Any] = key if isinstance(key, tuple) else (key,)
    return ", ".join(str(part) for part in parts if part != "")


def _sentence(error: ValidationError, kind: type[Row]) -> str:
    problem = error.errors(include_url=False)[0]
    column = str(problem["loc"][0])
    allowed = kind.model_fields[column].description
    value = "empty" if problem["type"] == "missing" else shown(problem["input"])
    return f"{column} is {value}; allowed: {allowed}."


def _check_known(row: Row, column: str, known: set[str]) -> None:
    value = getattr(row, column)
    if value not in known:
        raise ConfigurationError(
            f"seeds/{row.seed}.csv: the {column} {shown(value)} is unknown"
            f"{did_you_mean(value, known)}; known: {listed(known - {''})}."
        )


def _check_that_every_row_can_match(rules: list[Rule]) -> None:
    """Refuse a row that comes after one which takes all that it could take."""
    ordered = sorted(rules, key=lambda rule: rule.priority)
    for later, earlier in ((ordered[j], ordered[i]) for j in range(len(ordered)) for i in range(j)):
        if earlier.conditions.items() <= later.conditions.items():
            raise ConfigurationError(
                f"seeds/{later.seed}.csv: the row with priority {later.priority} can never match, "
                f"because the row with priority {earlier.priority} takes the same touches first; "
                "remove it or give it a lower priority."
            )


def _check_channel_rules(rules: list[ChannelRule], touch_types: set[str]) -> None:
    """Refuse patterns that are none or fit no touch type, and a table without a last resort."""
    for rule in rules:
        for column, pattern in rule.conditions.items():
            where = (
                f"seeds/channel_rules.csv: the row with priority {rule.priority} "
                f"has the {column} {shown(pattern)}"
            )
            try:
                is_possible = column != "touch_type" or _matches_any(pattern, touch_types)
                _matches_any(pattern, {""})
            except duckdb.Error as error:
                reason = " ".join(str(error).split())
                raise ConfigurationError(
                    f"{where}, which is not a regular expression: {reason}."
                ) from None
            if not is_possible:
                raise ConfigurationError(
                    f"{where}, which is no touch type{did_you_mean(pattern, touch_types)}; "
                    f"known: {listed(touch_types)}."
                )
    if all(rule.conditions for rule in rules):
        raise ConfigurationError(
            "seeds/channel_rules.csv has no catch-all: add a last row with a priority and a "
            "channel and nothing else, such as 1000,Unassigned."
        )


def _matches_any(pattern: str, values: set[str]) -> bool:
    """Ask the engine that will use the pattern; raises duckdb.Error when it is no pattern."""
    question = "select bool_or(regexp_full_match(value, ?)) from unnest(?) as given(value)"
    answer = duckdb.execute(question, [pattern, sorted(values)]).fetchone()
    return answer is not None and bool(answer[0])
