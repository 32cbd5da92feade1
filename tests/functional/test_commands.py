"""Every command with good and bad input: what it prints, and with which exit code it ends."""

from __future__ import annotations

import csv
import io
import json
import os
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest
from portfolio_folders import INVENTED_EXPORTS
from sample_portfolio import SHIPPED_SAMPLE, built_sample, copy_sample, own_sample, sample

from pmo_analytics.catalogue.registry import MEASURES
from pmo_analytics.cli.app import app
from pmo_analytics.errors import EXIT_CODES
from pmo_analytics.portfolio import Portfolio, open_portfolio
from pmo_analytics.settings import read_settings
from pmo_analytics.sources.register_schema import register_schemas

pytestmark = pytest.mark.slow

COMMANDS = tuple(one.name for one in (*app.registered_commands, *app.registered_groups))
PMO = (sys.executable, "-m", "pmo_analytics.cli.app")
JIRA = "exports/jira/jira-2026-09-30T17-40.csv"


def assert_one_sentence(error: str) -> None:
    """Check that an error is a sentence on one line, without a traceback."""
    assert "Traceback" not in error
    assert len(error.strip().splitlines()) == 1, error


# --- help ---------------------------------------------------------------------------------------


def test_the_help_names_every_command_and_exit_code(pmo):
    result = pmo("--help")
    assert result.code == 0
    for command in COMMANDS:
        assert command in result.out
    assert all(str(code) in result.out for _, code, _ in EXIT_CODES)


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("flag", ["--help", "-h"])
def test_each_command_helps(command, flag, pmo):
    result = pmo(command, flag)
    assert result.code == 0
    assert f"pmo {command}" in result.out
    assert len(result.out) > 200


def test_without_a_command_the_help_is_shown(pmo):
    assert "Commands" in pmo().out


@pytest.mark.parametrize(
    "arguments",
    [("nothing",), ("metric", "--wrong"), ("sample",), ("inspect",), ("report", "--jobs", "-1")],
)
def test_wrong_usage_has_its_own_code(arguments, pmo):
    result = pmo(*arguments)
    assert result.code == 2
    assert "Traceback" not in result.error


def test_help_and_import_cost_nothing_slow():
    slow = (
        *"duckdb pandas altair papermill ipywidgets nbformat numpy".split(),
        *"scipy jupyter_client holidays".split(),
    )
    code = (
        "import sys; sys.argv = ['pmo', '--help']\n"
        "from pmo_analytics.cli.app import main\n"
        "try:\n    main()\nexcept SystemExit:\n    pass\n"
        f"print('LOADED', *[name for name in {slow} if name in sys.modules])"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.splitlines()[-1].strip() == "LOADED"


# --- sample and build ---------------------------------------------------------------------------


def test_the_sample_is_copied_as_it_is_shipped(pmo, tmp_path):
    target = tmp_path / "new" / "mine"
    result = pmo("sample", target)
    assert result.code == 0
    assert f"pmo report --portfolio {target}" in result.out
    shipped = {
        path.relative_to(SHIPPED_SAMPLE): path.read_bytes()
        for path in SHIPPED_SAMPLE.rglob("*")
        if path.is_file() and ".pmo" not in path.parts
    }
    copied = {
        path.relative_to(target): path.read_bytes() for path in target.rglob("*") if path.is_file()
    }
    assert copied == shipped


def test_the_sample_never_overwrites(pmo, tmp_path):
    (tmp_path / "mine.txt").write_text("precious")
    result = pmo("sample", tmp_path)
    assert result.code == 3
    assert_one_sentence(result.error)
    assert "exists already" in result.error
    assert (tmp_path / "mine.txt").read_text() == "precious"


def test_what_the_system_refuses_is_a_sentence(pmo, tmp_path):
    (tmp_path / "file").write_text("")
    result = pmo("sample", tmp_path / "file" / "below")
    assert result.code == 4
    assert_one_sentence(result.error)
    assert "Not a directory" in result.error


def test_build_says_what_it_read_and_the_second_time_that_nothing_was_new(pmo, tmp_path):
    folder = copy_sample(tmp_path / "sample")
    first = pmo("build", "--portfolio", folder)
    assert first.code == 0
    assert "a history of status changes" in first.out
    assert "10 projects" in first.out
    second = pmo("build", "-p", folder)
    assert second.code == 0
    assert "Nothing was new" in second.out


def test_a_folder_that_does_not_exist_is_input_that_cannot_be_used(pmo, tmp_path):
    for command in (("build",), ("metric", "wip"), ("report",)):
        result = pmo(*command, "--portfolio", tmp_path / "none")
        assert result.code == 3
        assert_one_sentence(result.error)
        assert "pmo sample" in result.error


def test_an_empty_folder_says_that_there_is_nothing_to_report_on(pmo, tmp_path):
    (tmp_path / "pmo.toml").write_text("")
    result = pmo("metric", "wip", "-p", tmp_path)
    assert result.code > 0
    assert_one_sentence(result.error)
    assert "No export of this folder could be read" in result.error


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ('[portfolo]\nname = "x"', 'unknown key "portfolo". Did you mean "portfolio"?'),
        ('[portfolio]\ncurency = "x"', 'unknown key "portfolio.curency". Did you mean "currency"?'),
        ('[portfolio]\ntime_zone = "Mars"', '"Mars" is not a time zone'),
        ("[portfolio", "is not valid TOML"),
    ],
)
def test_settings_that_are_not_understood_are_refused(content, said, pmo, folder):
    (folder / "pmo.toml").write_text(content)
    for command in (("build",), ("metric", "wip"), ("report",)):
        result = pmo(*command, "-p", folder)
        assert result.code == 2
        assert_one_sentence(result.error)
        assert said in result.error


