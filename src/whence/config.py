"""The vars of dbt_project.yml, checked before any model is built.

What a var can hold is said once, in the description of its field, and repeated to the user when
a value does not fit. Rule algorithms, their parameters and sources are discovered in the
project's files, never listed here.
"""

from collections.abc import Collection, Iterable, Mapping
from datetime import date, datetime
from typing import Annotated, Any, Literal, get_args

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError

from whence.errors import ConfigurationError, did_you_mean, listed, shown
from whence.project import CONNECTOR_SETTINGS, SHAPE_OF_SOURCES, Project

Milestone = Literal["lead_creation", "mql", "opportunity_creation", "close"]
Redistribution = Literal["proportional", "even"]
Position = Literal["first", Milestone, "last", "middle"]
ValueFunction = Literal["win_probability", "wins", "ordered"]

#: What the CRM and the buyer say stands beside the rules under these names.
DECLARED = ("single_source", "self_reported")

#: Of a Markov chain; the states of a longer memory hardly ever come up twice.
HIGHEST_ORDER = 5

#: A hundred years; more would leave the range of timestamps.
LONGEST_DAYS = 36_500
Days = Annotated[float, Field(gt=0, le=LONGEST_DAYS, allow_inf_nan=False)]
Share = Annotated[float, Field(ge=0, allow_inf_nan=False)]

_DAYS = f"a number of days above 0 and up to {LONGEST_DAYS}"


def _has_a_share(shares: dict[str, float]) -> dict[str, float]:
    if not any(shares.values()):
        raise ValueError("all shares are 0")
    return shares


def _is_utc(value: str | date) -> str | date:
    instant = datetime.fromisoformat(str(value))
    if instant.utcoffset():
        raise ValueError("not UTC")
    return value


class Rule(BaseModel):
    """One line of `rules`: a name, an algorithm and the algorithm's parameters.

    The parameters that the project's own algorithms take are fields; an algorithm that a user
    adds may take others, which its macro checks.
    """

    model_config = ConfigDict(extra="allow", strict=True, frozen=True)

    name: Annotated[
        str,
        Field(
            pattern="^[a-z][a-z0-9_]*$",
            description="lower-case letters, digits and _, beginning with a letter",
        ),
    ]
    algorithm: Annotated[str, Field(description="the name of a file in macros/rules/")] = ""
    fallback: Annotated[
        str, Field(description="the name of a file in macros/rules/, of a rule without parameters")
    ] = "linear"
    shares: Annotated[
        Annotated[dict[str, Share], AfterValidator(_has_a_share)] | None,
        Field(description="numbers of 0 or more, at least one of them above 0"),
    ] = None
    half_life_days: Annotated[Days | None, Field(description=_DAYS)] = None
    middle_ends_at: Annotated[
        Milestone | None, Field(description=", ".join(get_args(Milestone)))
    ] = None
    order: Annotated[
        Annotated[int, Field(ge=1, le=HIGHEST_ORDER)] | None,
        Field(description=f"a whole number of 1 to {HIGHEST_ORDER}: how many channels are a state"),
    ] = None
    value_function: Annotated[
        ValueFunction | None, Field(description=", ".join(get_args(ValueFunction)))
    ] = None
    control_channels: Annotated[
        list[str] | None,
        Field(description="a list of channels that take part and earn nothing, such as [Direct]"),
    ] = None

    redistribution: Annotated[Redistribution | None, Field(description="proportional or even")] = (
        None
    )

    @property
    def algorithm_name(self) -> str:
        """The algorithm, which is named like the rule when the line does not say."""
        return self.algorithm or self.name

    @property
    def parameters(self) -> set[str]:
        """The names of the parameters that the line gives a value."""
        given = self.model_fields_set - {"name", "algorithm", "fallback"}
        return {name for name in given if getattr(self, name) is not None}


_SOURCES = "names of folders in models/staging/, such as [files]"
Sources = Annotated[
    list[str] | None,
    Field(description=f"a list of {_SOURCES}, [] for none, or null for all that give such rows"),
]
NeededSources = Annotated[
    Annotated[list[str], Field(min_length=1)] | None,
    Field(description=f"a list of {_SOURCES}, or null for all that give such rows"),
]


