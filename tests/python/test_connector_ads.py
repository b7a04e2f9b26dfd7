"""The ad connectors, on raw tables by hand: what is spend, in whose money, on which channel."""

from collections.abc import Iterator, Mapping
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

import duckdb
import pytest

from conftest import work_folder
from connector_tables import Table, build_staging, rows_of, staged, write_tables
from whence.errors import InputError

ADS = ["google_ads", "linkedin_ads", "meta_ads", "microsoft_ads"]
CENT = Decimal("0.01")
LATER = "2025-01-02 00:00:00.000000 +00:00"


def days(count: int) -> list[str]:
    """Return the first `count` days from 2024-03-01 on, in months of 28 days."""
    return [f"2024-{3 + day // 28:02}-{1 + day % 28:02}" for day in range(count)]


def millionths() -> list[int]:
    """Return costs of 200 days in millionths, each 0.4321 cents above whole cents."""
    return [day * 130_000 + 4_321 for day in range(200)]


GOOGLE: Mapping[str, Table] = {
    "account_history": [
        {"id": 111, "updated_at": "2023-05-01T00:00:00Z", "currency_code": "EUR"},
        {"id": 111, "updated_at": "2023-06-01T00:00:00Z", "currency_code": "usd"},
        {"currency_code": "JPY", "id": 111, "updated_at": "2022-06-01T00:00:00Z"},
        {"id": 222, "updated_at": "2023-01-01T00:00:00Z", "currency_code": "EUR"},
        {"id": 333, "updated_at": "2023-01-01T00:00:00Z", "currency_code": "GBP"},
    ],
    "campaign_history": [
        campaign | {"_fivetran_active": active, "updated_at": f"2023-0{month}-01", "name": name}
        for campaign, active, month, name in [
            ({"id": 10, "advertising_channel_type": "SEARCH"}, False, 2, "Brand 23"),
            ({"id": 10, "advertising_channel_type": "SEARCH"}, True, 4, "Brand search, EN"),
            ({"id": 10, "advertising_channel_type": "SEARCH"}, False, 3, "Brand 24"),
            # removed: no version of it is active any more
            ({"id": 20, "advertising_channel_type": "DISPLAY"}, False, 2, "Banners"),
            ({"id": 20, "advertising_channel_type": "DISPLAY"}, False, 5, "Banners 2"),
            ({"id": 30, "advertising_channel_type": "VIDEO"}, True, 1, "Film"),
            ({"id": 40, "advertising_channel_type": "PERFORMANCE_MAX"}, True, 1, "Everywhere"),
            ({"id": 60, "advertising_channel_type": "SHOPPING"}, True, 1, None),
        ]
    ],
    "campaign_stats": [
        # columns in an odd order, some unknown, and three times the same third of a cent too much
        {"clicks": 4, "cost_micros": 1234567, "wonder": "x", "id": 10, "date": "2024-03-01"}
        | {"customer_id": 111, "_fivetran_id": "a", "device": "DESKTOP", "impressions": 100},
        {"cost_micros": 1234567, "id": 10, "date": "2024-03-01", "clicks": None}
        | {"customer_id": 111, "_fivetran_id": "b", "device": "MOBILE", "impressions": 50},
        {"cost_micros": 1234567, "id": 10, "date": "2024-03-02", "clicks": 0}
        | {"customer_id": 111, "_fivetran_id": "a", "device": "DESKTOP", "impressions": 10},
        # loaded again a day later, with what the invalid clicks had cost paid back
        {"cost_micros": 9000000, "id": 20, "date": "2024-03-01", "clicks": 9}
        | {"customer_id": 111, "_fivetran_id": "c", "_fivetran_synced": LATER, "impressions": 7},
        {"cost_micros": 9500000, "id": 20, "date": "2024-03-01", "clicks": 10}
        | {"customer_id": 111, "_fivetran_id": "c", "_fivetran_synced": "2025-01-01 00:00:00"},
        # the other account; a campaign and an account that nothing describes; broken rows
        {"cost_micros": 5000000, "id": 30, "date": "2024-03-01", "customer_id": 222},
        {
            "cost_micros": 5000000,
            "id": 30,
            "date": "2024-03-01",
            "customer_id": 222,
            "device": "TV",
        },
        {"cost_micros": 6000000, "id": 40, "date": "2024-03-01", "customer_id": 222},
        {"cost_micros": 7000000, "id": 50, "date": "2024-03-01", "customer_id": 999},
        {"cost_micros": None, "id": 50, "date": "2024-03-02", "customer_id": 111},
        {"cost_micros": 1, "id": 50, "date": "the third", "customer_id": 111},
        *(
            {"cost_micros": cost, "id": 60, "date": day, "customer_id": 333, "clicks": 1}
            for day, cost in zip(days(200), millionths(), strict=True)
        ),
    ],
}

