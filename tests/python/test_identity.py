"""Who is who: every case of identity in one folder of raw files, the rows of each beside its test.

The folder is built twice: as the project is configured, with dbt's own tests, and with the other
choice of each variable.
"""

import csv
import random
from collections import defaultdict
from collections.abc import Iterator, Mapping
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

import duckdb
import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import given as drawn_from
from hypothesis import strategies as st

from conftest import build, work_folder
from generated import build_models

GIVEN: dict[str, list[dict[str, str]]] = defaultdict(list)
"""All rows of all cases by table; no two cases share an id, an address or a domain."""

OWN_DOMAIN = "whence.example"


def given(table: str, **columns: str) -> None:
    """Add a row to a raw table."""
    GIVEN[table].append(columns)


def touch(touch_id: str, at: str = "2024-03-01 12:00:00", **columns: str) -> None:
    """Add a touch, by default of the first of March."""
    given("touches", touch_id=touch_id, touched_at=at, touch_type="form_submission", **columns)


def account(account_id: str, **columns: str) -> None:
    """Add a described account."""
    given("accounts", account_id=account_id, **columns)


def contact(contact_id: str, **columns: str) -> None:
    """Add a record of a person."""
    given("contacts", contact_id=contact_id, **columns)


def deal(deal_id: str, account_id: str, **columns: str) -> None:
    """Add an open deal."""
    row = {"created_at": "2024-02-01 09:00:00", "outcome": "open", "amount": "10"} | columns
    given("deals", deal_id=deal_id, account_id=account_id, **row)


def merge(merged_id: str, surviving_id: str, record_type: str = "contact", **columns: str) -> None:
    """Add a merge: the first is the second from now on."""
    row = {"record_type": record_type, "merged_id": merged_id, "surviving_id": surviving_id}
    given("merges", **row, **columns)


def identified(at: str, **columns: str) -> None:
    """Add a call that says who a visitor or user is, or for which account."""
    given("identifications", identified_at=at, **columns)


class Resolved(NamedTuple):
    """What became of a touch."""

    contact_id: str | None
    account_id: str | None
    match_method: str


class Built:
    """A database that was built from all cases."""

    def __init__(self, database: Path) -> None:
        """Read what became of every touch."""
        self.connection = duckdb.connect(str(database), read_only=True)
        rows = self.rows("select touch_id, contact_id, account_id, match_method from touches")
        self.touches = {touch_id: Resolved(*found) for touch_id, *found in rows}

    def rows(self, query: str) -> list[tuple[Any, ...]]:
        """Return the rows of a query."""
        return self.connection.sql(query).fetchall()

    def person(self, touch_id: str) -> str | None:
        """Return the person who made a touch."""
        return self.touches[touch_id].contact_id

    def account(self, touch_id: str) -> tuple[str | None, str]:
        """Return for which account a touch was made, and how that was found."""
        return self.touches[touch_id][1:]

    def refused(self, evidence: str) -> set[tuple[str, str]]:
        """Return what a piece of evidence would have led to, with the reason why it did not."""
        query = "select leads_to, refusal from intermediate.int_refused_evidence where evidence = ?"
        return set(self.connection.execute(query, [evidence]).fetchall())


