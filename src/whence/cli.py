"""The commands: parse, call, print.

What a command needs is imported inside it, because dbt alone takes two seconds to import.
"""

# ruff: noqa: PLC0415
import shlex
import sys
from importlib.metadata import version
from pathlib import Path
from typing import Annotated, Literal

import typer
from rich.console import Console

from whence.errors import BuildFailed, WhenceError

commands = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)

Database = Annotated[
    Path | None,
    typer.Option(
        metavar="FILE",
        help="The DuckDB file. Default: WHENCE_DATABASE or warehouse/whence.duckdb.",
    ),
]


def app() -> None:
    """Run the command line; our exceptions become one sentence on stderr and an exit code."""
    try:
        commands()
    except WhenceError as error:
        typer.echo(str(error), err=True)
        sys.exit(error.exit_code)


def _print_version(is_wanted: bool) -> None:
    if is_wanted:
        typer.echo(f"whence {version('whence')}")
        raise typer.Exit


@commands.callback()
def whence(
    _version: Annotated[
        bool,
        typer.Option(
            "--version", help="Print the version and stop.", callback=_print_version, is_eager=True
        ),
    ] = False,
) -> None:
    """Say which touches, by marketing and by sales, won which deals."""


@commands.command(
    short_help="Build and test everything from raw data, and publish it.",
    epilog="Example: whence build --raw exports --database warehouse/ours.duckdb",
)
def build(  # noqa: PLR0913  one for each option
    *,
    raw: Annotated[
        Path | None,
        typer.Option(
            metavar="DIR",
            help="The folder with touches.csv, deals.csv, ... or with a folder for each connector, "
            "such as salesforce; default: WHENCE_RAW_DIR or demo.",
        ),
    ] = None,
    source: Annotated[
        list[str] | None,
        typer.Option(
            metavar="NAME",
            help="A connector (a folder of models/staging/) to read from; may be repeated. "
            "Default: those whose raw tables are there.",
        ),
    ] = None,
    database: Database = None,
    variables: Annotated[
        str,
        typer.Option("--vars", metavar="YAML", help="Vars that replace those of dbt_project.yml."),
    ] = "",
    target: Annotated[
        str | None, typer.Option(metavar="NAME", help="A target of the profile. Default: its own.")
    ] = None,
    full_refresh: Annotated[
        bool, typer.Option("--full-refresh", help="Build everything anew.")
    ] = False,
) -> None:
    """Build every table and test from raw data, and publish the database if all is well.

    Exit code 0: published. 1: a model or a test failed. 2: wrong configuration or input.
    3: another build of the same database is running.
    """
    from whence.build import Order, build
    from whence.progress import watching
    from whence.project import find_project
    from whence.summary import print_failures, print_summary

    order = Order(raw, tuple(source or ()), database, variables, target, full_refresh)
    with watching(Console(stderr=True)) as watcher:
        outcome = build(order, find_project(Path.cwd()), watcher)
    if outcome.failures:
        print_failures(Console(stderr=True), outcome.failures)
        raise BuildFailed(
            f"{len(outcome.failures)} of {len(outcome.nodes)} models, seeds and tests failed; "
            "nothing was published."
        )
    print_summary(Console(), outcome, database)


@commands.command(
    short_help="Show what led to a deal, and every rule's credits.",
    epilog="Example: whence explain D-000123 --rule w_shaped",
)
def explain(
    deal_id: Annotated[str, typer.Argument(metavar="DEAL_ID", help="The id of a deal.")],
    *,
    rule: Annotated[
        list[str] | None, typer.Option(metavar="NAME", help="Only this rule; may be repeated.")
    ] = None,
    database: Database = None,
) -> None:
    """Show what led to a deal and what every rule credits to each touch, and why."""
    from whence.explain import explain_deal, print_explanation
    from whence.project import database_path

    explanation = explain_deal(database_path(database, Path.cwd()), deal_id, rule or [])
    print_explanation(Console(), explanation)


@commands.command(
    short_help="Show what each source brought, and what is missing.",
    epilog="Example: whence check --database warehouse/ours.duckdb",
)
def check(*, database: Database = None) -> None:
    """Show what each source brought, how far its touches lead, and what is missing at what cost."""
    from whence.check import check_sources, print_health
    from whence.project import database_path

    print_health(Console(), check_sources(database_path(database, Path.cwd())))


