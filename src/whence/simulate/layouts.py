"""Layouts: which raw tables a company is written as, and the SQL that makes them.

A table is `<source>/<table>`; its query is `tables/<source>/<table>.sql`, over the relations of the
company and the temporary tables that the layout's scripts make of them.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Literal, TypeAlias

Shape: TypeAlias = Literal["files", "connectors"]
Crm: TypeAlias = Literal["salesforce", "hubspot"]

QUERIES = Path(__file__).parent / "tables"

#: What loading tools write in a row to say when they loaded it, where it is not Fivetran's column.
_LOADED_AT = {"segment": "received_at", "g2": "_sdc_extracted_at"}

_FILES = (
    "accounts",
    "contacts",
    "touches",
    "page_views",
    "deals",
    "deal_contacts",
    "deal_stages",
    "spend",
    "targets",
)
_SYSTEMS = {
    "salesforce": (
        "account",
        "contact",
        "lead",
        "opportunity",
        "opportunity_contact_role",
        "opportunity_history",
        "campaign",
        "campaign_member",
        "task",
        "event",
        "user",
        "dated_conversion_rate",
    ),
    "hubspot": (
        "owner",
        "company",
        "contact",
        "contact_merge_audit",
        "deal",
        "deal_stage",
        "deal_pipeline_stage",
        "deal_contact",
        "deal_company",
        "engagement",
        "engagement_call",
        "engagement_meeting",
        "engagement_email",
        "engagement_contact",
        "engagement_company",
        "engagement_deal",
        "contact_form_submission",
        "email_event",
        "email_campaign",
    ),
    "segment": ("pages", "tracks", "identifies", "groups"),
    "marketo": (
        "lead",
        "program",
        "campaign",
        "activity_send_email",
        "activity_open_email",
        "activity_click_email",
        "activity_fill_out_form",
        "activity_change_status_in_progression",
        "activity_merge_leads",
    ),
    "gong": ("call", "call_participant", "call_context_integration", "users"),
    "g2": ("remote_events_streams", "companies"),
    "google_ads": ("account_history", "campaign_history", "campaign_stats"),
    "linkedin_ads": (
        "account_history",
        "campaign_history",
        "ad_analytics_by_campaign",
        "monthly_ad_analytics_by_member_company",
        "monthly_ad_analytics_by_member_job_title",
        "organization",
        "title",
    ),
    "meta_ads": (
        "account_history",
        "campaign_history",
        "ad_set_history",
        "ad_history",
        "basic_ad",
        "basic_ad_actions",
    ),
}
#: Every system stands on these; the CRM adds how it writes keys, and what links to its records.
_SCRIPTS = (
    "accounts",
    "people",
    "campaigns",
    "activities",
    "visits",
    "mailings",
    "recorder",
    "reviews",
)
_CRM_SCRIPTS: dict[Crm, tuple[str, ...]] = {
    "salesforce": ("salesforce_keys", "salesforce_links", "salesforce_marketo"),
    "hubspot": ("hubspot_keys", "hubspot_contacts", "hubspot_forms"),
}
#: What the truth needs besides; the truth is written as if it were one more source.
_TRUTH_SCRIPTS: dict[Crm, tuple[str, ...]] = {
    crm: (f"knowledge_{crm}", "knowledge", f"raw_touches_{crm}", f"raw_people_{crm}")
    for crm in _CRM_SCRIPTS
}
_TRUTH = {"truth": ("visits", "people", "touches")}
#: The truth of a scenario, whose queries are not those of the truth above.
_EFFECTS = ("touches", "deal_channels", "deals", "channels")
#: A company with HubSpot sends its mailings from there.
_CRM_SOURCES: dict[Crm, tuple[str, ...]] = {
    "salesforce": ("salesforce", "marketo"),
    "hubspot": ("hubspot",),
}


@dataclass(frozen=True)
class RawTable:
    """One raw table: of which source, called what, and where its query is if not there."""

    source: str
    name: str
    query_folder: str = ""

    @property
    def label(self) -> str:
        """What the table is called in messages: tables of the `files` source by name alone."""
        return self.name if self.source == "files" else f"{self.source}/{self.name}"

    @property
    def loaded_at(self) -> str | None:
        """The column that says when a row was loaded; files and the truth have none."""
        return (
            None
            if self.source in {"files", "truth"}
            else _LOADED_AT.get(self.source, "_fivetran_synced")
        )

    def query(self) -> str:
        """Return the query that gives the rows."""
        return self.query_path.read_text("utf-8")

    @property
    def query_path(self) -> Path:
        """Where the query is."""
        return QUERIES / (self.query_folder or self.source) / f"{self.name}.sql"

    def path(self, suffix: str) -> Path:
        """Return where the table lies within the folder of the raw tables."""
        return Path(f"{self.label}.{suffix}")


@dataclass(frozen=True)
class Layout:
    """The raw tables of one shape, and the scripts that are run before their queries."""

    tables: tuple[RawTable, ...]
    scripts: tuple[Path, ...]


def files_layout(*, has_effects: bool = False) -> Layout:
    """Return the layout of the `files` source: one folder of conformed tables.

    ``has_effects``: with the truth of a scenario.
    """
    tables = _tables({"files": _FILES}) + (_effects() if has_effects else ())
    return Layout(tables, (QUERIES / "files" / "names.sql",))


def connectors_layout(crm: Crm, *, has_truth: bool = False) -> Layout:
    """Return the layout of a company whose records live in their systems.

    Targets are in no system: they stay a table of the `files` source.
    """
    others = {source for crms in _CRM_SOURCES.values() for source in crms}
    sources = {
        source: names
        for source, names in _SYSTEMS.items()
        if source in _CRM_SOURCES[crm] or source not in others
    }
    scripts = ("keys", _CRM_SCRIPTS[crm][0], *_SCRIPTS, *_CRM_SCRIPTS[crm][1:])
    if has_truth:
        scripts += _TRUTH_SCRIPTS[crm]
    return Layout(
        _tables({**sources, "files": ("targets",), **(_TRUTH if has_truth else {})}),
        (
            QUERIES / "files" / "names.sql",
            *(QUERIES / "systems" / f"{script}.sql" for script in scripts),
        ),
    )


def every_table() -> tuple[RawTable, ...]:
    """Return every table that any layout writes."""
    return _tables({"files": _FILES, **_SYSTEMS, **_TRUTH}) + _effects()


def _effects() -> tuple[RawTable, ...]:
    return tuple(RawTable("truth", name, "effects") for name in _EFFECTS)


def _tables(sources: dict[str, tuple[str, ...]]) -> tuple[RawTable, ...]:
    return tuple(RawTable(source, name) for source, names in sources.items() for name in names)
