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
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from whence.errors import InputError
from whence.simulate.company import draw_company
from whence.simulate.dirt import DIRT
from whence.simulate.layouts import Crm, Shape, connectors_layout, files_layout
from whence.simulate.parameters import PARAMETERS
from whence.simulate.relations import relations_of
from whence.simulate.system_relations import system_relations_of
from whence.simulate.systems import draw_systems
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
    has_truth: bool = False,
    on_progress: Callable[[str], None] | None = None,
) -> SimulatedCompany:
    """Write the raw tables of an imaginary company with ``accounts`` accounts to ``out``.

    ``crm`` (default: salesforce) and ``has_truth`` are of the connectors shape. The same arguments
    write the same bytes. ``on_progress`` is told each step as it begins.
    Raises InputError for less than one account, a negative seed, options of the other shape, and
    a folder that cannot be written to or that holds tables which are not simulated.
    """
    if accounts < 1:
        raise InputError(f"A company needs at least 1 account, not {accounts}.")
    if seed < 0:
        raise InputError(f"A seed is 0 or more, not {seed}.")
    if shape == "files" and (crm or has_truth):
        option = f"--crm {crm}" if crm else "--truth"
        raise InputError(f"{option} is of the company in its systems; add --shape connectors.")
    check_folder(out)
    report = on_progress or _say_nothing
    company = draw_company(PARAMETERS, accounts, seed, report)
    label: dict[str, object] = {"accounts": accounts, "seed": seed, "format": file_format}
    if shape == "files":
        layout, relations = files_layout(), relations_of(company)
    else:
        crm = crm or "salesforce"
        label |= {"shape": shape, "crm": crm}
        layout = connectors_layout(crm, has_truth=has_truth)
        relations = system_relations_of(draw_systems(DIRT, company, seed, report))
    row_counts = write_company(
        relations, layout, out, file_format=file_format, label=label, report=report
    )
    return SimulatedCompany(out, row_counts)


def _say_nothing(_step: str) -> None:
    """Report to nobody."""
