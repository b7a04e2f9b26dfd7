"""Claims about `whence simulate --shape connectors`: raw tables of systems, and the truth."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb
import pytest
import yaml
from typer.testing import CliRunner

from whence.cli import commands
from whence.errors import InputError
from whence.simulate import Crm, FileFormat, Shape, simulate
from whence.simulate.layouts import connectors_layout, files_layout
from whence.simulate.looks import LOOKS
from whence.simulate.parameters import PARAMETERS
from whence.simulate.system_relations import TRUE_CHANNELS
from whence.simulate.website import ODD_TAGS
from whence.simulate.writer import LABEL

ROOT = Path(__file__).resolve().parents[2]
STAGING = ROOT / "models" / "staging"
#: The company that the demo is.
ACCOUNTS, SEED = 300, 7
CRMS: tuple[Crm, ...] = ("salesforce", "hubspot")

#: Column, and the column of the table that it refers to; deleted rows count on both sides.
REFERENCES: dict[Crm, tuple[tuple[str, str], ...]] = {
    "salesforce": (
        ("salesforce_account.parent_id", "salesforce_account.id"),
        ("salesforce_account.owner_id", "salesforce_user.id"),
        ("salesforce_account.master_record_id", "salesforce_account.id"),
        ("salesforce_contact.account_id", "salesforce_account.id"),
        ("salesforce_contact.master_record_id", "salesforce_contact.id"),
        ("salesforce_lead.master_record_id", "salesforce_lead.id"),
        ("salesforce_lead.converted_contact_id", "salesforce_contact.id"),
        ("salesforce_lead.converted_account_id", "salesforce_account.id"),
        ("salesforce_lead.owner_id", "salesforce_user.id"),
        ("salesforce_opportunity.account_id", "salesforce_account.id"),
        ("salesforce_opportunity.campaign_id", "salesforce_campaign.id"),
        ("salesforce_opportunity.owner_id", "salesforce_user.id"),
        ("salesforce_opportunity_contact_role.opportunity_id", "salesforce_opportunity.id"),
        ("salesforce_opportunity_contact_role.contact_id", "salesforce_contact.id"),
        ("salesforce_opportunity_history.opportunity_id", "salesforce_opportunity.id"),
        ("salesforce_campaign.parent_id", "salesforce_campaign.id"),
        ("salesforce_campaign_member.campaign_id", "salesforce_campaign.id"),
        ("salesforce_campaign_member.lead_id", "salesforce_lead.id"),
        ("salesforce_campaign_member.contact_id", "salesforce_contact.id"),
        ("salesforce_task.account_id", "salesforce_account.id"),
        ("salesforce_event.what_id", "salesforce_opportunity.id"),
        ("salesforce_task.owner_id", "salesforce_user.id"),
        ("salesforce_event.account_id", "salesforce_account.id"),
        ("salesforce_event.owner_id", "salesforce_user.id"),
        ("marketo_lead.sfdc_contact_id", "salesforce_contact.id"),
        ("marketo_lead.sfdc_lead_id", "salesforce_lead.id"),
        ("marketo_program.sfdc_id", "salesforce_campaign.id"),
        ("marketo_campaign.program_id", "marketo_program.id"),
        ("marketo_activity_send_email.lead_id", "marketo_lead.id"),
        ("marketo_activity_fill_out_form.lead_id", "marketo_lead.id"),
        ("marketo_activity_fill_out_form.campaign_id", "marketo_campaign.id"),
        ("marketo_activity_change_status_in_progression.lead_id", "marketo_lead.id"),
        ("marketo_activity_merge_leads.lead_id", "marketo_lead.id"),
    ),
    "hubspot": (
        ("hubspot_company.property_hs_parent_company_id", "hubspot_company.id"),
        ("hubspot_company.property_hubspot_owner_id", "hubspot_owner.owner_id"),
        ("hubspot_contact.property_associatedcompanyid", "hubspot_company.id"),
        ("hubspot_contact_merge_audit.vid_to_merge", "hubspot_contact.id"),
        ("hubspot_contact_merge_audit.canonical_vid", "hubspot_contact.id"),
        ("hubspot_deal.deal_pipeline_stage_id", "hubspot_deal_pipeline_stage.stage_id"),
        ("hubspot_deal_stage.deal_id", "hubspot_deal.deal_id"),
        ("hubspot_deal_stage.value", "hubspot_deal_pipeline_stage.stage_id"),
        ("hubspot_deal_contact.deal_id", "hubspot_deal.deal_id"),
        ("hubspot_deal_contact.contact_id", "hubspot_contact.id"),
        ("hubspot_deal_company.company_id", "hubspot_company.id"),
        ("hubspot_engagement_call.engagement_id", "hubspot_engagement.id"),
        ("hubspot_engagement_meeting.engagement_id", "hubspot_engagement.id"),
        ("hubspot_engagement_email.engagement_id", "hubspot_engagement.id"),
        ("hubspot_engagement_contact.engagement_id", "hubspot_engagement.id"),
        ("hubspot_engagement_contact.contact_id", "hubspot_contact.id"),
        ("hubspot_engagement_company.company_id", "hubspot_company.id"),
        ("hubspot_engagement_deal.deal_id", "hubspot_deal.deal_id"),
        ("hubspot_contact_form_submission.contact_id", "hubspot_contact.id"),
        ("hubspot_email_event.email_campaign_id", "hubspot_email_campaign.id"),
    ),
}
REFERENCES_OF_BOTH = (
    ("gong_call.primary_user_id", "gong_users.id"),
    ("gong_call_participant.call_id", "gong_call.id"),
    ("gong_call_context_integration.call_id", "gong_call.id"),
    ("segment_tracks.anonymous_id", "segment_pages.anonymous_id"),
    ("segment_identifies.anonymous_id", "segment_pages.anonymous_id"),
    ("segment_groups.anonymous_id", "segment_identifies.anonymous_id"),
    ("google_ads_campaign_stats.id", "google_ads_campaign_history.id"),
    ("linkedin_ads_ad_analytics_by_campaign.campaign_id", "linkedin_ads_campaign_history.id"),
    (
        "linkedin_ads_monthly_ad_analytics_by_member_company.member_company",
        "linkedin_ads_organization.id",
    ),
    (
        "linkedin_ads_monthly_ad_analytics_by_member_job_title.member_job_title",
        "linkedin_ads_title.id",
    ),
    ("meta_ads_basic_ad.ad_id", "meta_ads_ad_history.id"),
    ("meta_ads_ad_history.campaign_id", "meta_ads_campaign_history.id"),
)

#: Every kind of dirt, and a query that finds some.
DIRT: dict[Crm, dict[str, str]] = {
    "salesforce": {
        "a person who is several leads, in other letters": """
            from salesforce_lead as one inner join salesforce_lead as other
            on lower(one.email) = lower(other.email) and one.email <> other.email""",
        "a lead merged into one that was merged in turn": """
            from salesforce_lead as first inner join salesforce_lead as second
            on first.master_record_id = second.id where second.master_record_id is not null""",
        "a lead merged into one that was converted": """
            from salesforce_lead as first inner join salesforce_lead as second
            on first.master_record_id = second.id where second.is_converted""",
        "a lead converted to a contact that was merged": """
            from salesforce_lead as lead inner join salesforce_contact as contact
            on lead.converted_contact_id = contact.id where contact.master_record_id is not null""",
        "several leads converted to one contact": """
            from salesforce_lead where is_converted
            group by converted_contact_id having count(distinct id) > 1""",
        "a duplicate that nobody found": """
            from salesforce_lead as one inner join salesforce_lead as other
            on lower(one.email) = lower(other.email) and one.id < other.id
            where not one.is_deleted and not other.is_deleted and not other.is_converted""",
        "an account merged twice over": """
            from salesforce_account as first inner join salesforce_account as second
            on first.master_record_id = second.id where second.master_record_id is not null""",
        "private mail on a lead": "from salesforce_lead where email like '%@gmail.com'",
        "a lead whose company is written in another way": """
            from salesforce_lead where email like '%@gmail.com'
            and company not in (select name from salesforce_account)""",
        "two accounts on one website": """
            from (select *, regexp_extract(lower(website), '(?:www[.])?([a-z0-9-]+[.]example)', 1)
            as domain from salesforce_account where not is_deleted)
            where website is not null group by domain having count(distinct id) > 1""",
        "an account without a website": """
            from salesforce_account where website is null and not is_deleted""",
        "a deal of which nobody entered any contact": """
            from salesforce_opportunity where not is_deleted
            and id not in (select opportunity_id from salesforce_opportunity_contact_role)""",
        "a deleted deal": "from salesforce_opportunity where is_deleted and not is_won",
        "a deleted campaign member": "from salesforce_campaign_member where is_deleted",
        "a deleted task": "from salesforce_task where is_deleted",
        "a deal that was loaded before it was closed": """
            from salesforce_opportunity as early
            inner join salesforce_opportunity as late using (id)
            where not early.is_closed and late.is_closed
            and early._fivetran_synced < late._fivetran_synced""",
        "deals in two currencies": """
            from salesforce_opportunity having count(distinct currency_iso_code) > 1""",
        "a deal that goes back a stage": """
            from salesforce_opportunity_history as one inner join salesforce_opportunity_history
            as other using (opportunity_id, stage_name)
            inner join salesforce_opportunity_history as between_them using (opportunity_id)
            where one.created_date < between_them.created_date
            and between_them.created_date < other.created_date
            and between_them.stage_name <> one.stage_name""",
        "history that changes no stage": """
            from salesforce_opportunity_history
            group by opportunity_id, stage_name, amount having count(distinct id) > 1""",
        "people who were invited or registered": """
            from salesforce_campaign_member where status = 'Sent' and not has_responded
            and exists (select 1 from salesforce_campaign_member where status = 'Registered')""",
        "people who attended": """
            from salesforce_campaign_member where status = 'Attended' and has_responded""",
        "a response of which nobody wrote down the day": """
            from salesforce_campaign_member where has_responded and first_responded_date is null""",
        "an ad that is a campaign with members in the CRM": """
            from salesforce_campaign_member as members inner join salesforce_campaign as campaigns
            on members.campaign_id = campaigns.id
            where campaigns.type = 'Advertisement' and members.has_responded""",
        "a webinar that both the CRM and the mailer count": """
            from salesforce_campaign_member as members inner join marketo_program as programs
            on members.campaign_id = programs.sfdc_id
            inner join marketo_activity_change_status_in_progression as changes
            on programs.id = changes.primary_attribute_value_id
            where members.status = 'Attended' and changes.new_status = 'Attended'""",
        "a call that reached nobody": "from salesforce_task where call_disposition = 'No Answer'",
        "a task to do": "from salesforce_task where not is_closed",
        "the copy of a meeting in a colleague's calendar": "from salesforce_event where is_child",
        "an activity of a merged record": """
            from salesforce_task where who_id in (
            select id from salesforce_lead where master_record_id is not null
            union all select id from salesforce_contact where master_record_id is not null)""",
        "an activity at an account that was merged": """
            from salesforce_task inner join salesforce_account as accounts
            on account_id = accounts.id where accounts.master_record_id is not null""",
        "a person who is a contact of two accounts": """
            from salesforce_contact where not is_deleted and email is not null
            group by lower(email) having count(distinct account_id) > 1""",
        "mailer records that were merged": "from marketo_activity_merge_leads",
        "a mailer record that never came to the CRM": """
            from marketo_lead where sfdc_lead_id is null and sfdc_contact_id is null""",
        "a form on LinkedIn": """
            from marketo_activity_fill_out_form where query_parameters like '%linkedin%'""",
        "a contact without an address": "from salesforce_contact where email is null",
    },
    "hubspot": {
        "a contact merged into one that was merged in turn": """
            from hubspot_contact_merge_audit as one inner join hubspot_contact_merge_audit as other
            on one.canonical_vid = other.vid_to_merge""",
        "a survivor that lists whom it was merged with": """
            from hubspot_contact where property_hs_merged_object_ids like '%;%'""",
        "a person who has two contacts": """
            from hubspot_contact as one inner join hubspot_contact as other
            using (property_firstname, property_lastname, property_hubspot_owner_id)
            where other.property_email like '%@gmail.com' and not other._fivetran_deleted
            and one.property_email like '%.example' and one.id <> other.id""",
        "a deleted deal": "from hubspot_deal where is_deleted",
        "a merged company": "from hubspot_company where property_hs_merged_object_ids is not null",
        "two companies on one domain": """
            from hubspot_company where not is_deleted and property_domain is not null
            group by property_domain having count(distinct id) > 1""",
        "a deal without contacts": """
            from hubspot_deal where not is_deleted
            and deal_id not in (select deal_id from hubspot_deal_contact)""",
        "a deal with two companies": """
            from hubspot_deal_company group by deal_id having count(distinct company_id) > 1""",
        "deals in two currencies": """
            from hubspot_deal having count(distinct property_deal_currency_code) > 1""",
        "a deal that goes back a stage": """
            from hubspot_deal_stage group by deal_id, value having count(distinct date_entered) > 1
            """,
        "a contact on a deal of another company": """
            from hubspot_deal_contact inner join hubspot_contact as contact
            on contact_id = contact.id
            inner join hubspot_deal_company as company using (deal_id)
            where company.type_id = 5 and property_associatedcompanyid <> company.company_id""",
        "an activity of a merged contact": """
            from hubspot_engagement_contact inner join hubspot_contact_merge_audit
            on hubspot_engagement_contact.contact_id = vid_to_merge""",
        "an activity without its person": """
            from hubspot_engagement_email where engagement_id not in (
            select engagement_id from hubspot_engagement_contact)""",
        "a deleted activity": "from hubspot_engagement where _fivetran_deleted",
        "a call that reached nobody": """
            from hubspot_engagement_call where property_hs_call_status = 'NO_ANSWER'""",
        "an e-mail opened by a machine": "from hubspot_email_event where filtered_event",
        "a step of delivery": "from hubspot_email_event where type = 'DELIVERED'",
        "a mail to another address of the person": """
            from hubspot_email_event inner join hubspot_contact as contact
            on contains(property_hs_additional_emails, recipient)""",
        "a list that came in as a form": """
            from hubspot_contact_form_submission where title like 'Event check-in:%'""",
    },
}
DIRT_OF_BOTH = {
    "visits before the visitor said who it is, and after": """
        from segment_identifies as identifies
        inner join segment_pages as early using (anonymous_id)
        inner join segment_pages as late using (anonymous_id)
        where early.timestamp < identifies.timestamp - interval 1 day and early.user_id is null
        and late.timestamp > identifies.timestamp + interval 1 day
        and late.user_id = identifies.user_id""",
    "a visitor whom nobody ever identifies": """
        from segment_pages
        where anonymous_id not in (select anonymous_id from segment_identifies)""",
    "a person on several browsers that are known": """
        from truth_people inner join segment_identifies on record_id = anonymous_id
        where record_type = 'anonymous_id' group by person_id
        having count(distinct anonymous_id) > 1""",
    "a browser that came along to another account": """
        from truth_people where record_type = 'anonymous_id' and person_kind = 'market'
        group by record_id having count(distinct account_id) > 1""",
    "private mail on a form": "from segment_identifies where email like '%@gmail.com'",
    "a user who does not say the address": """
        from segment_identifies where email is null and user_id is not null""",
    "our own people": """
        from segment_identifies where email like '%@whence.example'""",
    "people outside the market who leave an address": """
        from truth_people where person_kind = 'outsider' and record_type = 'email'""",
    "a group call with the CRM's id, and one with another": """
        from segment_groups as one cross join segment_groups as other
        where one.group_id like 'ws-%' and other.group_id not like 'ws-%'""",
    "UTMs in other letters": """
        from segment_pages where context_campaign_source <> lower(context_campaign_source)""",
    "a synonym of cpc": "from segment_pages where context_campaign_medium = 'ppc'",
    "a site for a source": "from segment_pages where context_campaign_source like '%.com'",
    "a UTM medium that nobody expects": """
        from segment_pages where context_campaign_medium in ('cosell', 'shownotes', 'sponsored')""",
    "an ad without UTMs, but with a click id": """
        from segment_pages where context_campaign_source is null and url like '%gclid=%'""",
    "a page loaded twice": """
        from segment_pages group by id having count(distinct received_at) > 1""",
    "a page that came days late": """
        from segment_pages where received_at > timestamp + interval 40 hour""",
    "a chat, a trial and how far pages were read": """
        from segment_tracks having count(distinct event) = 3""",
    "a call that only the recorder has": """
        from truth_touches as recorded where source_system = 'gong' and not exists (
            select 1 from truth_touches as logged
            where logged.true_touch_id = recorded.true_touch_id
            and logged.source_system <> 'gong')""",
    "a call that both have": """
        from truth_touches as recorded inner join truth_touches as logged using (true_touch_id)
        where recorded.source_system = 'gong' and logged.source_system <> 'gong'""",
    "a meeting with several people of an account": """
        from gong_call_participant where affiliation = 'External'
        group by call_id having count(*) > 1""",
    "an internal call": "from gong_call where scope = 'Internal'",
    "a caller known by a number alone": """
        from gong_call_participant where affiliation = 'External' and email_address is null""",
    "a company on G2 that nobody knows": "from g2_companies where domain like 'company-%'",
    "ads in another currency": "from meta_ads_account_history where currency = 'EUR'",
    "a day that Google counted anew": """
        from google_ads_campaign_stats group by id, date having count(distinct cost_micros) > 1""",
    "a campaign with another name": """
        from google_ads_campaign_history group by id having count(distinct name) > 1""",
    "companies and job titles that saw ads": """
        from linkedin_ads_monthly_ad_analytics_by_member_company as companies
        inner join linkedin_ads_monthly_ad_analytics_by_member_job_title as titles
        using (month, campaign_id)""",
}

#: The raw tables of touches: the rows that must be in the truth, and what their ids are called.
TOUCH_TABLES: dict[Crm, dict[str, str]] = {
    "salesforce": {
        "salesforce:task": "select id from salesforce_task",
        "salesforce:event": "select id from salesforce_event where not is_child",
        "salesforce:campaign_member": "select id from salesforce_campaign_member",
        **{
            f"marketo:activity_{activity}": f"select id from marketo_activity_{activity}"
            for activity in (
                "send_email",
                "open_email",
                "click_email",
                "fill_out_form",
                "change_status_in_progression",
            )
        },
    },
    "hubspot": {
        **{
            f"hubspot:engagement_{kind}": f"select engagement_id from hubspot_engagement_{kind}"
            for kind in ("call", "meeting", "email")
        },
        "hubspot:contact_form_submission": """
            select conversion_id from hubspot_contact_form_submission""",
        "hubspot:email_event": """
            select id from hubspot_email_event where type <> 'DELIVERED' and not filtered_event""",
    },
}
TOUCH_TABLES_OF_BOTH = {
    "segment:tracks": "select id from segment_tracks where event <> 'page_scrolled'",
    "gong:call": "select id from gong_call where scope <> 'Internal'",
    "g2:remote_events_streams": """
        select events.id from g2_remote_events_streams as events
        inner join g2_companies as companies
        on ends_with(relationships__company__links__related, '/' || companies.id)
        where companies.domain not like 'company-%'""",
}


def contents(folder: Path) -> dict[str, bytes]:
    """Return the files of a folder and those within it by their paths."""
    paths = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {str(path.relative_to(folder)): path.read_bytes() for path in paths}


def write(
    folder: Path,
    *,
    seed: int = 3,
    shape: Shape = "connectors",
    crm: Crm | None = None,
    file_format: FileFormat = "csv",
) -> dict[str, bytes]:
    """Write a small company and return the files by their paths."""
    simulate(
        folder, accounts=40, seed=seed, shape=shape, crm=crm, file_format=file_format,
        has_truth=shape == "connectors",
    )  # fmt: skip
    return contents(folder)


def read(folder: Path) -> duckdb.DuckDBPyConnection:
    """Return a connection with every raw table, by the names of its source and its own."""
    connection = duckdb.connect()
    for path in sorted(folder.rglob("*.csv")):
        name = "_".join(path.relative_to(folder).with_suffix("").parts)
        # the keys of people are of any kind
        options = "all_varchar = true" if name == "truth_people" else "sample_size = -1"
        connection.execute(f"create table {name} as from read_csv('{path}', {options})")
    return connection


def rows(connection: duckdb.DuckDBPyConnection, query: str) -> list[tuple[Any, ...]]:
    """Return what a query that begins with `from` finds, at most three rows."""
    what = "1" if "group by" in query or "having" in query else "*"
    return connection.execute(f"select {what} {query} limit 3").fetchall()


def value(connection: duckdb.DuckDBPyConnection, query: str) -> Any:
    """Return the one value of a query."""
    [(found,)] = connection.execute(query).fetchall()
    return found


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Return the company of the demo, written in every way."""
    folder = tmp_path_factory.mktemp("companies")
    for crm in CRMS:
        simulate(
            folder / crm, accounts=ACCOUNTS, seed=SEED, shape="connectors", crm=crm, has_truth=True
        )
    simulate(folder / "files", accounts=ACCOUNTS, seed=SEED)
    return {path.name: path for path in folder.iterdir()}