LINKEDIN: Mapping[str, Table] = {
    "account_history": [
        {"currency": "EUR", "id": 7, "last_modified_time": "2023-01-01"},
        {"currency": "SEK", "id": 8, "last_modified_time": "2023-01-01"},
    ],
    "campaign_history": [
        {"id": 1, "account_id": 7, "last_modified_time": "2023-01-01", "name": "Leads"},
        {"id": 1, "account_id": 7, "last_modified_time": "2024-01-01", "name": "Leads, new"},
        {"id": 2, "account_id": 8, "last_modified_time": "2023-01-01", "name": "Awareness"},
    ],
    # no column follows
    "ad_analytics_by_campaign": [
        {"day": "2024-03-01 00:00:00", "campaign_id": 1, "cost_in_local_currency": "10.0049"}
        | {"impressions": 1000, "clicks": 12, "reactions": 3, "comments": 1, "shares": 2},
        {"day": "2024-03-02 00:00:00", "campaign_id": 1, "cost_in_local_currency": "10.0049"},
        {"day": "2024-03-01 00:00:00", "campaign_id": 2, "cost_in_local_currency": "99.5"},
        {"day": "2024-03-02 00:00:00", "campaign_id": 2, "cost_in_local_currency": "a lot"},
        # the same load twice
        {"day": "2024-03-01 00:00:00", "campaign_id": 2, "cost_in_local_currency": "99.5"},
    ],
    "monthly_ad_analytics_by_member_company": [
        {"member_company": 1586, "campaign_id": 1, "month": "2024-3", "impressions": 400}
        | {"clicks": 5, "cost_in_local_currency": "4.00"},
        {"member_company": 1337, "campaign_id": 1, "month": "2024-03", "impressions": 600},
        {"member_company": 1337, "campaign_id": 1, "month": "March", "impressions": 1},
    ],
    "monthly_ad_analytics_by_member_job_title": [
        {"month": "2024-03", "member_job_title": 8, "campaign_id": 1, "reactions": 2},
    ],
    "organization": [
        {
            "id": 1586,
            "localized_name": "Northwind",
            "localized_website": "https://www.Northwind.example/en",
        },
    ],
    "title": [{"id": 8, "name": "Head of Data"}],
}

META: Mapping[str, Table] = {
    "account_history": [{"id": 5, "currency": "USD"}, {"id": 6, "currency": "EUR"}],
    "campaign_history": [
        {"id": 100, "updated_time": "2024-01-01T10:00:00+0000", "name": "Old name"},
        {"id": 100, "updated_time": "2024-02-01T10:00:00+0000", "name": "Retargeting"},
    ],
    "ad_history": [
        {"id": 9001, "updated_time": "2024-02-01", "campaign_id": 100},
        {"id": 9001, "updated_time": "2024-01-01", "campaign_id": 55},
        {"id": 9002, "updated_time": "2024-01-01", "campaign_id": 200},
    ],
    "basic_ad": [
        {"ad_id": 9001, "date": "2024-03-01", "account_id": 5, "spend": 12.34, "reach": 80}
        | {"impressions": 90, "inline_link_clicks": 3},
        {"ad_id": 9002, "date": "2024-03-01", "account_id": 6, "spend": 0.1, "impressions": 5},
        {"ad_id": 9003, "date": "2024-03-01", "account_id": 6, "spend": 0.2, "impressions": 6},
        {"ad_id": 9002, "date": "2024-03-01", "account_id": 6, "spend": 0.3, "_fivetran_id": "b"},
    ],
    "basic_ad_actions": [
        {"ad_id": 9001, "date": "2024-03-01", "action_type": kind, "value": value}
        for kind, value in [
            *[("post_reaction", 4), ("comment", 2), ("post", 1), ("like", 3)],
            *[("link_click", 3), ("offsite_conversion.fb_pixel_lead", 1), ("post_reaction", 4)],
        ]
    ]
    + [{"ad_id": 9002, "date": "2024-03-01", "action_type": "comment", "value": 5}],
}