@commands.command(
    short_help="Write marts as Parquet, CSV or JSON files.",
    epilog="Example: whence export attribution_by_channel deals --out exported --format csv",
)
def export(
    names: Annotated[
        list[str], typer.Argument(metavar="NAME...", help="Marts; all means all of them.")
    ],
    *,
    out: Annotated[Path, typer.Option(metavar="DIR", help="The folder to write to.")] = Path(
        "exported"
    ),
    file_format: Annotated[
        str, typer.Option("--format", metavar="parquet|csv|json", help="What kind of files.")
    ] = "parquet",
    database: Database = None,
) -> None:
    """Write marts as files, one each, for tools that read no database."""
    from whence.export import export_marts
    from whence.project import database_path

    file = database_path(database, Path.cwd())
    with Console(stderr=True).status("opening the database") as status:
        written = export_marts(file, names, out, file_format, status.update)
    for path, row_count in written.items():
        typer.echo(f"{row_count:>12,} {path}")


@commands.command(
    epilog="Example: whence simulate --out exports --accounts 500 --shape connectors --crm hubspot"
)
def simulate(  # noqa: PLR0913  one for each option
    *,
    out: Annotated[Path, typer.Option(metavar="DIR", help="The folder to write the tables to.")],
    accounts: Annotated[int, typer.Option(help="How many accounts the company knows.")] = 300,
    seed: Annotated[int, typer.Option(help="The same seed gives the same tables.")] = 1,
    file_format: Annotated[
        Literal["csv", "parquet"], typer.Option("--format", help="The format of the tables.")
    ] = "csv",
    shape: Annotated[
        Literal["files", "connectors"],
        typer.Option(
            help="files: tables of the files source. connectors: one folder of raw tables for each "
            "system of the company."
        ),
    ] = "files",
    crm: Annotated[
        Literal["salesforce", "hubspot"] | None,
        typer.Option(help="The CRM of a company in the connectors shape. Default: salesforce."),
    ] = None,
    scenario: Annotated[
        str | None,
        typer.Option(
            metavar="A..I",
            help="In the files shape: a company to compare rules on, the effect of whose touches "
            "is known.",
        ),
    ] = None,
    truth: Annotated[
        bool,
        typer.Option(
            "--truth",
            help="Also write, in the connectors shape, who everybody really was, and with a "
            "scenario, what every touch did.",
        ),
    ] = False,
) -> None:
    """Write the raw tables of an imaginary company, to try whence on.

    The same accounts and seed give the same company, with the same deals, in every shape.
    """
    from whence.simulate import simulate

    with Console(stderr=True).status("drawing a company") as status:
        company = simulate(
            out,
            accounts=accounts,
            seed=seed,
            file_format=file_format,
            shape=shape,
            crm=crm,
            scenario=scenario,
            has_truth=truth,
            on_progress=status.update,
        )
    for table, row_count in company.row_counts.items():
        typer.echo(f"{row_count:>12,} {table}")
    typer.echo(f"Next: whence build --raw {shlex.quote(str(out))}")


@commands.command(
    short_help="Compare rules with what touches really did, on simulated companies.",
    epilog="Example: whence evaluate --scenario A --accounts 5000 --seed 1",
)
def evaluate(
    *,
    scenario: Annotated[
        list[str] | None,
        typer.Option(metavar="A..I", help="Only this scenario; may be repeated. Default: all."),
    ] = None,
    accounts: Annotated[
        int, typer.Option(help="How many accounts each company has; G has sizes of its own.")
    ] = 20_000,
    seed: Annotated[
        list[int] | None,
        typer.Option(
            metavar="N", help="A company for each seed; may be repeated. Default: 1, 2 and 3."
        ),
    ] = None,
    variables: Annotated[
        str,
        typer.Option("--vars", metavar="YAML", help="Vars that replace those of dbt_project.yml."),
    ] = "",
    out: Annotated[
        Path | None,
        typer.Option(metavar="DIR", help="Also write the tables, a picture and all rows here."),
    ] = None,
) -> None:
    """Simulate companies, credit their deals by every rule, and compare with what touches did.

    Exit codes as for build: 1: a model failed. 2: wrong configuration or input.
    """
    from whence.evaluate.report import print_sections, sections, write_report
    from whence.evaluate.runs import cases, evaluate_rules, name_of
    from whence.project import find_project

    seeds = [1, 2, 3] if seed is None else seed
    chosen = cases(scenario or [], accounts, seeds)
    words = ["whence", "evaluate", *sys.argv[2:]]
    progress, results = Console(stderr=True), []
    with progress.status("reading the project") as status:
        for result in evaluate_rules(chosen, find_project(Path.cwd()), variables, status.update):
            results.append(result)
            progress.print(f"{name_of(result.case)}: {result.seconds:.0f} seconds")
            if out:
                # as far as it is: the next company takes a while
                write_report(out, results, words)
    print_sections(Console(), sections(results))