# --- init ---------------------------------------------------------------------------------------


def test_a_new_folder_is_sound_and_says_what_to_do_next(pmo, tmp_path):
    result = pmo("init", tmp_path / "mine", "--name", "Mine", "--time-zone", "Europe/London")
    assert result.code == 0
    assert f"pmo report --portfolio {tmp_path / 'mine'}" in result.out
    settings = read_settings(tmp_path / "mine")
    assert (settings.portfolio.name, settings.portfolio.time_zone) == ("Mine", "Europe/London")
    registers = {path.stem for path in (tmp_path / "mine" / "registers").glob("*.csv")}
    assert registers == set(register_schemas())


def test_a_new_folder_with_exports_can_be_reported_on_at_once(pmo, tmp_path):
    exports = [SHIPPED_SAMPLE / JIRA, SHIPPED_SAMPLE / "exports/kanban/history-2026-09-30.csv"]
    made = pmo("init", tmp_path / "mine", *exports, "--time-zone", "Europe/London")
    assert made.code == 0
    answer = json.loads(pmo("metric", "throughput", "-p", tmp_path / "mine", "--json").out)
    assert answer["n"] > 400


def test_a_folder_that_is_not_empty_is_left_alone(pmo, tmp_path):
    (tmp_path / "mine.txt").write_text("precious")
    result = pmo("init", tmp_path)
    assert result.code == 3
    assert_one_sentence(result.error)
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


@pytest.mark.parametrize(("arguments", "code"), [(("--time-zone", "Mars"), 2), (("none.csv",), 3)])
def test_what_is_wrong_is_refused_before_a_folder_is_made(arguments, code, pmo, tmp_path):
    result = pmo("init", tmp_path / "mine", *arguments)
    assert result.code == code
    assert_one_sentence(result.error)
    assert not (tmp_path / "mine").exists()


@pytest.mark.parametrize("name", ["...csv", "..csv", ".csv", " x.csv", 'a"b\\c.csv', "ünï[1].csv"])
def test_the_name_of_an_export_never_becomes_a_path(name, pmo, tmp_path):
    (tmp_path / name).write_bytes((INVENTED_EXPORTS / "linear.csv").read_bytes())
    result = pmo("init", tmp_path / "mine", tmp_path / name)
    assert result.code == 0, result.error
    kept = "export.csv" if name.startswith(".") else name  # a hidden file would not be read
    copies = [
        path for path in (tmp_path / "mine").rglob(kept.replace("[", "[[]")) if path.is_file()
    ]
    assert [copy.relative_to(tmp_path / "mine").parts[0] for copy in copies] == ["exports"]
    assert len(copies[0].relative_to(tmp_path / "mine").parts) == 3
    read_settings(tmp_path / "mine")


