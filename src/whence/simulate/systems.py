"""The company's systems: what CRM, website, mailer and recorder keep of what happened."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from whence.simulate.activities import (
    Attempts,
    Guests,
    Invitations,
    Reopenings,
    RoleGaps,
    TouchLogs,
    draw_attempts,
    draw_guests,
    draw_invitations,
    draw_reopenings,
    draw_role_gaps,
    draw_touch_logs,
)
from whence.simulate.arrays import Integers
from whence.simulate.company import Company
from whence.simulate.dirt import Dirt
from whence.simulate.records import (
    AccountRecords,
    Contacts,
    Outsiders,
    Records,
    SecondJobs,
    draw_account_records,
    draw_contacts,
    draw_job_changes,
    draw_outsiders,
    draw_records,
    draw_second_jobs,
)
from whence.simulate.website import Pages, Visits, draw_pages, draw_visits

#: As in the company, each part has a stream of random numbers of its own; new ones go to the end.
_PARTS = (
    "accounts",
    "contacts",
    "outsiders",
    "records",
    "second_jobs",
    "job_changes",
    "visits",
    "pages",
    "touch_logs",
    "guests",
    "attempts",
    "invitations",
    "role_gaps",
    "reopenings",
)
#: Tells these streams from those of the company, which are drawn from the same seed.
_SYSTEMS = 1


@dataclass(frozen=True)
class Systems:
    """What the systems keep of a company.

    ``former_person``: per person who of another account it was before, mostly itself.
    """

    company: Company
    accounts: AccountRecords
    contacts: Contacts
    outsiders: Outsiders
    records: Records
    second_jobs: SecondJobs
    former_person: Integers
    visits: Visits
    pages: Pages
    touch_logs: TouchLogs
    guests: Guests
    attempts: Attempts
    invitations: Invitations
    role_gaps: RoleGaps
    reopenings: Reopenings


def draw_systems(dirt: Dirt, company: Company, seed: int, report: Callable[[str], None]) -> Systems:
    """Draw what the systems keep of ``company``; the same seed draws the same."""
    seeds = np.random.SeedSequence([seed, _SYSTEMS]).spawn(len(_PARTS))
    streams = {
        part: np.random.Generator(np.random.PCG64(own))
        for part, own in zip(_PARTS, seeds, strict=True)
    }
    report("drawing what the systems keep")
    contacts = draw_contacts(dirt, company, streams["contacts"])
    outsiders = draw_outsiders(dirt, company, streams["outsiders"])
    records = draw_records(dirt, company, contacts, outsiders, streams["records"])
    second_jobs = draw_second_jobs(dirt, company, contacts, streams["second_jobs"])
    visits = draw_visits(dirt, company, records, outsiders, streams["visits"])
    return Systems(
        company=company,
        accounts=draw_account_records(dirt, company, streams["accounts"]),
        contacts=contacts,
        outsiders=outsiders,
        records=records,
        second_jobs=second_jobs,
        former_person=draw_job_changes(dirt, company, streams["job_changes"]),
        visits=visits,
        pages=draw_pages(company, visits, streams["pages"]),
        touch_logs=draw_touch_logs(dirt, company, streams["touch_logs"]),
        guests=draw_guests(dirt, company, streams["guests"]),
        attempts=draw_attempts(dirt, company, streams["attempts"]),
        invitations=draw_invitations(dirt, company, streams["invitations"]),
        role_gaps=draw_role_gaps(dirt, company, second_jobs, streams["role_gaps"]),
        reopenings=draw_reopenings(dirt, company, streams["reopenings"]),
    )