@pytest.fixture(scope="module")
def companies(folders: dict[str, Path]) -> Iterator[dict[Crm, duckdb.DuckDBPyConnection]]:
    """Return the raw tables of the company with each CRM, and those of its `files` shape."""
    connections: dict[Crm, duckdb.DuckDBPyConnection] = {}
    for crm in CRMS:
        connections[crm] = read(folders[crm])
        for path in folders["files"].glob("*.csv"):
            connections[crm].execute(
                f"create or replace table {path.stem} as from read_csv('{path}', sample_size = -1)"
            )
    yield connections
    for connection in connections.values():
        connection.close()


@pytest.fixture(params=CRMS)
def crm(request: pytest.FixtureRequest) -> Crm:
    """Return each CRM in turn."""
    chosen: Crm = request.param
    return chosen


@pytest.fixture
def company(companies: dict[Crm, duckdb.DuckDBPyConnection], crm: Crm) -> duckdb.DuckDBPyConnection:
    """Return the raw tables of the company with this CRM, and those of its `files` shape."""
    return companies[crm]


def test_the_same_arguments_write_the_same_bytes(tmp_path: Path, crm: Crm) -> None:
    once, again = write(tmp_path / "once", crm=crm), write(tmp_path / "again", crm=crm)
    layout = connectors_layout(crm, has_truth=True)
    assert set(once) == {LABEL, *(str(table.path("csv")) for table in layout.tables)}
    assert [name for name in once if once[name] != again[name]] == []