MICROSOFT: Mapping[str, Table] = {
    "account_history": [{"id": 70, "last_modified_time": "2024-01-01", "currency_code": "CHF"}],
    "campaign_history": [
        {"id": 1, "modified_time": "2024-02-01", "name": "Search EN", "type": "Search"},
        {"id": 1, "modified_time": "2024-01-01", "name": "Search", "type": "Search"},
        {"id": 2, "modified_time": "2024-01-01", "name": "Native", "type": "Audience"},
    ],
    "campaign_performance_daily_report": [
        {"date": "2024-03-01", "campaign_id": 1, "account_id": 70, "currency_code": "USD"}
        | {"device_os": os, "network": network, "spend": spend, "impressions": 10, "clicks": 1}
        for os, network, spend in [
            *[("iOS", "Bing", "1.10"), ("Android", "Bing", "1.20"), ("iOS", "Syndicated", "1.30")],
            *[(None, None, "1.40"), (None, None, "1.40")],
        ]
    ]
    + [
        {"date": "2024-03-01", "campaign_id": 2, "account_id": 70, "spend": "5"},
        {
            "date": "2024-03-01",
            "campaign_id": 3,
            "account_id": 71,
            "spend": "6",
            "campaign_name": "Z",
        },
        {
            "date": "2024-03-02",
            "campaign_id": 3,
            "account_id": 71,
            "spend": "6",
            "campaign_name": "Y",
        },
    ],
}

FIVETRAN = dict(zip(ADS, (GOOGLE, LINKEDIN, META, MICROSOFT), strict=True))


#: What spend has to stand beside, or nothing is built from it.
FILES: Mapping[str, Table] = {
    "touches": "touch_id,touched_at,touch_type,account_id\nt,2024-03-01,call,a\n",
    "deals": "deal_id,account_id,created_at,outcome\nd,a,2024-04-01,open\n",
}


def build(name: str, tables: Mapping[str, Mapping[str, Table]], **variables: object) -> Path:
    """Build spend from {source: {table: rows}} of the ad connectors and return the database."""
    folder = work_folder() / "connectors" / f"ads_{name}"
    write_tables(folder / "raw", FILES)
    for source, of_source in tables.items():
        write_tables(folder / "raw" / source, of_source)
    sources = ["files", *ADS]
    database = folder / "whence.duckdb"
    with pytest.MonkeyPatch.context() as patch:
        # what spend needs is built, which is less than what some of dbt's tests of it ask
        patch.setenv("DBT_INDIRECT_SELECTION", "buildable")
        models = "*_ads +int_spend"
        return build_staging(models, folder / "raw", database, sources=sources, **variables)


@pytest.fixture(scope="module")
def fivetran() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect(str(build("fivetran", FIVETRAN)), read_only=True) as connection:
        yield connection


def spend(
    connection: duckdb.DuckDBPyConnection, source: str, columns: str, where: str = "true"
) -> list[tuple[object, ...]]:
    """Return rows of a connector's spend, costs as text, ordered by all columns."""
    return connection.sql(
        f"select {columns} from (select * replace (cost::varchar as cost) "
        f"from staging.stg_{source}__spend) where {where} order by all"
    ).fetchall()


def test_google_spend_is_read_row_by_row(fivetran: duckdb.DuckDBPyConnection) -> None:
    assert spend(
        fivetran,
        "google_ads",
        "campaign_id, spend_date::varchar, campaign_name, channel, currency, cost, impressions, "
        "clicks",
        "campaign_id <> '60'",
    ) == [
        ("10", "2024-03-01", "Brand search, EN", None, "USD", "1.23", 100, 4),
        ("10", "2024-03-01", "Brand search, EN", None, "USD", "1.24", 50, None),
        ("10", "2024-03-02", "Brand search, EN", None, "USD", "1.23", 10, 0),
        ("20", "2024-03-01", "Banners 2", "Display", "USD", "9.00", 7, 9),
        ("30", "2024-03-01", "Film", "Paid Video", "EUR", "5.00", None, None),
        ("30", "2024-03-01", "Film", "Paid Video", "EUR", "5.00", None, None),
        ("40", "2024-03-01", "Everywhere", "Cross-network", "EUR", "6.00", None, None),
        ("50", "2024-03-01", None, None, None, "7.00", None, None),
    ]