@pytest.fixture(scope="module")
def raw() -> Path:
    """Write the rows of all cases to a folder."""
    folder = work_folder() / "identity_raw"
    folder.mkdir()
    for table, rows in GIVEN.items():
        columns = sorted({column for row in rows for column in row})
        with (folder / f"{table}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, columns, restval="")
            writer.writeheader()
            writer.writerows(random.Random(table).sample(rows, len(rows)))  # noqa: S311
    return folder


@pytest.fixture(scope="module")
def built(raw: Path) -> Built:
    """Build the cases as the project is configured, and run the laws over them."""
    return Built(build(raw, work_folder() / "identity" / "whence.duckdb"))


@pytest.fixture(scope="module")
def by_parents(raw: Path) -> Built:
    """Build the cases with subsidiaries at their parents and shared domains at one account."""
    chosen = {"account_level": "parent", "shared_domain": "most_contacts"}
    return Built(build_models(raw, "identity_by_parents", chosen))


# ---- merges


for digit in "123":
    contact(f"abc-{digit}")
    touch(f"abc-touch-{digit}", contact_id=f"abc-{digit}")
merge("abc-1", "abc-2")
merge("abc-2", "abc-3")


def test_a_merge_of_a_merge_resolves_to_the_last_survivor(built: Built) -> None:
    assert {built.person(f"abc-touch-{number}") for number in "123"} == {"abc-3"}
    assert built.rows(
        "select contact_id, record_count from contacts where contact_id like 'abc-%'"
    ) == [("abc-3", 3)]


CHAIN = random.Random(5).sample(range(4000), 4000)  # noqa: S311
for here, there in pairwise(CHAIN):
    merge(f"chain-{here}", f"chain-{there}")
touch("chain-first", contact_id=f"chain-{CHAIN[0]}")
touch("chain-middle", contact_id=f"chain-{CHAIN[1999]}")


def test_a_chain_of_thousands_of_merges_resolves(built: Built) -> None:
    assert built.person("chain-first") == built.person("chain-middle") == f"chain-{CHAIN[-1]}"


for digit in "123":
    contact(f"circle-{digit}")
    touch(f"circle-touch-{digit}", contact_id=f"circle-{digit}")
    merge(f"circle-{digit}", f"circle-{int(digit) % 3 + 1}")
contact("self-1")
touch("self-touch", contact_id="self-1")
merge("self-1", "self-1")


def test_a_circle_of_merges_ends_at_the_lowest_id_and_is_told(built: Built) -> None:
    assert {built.person(f"circle-touch-{number}") for number in "123"} == {"circle-1"}
    assert built.refused("circle-2") == {("circle-1", "circle")}
    assert built.person("self-touch") == "self-1"
    assert built.refused("self-1") == {("self-1", "itself")}


for name in ("one-into-two", "first-of-two", "second-of-two"):
    contact(name, email=f"x@{name}.example")
merge("one-into-two", "first-of-two")
merge("one-into-two", "second-of-two")
touch("one-into-two", contact_id="one-into-two")
touch("named-only", contact_id="nobody-described")


def test_merges_that_contradict_one_another_are_told(built: Built) -> None:
    assert built.person("one-into-two") == "first-of-two"
    assert ("first-of-two", "one_into_two") in built.refused("second-of-two")


def test_a_record_that_only_a_touch_names_is_among_the_identities(built: Built) -> None:
    assert built.rows(
        "select contact_id, match_method from intermediate.int_identities "
        "where identity_type = 'contact_id' and identity_value = 'nobody-described'"
    ) == [("nobody-described", "named")]


contact("00Q-lead", record_type="lead", lead_created_at="2024-01-05 08:00:00", title="Old title")
contact("003-first", record_type="contact", email="kim@converted.example", title="New title")
contact("003-last", record_type="contact", created_at="2024-02-05 08:00:00")
merge("00Q-lead", "003-first", match_method="converted_lead")
merge("003-first", "003-last")
touch("converted-by-lead", contact_id="00Q-lead")
touch("converted-by-mail", email="kim@converted.example")


def test_a_converted_lead_whose_contact_was_merged(built: Built) -> None:
    assert built.person("converted-by-lead") == "003-last"
    assert built.person("converted-by-mail") == "003-last"
    [(created_at, title)] = built.rows(
        "select lead_created_at, title from contacts where contact_id = '003-last'"
    )
    assert str(created_at) == "2024-01-05 08:00:00"
    assert title == "New title"
    assert not built.rows("select 1 from contacts where contact_id in ('00Q-lead', '003-first')")
    assert built.rows("select contact_id from journeys where journey_id like 'lead:003-%'") == [
        ("003-last",)
    ]


class _Graph(NamedTuple):
    """Merges between records, of which some are described as contacts or leads."""

    merges: list[tuple[int, int]]
    kinds: list[str]


@st.composite
def _graphs(draw: st.DrawFn) -> _Graph:
    size = draw(st.integers(2, 9))
    node = st.integers(0, size - 1)
    merges = draw(st.lists(st.tuples(node, node), max_size=10, unique=True))
    kinds = st.sampled_from(("contact", "lead", "other", "named"))
    return _Graph(merges, draw(st.lists(kinds, min_size=size, max_size=size)))


def _draw_graphs(count: int) -> list[_Graph]:
    graphs: list[_Graph] = []

    @settings(
        max_examples=count,
        derandomize=True,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @drawn_from(_graphs())
    def collect(graph: _Graph) -> None:
        graphs.append(graph)

    collect()
    return graphs


def _survivors(graph: _Graph) -> Iterator[int]:
    """Yield the survivor of each record: what the rule says, by union and find."""
    parents = list(range(len(graph.kinds)))

    def root(node: int) -> int:
        while parents[node] != node:
            node = parents[node]
        return node

    for here, there in graph.merges:
        parents[root(here)] = root(there)
    merged_away = {here for here, there in graph.merges if here != there}
    order = ("contact", "lead", "other", "named")
    for node in range(len(graph.kinds)):
        group = [other for other in range(len(graph.kinds)) if root(other) == root(node)]
        yield min(group, key=lambda one: (one in merged_away, order.index(graph.kinds[one]), one))


GRAPHS = _draw_graphs(150)
for number, graph in enumerate(GRAPHS):
    for node, kind in enumerate(graph.kinds):
        if kind != "named":
            contact(f"graph-{number}-{node}", record_type=kind)
        touch(f"graph-{number}-{node}", contact_id=f"graph-{number}-{node}")
    for here, there in graph.merges:
        merge(f"graph-{number}-{here}", f"graph-{number}-{there}")


def test_random_merges_resolve_as_union_and_find_does(built: Built) -> None:
    assert any(len(graph.merges) > 5 for graph in GRAPHS)
    for number, graph in enumerate(GRAPHS):
        for node, survivor in enumerate(_survivors(graph)):
            found = built.person(f"graph-{number}-{node}")
            assert found == f"graph-{number}-{survivor}", (graph, node)


# ---- e-mail addresses


contact("mail-1", record_type="lead", email=" Anna@Same.example")
contact("mail-2", record_type="contact", email="anna@same.example")
contact("mail-3", record_type="contact", email="hanna@same.example")
touch("mail-lead", contact_id="mail-1")
touch("mail-address", email="ANNA@same.example")
touch("mail-other", email="hanna@same.example")
touch("mail-no-record", email="ben@same.example")
touch("mail-unknown-record", contact_id="mail-deleted", email="anna@same.example")
contact("mail-4", email="n/a")
contact("mail-5", email="n/a")
touch("mail-no-address", email="n/a", contact_id="mail-4")


def test_records_with_one_address_are_one_person_the_contact_before_the_lead(built: Built) -> None:
    assert built.person("mail-lead") == built.person("mail-address") == "mail-2"
    assert built.person("mail-other") == "mail-3"
    assert built.person("mail-unknown-record") == "mail-2"
    assert str(built.person("mail-no-record")).startswith("contact-")
    assert built.person("mail-no-address") == "mail-4"
    assert built.rows("select 1 from contacts where contact_id = 'mail-5'")


for digit in "12":
    contact(f"role-{digit}", email="info@role.example")
    touch(f"role-touch-{digit}", contact_id=f"role-{digit}")
contact("role-3", email="sales@one-role.example")
contact("role-4", email="information@role.example")
contact("role-5", email="information@role.example")
touch("role-by-mail", email="info@role.example")
touch("role-of-one", email="sales@one-role.example")
touch("role-in-name", contact_id="role-5")


def test_a_role_mailbox_makes_no_person_of_two(built: Built) -> None:
    assert built.person("role-touch-1") == "role-1"
    assert built.person("role-touch-2") == "role-2"
    assert str(built.person("role-by-mail")).startswith("contact-")
    assert built.refused("info@role.example") == {
        ("role-1", "role_mailbox"),
        ("role-2", "role_mailbox"),
    }
    assert built.person("role-of-one") == "role-3"
    assert built.person("role-in-name") == "role-4"


touch("beside-1", contact_id="beside-a", email="beside@shared.example")
touch("beside-2", contact_id="beside-b", email="beside@shared.example")
touch("beside-3", contact_id="beside-b", email="own@shared.example")
contact("beside-c", email="c@shared.example")
touch("beside-4", contact_id="beside-c", email="second@shared.example")
touch("beside-5", email="second@shared.example")
for number in range(3):
    contact(f"beside-d{number}", email=f"d{number}@shared.example")
    touch(f"beside-6-{number}", contact_id=f"beside-d{number}", email="forwarded@shared.example")
touch("beside-7", email="forwarded@shared.example")


def test_an_address_seen_beside_people_joins_none_of_them(built: Built) -> None:
    assert built.person("beside-1") == "beside-a"
    assert built.person("beside-2") == "beside-b"
    assert built.person("beside-5") == "beside-c"
    assert {built.person(f"beside-6-{number}") for number in range(3)} == {
        f"beside-d{number}" for number in range(3)
    }
    assert str(built.person("beside-7")).startswith("contact-")
    assert built.refused("forwarded@shared.example") == {
        (f"beside-d{number}", "address_of_another_person") for number in range(3)
    }


# ---- users and visitors


contact("user-1")
identified("2024-01-01 10:00:00", user_id="u-one", email="one@users.example")
identified("2024-01-02 10:00:00", user_id="u-one", contact_id="user-1")
touch("user-by-login", user_id="u-one")
touch("user-by-mail", email="one@users.example")
identified("2024-01-01 10:00:00", user_id="u-test", email="first@users.example")
identified("2024-02-01 10:00:00", user_id="u-test", email="second@users.example")
touch("test-before", "2024-01-15 10:00:00", user_id="u-test")
touch("test-after", "2024-02-15 10:00:00", user_id="u-test")
touch("test-first", email="first@users.example")
touch("test-second", email="second@users.example")
touch("user-unknown", user_id="u-nobody", account_id="user-account")


def test_a_login_attaches_an_address_and_joins_no_two(built: Built) -> None:
    assert built.person("user-by-login") == built.person("user-by-mail") == "user-1"
    assert built.person("test-before") == built.person("test-first")
    assert built.person("test-after") == built.person("test-second")
    assert built.person("test-first") != built.person("test-second")
    assert {refusal for _, refusal in built.refused("u-test")} == {"shared_by_several"}
    assert built.person("user-unknown") is None


contact("visitor-1", email="v@visitor.example")
contact("visitor-2")
for day in range(1, 10):
    touch(f"visit-{day}", f"2024-03-0{day} 10:00:00", anonymous_id="v-shared")
identified("2024-03-04 09:00:00", anonymous_id="v-shared", email="V@visitor.example")
touch("visit-form", "2024-03-06 12:00:00", anonymous_id="v-shared", contact_id="visitor-2")
identified("2024-03-08 10:00:00", anonymous_id="v-shared", email="v@visitor.example")
contact("visitor-3", anonymous_id="v-own", created_at="2024-03-05 00:00:00")
touch("visit-own", "2024-01-01 10:00:00", anonymous_id="v-own")
identified("2024-03-05 00:00:00", anonymous_id="v-login", user_id="u-login")
identified("2024-03-09 00:00:00", user_id="u-login", email="login@visitor.example")
touch("visit-login", "2024-03-01 10:00:00", anonymous_id="v-login")
touch("visit-login-mail", email="login@visitor.example")
touch("visit-unknown", anonymous_id="v-unknown", account_id="visitor-account")
for number in range(21):
    identified(
        f"2024-03-01 10:00:{number:02}", anonymous_id="v-kiosk", email=f"k{number}@kiosk.example"
    )
touch("visit-kiosk", anonymous_id="v-kiosk", account_id="visitor-account")


def test_a_visitor_is_who_it_was_identified_as_last_before_the_first_the_first(
    built: Built,
) -> None:
    people = [built.person(f"visit-{day}") for day in range(1, 10)]
    assert people == ["visitor-1"] * 6 + ["visitor-2"] + ["visitor-1"] * 2
    assert built.person("visit-form") == "visitor-2"
    assert built.person("visit-own") == "visitor-3"
    assert built.person("visit-login") == built.person("visit-login-mail")


def test_whom_nothing_leads_to_stays_visible(built: Built) -> None:
    assert built.person("visit-unknown") is None
    assert built.person("visit-kiosk") is None
    assert built.rows(
        "select identity_value, contact_id, match_method from intermediate.int_identities "
        "where identity_value in ('v-unknown', 'v-kiosk', 'u-nobody') order by all"
    ) == [
        ("u-nobody", None, "unmatched"),
        ("v-kiosk", None, "shared_by_many"),
        ("v-unknown", None, "unmatched"),
    ]
    assert built.rows(
        "select identified_by, match_method, touch_count > 0 "
        "from intermediate.int_identity_coverage "
        "where identified_by = 'unmatched' and match_method = 'crm_link'"
    ) == [("unmatched", "crm_link", True)]


# ---- accounts


account("A-mail", account_name="Mail", domain="https://www.ladder.example/about")
account("A-link", account_name="Link")
account("A-group", account_name="Group")
contact("ladder-link", account_id="A-link", email="link@ladder.example")
contact("ladder-role", email="role@ladder.example")
deal("ladder-deal", "A-link")
given("deal_contacts", deal_id="ladder-deal", contact_id="ladder-role")
identified("2024-01-01 10:00:00", email="group@ladder.example", account_id="A-group")
identified("2024-01-01 10:00:00", email="product@ladder.example", account_id="ws-77")
contact("ladder-site", website="http://ladder.example", email="site@gmail.com")
contact("ladder-name", company_name="LINK, Inc.", email="name@gmail.com")
touch("ladder-own", account_id="A-group", contact_id="ladder-link")
touch("ladder-deal", deal_id="ladder-deal", email="mail@ladder.example")
touch("ladder-link", contact_id="ladder-link")
touch("ladder-role", contact_id="ladder-role")
touch("ladder-named-beside", "2024-03-01", account_id="A-link", email="named@ladder.example")
touch("ladder-named", email="named@ladder.example")
touch("ladder-group", email="group@ladder.example")
touch("ladder-product", email="product@ladder.example")
touch("ladder-mail", email="mail@ladder.example", company_domain="link.example")
touch("ladder-site", contact_id="ladder-site")
touch("ladder-ip", anonymous_id="v-ladder", company_domain="ladder.example", company_name="Link")
touch("ladder-name", contact_id="ladder-name")
touch("ladder-name-ip", contact_id="ladder-name", company_domain="ladder.example")
touch("ladder-touch-name", anonymous_id="v-ladder", company_name=" link GmbH ")
touch("ladder-none", anonymous_id="v-ladder")

LADDER = {
    "ladder-own": ("A-group", "crm_link"),
    "ladder-deal": ("A-link", "deal"),
    "ladder-link": ("A-link", "crm_link"),
    "ladder-role": ("A-link", "deal_role"),
    "ladder-named": ("A-link", "touch_account"),
    "ladder-group": ("A-group", "group_call"),
    "ladder-product": ("A-mail", "email_domain"),
    "ladder-mail": ("A-mail", "email_domain"),
    "ladder-site": ("A-mail", "company_domain"),
    "ladder-ip": ("A-mail", "company_domain"),
    "ladder-name": ("A-link", "company_name"),
    "ladder-name-ip": ("A-mail", "company_domain"),
    "ladder-touch-name": ("A-link", "company_name"),
    "ladder-none": (None, "unmatched"),
}


@pytest.mark.parametrize("touch_id", LADDER)
def test_the_first_step_of_the_ladder_that_leads_to_an_account_wins(
    built: Built, touch_id: str
) -> None:
    assert built.account(touch_id) == LADDER[touch_id]


def test_an_id_that_only_a_group_call_knows_makes_no_account(built: Built) -> None:
    assert not built.rows("select 1 from accounts where account_id = 'ws-77'")


def test_the_losers_are_kept(built: Built) -> None:
    assert built.rows(
        "select account_id, match_method, candidate_number, is_chosen "
        "from intermediate.int_contact_accounts where contact_id = 'ladder-role' order by all desc"
    ) == [("A-mail", "email_domain", 2, False), ("A-link", "deal_role", 1, True)]


account("A-free", account_name="Free mail", domain="gmail.com")
account("A-own", account_name="We", domain=OWN_DOMAIN)
for digit in "12":
    account(f"A-shared-{digit}", account_name=f"Shared {digit}", domain="shared-domain.example")
    account(f"A-tied-{digit}", account_name=f"Tied {digit}", domain="tied.example")
contact("shared-1", account_id="A-shared-2")
touch("domain-free", email="somebody@gmail.com")
touch("domain-own", email=f"somebody@{OWN_DOMAIN}")
touch("domain-own-ip", anonymous_id="v-domain", company_domain=OWN_DOMAIN)
touch("domain-sub", email="somebody@mail.ladder.example")
touch("domain-super", email="somebody@myladder.example")
touch("domain-shared", email="somebody@shared-domain.example")
touch("domain-tied", email="somebody@tied.example")


def test_free_own_shared_and_similar_domains_match_nobody(built: Built) -> None:
    for name in ("free", "own", "own-ip", "sub", "super", "shared", "tied"):
        assert built.account(f"domain-{name}") == (None, "unmatched"), name
    assert built.refused("gmail.com") == {("A-free", "free_mail")}
    assert built.refused(OWN_DOMAIN) == {("A-own", "own_domain")}
    assert built.refused("shared-domain.example") == {
        ("A-shared-1", "shared_domain"),
        ("A-shared-2", "shared_domain"),
    }


def test_a_shared_domain_may_lead_to_the_account_with_most_contacts(by_parents: Built) -> None:
    assert by_parents.account("domain-shared") == ("A-shared-2", "email_domain")
    assert by_parents.account("domain-tied") == (None, "unmatched")
    assert by_parents.refused("shared-domain.example") == {("A-shared-1", "shared_domain")}


account("A-acme", account_name="Acme Inc.")
account("A-twin-1", account_name="Twin GmbH & Co. KG")
account("A-twin-2", account_name="TWIN Ltd")
account("A-nobody", account_name="Unknown")
for name in (
    "ACME",
    "acme,  inc",
    "Acme Labs",
    "Acme Labs Inc",
    "Acmeinc",
    "acm",
    "Twin",
    "unknown",
):
    touch(f"name {name}", anonymous_id="v-name", company_name=name)


def test_names_match_whole_legal_forms_aside(built: Built) -> None:
    assert built.account("name ACME") == ("A-acme", "company_name")
    assert built.account("name acme,  inc") == ("A-acme", "company_name")
    for name in ("Acme Labs", "Acme Labs Inc", "Acmeinc", "acm", "Twin", "unknown"):
        assert built.account(f"name {name}") == (None, "unmatched"), name
    assert built.refused("twin") == {("A-twin-1", "shared_name"), ("A-twin-2", "shared_name")}


account("A-called-1", account_name="Called one")
account("A-called-2", account_name="Called two", domain="called-two.example")
identified("2024-03-05 10:00:00", anonymous_id="v-called", account_id="A-called-1")
identified("2024-03-10 10:00:00", anonymous_id="v-called", company_domain="called-two.example")
touch("called-before", "2024-03-01 10:00:00", anonymous_id="v-called")
touch("called-after", "2024-03-11 10:00:00", anonymous_id="v-called")


def test_nobody_is_needed_for_a_group_call(built: Built) -> None:
    assert built.touches["called-before"] == (None, "A-called-1", "group_call")
    assert built.touches["called-after"] == (None, "A-called-2", "company_domain")


account("A-old", account_name="Old", domain="old.example", industry="Retail", country="France")
account("A-new", account_name="New", country="Spain")
merge("A-old", "A-older", "account")
merge("A-older", "A-new", "account")
contact("merged-account-contact", account_id="A-older")
deal("merged-account-deal", "A-old")
touch("merged-account-touch", account_id="A-old")
touch("merged-account-mail", email="somebody@old.example")
touch("merged-account-contact", contact_id="merged-account-contact")
touch("merged-account-deal", anonymous_id="v-merged", deal_id="merged-account-deal")


def test_a_merged_account_hands_everything_to_its_survivor(built: Built) -> None:
    for name in ("touch", "mail", "contact", "deal"):
        assert built.account(f"merged-account-{name}")[0] == "A-new", name
    assert built.rows(
        "select account_name, industry, country, contact_count, deal_count, record_count "
        "from accounts where account_id in ('A-old', 'A-older', 'A-new')"
    ) == [("New", "Retail", "Spain", 2, 1, 2)]


deal("deal-old", "A-link", amount="70")
deal("deal-new", "A-link", amount="80")
merge("deal-old", "deal-new", "deal")
contact("deal-person")
given("deal_contacts", deal_id="deal-old", contact_id="deal-person", buying_role="user")
touch("deal-touch", deal_id="deal-old", anonymous_id="v-deal")


def test_a_merged_deal_counts_once(built: Built) -> None:
    assert built.rows(
        "select deal_id, amount from deals where deal_id in ('deal-old', 'deal-new')"
    ) == [("deal-new", 80)]
    assert built.rows("select deal_id from touches where touch_id = 'deal-touch'") == [
        ("deal-new",)
    ]
    assert built.rows(
        "select deal_id from intermediate.int_deal_contacts where contact_id = 'deal-person'"
    ) == [("deal-new",)]
    assert built.rows(
        "select reason from intermediate.int_rejected_rows where row_key = 'deal-old'"
    ) == [("was merged into the deal deal-new",)]


account("A-first", account_name="First company", domain="first-company.example")
account("A-second", account_name="Second company")
account("A-third", account_name="Third company", domain="third-company.example")
for number, (name, year) in enumerate(
    (("first", 2022), ("second", 2024), ("third", 2023)), start=1
):
    contact(
        f"two-jobs-{number}",
        account_id=f"A-{name}",
        email="moves@gmail.com",
        created_at=f"{year}-01-01 00:00:00",
    )
    touch(f"two-jobs-{name}", contact_id=f"two-jobs-{number}")
touch("two-jobs-mail", email="moves@gmail.com")
contact("address-1", account_id="A-first", email="at@first-company.example")
contact("address-2", account_id="A-second", created_at="2024-01-01 00:00:00", user_id="u-address")
merge("address-2", "address-3")
merge("address-1", "address-3")
touch("address-login", user_id="u-address")


def test_a_person_in_several_companies_keeps_them_all(built: Built) -> None:
    names = ("first", "second", "third")
    assert {built.person(f"two-jobs-{name}") for name in names} == {"two-jobs-1"}
    for name in names:
        assert built.account(f"two-jobs-{name}") == (f"A-{name}", "crm_link")
    # no record comes first but the most recent one
    assert built.account("two-jobs-mail") == ("A-second", "crm_link")
    assert (
        len(built.rows("from intermediate.int_contact_accounts where contact_id = 'two-jobs-1'"))
        == 3
    )
    # nor before the company on whose domain the person has an address
    assert built.account("address-login") == ("A-first", "crm_link")


account("P-top", account_name="Top")
account("P-middle", account_name="Middle", parent_account_id="P-top", domain="middle.example")
account("P-bottom", account_name="Bottom", parent_account_id="P-middle-old")
merge("P-middle-old", "P-middle", "account")
deal("parent-deal", "P-bottom", outcome="won", closed_at="2024-04-01 10:00:00")
touch("parent-touch", account_id="P-bottom")
touch("parent-mail", email="somebody@middle.example")
account(
    "P-holding-child", account_name="Child of an unknown holding", parent_account_id="P-holding"
)
touch("parent-holding", account_id="P-holding-child")
for digit in "123":
    account(f"P-circle-{digit}", parent_account_id=f"P-circle-{int(digit) % 3 + 1}")
    touch(f"parent-circle-{digit}", account_id=f"P-circle-{digit}")
account("P-circle-0-below", parent_account_id="P-circle-2")
touch("parent-below", account_id="P-circle-0-below")
account("P-itself", parent_account_id="P-itself")
touch("parent-itself", account_id="P-itself")
for number in range(200):
    account(f"P-tower-{number:03}", parent_account_id=f"P-tower-{number + 1:03}")
touch("parent-tower", account_id="P-tower-000")


def test_subsidiaries_are_accounts_of_their_own(built: Built) -> None:
    assert built.account("parent-touch") == ("P-bottom", "crm_link")
    assert built.account("parent-mail") == ("P-middle", "email_domain")
    assert built.account("parent-circle-2") == ("P-circle-2", "crm_link")
    assert built.rows("select parent_account_id from accounts where account_id = 'P-bottom'") == [
        ("P-middle",)
    ]
    assert not built.rows("select 1 from accounts where account_id = 'P-holding'")


def test_subsidiaries_may_roll_up_to_the_company_on_top(by_parents: Built) -> None:
    assert by_parents.account("parent-touch") == ("P-top", "crm_link")
    assert by_parents.account("parent-mail") == ("P-top", "email_domain")
    assert by_parents.account("parent-holding") == ("P-holding", "crm_link")
    assert by_parents.account("parent-itself") == ("P-itself", "crm_link")
    assert by_parents.account("parent-tower") == ("P-tower-200", "crm_link")
    assert by_parents.rows(
        "select account_id, account_name, deal_count, parent_account_id from accounts "
        "where account_id in ('P-top', 'P-middle', 'P-bottom')"
    ) == [("P-top", "Top", 1, None)]
    assert by_parents.rows(
        "select account_id from journeys where journey_id = 'won:parent-deal'"
    ) == [("P-top",)]


def test_a_circle_of_parents_ends_at_its_lowest_id_and_is_told(
    built: Built, by_parents: Built
) -> None:
    for touch_id in ("parent-circle-1", "parent-circle-2", "parent-circle-3", "parent-below"):
        assert by_parents.account(touch_id) == ("P-circle-1", "crm_link")
    assert built.refused("P-circle-1") == {("P-circle-2", "circle")}


# ---- all of them


def test_every_case_is_built(built: Built, by_parents: Built) -> None:
    touches: Mapping[str, dict[str, str]] = {row["touch_id"]: row for row in GIVEN["touches"]}
    assert len(touches) == len(GIVEN["touches"]), "two cases share a touch_id"
    assert built.touches.keys() == by_parents.touches.keys() == touches.keys()