def test_another_seed_writes_other_bytes(tmp_path: Path) -> None:
    one, other = write(tmp_path / "one", seed=3), write(tmp_path / "other", seed=4)
    assert one["salesforce/lead.csv"] != other["salesforce/lead.csv"]
    assert one["segment/pages.csv"] != other["segment/pages.csv"]


def test_both_formats_hold_the_same_rows(tmp_path: Path, crm: Crm) -> None:
    lines = write(tmp_path / "csv", crm=crm)
    write(tmp_path / "parquet", crm=crm, file_format="parquet")
    for table in connectors_layout(crm, has_truth=True).tables:
        rewritten = tmp_path / "rewritten.csv"
        groups = duckdb.read_parquet(str(tmp_path / "parquet" / table.path("parquet")))
        groups.write_csv(str(rewritten), timestamp_format="%Y-%m-%d %H:%M:%S")
        assert rewritten.read_bytes() == lines[str(table.path("csv"))], table.label


def test_the_truth_is_written_when_asked_for(tmp_path: Path, folders: dict[str, Path]) -> None:
    simulate(tmp_path, accounts=ACCOUNTS, seed=SEED, shape="connectors")
    with_truth, without = contents(folders["salesforce"]), contents(tmp_path)
    assert {name for name in with_truth if name.startswith("truth/")} == {
        "truth/people.csv",
        "truth/touches.csv",
        "truth/visits.csv",
    }
    assert without == {
        name: data for name, data in with_truth.items() if not name.startswith("truth/")
    }
    assert sum(map(len, without.values())) < 8_000_000, "the demo is small enough to clone"