def test_statuses_of_an_export_are_only_text_in_the_settings(pmo, tmp_path):
    hostile = 'x"] # [[workflow\\ \x1b[31m'
    text = "Summary,Issue key,Issue Type,Status,Created\n"
    text += f'a,A-1,Task,"{hostile.replace(chr(34), chr(34) * 2)}",25/Feb/26 10:17 PM\n'
    (tmp_path / "jira.csv").write_text(text)
    result = pmo("init", tmp_path / "mine", tmp_path / "jira.csv", "--time-zone", "UTC")
    assert result.code == 0, result.error
    assert "\x1b" not in result.out
    read_settings(tmp_path / "mine")


# --- metric -------------------------------------------------------------------------------------


def test_without_a_name_the_metrics_are_listed(pmo, folder):
    result = pmo("metric", "-p", folder)
    assert result.code == 0
    lines = result.out.splitlines()
    assert [line.split()[0] for line in lines if line.startswith("  ")] == list(MEASURES)
    families = [line for line in lines if not line.startswith("  ")]
    assert families == list(dict.fromkeys(metric.family for metric in MEASURES.values()))


def test_the_list_is_json_too(pmo, folder):
    listed = json.loads(pmo("metric", "-p", folder, "--json").out)
    assert [one["metric"] for one in listed] == list(MEASURES)


# A portfolio has no one date, and no forecast while one of its projects has none.
OF_ONE_PROJECT = {
    **dict.fromkeys(("scope_cut", "finish_move", "forecast_dates", "forecast_counts"), "HELM"),
    "pace_needed": "BOREAL",  # no pace that a team could reach keeps the date of HELM
    "budget_cut": "HELM",
    "backlog_by_rank": "ATLAS",  # the only one whose export has ranks
}


@pytest.fixture(scope="module")
def opened_once(tmp_path_factory):
    """Return folders by whether they hold a table of counts, and what opens each of them once."""
    with_counts = own_sample(tmp_path_factory.mktemp("counts") / "sample")
    (with_counts / "exports" / "tally").mkdir()
    shutil.copy(INVENTED_EXPORTS / "counts.csv", with_counts / "exports" / "tally")
    projects = with_counts / "registers" / "projects.csv"
    text = projects.read_text(encoding="utf-8")
    projects.write_text(text.replace("yard:FJORD", "yard:FJORD; source:tally:*"), encoding="utf-8")

    @cache
    def opened(folder: Path, *, as_of: str = "") -> Portfolio:
        return sample(as_of) if folder == built_sample() else open_portfolio(folder, as_of=as_of)

    return {False: built_sample(), True: with_counts}, opened


@pytest.mark.parametrize("name", MEASURES)
def test_every_metric_answers_in_words_json_and_csv(name, pmo, opened_once, monkeypatch):
    folders, open_once = opened_once
    monkeypatch.setattr("pmo_analytics.portfolio.open_portfolio", open_once)
    folder = folders[bool(MEASURES[name].least_data)]  # the sample holds no table of counts
    project = OF_ONE_PROJECT.get(name)
    asked = ("--project", project) if project else ()
    words = pmo("metric", name, "-p", folder, *asked)
    assert words.code == 0
    scope = asked[-1] if asked else "portfolio"
    assert words.out.startswith(f"{name} of {scope} as of 2026-09-30")
    assert MEASURES[name].meaning in words.out
    answer = json.loads(pmo("metric", name, "-p", folder, *asked, "--json").out)
    assert answer["metric"] == name
    assert answer["n"] > 0 or MEASURES[name].smallest_n == 0
    assert set(answer["values"]) == set(MEASURES[name].values)
    text = pmo("metric", name, "-p", folder, *asked, "--csv").out
    assert list(csv.DictReader(io.StringIO(text))) or not answer["n"]


def test_a_metric_is_of_a_project_a_programme_and_a_day(pmo, folder):
    arguments = ("metric", "throughput", "-p", folder, "--json")
    atlas = json.loads(pmo(*arguments, "--project", "ATLAS").out)
    programme = json.loads(pmo(*arguments, "--programme", "Passenger Services").out)
    earlier = json.loads(pmo(*arguments, "--project", "ATLAS", "--as-of", "2026-06-30").out)
    assert atlas["scope"] == "ATLAS"
    assert programme["values"]["finished_count"] > atlas["values"]["finished_count"]
    assert atlas["values"]["finished_count"] > earlier["values"]["finished_count"]
    assert earlier["as_of"] == "2026-06-30"


