"""Wrong configurations stop with one sentence that names the key, the value and what is allowed."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import get_args

import pytest
import yaml

from conftest import ROOT, copy_project
from whence.config import DECLARED, Configuration, Rule, read_configuration, sources_named
from whence.errors import ConfigurationError
from whence.project import Project, find_project
from whence.seeds import Event, Excludable, check_seeds

POSITIONS = "{name: mine, algorithm: position_based, shares: "


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """Return a copy of what the checks read of the project, to be edited."""
    return Project(copy_project(tmp_path, "seeds", "macros", "models/staging"))


def check(project: Project, variables: str = "{}") -> Configuration:
    """Check vars, as --vars gives them, and seeds, as a build does."""
    configuration = read_configuration(project, yaml.safe_load(variables))
    check_seeds(configuration, project)
    return configuration


def test_the_project_as_it_is_passes() -> None:
    configuration = check(Project(ROOT))
    assert [rule.name for rule in configuration.rules] == [
        rule["name"] for rule in Project(ROOT).variables["rules"]
    ]


@pytest.mark.parametrize(
    ("variables", "words"),
    [
        ("lookback_dayz: 30", ["lookback_dayz", "did you mean lookback_days?"]),
        ("lookback_days: 0", ["lookback_days is 0", "above 0"]),
        ("lookback_days: '30'", ['lookback_days is "30"']),
        ("lookback_days: .nan", ["lookback_days is NaN"]),
        ("lookback_days: true", ["lookback_days is true"]),
        ("journey_scope: acount", ['"acount"', "account, buying_group or person"]),
        ("refit: nightly", ['"nightly"', "every_build or on_full_refresh"]),
        ("sourcing_rule: first_tuch", ['"first_tuch"', "did you mean first_touch?"]),
        ("touch_reuse: never", ['"never"', "shared or since_previous_win"]),
        ("redistribution: equal", ['"equal"', "proportional or even"]),
        ("credit_exposures: 1", ["credit_exposures is 1", "true or false"]),
        ("as_of: yesterday", ['as_of is "yesterday"', "2026-01-31"]),
        ("as_of: '2026-01-31T00:00:00+02:00'", ["as_of is", "UTC"]),
        ("reporting_currency: usd", ['reporting_currency is "usd"', "three capitals"]),
        ("reporting_currency: XYZ", ["XYZ", "exchange_rates.csv", "EUR"]),
        ("touch_sources: []", ["touch_sources is []"]),
        ("deal_sources: [hubspott]", ["deal_sources", "hubspott", "known: files"]),
        ("sources: [sailsforce]", ["sources", "did you mean salesforce?", "deal_sources"]),
        ("sources: []", ["sources is []", "or null"]),
        ("salesforce_layout: stitch", ['"stitch"', "fivetran or airbyte"]),
        ("salesforce_schema: 3", ["salesforce_schema is 3", "a name"]),
        ("sailsforce_schema: x", ["sailsforce_schema is unknown"]),
        ("shared_domain: first", ['"first"', "none or most_contacts"]),
        ("account_level: company", ['"company"', "account or parent"]),
        ("direct_carry_over_days: 0", ["direct_carry_over_days is 0", "null for never"]),
        ("fiscal_year_starts_in: 13", ["fiscal_year_starts_in is 13", "1 to 12"]),
        ("spend_sources: [files, files]", ["spend_sources", "twice"]),
        ("rules: []", ["rules is []", "one rule or more"]),
        ("rules: [linear]", ['"linear" is not a rule']),
        ("rules: [{algorithm: linear}]", ["name is missing"]),
        ("rules: [{name: linear}, {name: linear}]", ["Two rules are named linear"]),
        ("rules: [{name: U-Shaped, algorithm: linear}]", ['"U-Shaped"', "lower-case letters"]),
        ("rules: [{name: self_reported, algorithm: linear}]", ["self_reported"]),
        ("rules: [{name: mine, algorithm: liner}]", ['"liner"', "did you mean linear?"]),
        ("rules: [{name: linear, fallback: frist_touch}]", ["did you mean first_touch?"]),
        ("rules: [{name: linear, fallback: time_decay}]", ['the fallback "time_decay"']),
        ("rules: [{name: linear, half_life_days: 7}]", ["linear has no parameter half_life_days"]),
        ("rules: [{name: time_decay}]", ["the parameter half_life_days is missing"]),
        ("rules: [{name: time_decay, half_life_days: 0}]", ["half_life_days is 0", "above 0"]),
        (f"rules: [{POSITIONS}null}}]", ["the parameter shares is missing"]),
        (f"rules: [{POSITIONS}{{first: -1}}}}]", ["Rule mine: shares.first is -1"]),
        (f"rules: [{POSITIONS}{{first: 0, last: 0}}}}]", ["Rule mine", "at least one"]),
        (f"rules: [{POSITIONS}{{middle: 1}}}}]", ["nothing but middle", "linear"]),
        (f"rules: [{POSITIONS}{{frist: 1}}}}]", ['"frist"', "did you mean first?"]),
        (f"rules: [{POSITIONS}{{first: 1}}, middle_ends_at: last}}]", ["middle_ends_at", "close"]),
        (f"rules: [{POSITIONS}{{first: 1}}, redistribution: odd}}]", ['redistribution is "odd"']),
    ],
)
def test_a_wrong_var_is_named(variables: str, words: list[str]) -> None:
    with pytest.raises(ConfigurationError) as raised:
        check(Project(ROOT), variables)
    sentence = str(raised.value)
    assert all(word in sentence for word in words), sentence
    assert "\n" not in sentence
    assert sentence.endswith(".")


@pytest.mark.parametrize(
    "variables",
    [
        "lookback_days: null",
        "lookback_days: 0.5",
        "as_of: 2026-01-31",
        "as_of: 2026-01-31 12:00:00",
        "reporting_currency: EUR",
        "spend_sources: []",
        "sources: null",
        "sources: [salesforce, segment]",
        "salesforce_layout: airbyte",
        "{hubspot_schema: crm, hubspot_database: raw}",
        f"{{rules: [{POSITIONS}{{first: 1, middle: 2}}, redistribution: even}}], "
        "sourcing_rule: mine}",
        "{rules: [{name: fast, algorithm: time_decay, half_life_days: 0.5, fallback: last_touch}], "
        "sourcing_rule: fast}",
    ],
)
def test_a_right_var_is_taken(variables: str) -> None:
    check(Project(ROOT), variables)


def append(line: str) -> Callable[[str], str]:
    """Return an edit that adds a line to a seed."""
    return lambda text: text.rstrip("\n") + f"\n{line}\n"


def replace(old: str, new: str) -> Callable[[str], str]:
    """Return an edit that replaces a text that is there."""

    def edit(text: str) -> str:
        assert old in text
        return text.replace(old, new, 1)

    return edit


@pytest.mark.parametrize(
    ("seed", "edit", "words"),
    [
        ("goals", append("demo,demo_held,,"), ["goals.csv", '"demo_held"', "meeting_held"]),
        ("goals", append("won,deal_won,,"), ["goals.csv", '"won"', "already in line"]),
        ("goals", append("big,deal_won,,-5"), ["lookback_days", '"-5"']),
        ("goals", append("Big Wins,deal_won,,"), ['"Big Wins"', "lower-case"]),
        ("goals", append("big,deal_won"), ["goals.csv", "2 cells"]),
        ("goals", replace("goal,", "gaol,"), ["goals.csv has no column goal"]),
        ("touch_types", append("fax,maybe,false,false,,,1,false,,"), ["is_exposure", '"maybe"']),
        (
            "touch_types",
            append("fax,false,false,false,,,1000,false,,"),
            ["engagement_points", "999.999"],
        ),
        ("touch_types", append("fax,false,false,false,,,nan,false,,"), ["engagement_points"]),
        ("touch_types", replace("\nother,", "\nothers,"), ["no touch type other"]),
        ("channel_rules", append("10,Direct,,x,,,,,,,"), ['"10" is already in line 2']),
        ("channel_rules", append("1001,Late,,x,,,,,,,"), ["1001 can never match", "1000"]),
        ("channel_rules", append("5,Early,,,,,,,,,"), ["10 can never match", "priority 5"]),
        (
            "channel_rules",
            append("11,Same,,[(]direct[)],,[(](none|not set)[)],,,,,"),
            ["11 can never"],
        ),
        ("channel_rules", replace("1000,Unassigned,,,,,,,,,", ""), ["catch-all"]),
        ("channel_rules", append("11,Broken,,((,,,,,,,"), ["priority 11", "regular expression"]),
        ("channel_rules", append("11,Odd,web_sesion,,,,,,,,"), ["did you mean web_session?"]),
        ("channel_rules", append("11,,,x,,,,,,,"), ["channel is empty"]),
        ("channel_rules", append("soon,Odd,,x,,,,,,,"), ["priority", '"soon"']),
        ("team_rules", append("60,cal,,,sales"), ['"cal"', "did you mean call?"]),
        ("team_rules", append("60,,Outbond,,sales"), ['"Outbond"', "did you mean Outbound?"]),
        ("team_rules", append("60,call,,sideways,sales"), ['"sideways"', "inbound"]),
        ("team_rules", append("60,email_replied,,inbound,sales"), ["60 can never match"]),
        ("points", append("webinar,champion,1000"), ["points", '"1000"', "999.999"]),
        ("points", append("webinar,champion,-1"), ['"-1"']),
        ("points", append("webinarr,champion,5"), ["did you mean webinar?"]),
        ("exchange_rates", append("CHF,2026-01-01,0"), ["usd_rate", '"0"']),
        ("exchange_rates", append("CHF,soon,1.1"), ["valid_from", '"soon"']),
        ("exchange_rates", append("EUR,2000-01-01,1.2"), ["EUR, 2000-01-01", "already in line"]),
        ("exclusions", append("colour,red,ugly"), ['"colour"', "email_domain"]),
        ("exclusions", append("channel,Other,"), ["reason is empty"]),
        ("declared_source_channels", append("fair,Evnt"), ["did you mean Event?"]),
        ("declared_source_channels", append("Fair,Event"), ['"Fair"', "without capitals"]),
        ("free_mail_domains", append("someone@mail.example"), ["domain"]),
    ],
)
def test_a_wrong_cell_of_a_seed_is_named(
    project: Project, seed: str, edit: Callable[[str], str], words: list[str]
) -> None:
    path = project.root / "seeds" / f"{seed}.csv"
    path.write_text(edit(path.read_text("utf-8")), "utf-8")
    with pytest.raises(ConfigurationError) as raised:
        check(project)
    sentence = str(raised.value)
    assert all(word in sentence for word in words), sentence
    assert "\n" not in sentence


def test_a_seed_that_is_not_utf8_is_named(project: Project) -> None:
    path = project.root / "seeds" / "goals.csv"
    path.write_bytes(path.read_bytes() + "größer,deal_won,,\n".encode("latin-1"))
    with pytest.raises(ConfigurationError, match=r"goals\.csv cannot be read as CSV"):
        check(project)


def test_rules_of_the_users_own_macros_are_known(project: Project) -> None:
    macro = """
        {% macro default__rule_recency(rule) %}
            case when days_before_conversion <= {{ rule.days }}
                then {{ rule.get('weight', 1) }} else 0 end
        {% endmacro %}
    """
    (project.root / "macros" / "ours.sql").write_text(macro, "utf-8")
    fresh = "{name: fresh, algorithm: recency, days: 30, weight: 2}"
    check(project, f"{{rules: [{fresh}], sourcing_rule: fresh}}")
    for line, words in {
        "{name: recency}": "the parameter days is missing",
        "{name: recency, days: 3, wieght: 2}": r"did you mean weight\?",
    }.items():
        with pytest.raises(ConfigurationError, match=words):
            check(project, f"rules: [{line}]")


def test_parameters_that_a_macro_hands_on_are_not_refused(project: Project) -> None:
    macro = "{% macro default__rule_ours(rule) %}{{ helper(rule) }}{% endmacro %}"
    (project.root / "macros" / "ours.sql").write_text(macro, "utf-8")
    check(project, "{rules: [{name: ours, anything: 3}], sourcing_rule: ours}")


def test_vars_under_the_projects_name_come_last(project: Project) -> None:
    path = project.root / "dbt_project.yml"
    definition = yaml.safe_load(path.read_text("utf-8"))
    shorter = definition["vars"]["lookback_days"] / 2
    definition["vars"]["whence"] = {"lookback_days": shorter}
    path.write_text(yaml.safe_dump(definition), "utf-8")
    assert check(Project(project.root)).lookback_days == shorter


def test_sources_give_each_var_those_that_have_its_shape(project: Project) -> None:
    ads = project.root / "models" / "staging" / "ads"
    ads.mkdir()
    for shape in ("touches", "spend"):
        (ads / f"stg_ads__{shape}.sql").write_text("select 1", "utf-8")
    chosen = sources_named(project, ["ads", "files", "ads"])
    assert chosen["sources"] == ["files"]
    assert chosen["touch_sources"] == chosen["spend_sources"] == ["ads", "files"]
    assert chosen["deal_sources"] == chosen["target_sources"] == ["files"]
    assert sources_named(project, ["files"]) == {"sources": ["files"]}
    with pytest.raises(ConfigurationError, match=r"No deals come from ads; .* files"):
        sources_named(project, ["ads"])
    with pytest.raises(ConfigurationError, match=r"did you mean files\?"):
        sources_named(project, ["file"])


def test_the_project_is_found_upwards_or_is_the_checkout(tmp_path: Path, project: Project) -> None:
    assert find_project(project.root / "models" / "staging").root == project.root.resolve()
    other = tmp_path / "other"
    other.mkdir()
    (other / "dbt_project.yml").write_text("name: jaffles", "utf-8")
    assert find_project(other).root == tmp_path.resolve()
    assert find_project(Path("/")).root == ROOT


def test_what_python_lists_is_what_the_models_know() -> None:
    models = ROOT / "models"
    conversions = (models / "intermediate/deals/int_conversions.sql").read_text("utf-8")
    events = re.findall(r"'(\w+)' as event\b|select '(\w+)', \w+_id, account_id", conversions)
    assert {name for pair in events for name in pair if name} == set(get_args(Event))
    touches = (models / "intermediate/touches/int_touches.sql").read_text("utf-8")
    listed = re.search(r"set excludable = \[(.*?)\]", touches)
    assert listed is not None
    assert set(re.findall(r"\w+", listed[1])) == set(get_args(Excludable))
    declared = (models / "marts/attribution/declared_sources.sql").read_text("utf-8")
    assert all(f"'{name}'" in declared for name in DECLARED)


def test_every_parameter_of_the_algorithms_is_checked() -> None:
    checked = set(Rule.model_fields)
    for algorithm, parameters in Project(ROOT).algorithms.items():
        assert parameters.required | parameters.optional <= checked, algorithm
