"""What the data cannot tell, and what would change that."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pmo_analytics.metrics.data.data_quality import CHECKS
from pmo_analytics.narrative.data import (
    REGISTER_USES,
    DataGaps,
    check_sentence,
    checks_title,
    gaps_sentences,
    rows_sentence,
    trust_sentences,
)

NO_GAPS = DataGaps(
    missing_registers=(),
    unknown_statuses=(),
    unknown_status_items=0,
    homeless_items=0,
    refused_files=(),
    rejected_rows=0,
    total_rows=10,
    without_start_projects=(),
    reconstructed_before=False,
)


def said_of(figures, **gaps) -> list[str]:
    return [str(said) for said in gaps_sentences(replace(NO_GAPS, **gaps), figures())]


def test_without_gaps_nothing_is_said(figures):
    assert said_of(figures) == []


@pytest.mark.parametrize("register", REGISTER_USES)
def test_a_missing_register_says_what_is_not_measured_and_what_to_add(register, figures):
    (said,) = said_of(figures, missing_registers=(register,))
    assert said == f"Not measured: {REGISTER_USES[register]}. Add {register}.csv."


def test_an_unknown_start_names_the_projects_and_the_columns_to_add(figures):
    (said,) = said_of(figures, without_start_projects=("Atlas", "Boreal"))
    assert "in Atlas and Boreal" in said
    assert "Status Category Changed" in said


@pytest.mark.parametrize(
    ("statuses", "items", "said"),
    [
        (
            ("Deploy",),
            45,
            "1 status that nobody explained: Deploy. The 45 items in them count as they did "
            "before. Say in pmo.toml, under workflow, what they mean.",
        ),
        (
            ("Deploy", "Parked"),
            1,
            "2 statuses that nobody explained: Deploy and Parked. The 1 item in them counts as it "
            "did before. Say in pmo.toml, under workflow, what they mean.",
        ),
        (
            tuple("ABCDEFGH"),
            0,
            "8 statuses that nobody explained: A, B, C, D, E, F and 2 more. Say in pmo.toml, under "
            "workflow, what they mean.",
        ),
    ],
)
def test_statuses_nobody_explained_are_listed_and_counted(statuses, items, said, figures):
    assert said_of(figures, unknown_statuses=statuses, unknown_status_items=items) == [said]


@pytest.mark.parametrize(
    ("count", "begin"),
    [(1, "1 item belongs to no project"), (7, "7 items belong to no project")],
)
def test_items_of_no_project_are_counted(count, begin, figures):
    (said,) = said_of(figures, homeless_items=count)
    assert said.startswith(begin)
    assert ("is not counted" if count == 1 else "are not counted") in said


def test_a_refused_file_is_named_with_its_reason_as_text(figures):
    hostile = ("exports/x/<b>[1].csv", "row 3: {found} 5 [/bold]")
    (said,) = gaps_sentences(replace(NO_GAPS, refused_files=(hostile,)), figures())
    assert str(said) == "exports/x/<b>[1].csv was refused: row 3: {found} 5 [/bold]"
    assert [one.text for one in said.segments if one.kind == "name"] == list(hostile)


def test_days_before_the_first_export_are_said_to_be_reconstructed(figures):
    (said,) = said_of(figures, reconstructed_before=True)
    assert said.startswith("Earlier days are reconstructed")


def test_the_title_counts_failed_checks_over_all_projects(project, figures):
    states = (project("Atlas"), project("Boreal"))
    assert str(checks_title(states, figures(*states))) == ("10 of 200 checks on single items fail")


@pytest.mark.parametrize(
    ("quality", "title"),
    [
        ({"failed_count": 0, "checked_count": 9}, "Every check on the data is passed"),
        ({"failed_count": 0, "checked_count": 0}, "No item could be checked"),
        ({"failed_count": 1, "checked_count": 9}, "1 of 9 checks on single items fails"),
    ],
)
def test_the_title_tells_passed_from_unchecked(quality, title, project, figures):
    state = project(quality={"passed_share": 1.0, "is_stale": False, **quality})
    assert str(checks_title([state], figures(state))) == title


def test_a_check_is_said_with_where_most_of_it_is(figures):
    for check_id, words in CHECKS.items():
        said = check_sentence(check_id, [("Atlas", 5), ("Boreal", 1)])
        assert str(said) == f"{words} (Atlas)"


def test_trust_says_what_forecasts_rest_on(project, figures):
    states = (project("Atlas"), project("Boreal", finished=(4,) * 12))
    said = [str(one) for one in trust_sentences(states, figures(*states))]
    assert said[0].startswith("Forecasts rest on 96 items finished in the last complete weeks of 2")
    assert "“85% sure” is a promise that has not been checked" in said[1]
    assert said[2].startswith("The normal range of Boreal is provisional")


def test_without_a_forecast_there_is_nothing_to_trust(project_of_kind, figures):
    state = project_of_kind("thin")
    assert [str(one) for one in trust_sentences([state], figures(state))] == [
        "There is no forecast in this report."
    ]


def test_the_source_line_counts_files_and_rows(figures):
    rows = {"rows_in": 2923, "rows_rejected": 1, "exports": 2, "registers": 1}
    assert str(rows_sentence(rows, figures())) == (
        "From 2 tracker exports and 1 register; 1 of 2,923 rows could not be used"
    )
