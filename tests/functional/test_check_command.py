"""`pmo check`: breaches with what is behind them, consents, exit codes, and SQL that is trusted."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from portfolio_folders import INVENTED_EXPORTS, folder_of_exports
from sample_portfolio import built_sample, own_sample, sample

pytestmark = pytest.mark.slow

QUERY = """
select project_id, item_key as subject, points is null as fails
from items
where status_category <> 'done' and created_at::date <= $as_of;
"""


def settle(folder: Path, text: str, *, mode: str = "controlling") -> None:
    """Add to the settings of a folder."""
    path = folder / "pmo.toml"
    settings = path.read_text(encoding="utf-8")
    settings = settings.replace("[portfolio]", f'[portfolio]\npmo_mode = "{mode}"', 1)
    path.write_text(f"{settings}\n{text}", encoding="utf-8")


@pytest.fixture(scope="module")
def with_sized(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with a standard in SQL, which each test writes: it is in no warehouse."""
    folder = own_sample(tmp_path_factory.mktemp("sized") / "sample")
    settle(folder, '[standards.sized]\nsql = "sized.sql"\nfails = "without points"\n')
    (folder / "standards").mkdir()
    return folder


@pytest.fixture
def as_built(monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the built sample, which a check that changes nothing opens as other tests do."""
    monkeypatch.setattr("pmo_analytics.portfolio.open_portfolio", lambda _, as_of: sample(as_of))
    return built_sample()


@pytest.fixture
def sized(with_sized: Path) -> Callable[..., Path]:
    """Write the standard: open items have points."""

    def written(query: str = QUERY) -> Path:
        (with_sized / "standards" / "sized.sql").write_text(query, encoding="utf-8")
        return with_sized

    return written


def test_a_breach_names_project_items_who_acts_and_how(pmo, as_built):
    shown = pmo("check", "-p", as_built, "--project", "HELM")
    lines = [line.strip() for line in shown.out.splitlines()]
    at = lines.index("Helm crew rostering: without a current status report (status_reported)")
    assert lines[at - 1] == "high"
    assert lines[at + 1] == "the consent of Marguerite Lockhart ended on 14 August"
    assert lines[at + 2].startswith(
        "Marguerite Lockhart for Malcolm Okafor (project manager) must act: report the status"
    )
    assert any(line.startswith("HELM-183, HELM-184") for line in lines)


def test_a_broken_standard_of_a_severity_that_the_mode_enforces_fails(pmo, as_built):
    assert pmo("check", "-p", as_built, "--project", "HELM").code == 1
    assert pmo("check", "-p", as_built, "--project", "CORAL").code == 0, "none is of high severity"


@pytest.mark.parametrize(("mode", "code"), [("supportive", 0), ("directive", 1)])
def test_the_mode_says_which_breaches_fail(pmo, folder, mode, code):
    settle(folder, "", mode=mode)
    assert pmo("check", "-p", folder, "--project", "CORAL").code == code


def test_a_consent_excuses_until_its_day_and_is_named_when_it_has_ended(pmo, as_built):
    found = json.loads(pmo("check", "-p", as_built, "--json").out)
    (held,) = found["excepted"]
    assert (held["project"], held["standard"]) == ("DUNE", "near_work_refined")
    assert (held["accepted_until"], held["accepted_by"]) == ("2026-12-31", "Idris Vaughan")
    (ended,) = (one for one in found["broken"] if one["accepted_until"])
    assert (ended["project"], ended["standard"]) == ("HELM", "status_reported")
    assert ended["accepted_until"] == "2026-08-14"


def test_json_holds_every_item_behind_a_breach(pmo, as_built):
    found = json.loads(pmo("check", "-p", as_built, "--json").out)
    assert found["broken_count"] == len(found["broken"]) > 10
    assert all(len(one["subjects"]) == one["failed"] for one in found["broken"])
    assert all(one["failed"] > one["line"] * one["asked"] for one in found["broken"])


def test_a_consent_to_what_is_no_standard_is_said(pmo, folder):
    path = folder / "registers" / "exceptions.csv"
    with path.open("a", encoding="utf-8") as file:
        file.write("no_such_thing,HELM,Idris Vaughan,2026-12-31,Because\n")
    shown = pmo("check", "-p", folder, "--project", "HELM").out
    assert "exceptions.csv names no_such_thing for HELM, which is no standard that holds" in shown


def test_sql_of_the_folder_is_not_run_unasked(pmo, sized):
    shown = pmo("check", "-p", sized()).out
    assert "without points" not in shown
    assert "asked of nothing here: sized; it needs standards/sized.sql to be trusted" in shown


def test_sql_that_is_trusted_is_named_run_and_judged_like_any_check(pmo, sized):
    shown = pmo("check", "-p", sized(), "--trust-portfolio-code", "--json")
    assert shown.error.startswith("trusted: will run standards/sized.sql, sha256 ")
    found = [one for one in json.loads(shown.out)["broken"] if one["standard"] == "sized"]
    assert {one["project"] for one in found} >= {"ATLAS", "DUNE"}
    assert all(len(one["subjects"]) == one["failed"] for one in found)


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("select 1 as one", "standards/sized.sql cannot be run"),
        ("select project_id from (select", "standards/sized.sql cannot be run"),
        ("copy items to 'out.csv'", "standards/sized.sql cannot be run"),
        ("select * from read_text('pmo.toml')", "standards/sized.sql cannot be run"),
    ],
)
def test_sql_that_is_no_such_query_or_reaches_outside_is_refused(pmo, sized, query, said):
    refused = pmo("check", "-p", sized(query), "--trust-portfolio-code")
    assert refused.code == 3
    assert said in refused.error
    assert "Traceback" not in refused.error


@pytest.mark.parametrize("name", ["../pmo.toml", "none.sql"])
def test_sql_that_is_not_there_or_lies_elsewhere_is_refused(pmo, tmp_path, name):
    export = INVENTED_EXPORTS / "linear.csv"
    folder = folder_of_exports(tmp_path / "small", [export], time_zone="UTC")
    settle(folder, f'[standards.sized]\nsql = "{name}"\nfails = "without points"\n')
    (folder / "standards").mkdir()
    refused = pmo("check", "-p", folder, "--trust-portfolio-code")
    assert refused.code == 3
    assert "Put the SQL itself there" in refused.error or "is not there" in refused.error
