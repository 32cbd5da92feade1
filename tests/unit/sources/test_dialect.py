import tomllib
from importlib.resources import files

import pytest

from pmo_analytics.sources.dialect import is_private_header, load_dialects
from pmo_analytics.sources.roles import DATE_ROLES, IGNORED, NUMBER_ROLES, ROLES, TEXT_ROLES

DIALECTS = {dialect.name: dialect for dialect in load_dialects()}
NAVIGATOR = DIALECTS["jira_navigator"]


@pytest.mark.parametrize("name", DIALECTS)
def test_every_role_of_a_dialect_exists(name):
    dialect = DIALECTS[name]
    roles = {meaning.role for meaning in dialect.headers.values()} - {"custom_field", IGNORED}
    required = {role for group in dialect.required for role in group}
    assert roles | set(dialect.custom.values()) | required <= ROLES
    assert required <= roles, "what is required must be sayable"
    assert set(dialect.key_roles) <= roles | {"item_key"}
    assert dialect.key_fallback in roles | {""}
    assert {dialect.dates_are, dialect.numbers_are, dialect.unique, dialect.repeats} <= ROLES | {""}
    assert set(dialect.separators) <= roles


@pytest.mark.parametrize("name", DIALECTS)
def test_no_header_means_two_things(name):
    """The loader would keep the last one without a word."""
    text = (files("pmo_analytics.sources") / "dialects" / f"{name}.toml").read_text("utf-8")
    written = sum(
        len(set(map(str.casefold, headers)))
        for roles in tomllib.loads(text).get("headers", {}).values()
        for headers in roles.values()
    )
    meanings: dict[str, set[str]] = {}
    from pmo_analytics.sources.folding import fold

    for roles in tomllib.loads(text).get("headers", {}).values():
        for spelling, headers in roles.items():
            for header in headers:
                meanings.setdefault(fold(header), set()).add(spelling)
    assert written
    assert {header: found for header, found in meanings.items() if len(found) > 1} == {}


def test_navigator_speaks_eleven_languages():
    languages = {meaning.language for meaning in NAVIGATOR.headers.values()}
    assert languages == {"en", "de", "es", "fr", "pt", "nl", "it", "pl", "ru", "sv", "ja"}
    needed = {"item_key", "title", "status", "created", "updated", "resolved", "assignee"}
    for language in languages - {"en"}:
        roles = {m.role for m in NAVIGATOR.headers.values() if m.language == language}
        # A header such as "Status" is the same word in several languages.
        assert needed - roles <= {"status", "created", "updated"}, language


@pytest.mark.parametrize(
    ("header", "role", "detail"),
    [
        ("Issue key", "item_key", ""),
        ("ISSUE KEY", "item_key", ""),
        ("Fix Version/s", "fix_version", ""),
        ("Outward issue link (Blocks)", "link_out", "Blocks"),
        ("Inward issue link (is caused by)", "link_in", "is caused by"),
        ("Custom field (Story Points)", "points", ""),
        ("Custom field (${field_Story_Points})", "points", ""),
        ("Custom field ([CHART] Time in Status)", "time_in_status", ""),
        ("Custom field (Start date)", "planned_start", ""),
        ("Custom field (Actual start)", "started", ""),
        ("Custom field (Asset type)", "", ""),
        ("Custom field (Collaborators)Id", "private", ""),
        ("Champs personnalisés (Flagged)", "flagged", ""),
        ("カスタムフィールド（Story Points）", "points", ""),
    ],
)
def test_meaning_of_a_navigator_header(header, role, detail):
    meaning = NAVIGATOR.meaning(header)
    assert (meaning.role, meaning.detail) == (role, detail)


@pytest.mark.parametrize("header", ["Σ Time Spent", "Votes", "Resolution date (local)", ""])
def test_header_that_a_dialect_does_not_know_has_no_meaning(header):
    assert NAVIGATOR.meaning(header) is None


@pytest.mark.parametrize(
    "header", ["Comment", "comments", "Reporter Id", "creator_active_status", "E-mail", "Watchers"]
)
def test_private_headers_are_known_in_any_dialect(header):
    assert is_private_header(header)


@pytest.mark.parametrize("header", ["Authorised", "Emailed", "Phone call done", "Status", ""])
def test_stage_is_not_taken_for_a_private_header(header):
    assert not is_private_header(header)


def test_specific_dialects_come_before_general_ones():
    order = [dialect.name for dialect in load_dialects()]
    assert order.index("jira_navigator") < order.index("item_table")
    assert order.index("azure_devops") < order.index("item_table")
    assert order.index("item_table") < order.index("counts")


def test_roles_of_dates_numbers_and_texts_do_not_overlap():
    assert not DATE_ROLES & NUMBER_ROLES
    assert not (DATE_ROLES | NUMBER_ROLES) & TEXT_ROLES