def test_every_table_has_the_columns_of_its_source(folders: dict[str, Path], crm: Crm) -> None:
    sources = {table.source for table in connectors_layout(crm).tables} - {"files"}
    for source in sources:
        layout = STAGING / source / f"_{source}__sources.yml"
        [declared] = yaml.safe_load(layout.read_text("utf-8"))["sources"]
        for table in declared["tables"]:
            path = folders[crm] / source / f"{table['name']}.csv"
            written = duckdb.read_csv(str(path)).columns
            expected = {
                column["name"]
                for column in table["columns"]
                if column.get("config", {}).get("meta", {}).get("expected", True)
            }
            optional = {name for name in expected if name.startswith("context_page_")}
            missing = expected - set(written) - optional - _NOT_WRITTEN
            assert not missing, f"{source}.{table['name']} has no {sorted(missing)}"


#: Columns that loading tools may have and that these do not.
_NOT_WRITTEN = {
    "_fivetran_active",
    "_fivetran_deleted",
    "is_deleted",
}


def test_deals_are_those_of_the_files_to_the_cent(
    company: duckdb.DuckDBPyConnection, crm: Crm
) -> None:
    if crm == "salesforce":
        found = """
            select
                'D-' || substr(deals.id, 10, 6) as deal_id,
                deals.is_won,
                deals.is_closed,
                cast(deals.amount / rates.conversion_rate as decimal(18, 2)) as amount
            from (
                select * from salesforce_opportunity where not is_deleted
                qualify row_number() over (partition by id order by _fivetran_synced desc) = 1
            ) as deals
            inner join salesforce_dated_conversion_rate as rates
                on deals.currency_iso_code = rates.iso_code
                and deals.close_date >= rates.start_date
                and deals.close_date < rates.next_start_date
        """
    else:
        # the seed has the rates at which the portal was set up
        rates = ROOT / "seeds" / "exchange_rates.csv"
        found = f"""
            select
                printf('D-%06d', deal_id - 900000000) as deal_id,
                property_hs_is_closed_won as is_won,
                property_hs_is_closed as is_closed,
                cast(property_amount * rates.usd_rate as decimal(18, 2)) as amount
            from (
                select * from hubspot_deal where not is_deleted
                qualify row_number() over (partition by deal_id order by _fivetran_synced desc) = 1
            ) as deals
            inner join '{rates}' as rates on deals.property_deal_currency_code = rates.currency
        """
    differing = f"""
        from (select * from ({found.replace("{", "{{").replace("}", "}}")})) as found
        full join deals using (deal_id)
        where found.amount is distinct from deals.amount
        or found.is_won is distinct from (deals.outcome = 'won')
        or found.is_closed is distinct from (deals.outcome <> 'open')
    """
    assert rows(company, differing) == []
    assert value(company, f"select sum(amount) from ({found}) where is_won") == value(
        company,
        "select sum(cast(amount as decimal(18, 2))) from deals where outcome = 'won'",
    )


