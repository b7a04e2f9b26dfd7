"""`whence simulate`: an imaginary B2B company as the raw tables of one source or of many.

A company is drawn once, from the number of accounts and a seed: who works where, what happened,
which deals came of it, what it cost. Two shapes write the same company:

`files`
    The tables of the `files` source, conformed: what our systems would know if they were one.
`connectors`
    The raw tables of each system as a loading tool lands them, `<source>/<table>`, with their dirt:
    leads that are one person twice, merged and converted in chains, private and shared addresses,
    visitors on several browsers, deleted, repeated and late rows, currencies, odd UTM parameters,
    calls that only the recorder has, campaigns that two systems count. Targets are in no system and
    stay a table of the `files` source. With HubSpot as the CRM there is no Marketo: mailings and
    forms are HubSpot's own, and what attendees of webinars and events did arrives there as forms;
    the costs of campaigns that no ad platform bills are in Salesforce alone.

The truth
---------
With ``has_truth`` the connectors shape has three more tables in `truth/`, one row each:

`touches`
    Per raw row that a touch may be made of. ``touch_id`` is `<source>:<table>:<id>`, as in whence;
    ``person_id`` and ``account_id`` who it was of: the account as the CRM's id that is left after
    merges, empty for people outside the market; ``channel``; ``true_touch_id`` the touch in the
    `files` shape (several rows may be one touch; empty: nothing that counts, like an invitation or
    a call nobody answered); ``is_knowable`` whether anything in the raw tables leads to the account
    and ``known_by`` the first way that does: `crm_link` (the row, its person's record or what that
    was merged into or converted to names the account), `email` (the address is a linked record's),
    `email_domain` (the account alone has the domain on its website), `company_domain` (the same,
    of a company that a touch names), `company_name` (the record has the account's name, letter by
    letter), `device` (of visits: see there).
`visits`
    Per visit to the website, whose touches are made of page views: ``anonymous_id``, ``started_at``
    and ``ended_at`` (its first and last page view; a session of whence belongs to the last visit of
    its visitor that started at or before it), ``visitor_kind`` (market, outsider, staff), and the
    same columns. `device`: the browser has said who it is at any time, by form, link or group
    call, and that person or company is known. A browser that one person brought from one account
    to another is of whom it said last, and before it said anything of whom it said first.
`people`
    Per record of a person: ``record_type`` (`salesforce:lead`, `salesforce:contact`,
    `hubspot:contact`, `marketo:lead`, `email` in small letters, `anonymous_id`, `user_id`),
    ``record_id`` as whence calls it, and ``surviving_id``, the record that is left when all merges,
    conversions and syncs are followed; empty for keys that are no records. A person with contacts
    of two accounts has two that are left; a browser that changed hands has two people.

Precision is the share of the touches that whence matched to an account which it matched to the
right one; recall is the share of the knowable touches that it matched to the right one.

Scenarios
---------
A scenario is a company in the files shape of which the effect of every touch is known. Every
account considers one purchase, whose deal is won or lost within the records; there are no
expansions, page views or campaigns, and every touch says its channel, by the simulator's name, and
its account. They are there to compare rules on:

`A` exogenous: touches happen by themselves. `B`: touches cause touches, as webinars meetings.
`C` hidden intent: who wants to buy anyway wins more often and comes more often by `direct`,
`brand_search` and `retargeting`, which have no effect. `D`: demos work only after a webinar or a
meeting, newsletters and organic search from the third touch on. `E`: `contract_sent` is caused by
the win that it comes before. `F`: of lost journeys the early touches are not recorded. `G`: as A,
for small companies. `H`: as A, with 200 channels. `I`: as B, with touches whose account is to be
found by person, device or domain, if at all.

With ``has_truth`` a scenario has four more tables in `truth/`. Effects are differences between two
probabilities of winning, with and without something; outcomes that were drawn play no part.

`touches`
    Per touch: ``touch_id``, its ``deal_id`` and ``channel``, and ``effect``, what it alone adds.
`deal_channels`
    Per deal and channel with a touch in its journey, recorded or not: ``is_won``;
    ``direct_effect``, what the channel's touches add; ``total_effect``, what these and all touches
    that they caused add, directly or through others; ``shapley_effect``, the exact Shapley value
    among the deal's channels, which adds to ``p_win - p_baseline``; empty where these are more than
    twelve.
`deals`
    Per deal: ``is_won``, ``p_win``, and ``p_baseline``, what it would be without any touch.
`channels`
    Per channel: ``is_placebo``, it has no effect, neither by itself nor by what it causes.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from whence.errors import InputError, listed, shown
from whence.simulate.company import draw_company
from whence.simulate.dirt import DIRT
from whence.simulate.effect_relations import effect_relations_of
from whence.simulate.layouts import Crm, Layout, Shape, connectors_layout, files_layout
from whence.simulate.parameters import PARAMETERS
from whence.simulate.relations import Relation, relations_of
from whence.simulate.scenarios import SCENARIOS
from whence.simulate.system_relations import system_relations_of
from whence.simulate.systems import draw_systems
from whence.simulate.worlds import draw_world
from whence.simulate.writer import FileFormat, check_folder, write_company

__all__ = ["Crm", "FileFormat", "Shape", "SimulatedCompany", "simulate"]


@dataclass(frozen=True)
class SimulatedCompany:
    """What was written: the folder, and the number of rows of each table."""

    folder: Path
    row_counts: Mapping[str, int]


def simulate(  # noqa: PLR0913  one for each option of the command
    out: Path,
    *,
    accounts: int,
    seed: int,
    file_format: FileFormat = "csv",
    shape: Shape = "files",
    crm: Crm | None = None,
    scenario: str | None = None,
    has_truth: bool = False,
    on_progress: Callable[[str], None] | None = None,
) -> SimulatedCompany:
    """Write the raw tables of an imaginary company with ``accounts`` accounts to ``out``.

    ``crm`` (default: salesforce) is of the connectors shape, ``scenario`` of the files shape, and
    ``has_truth`` of either. The same arguments write the same bytes. ``on_progress`` is told each
    step as it begins. Raises InputError for less than one account, a negative seed, an unknown
    scenario, options of the other shape, and a folder that cannot be written to or that holds
    tables which are not simulated.
    """
    if accounts < 1:
        raise InputError(f"A company needs at least 1 account, not {accounts}.")
    if seed < 0:
        raise InputError(f"A seed is 0 or more, not {seed}.")
    if shape == "files" and crm:
        raise InputError(f"--crm {crm} is of the company in its systems; add --shape connectors.")
    if shape == "files" and has_truth and scenario is None:
        raise InputError(
            "--truth is of the company in its systems, or of a scenario; "
            "add --shape connectors or --scenario."
        )
    _check_scenario(scenario, shape)
    check_folder(out)
    report = on_progress or _say_nothing
    label: dict[str, object] = {"accounts": accounts, "seed": seed, "format": file_format}
    relations: Mapping[str, Relation]
    if scenario is not None:
        label |= {"scenario": scenario}
        layout, relations = _scenario_tables(scenario, accounts, seed, report, has_truth=has_truth)
    elif shape == "files":
        layout = files_layout()
        relations = relations_of(draw_company(PARAMETERS, accounts, seed, report))
    else:
        crm = crm or "salesforce"
        label |= {"shape": shape, "crm": crm}
        layout = connectors_layout(crm, has_truth=has_truth)
        company = draw_company(PARAMETERS, accounts, seed, report)
        relations = system_relations_of(draw_systems(DIRT, company, seed, report))
    row_counts = write_company(
        relations, layout, out, file_format=file_format, label=label, report=report
    )
    return SimulatedCompany(out, row_counts)


def _check_scenario(scenario: str | None, shape: Shape) -> None:
    if scenario is None:
        return
    if scenario not in SCENARIOS:
        raise InputError(f"The scenario {shown(scenario)} is unknown; known: {listed(SCENARIOS)}.")
    if shape == "connectors":
        raise InputError("A scenario is a company in one folder of tables; use --shape files.")


def _scenario_tables(
    scenario: str, accounts: int, seed: int, report: Callable[[str], None], *, has_truth: bool
) -> tuple[Layout, Mapping[str, Relation]]:
    company, world = draw_world(SCENARIOS[scenario], accounts, seed, report)
    relations = relations_of(company)
    if has_truth:
        report("computing the effects of all touches")
        relations |= effect_relations_of(company, world)
    return files_layout(has_effects=has_truth), relations


def _say_nothing(_step: str) -> None:
    """Report to nobody."""