def test_fractions_of_a_cent_add_up(fivetran: duckdb.DuckDBPyConnection) -> None:
    exact = [Decimal(cost) / 10**6 for cost in millionths()]
    found = [
        Decimal(str(cost))
        for _, cost in spend(fivetran, "google_ads", "spend_date, cost", "campaign_id = '60'")
    ]
    assert sum(found) == to_cents(sum(exact))
    assert sum(map(to_cents, exact)) != to_cents(sum(exact)), "the costs would prove nothing"
    assert all(abs(cost - raw) < CENT for cost, raw in zip(found, exact, strict=True))


def to_cents(cost: Decimal | int) -> Decimal:
    return Decimal(cost).quantize(CENT, ROUND_HALF_UP)


def test_every_raw_row_is_spend_or_rejected(fivetran: duckdb.DuckDBPyConnection) -> None:
    rejected = fivetran.sql(
        " union all ".join(
            "select source_system, column_name, value, reason "
            f"from staging.stg_{source}__rejected_rows where table_name not like '%_history'"
            for source in ADS
        )
        + " order by all"
    ).fetchall()
    copy = "is an older copy of a row that was loaded again"
    assert rejected == [
        ("google_ads", "cost_micros", None, "is missing"),
        ("google_ads", "date", "2024-03-01", copy),
        ("google_ads", "date", "the third", "is not a date; write it as 2026-01-31"),
        ("linkedin_ads", "cost_in_local_currency", "a lot", "is not a number"),
        ("linkedin_ads", "day", "2024-03-01 00:00:00", copy),
        ("linkedin_ads", "month", "March", "is not a month; write it as 2026-01"),
        ("meta_ads", "date", "2024-03-01", copy),
        ("microsoft_ads", "date", "2024-03-01", copy),
    ]
    reports = {"google_ads": "campaign_stats", "linkedin_ads": "ad_analytics_by_campaign"}
    reports |= {"meta_ads": "basic_ad", "microsoft_ads": "campaign_performance_daily_report"}
    for source, table in reports.items():
        counts = fivetran.sql(
            f"select raw_rows - rejected_rows, (select count(*) from staging.stg_{source}__spend) "
            f"from staging.stg_{source}__raw_tables where table_name = '{table}'"
        ).fetchone()
        assert counts
        assert counts[0] == counts[1] > 0


def test_linkedin_spend_is_of_the_campaign_alone(fivetran: duckdb.DuckDBPyConnection) -> None:
    measures = "impressions, clicks, reactions, comments, shares, follows"
    assert spend(
        fivetran,
        "linkedin_ads",
        f"campaign_id, spend_date::varchar, campaign_name, currency, cost, {measures}",
    ) == [
        ("1", "2024-03-01", "Leads, new", "EUR", "10.00", 1000, 12, 3, 1, 2, None),
        ("1", "2024-03-02", "Leads, new", "EUR", "10.01", *[None] * 6),
        ("2", "2024-03-01", "Awareness", "SEK", "99.50", *[None] * 6),
    ]


def test_linkedin_audiences(fivetran: duckdb.DuckDBPyConnection) -> None:
    assert rows_of(
        fivetran,
        "stg_linkedin_ads__ad_audiences",
        "audience, audience_kind, engaged_on::varchar, campaign_id, company_name, company_domain, "
        "job_title, impressions, clicks, reactions",
    ) == {
        "urn:li:organization:1586": (
            *("company", "2024-03-01", "1", "Northwind", "northwind.example", None),
            *(400, 5, None),
        ),
        "urn:li:organization:1337": (
            "company",
            "2024-03-01",
            "1",
            None,
            None,
            None,
            600,
            None,
            None,
        ),
        "urn:li:title:8": (
            "job_title",
            "2024-03-01",
            "1",
            None,
            None,
            "Head of Data",
            None,
            None,
            2,
        ),
    }