def test_spend_is_that_of_the_files(company: duckdb.DuckDBPyConnection, crm: Crm) -> None:
    google = value(
        company,
        """
        select sum(cost_micros) / 1e6 from (
            from google_ads_campaign_stats
            qualify row_number() over (partition by id, date order by _fivetran_synced desc) = 1
        )
        """,
    )
    planned = value(company, "select sum(cost) from spend where platform = 'google_ads'")
    assert google == pytest.approx(float(planned), abs=0.005)
    linkedin = value(
        company,
        """
        select sum(cost_in_local_currency) from (
            from linkedin_ads_ad_analytics_by_campaign
            qualify row_number() over (partition by campaign_id, day order by _fivetran_synced) = 1
        )
        """,
    )
    planned = value(company, "select sum(cost) from spend where platform = 'linkedin_ads'")
    assert 0.84 < linkedin / float(planned) < 0.86, "the rest of it is spent at Meta"
    if crm == "salesforce":
        meta = value(
            company,
            """
            select sum(spend / rates.conversion_rate) from (
                from meta_ads_basic_ad
                qualify row_number() over (partition by ad_id, date order by _fivetran_synced) = 1
            ) as days
            inner join salesforce_dated_conversion_rate as rates
                on rates.iso_code = 'EUR'
                and days.date >= rates.start_date and days.date < rates.next_start_date
            """,
        )
        assert linkedin + meta == pytest.approx(float(planned), rel=1e-4)
        assert value(
            company,
            """select sum(cast(actual_cost as decimal(18, 2))) from
            (select distinct id, actual_cost from salesforce_campaign)""",
        ) == value(
            company,
            """select sum(cast(cost as decimal(18, 2))) from spend
            where platform not in ('google_ads', 'linkedin_ads')""",
        )