def test_a_team_that_nothing_names_is_refused(pmo, folder):
    result = pmo("metric", "wip", "-p", folder, "--team", "zzz")
    assert result.code == 2
    assert 'There is no team "zzz".' in result.error


def test_a_metric_of_a_team_counts_its_items(pmo, tmp_path):
    exports = tmp_path / "exports" / "tracker"
    exports.mkdir(parents=True)
    rows = "A-1,North,Done,2026-01-05,2026-01-08\nA-2,South,To Do,2026-01-05,\n"
    (exports / "items 2026-01-12.csv").write_text(
        f"Key,Team,Status,Created,Resolved\n{rows}", encoding="utf-8"
    )
    arguments = ("metric", "throughput", "-p", tmp_path, "--json", "--team")
    found = {team: json.loads(pmo(*arguments, team).out) for team in ("North", "South")}
    assert found["North"]["scope"] == "North"
    assert found["North"]["values"]["finished_count"] == 1
    assert found["South"]["n"] == 0


def test_no_text_of_an_export_becomes_a_formula(pmo, tmp_path):
    exports = tmp_path / "exports" / "tracker"
    exports.mkdir(parents=True)
    (exports / "items 2026-01-12.csv").write_text(
        'Key,Summary,Assignee,Status,Created\nA-1,"=1+1",@all,In Progress,2026-01-05\n',
        encoding="utf-8",
    )
    text = pmo("metric", "item_age", "-p", tmp_path, "--csv").out
    (row,) = csv.DictReader(io.StringIO(text))
    assert row["title"] == "'=1+1"
    assert row["assignee"] == "'@all"


def test_an_option_of_a_metric_is_set(pmo, folder):
    arguments = ("metric", "cycle_time", "-p", folder, "--json", "--set")
    half = json.loads(pmo(*arguments, "percentile=0.5").out)
    most = json.loads(pmo(*arguments, "percentile=0.95").out)
    assert half["value"] < most["value"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("cycle_tme",), 'Did you mean "cycle_time"?'),
        (("wip", "--project", "ATLSA"), 'There is no project "ATLSA". There are: ATLAS, BOREAL'),
        (("wip", "--programme", "Ports"), 'There is no programme "Ports"'),
        (("wip", "--as-of", "30.9.2026"), '"30.9.2026" is not a day'),
        (("cycle_time", "--set", "percentil=0.5"), 'no option "percentil"'),
        (("cycle_time", "--set", "percentile"), "is not NAME=VALUE"),
    ],
)
def test_a_wrong_question_is_refused_with_what_there_is(arguments, said, pmo, folder):
    result = pmo("metric", *arguments, "-p", folder)
    assert result.code == 2
    assert result.out == ""
    assert_one_sentence(result.error)
    assert said in result.error


def test_debug_shows_where_an_error_came_from(pmo, folder, monkeypatch):
    with pytest.raises(Exception, match="There is no metric"):
        pmo("--debug", "metric", "zzz", "-p", folder)


# --- inspect ------------------------------------------------------------------------------------


def test_a_file_is_described_with_what_it_makes_possible(pmo, folder):
    result = pmo("inspect", folder / JIRA)
    assert result.code == 0
    assert "264 in, 263 used, 1 not" in result.out
    assert "jira_navigator" in result.out
    for name, metric in MEASURES.items():
        is_told_by_columns = metric.least_tier is not None and metric.needs
        assert name in result.out or not is_told_by_columns


def test_inspection_is_json_for_every_file(pmo, folder):
    files = [folder / JIRA, folder / "exports/kanban/history-2026-09-30.csv"]
    listed = json.loads(pmo("inspect", *files, "--json").out)
    assert [Path(one["file"]).name for one in listed] == [file.name for file in files]
    for one in listed:
        assert one["rows"] == one["accepted"] + one["rejected"]
        assert {"file", "dialect", "rows", "accepted", "rejected", "tier", "problems"} <= one.keys()
        assert one["dialect"]
        assert one["tier"]
    possible = {one["metric"]: one["is_possible"] for one in listed[1]["metrics"]}
    assert possible["cycle_time"]