def test_meta_spend(fivetran: duckdb.DuckDBPyConnection) -> None:
    assert spend(
        fivetran,
        "meta_ads",
        "campaign_id, campaign_name, currency, cost, clicks, reactions, comments, shares, follows",
    ) == [
        ("100", "Retargeting", "USD", "12.34", 3, 4, 2, 1, 3),
        ("200", None, "EUR", "0.10", None, None, 5, None, None),
        ("200", None, "EUR", "0.30", None, None, None, None, None),
        (None, None, "EUR", "0.20", None, None, None, None, None),
    ]


def test_microsoft_spend(fivetran: duckdb.DuckDBPyConnection) -> None:
    assert spend(
        fivetran,
        "microsoft_ads",
        "campaign_id, campaign_name, channel, currency, cost, impressions",
    ) == [
        ("1", "Search EN", None, "USD", "1.10", 10),
        ("1", "Search EN", None, "USD", "1.20", 10),
        ("1", "Search EN", None, "USD", "1.30", 10),
        ("1", "Search EN", None, "USD", "1.40", 10),
        ("2", "Native", "Display", "CHF", "5.00", None),
        ("3", "Y", None, None, "6.00", None),
        ("3", "Y", None, None, "6.00", None),
    ]


def test_what_is_missing_is_said(fivetran: duckdb.DuckDBPyConnection) -> None:
    missing = rows_of(
        fivetran, "stg_linkedin_ads__raw_tables", "table_name, is_present, missing_columns"
    )
    assert missing["ad_analytics_by_campaign"] == (True, "follows")
    # not every Google account lands these: nothing to say
    missing = rows_of(fivetran, "stg_google_ads__raw_tables", "table_name, missing_columns")
    assert missing["campaign_stats"] == ("ad_network_type",)


AIRBYTE: Mapping[str, Mapping[str, Table]] = {
    "google_ads": {
        "customer": [
            {"customer.id": 111, "customer.currency_code": "USD", "segments.date": "2024-03-01"},
            {"customer.id": 111, "customer.currency_code": "USD", "segments.date": "2024-03-02"},
        ],
        "campaign": [
            {"campaign.resource_name": "customers/111/campaigns/10", "campaign.id": 10}
            | {"segments.date": day, "segments.hour": hour, "campaign.name": name}
            | {"campaign.advertising_channel_type": kind, "metrics.cost_micros": 2500000}
            | {"metrics.clicks": 1, "metrics.impressions": 9, "_airbyte_extracted_at": loaded}
            for day, hour, name, kind, loaded in [
                ("2024-03-01", 8, "Film 23", "VIDEO", "2024-03-02T00:00:00Z"),
                ("2024-03-01", 9, "Film 23", "VIDEO", "2024-03-02T00:00:00Z"),
                ("2024-03-01", 9, "Film 23", "VIDEO", "2024-03-03T00:00:00Z"),
                ("2024-03-02", 8, "Film 24", "VIDEO", "2024-03-03T00:00:00Z"),
            ]
        ],
    },
    "linkedin_ads": {
        "accounts": [{"id": 7, "currency": "EUR", "lastModified": "2024-01-01T00:00:00Z"}],
        "campaigns": [
            {"id": 1, "account": "urn:li:sponsoredAccount:7", "name": "Leads"}
            | {"lastModified": "2024-01-01T00:00:00Z"},
        ],
        "ad_campaign_analytics": [
            {"sponsoredCampaign": "1", "start_date": "2024-03-01", "end_date": "2024-03-01"}
            | {"costInLocalCurrency": "3.5100000000000002", "costInUsd": "3.9", "likes": 1}
            | {"impressions": 10.0, "follows": 2.0, "pivotValues": "urn:li:sponsoredCampaign:1"},
        ],
        "ad_member_company_analytics": [
            {"string_of_pivot_values": "urn:li:organization:1586", "sponsoredCampaign": "1"}
            | {"start_date": day, "impressions": 10, "costInLocalCurrency": "3.51"}
            for day in ("2024-03-01", "2024-03-02")
        ],
    },
    "meta_ads": {
        "campaigns": [{"id": 100, "name": "Retargeting"}],
        "ads_insights": [
            {"date_start": "2024-03-01", "ad_id": 9001, "campaign_id": 100, "account_id": 5}
            | {"account_currency": "usd", "spend": 12.34, "inline_link_clicks": 3, "clicks": 8}
            | {
                "actions": '[{"action_type": "post_reaction", "value": "4", "1d_click": "1"}, '
                '{"action_type":"like","value":2}, {"action_type": "unlike", "value": "7"}]'
            },
        ],
    },
    "microsoft_ads": {
        "campaigns": [{"Id": 1, "Name": "Shop", "CampaignType": "Shopping", "AccountId": 70}],
        "campaign_performance_report_daily": [
            {"TimePeriod": "2024-03-01", "CampaignId": 1, "AccountId": 70, "CurrencyCode": "USD"}
            | {"DeviceOS": os, "Spend": 1.25, "Impressions": 10, "Clicks": 1, "Ctr": 0.1}
            for os in ("iOS", "Android")
        ],
    },
}