def test_targets_are_those_of_the_files(folders: dict[str, Path], crm: Crm) -> None:
    [planned] = {(folders[name] / "targets.csv").read_bytes() for name in (crm, "files")}
    assert planned


@pytest.mark.parametrize(
    ("which", "kind"), [(crm, kind) for crm in CRMS for kind in (*DIRT[crm], *DIRT_OF_BOTH)]
)
def test_every_kind_of_dirt_is_in_the_demo(
    companies: dict[Crm, duckdb.DuckDBPyConnection], which: Crm, kind: str
) -> None:
    assert rows(companies[which], {**DIRT_OF_BOTH, **DIRT[which]}[kind])


def test_references_lead_somewhere(company: duckdb.DuckDBPyConnection, crm: Crm) -> None:
    for column, key in (*REFERENCES[crm], *REFERENCES_OF_BOTH):
        (table, name), (parent, parent_name) = column.split("."), key.split(".")
        assert rows(company, f"from {table} where {name} is not null"), column
        lost = f"""
            from {table} where {name} is not null and cast({name} as varchar) not in (
                select cast({parent_name} as varchar) from {parent}
            )"""
        assert rows(company, lost) == [], column


@pytest.mark.parametrize(
    "claim",
    [
        # activities are of leads or contacts
        """from (
            select who_id from salesforce_task union all select who_id from salesforce_event
            union all select coalesce(contact_id, lead_id) from salesforce_campaign_member
        ) where who_id is null or who_id not in (
            select id from salesforce_lead union all select id from salesforce_contact)""",
        # a lead and its contact are at one account; a contact's activities are at that account
        """from salesforce_lead as lead inner join salesforce_contact as contact
        on lead.converted_contact_id = contact.id
        where lead.converted_account_id <> contact.account_id""",
        """from salesforce_lead where is_converted <> (converted_contact_id is not null)""",
        """from salesforce_lead where converted_date < cast(created_date as date)""",
        """from salesforce_lead where is_deleted and is_converted""",
        """from salesforce_task as task inner join salesforce_opportunity as deal
        on task.what_id = deal.id where task.completed_date_time < deal.created_date""",
        """from salesforce_event as event inner join salesforce_opportunity as deal
        on event.what_id = deal.id inner join salesforce_account as account
        on event.account_id = account.id
        where deal.account_id not in (account.id, coalesce(account.master_record_id, ''))""",
        """from salesforce_opportunity_contact_role as role
        inner join salesforce_opportunity as deal on role.opportunity_id = deal.id
        inner join salesforce_contact as contact on role.contact_id = contact.id
        where contact.account_id <> deal.account_id""",
        """from (select distinct id, opportunity_id, is_primary
        from salesforce_opportunity_contact_role where not is_deleted)
        group by opportunity_id having count(*) filter (where is_primary) > 1""",
        # the last stage in the history is the deal's own
        """from (select opportunity_id, arg_max(stage_name, created_date) as last_stage
        from salesforce_opportunity_history group by opportunity_id) as history
        inner join (from salesforce_opportunity qualify row_number() over (
            partition by id order by _fivetran_synced desc) = 1) as deal
        on history.opportunity_id = deal.id
        where history.last_stage <> deal.stage_name and not deal.is_deleted""",
        """from salesforce_campaign_member group by campaign_id, lead_id, contact_id
        having count(distinct id) > 1""",
        """from salesforce_campaign_member as member inner join salesforce_campaign as campaign
        on member.campaign_id = campaign.id where member.first_responded_date
        not between campaign.start_date and campaign.end_date""",
        """from salesforce_dated_conversion_rate where iso_code = 'USD' and conversion_rate <> 1""",
        """from salesforce_campaign where type = 'Advertisement' and actual_cost is not null
        and name not like '%Retargeting%'""",
    ],
)
def test_salesforce_is_consistent(
    companies: dict[Crm, duckdb.DuckDBPyConnection], claim: str
) -> None:
    assert rows(companies["salesforce"], claim) == []