@pytest.mark.parametrize(
    "path", sorted(INVENTED_EXPORTS.glob("*.[ct]sv")), ids=lambda path: path.stem
)
def test_a_lone_file_is_counted_whatever_it_lacks(path, pmo):
    (one,) = json.loads(pmo("inspect", path, "--json").out)
    assert one["rows"] == one["accepted"] + one["rejected"]


def test_a_lone_file_without_a_zone_is_counted_and_says_so(pmo, tmp_path):
    alone = tmp_path / "lone.csv"
    alone.write_bytes((SHIPPED_SAMPLE / JIRA).read_bytes())
    result = pmo("inspect", alone, "--json")
    (one,) = json.loads(result.out)
    assert one["accepted"] == 263
    assert any("time_zone" in problem["text"] for problem in one["problems"])


def test_a_refused_file_is_shown_too_and_has_its_own_code(pmo, tmp_path, folder):
    refused = tmp_path / "nothing.csv"
    refused.write_text("no,header,anybody,knows\n1,2,3,4\n")
    result = pmo("inspect", refused, folder / JIRA, "--json")
    assert result.code == 3
    first, second = json.loads(result.out)
    assert (first["accepted"], first["rejected"]) == (0, first["rows"])
    assert second["accepted"] == 263
    assert_one_sentence(result.error)
    assert "Refused 1 of 2: " in result.error


def test_a_file_that_does_not_exist_is_refused(pmo, tmp_path):
    result = pmo("inspect", tmp_path / "none.csv")
    assert result.code == 3
    assert_one_sentence(result.error)


# --- text of files is inert ---------------------------------------------------------------------

HOSTILE = "[/closed]\x1b[31m[red]\u202e"
REGISTER = "project_id,name,items\nATLAS,{},ATLAS\n"


def test_names_of_a_register_cannot_act_on_the_terminal(pmo, folder):
    (folder / "registers" / "projects.csv").write_text(REGISTER.format(f'"{HOSTILE}"'))
    for command in (
        ("build",),
        ("metric", "wip"),
        ("metric", "zzz"),
        ("metric", "wip", "--project", "x"),
    ):
        result = pmo(*command, "-p", folder)
        assert "\x1b" not in result.out + result.error
        assert "\u202e" not in result.out + result.error
        assert "Traceback" not in result.error


def test_cells_and_names_of_an_export_cannot_act_on_the_terminal(pmo, tmp_path):
    path = tmp_path / "[red]x[1].csv"
    header = "Summary,Issue key,Issue Type,Status,Created,\x1b[31mOwn [/b]\n"
    path.write_text(header + f'"{HOSTILE}",A-1,Task,{HOSTILE},25/Feb/26 10:17 PM,x\n')
    result = pmo("inspect", path)
    assert "\x1b" not in result.out + result.error
    assert "[red]x[1].csv" in result.out
    assert "Traceback" not in result.error


# --- as a real process --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("metric", "throughput", "--project", "ATLAS", "--json"), 0),
        (("metric", "cycle_tme"), 2),
        (("metric", "wip", "--as-of", "never"), 2),
    ],
)
def test_a_process_ends_with_the_same_codes(arguments, code, folder):
    run = subprocess.run(
        [*PMO, *arguments, "-p", str(folder)], capture_output=True, text=True, check=False
    )
    assert run.returncode == code
    if code:
        assert_one_sentence(run.stderr)
        assert run.stdout == ""
    else:
        assert json.loads(run.stdout)["value"]


def test_a_reader_that_stops_reading_is_no_error(folder):
    command = f'"{sys.executable}" -m pmo_analytics.cli.app metric throughput -p "{folder}" --csv'
    run = subprocess.run(
        ["sh", "-c", f"{command} | head -n 1"],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
    )
    assert "Traceback" not in run.stderr
    assert run.stdout.startswith("scope,")


def test_the_folder_is_found_from_where_the_command_is_typed(folder):
    run = subprocess.run(
        [*PMO, "metric", "wip", "--json"],
        cwd=folder / "exports" / "jira",
        capture_output=True,
        text=True,
        check=True,
    )
    assert json.loads(run.stdout)["scope"] == "portfolio"