class Configuration(BaseModel):
    """The vars of the project, complete and of the right types."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)

    rules: Annotated[list[Rule], Field(min_length=1, description="a list of one rule or more")]
    sourcing_rule: Annotated[str | None, Field(description="null or the name of one of the rules")]
    sources: Annotated[
        Annotated[list[str], Field(min_length=1)] | None,
        Field(
            description=f"a list of {_SOURCES}, or null for every connector whose raw tables "
            "are there"
        ),
    ]
    touch_sources: NeededSources = None
    page_view_sources: Sources = None
    deal_sources: NeededSources = None
    contact_sources: Sources = None
    spend_sources: Sources = None
    target_sources: Sources = None
    shared_domain: Annotated[
        Literal["none", "most_contacts"], Field(description="none or most_contacts")
    ]
    account_level: Annotated[Literal["account", "parent"], Field(description="account or parent")]
    direct_carry_over_days: Annotated[Days | None, Field(description=f"{_DAYS}, or null for never")]
    lookback_days: Annotated[Days | None, Field(description=f"{_DAYS}, or null for no limit")]
    journey_scope: Annotated[
        Literal["account", "buying_group", "person"],
        Field(description="account, buying_group or person"),
    ]
    touch_reuse: Annotated[
        Literal["shared", "since_previous_win"], Field(description="shared or since_previous_win")
    ]
    refit: Annotated[
        Literal["every_build", "on_full_refresh"],
        Field(description="every_build or on_full_refresh"),
    ]
    redistribution: Annotated[Redistribution, Field(description="proportional or even")]
    credit_exposures: Annotated[bool, Field(description="true or false")]
    reporting_currency: Annotated[
        str,
        Field(pattern="^[A-Z]{3}$", description="an ISO code of three capitals, such as USD"),
    ]
    fiscal_year_starts_in: Annotated[
        int, Field(ge=1, le=12, description="a month, 1 to 12; 1 is January")
    ]
    as_of: Annotated[
        Annotated[datetime | date | str, AfterValidator(_is_utc)] | None,
        Field(
            description="a date or timestamp in UTC, such as 2026-01-31, or null for the "
            "latest event"
        ),
    ]


_VARS = frozenset(Configuration.model_fields)


def read_configuration(project: Project, overrides: Mapping[str, Any]) -> Configuration:
    """Return the vars of `project`, those in `overrides` first.

    Raises ConfigurationError with one sentence that names the key, its value and what is allowed.
    """
    variables = project.variables | dict(overrides)
    variables = _without_connector_settings(variables, project)
    try:
        configuration = Configuration.model_validate(variables)
    except ValidationError as error:
        raise ConfigurationError(_sentence(error, variables)) from None
    _check_rules(configuration.rules, project)
    _check_sourcing_rule(configuration)
    _check_sources(configuration, project)
    return configuration


def sources_named(project: Project, names: Iterable[str]) -> dict[str, list[str]]:
    """Return the vars that switch on exactly these sources.

    Connectors of whence are named in `sources` and give what they can. A folder of the user's own
    is named in the list of every kind of row it has a model for.
    """
    names = list(dict.fromkeys(names))
    for name in names:
        if name not in project.sources:
            raise ConfigurationError(
                f"The source {shown(name)} is unknown{did_you_mean(name, project.sources)}; "
                f"models/staging/ has {listed(project.sources)}."
            )
    for shape in ("touches", "deals"):
        if not any(_gives(project, name, shape) for name in names):
            raise ConfigurationError(
                f"No {shape} come from {listed(names)}; add a source that has them: "
                f"{listed(_sources_of(shape, project))}."
            )
    own = [name for name in names if name not in project.connectors]
    if not own:
        return {"sources": names}
    lists = {
        variable: [name for name in names if shape in project.sources[name]]
        for variable, shape in SHAPE_OF_SOURCES.items()
    }
    return {"sources": [name for name in names if name not in own], **lists}


def _gives(project: Project, source: str, shape: str) -> bool:
    shapes = project.sources[source]
    return shape in shapes or (shape == "touches" and "page_views" in shapes)


def _sources_of(shape: str, project: Project) -> list[str]:
    return [name for name, shapes in project.sources.items() if shape in shapes]


def _without_connector_settings(variables: Mapping[str, Any], project: Project) -> dict[str, Any]:
    """Return the vars that are not `<source>_database`, `_schema` or `_layout` of a connector."""
    settings = {
        f"{source}_{setting}": setting
        for source in project.connectors
        for setting in CONNECTOR_SETTINGS
    }
    layouts = ("fivetran", "airbyte")
    for name in settings.keys() & variables.keys():
        value = variables[name]
        if settings[name] == "layout" and value not in layouts:
            raise ConfigurationError(f"{name} is {shown(value)}; allowed: {' or '.join(layouts)}.")
        if value is not None and not isinstance(value, str):
            raise ConfigurationError(f"{name} is {shown(value)}; allowed: a name, or null.")
    return {name: value for name, value in variables.items() if name not in settings}


def _check_sources(configuration: Configuration, project: Project) -> None:
    for name in configuration.sources or []:
        if name not in project.connectors:
            raise ConfigurationError(
                f"sources names {shown(name)}, which is no connector"
                f"{did_you_mean(name, project.connectors)}; known: {listed(project.connectors)}. "
                "A folder of your own is named in touch_sources, deal_sources, ..."
            )
    for variable, shape in SHAPE_OF_SOURCES.items():
        known = _sources_of(shape, project)
        named: list[str] = getattr(configuration, variable) or []
        for name in named:
            if name not in known:
                raise ConfigurationError(
                    f"{variable} names {shown(name)}, which has no model stg_{name}__{shape} in "
                    f"models/staging/{name}/{did_you_mean(name, known)}; known: {listed(known)}."
                )
        if len(set(named)) < len(named):
            raise ConfigurationError(f"{variable} is {shown(named)}: it names a source twice.")


def _check_rules(rules: list[Rule], project: Project) -> None:
    names: set[str] = set()
    for rule in rules:
        if rule.name in names:
            raise ConfigurationError(
                f"Two rules are named {rule.name}; give each line of rules a name of its own."
            )
        if rule.name in DECLARED:
            raise ConfigurationError(
                f"No rule can be named {rule.name}: it is what was declared to be the source."
            )
        names.add(rule.name)
        _check_algorithm(rule, "algorithm", rule.algorithm_name, project.algorithms)
        # a fallback is called without parameters
        bare = [name for name, takes in project.algorithms.items() if not takes.required - _VARS]
        _check_algorithm(rule, "fallback", rule.fallback, bare)
        _check_parameters(rule, project)


def _check_sourcing_rule(configuration: Configuration) -> None:
    name, known = configuration.sourcing_rule, [rule.name for rule in configuration.rules]
    if name is not None and name not in known:
        raise ConfigurationError(
            f"sourcing_rule is {shown(name)}, which is none of the rules"
            f"{did_you_mean(name, known)}; allowed: {listed(known)}."
        )


def _check_algorithm(rule: Rule, key: str, algorithm: str, known: Collection[str]) -> None:
    if algorithm not in known:
        raise ConfigurationError(
            f"Rule {rule.name}: the {key} {shown(algorithm)} is unknown"
            f"{did_you_mean(algorithm, known)}; known: {listed(known)}."
        )


def _check_parameters(rule: Rule, project: Project) -> None:
    parameters = project.algorithms[rule.algorithm_name]
    # what a var says for all rules reaches the macro of a rule that does not say otherwise
    required = parameters.required - _VARS - {"name"}
    known = (parameters.required | parameters.optional) - {"name"}
    for parameter in [] if parameters.is_open else sorted(rule.parameters - known):
        raise ConfigurationError(
            f"Rule {rule.name}: {rule.algorithm_name} has no parameter {parameter}"
            f"{did_you_mean(parameter, known)}; it takes {listed(known) or 'none'}."
        )
    for parameter in sorted(required - rule.parameters):
        raise ConfigurationError(f"Rule {rule.name}: the parameter {parameter} is missing.")
    if rule.algorithm_name == "position_based":
        _check_positions(rule, rule.shares or {})


def _check_positions(rule: Rule, shares: Mapping[str, float]) -> None:
    known = get_args(Position)
    for position in shares:
        if position not in known:
            raise ConfigurationError(
                f"Rule {rule.name}: shares names the position {shown(position)}"
                f"{did_you_mean(position, known)}; known: {', '.join(known)}."
            )
    if set(shares) == {"middle"}:
        raise ConfigurationError(
            f"Rule {rule.name}: shares has nothing but middle, which is the algorithm linear; "
            "name a position or use linear."
        )


def _sentence(error: ValidationError, variables: Mapping[str, Any]) -> str:
    """Say what is wrong with the first of the keys that pydantic refused."""
    problem = error.errors(include_url=False)[0]
    where, value = [str(step) for step in problem["loc"]], problem["input"]
    label, fields = "", Configuration.model_fields
    if where[0] == "rules" and len(where) > 1:
        line = variables["rules"][int(where[1])]
        if not isinstance(line, Mapping):
            return f"{shown(line)} is not a rule; write one such as {{name: linear}}."
        label, fields = f"Rule {line.get('name', shown(line))}: ", Rule.model_fields
        where = where[2:]
    field, allowed = where[0], ""
    if field in fields:
        allowed = str(fields[field].description)
    if problem["type"] == "extra_forbidden":
        return f"The var {field} is unknown{did_you_mean(field, fields)}; known: {listed(fields)}."
    if problem["type"] == "missing":
        return f"{label}{field} is missing; it takes {allowed}."
    path = ".".join(where) if field == "shares" else field
    return f"{label}{path} is {shown(value)}; allowed: {allowed}."