def test_sessions_can_be_recomputed_from_the_pages(company: duckdb.DuckDBPyConnection) -> None:
    # every page belongs to one drawn visit at the most times; none lasts long without a page
    silences = """
        from (
            select
                pages.timestamp - lag(pages.timestamp) over (
                    partition by visits.anonymous_id, visits.started_at order by pages.timestamp
                ) as silence
            from truth_visits as visits
            inner join (select distinct id, anonymous_id, timestamp from segment_pages) as pages
                on visits.anonymous_id = pages.anonymous_id
                and pages.timestamp between visits.started_at and visits.ended_at
        )
        where silence >= interval 30 minute"""
    assert rows(company, silences) == []
    untold = """from segment_pages
        where context_campaign_source is not null and not contains(url, 'utm_source=')"""
    assert rows(company, untold) == []
    assert rows(company, "from segment_pages where referrer like 'https://www.whence.example%'")
    assert rows(company, "from segment_pages where referrer like 'https://www.google.com%'")


def test_every_touch_is_in_the_truth_once(company: duckdb.DuckDBPyConnection, crm: Crm) -> None:
    tables = {**TOUCH_TABLES[crm], **TOUCH_TABLES_OF_BOTH}
    for prefix, query in tables.items():
        [(raw, known, both)] = company.execute(f"""
            with raw as (select distinct cast(columns(*) as varchar) as id from ({query})),
            known as (
                select row_id as id from truth_touches
                where source_system || ':' || table_name = '{prefix}'
                and touch_id = '{prefix}:' || row_id
            )
            select
                (select count(*) from raw),
                (select count(*) from known),
                (select count(*) from raw inner join known using (id))
        """).fetchall()
        assert raw == known == both > 0, prefix
    written = value(
        company, "select count(distinct source_system || table_name) from truth_touches"
    )
    assert written == len(tables)


def test_the_truth_is_complete(company: duckdb.DuckDBPyConnection, crm: Crm) -> None:
    account_key = {
        "salesforce": "select id from salesforce_account where not is_deleted",
        "hubspot": "select cast(id as varchar) from hubspot_company where not is_deleted",
    }[crm]
    for table in ("touches", "visits", "people"):
        lost = f"""from truth_{table} where account_id is not null
            and cast(account_id as varchar) not in ({account_key})"""
        assert rows(company, lost) == [], table
    for claim in (
        "from truth_touches where is_knowable <> (known_by is not null)",
        "from truth_touches where is_knowable and account_id is null",
        "from truth_visits where is_knowable <> (known_by is not null)",
        "from truth_visits where is_knowable and account_id is null",
        "from truth_visits where visitor_kind <> 'market' and account_id is not null",
        "from truth_visits where visitor_kind = 'market' and account_id is null",
        # what happened is what happened in the other shape
        """from truth_touches left join touches on true_touch_id = touches.touch_id
        where true_touch_id is not null and touches.touch_id is null""",
        """from truth_visits inner join touches on true_touch_id = touches.touch_id
        where date_diff('minute', truth_visits.started_at, touches.touched_at) not between -1 and 30
        """,
        # every page is in a visit of its browser, every browser is somebody's
        """from segment_pages as pages where not exists (select 1 from truth_visits as visits
        where visits.anonymous_id = pages.anonymous_id
        and pages.timestamp between visits.started_at and visits.ended_at)""",
        """from segment_pages where anonymous_id not in (
        select record_id from truth_people where record_type = 'anonymous_id')""",
        """from segment_identifies where user_id not in (
        select record_id from truth_people where record_type = 'user_id')""",
        """from segment_identifies where email is not null
        and email not like '%@whence.example' and lower(email) not in (
        select record_id from truth_people where record_type = 'email')""",
        # who is left is a record, and left of itself
        """from truth_people as one left join truth_people as other
        on one.surviving_id = other.record_id
        where one.surviving_id is not null and other.record_id is null""",
        """from truth_people as one inner join truth_people as other
        on one.surviving_id = other.record_id
        where other.surviving_id <> other.record_id or one.person_id <> other.person_id""",
    ):
        assert rows(company, claim) == [], claim


def test_what_can_be_known_can_be_known(company: duckdb.DuckDBPyConnection, crm: Crm) -> None:
    """Compare what the truth says of evidence with the evidence."""
    unknown = {
        "salesforce": {
            "salesforce_task": "salesforce_task.account_id is not null",
            "salesforce_event": "salesforce_event.account_id is not null",
            "salesforce_campaign_member": "contact_id is not null",
        },
        "hubspot": {},
    }[crm]
    for table, evidence in unknown.items():
        name = table.removeprefix("salesforce_")
        linked = f"""from {table} inner join truth_touches as truth
            on truth.touch_id = 'salesforce:{name}:' || {table}.id where {evidence}"""
        assert rows(company, linked)
        assert rows(company, f"{linked} and not truth.is_knowable") == []
    shares = dict(
        company.execute("""
            select source_system, avg(if(is_knowable, 1, 0)) from truth_touches
            group by source_system
        """).fetchall()
    )
    assert shares["gong"] > 0.9
    assert 0.6 < shares["segment"] <= 1
    assert 0.6 < shares["g2"] < 1
    visits = value(
        company, "select avg(if(is_knowable, 1, 0)) from truth_visits where visitor_kind = 'market'"
    )
    assert 0.3 < visits < 0.7
    # a visit is known only by a browser that spoke
    silent = """from truth_visits where is_knowable
        and anonymous_id not in (select anonymous_id from segment_identifies)"""
    assert rows(company, silent) == []
    domains = """from truth_touches inner join g2_remote_events_streams as events
        on touch_id = 'g2:remote_events_streams:' || events.id
        inner join g2_companies as companies
        on ends_with(relationships__company__links__related, '/' || companies.id)
        where is_knowable"""
    if crm == "salesforce":
        wrong = f"""{domains} and not exists (
            select 1 from salesforce_account as account
            where account.id = account_id and contains(lower(website), companies.domain))"""
    else:
        wrong = f"""{domains} and not exists (
            select 1 from hubspot_company as account
            where account.id = account_id and property_domain = companies.domain)"""
    assert rows(company, wrong) == []