def test_what_airbyte_lands_is_read_alike() -> None:
    layouts = {f"{source}_layout": "airbyte" for source in ADS}
    with duckdb.connect(str(build("airbyte", AIRBYTE, **layouts)), read_only=True) as airbyte:
        film = ("10", "Film 24", "Paid Video", "USD", "2.50", 9, 1)
        assert (
            spend(
                airbyte,
                "google_ads",
                "campaign_id, campaign_name, channel, currency, cost, impressions, clicks",
            )
            == [film] * 3
        )
        assert spend(
            airbyte,
            "linkedin_ads",
            "campaign_id, campaign_name, currency, cost, impressions, follows",
        ) == [("1", "Leads", "EUR", "3.51", 10, 2)]
        assert spend(
            airbyte,
            "meta_ads",
            "campaign_id, campaign_name, currency, cost, clicks, reactions, comments, follows",
        ) == [("100", "Retargeting", "USD", "12.34", 3, 4, None, 2)]
        shop = ("1", "Shop", "Paid Shopping", "USD", "1.25")
        assert (
            spend(airbyte, "microsoft_ads", "campaign_id, campaign_name, channel, currency, cost")
            == [shop] * 2
        )
        assert rows_of(
            airbyte, "stg_linkedin_ads__ad_audiences", "engaged_on::varchar, audience, company_name"
        ) == dict.fromkeys(("2024-03-01", "2024-03-02"), ("urn:li:organization:1586", None))


@pytest.mark.parametrize(
    ("tables", "sentence"),
    [
        ({"campaign_history": [{"id": 1}]}, "has no campaign_stats.csv"),
        (
            {"campaign_stats": [{"id": 1, "date": "2024-03-01", "cost": 3}]},
            "google_ads: campaign_stats.csv has no column cost_micros",
        ),
    ],
)
def test_what_cannot_be_missing_stops_the_run(tables: Mapping[str, Table], sentence: str) -> None:
    with pytest.raises(InputError, match=sentence), staged("google_ads", tables):
        pass


def test_spend_is_on_the_channel_of_its_clicks(fivetran: duckdb.DuckDBPyConnection) -> None:
    found = fivetran.sql(
        "select distinct platform, coalesce(campaign_id, ''), channel from intermediate.int_spend "
        "order by all"
    ).fetchall()
    assert found == [
        ("google_ads", "10", "Brand Search"),
        ("google_ads", "20", "Display"),
        ("google_ads", "30", "Paid Video"),
        ("google_ads", "40", "Cross-network"),
        ("google_ads", "50", "Paid Search"),
        ("google_ads", "60", "Paid Shopping"),
        ("linkedin_ads", "1", "Paid Social"),
        ("linkedin_ads", "2", "Paid Social"),
        ("meta_ads", "", "Paid Social"),
        ("meta_ads", "100", "Paid Social"),
        ("meta_ads", "200", "Paid Social"),
        ("microsoft_ads", "1", "Paid Search"),
        ("microsoft_ads", "2", "Display"),
        ("microsoft_ads", "3", "Paid Search"),
    ]