def test_links_lead_to_the_true_account(
    companies: dict[Crm, duckdb.DuckDBPyConnection],
) -> None:
    company = companies["salesforce"]
    for table in ("task", "event"):
        found = f"""
            from salesforce_{table} as activity
            inner join truth_touches as truth
                on truth.touch_id = 'salesforce:{table}:' || activity.id
            inner join salesforce_account as account on activity.account_id = account.id"""
        assert rows(company, found)
        wrong = f"""{found} where truth.account_id
            not in (account.id, coalesce(account.master_record_id, ''))"""
        assert rows(company, wrong) == []
    wrong = """
        from salesforce_contact as contact inner join truth_people as people
        on people.record_id = contact.id
        where people.account_id <> contact.account_id and contact.title <> 'Advisor'"""
    assert rows(company, wrong) == []


def test_the_words_of_the_systems_fit_together() -> None:
    assert set(TRUE_CHANNELS) == {channel.name for channel in PARAMETERS.channels}
    tags = {(look.utm_source, look.utm_medium) for look in LOOKS if look.utm_source}
    assert set(ODD_TAGS) <= tags
    files = files_layout(has_effects=True)
    layouts = [files, *(connectors_layout(crm, has_truth=True) for crm in CRMS)]
    for layout in layouts:
        for table in layout.tables:
            assert table.query(), table.label
        assert all(script.is_file() for script in layout.scripts)
    queries = {table for layout in layouts for table in layout.tables}
    folder = ROOT / "src" / "whence" / "simulate" / "tables"
    scripts = {script for layout in layouts for script in layout.scripts}
    used = {table.query_path for table in queries} | scripts
    assert set(folder.rglob("*.sql")) == used, "every file is read by some layout"


def test_one_account_is_a_company_too(tmp_path: Path, crm: Crm) -> None:
    for seed in range(3):
        company = simulate(
            tmp_path, accounts=1, seed=seed, shape="connectors", crm=crm, has_truth=True
        )
        assert company.row_counts["truth/visits"] > 0


def test_progress_and_row_counts_are_told(tmp_path: Path, crm: Crm) -> None:
    steps: list[str] = []
    company = simulate(
        tmp_path, accounts=30, seed=1, shape="connectors", crm=crm, on_progress=steps.append
    )
    labels = [table.label for table in connectors_layout(crm).tables]
    assert [step for step in steps if step.startswith("writing")] == [
        f"writing {label}" for label in labels
    ]
    assert set(company.row_counts) == set(labels)
    with read(tmp_path) as connection:
        for label, row_count in company.row_counts.items():
            name = label.replace("/", "_")
            assert value(connection, f"select count(*) from {name}") == row_count


def test_another_shape_replaces_the_tables_of_the_first(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("ours", encoding="utf-8")
    write(tmp_path, crm="salesforce")
    (tmp_path / "gong" / "notes.txt").write_text("ours", encoding="utf-8")
    replaced = write(tmp_path, crm="hubspot")
    assert "hubspot/deal.csv" in replaced
    assert not [name for name in replaced if name.startswith(("salesforce/", "marketo/"))]
    assert not (tmp_path / "salesforce").exists()
    assert json.loads(replaced[LABEL])["crm"] == "hubspot"
    as_files = write(tmp_path, shape="files")
    tables = {str(table.path("csv")) for table in files_layout().tables}
    assert set(as_files) == {LABEL, "notes.txt", "gong/notes.txt", *tables}


def test_real_tables_are_never_replaced(tmp_path: Path) -> None:
    (tmp_path / "salesforce").mkdir()
    (tmp_path / "salesforce" / "account.csv").write_text("id\n001\n", encoding="utf-8")
    with pytest.raises(InputError, match=r"salesforce/account\.csv"):
        write(tmp_path)
    assert contents(tmp_path) == {"salesforce/account.csv": b"id\n001\n"}


def test_the_command_writes_what_it_is_asked_for(tmp_path: Path) -> None:
    options = ["--accounts", "5", "--shape", "connectors", "--crm", "hubspot", "--truth"]
    result = CliRunner().invoke(commands, ["simulate", "--out", str(tmp_path), *options])
    assert result.exit_code == 0, result.output
    assert "hubspot/contact" in result.output
    assert f"whence build --raw {tmp_path}" in result.output
    label = {"accounts": 5, "seed": 1, "format": "csv", "shape": "connectors", "crm": "hubspot"}
    assert json.loads((tmp_path / LABEL).read_text("utf-8")) == label
    assert (tmp_path / "truth" / "touches.csv").exists()


def test_options_of_the_other_shape_are_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="--crm hubspot"):
        simulate(tmp_path, accounts=1, seed=1, crm="hubspot")
    with pytest.raises(InputError, match="--truth"):
        simulate(tmp_path, accounts=1, seed=1, has_truth=True)
    assert contents(tmp_path) == {}
