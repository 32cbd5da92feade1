import tomllib
from pathlib import Path

import pytest

from pmo_analytics.settings import parse_settings
from pmo_analytics.sources.mapping import mapping_toml, propose_mapping
from pmo_analytics.sources.planning import plan_file

ODD = """\
nr;was ist zu tun;wer;seit wann;stand;weg am;E-Mail
A1;Fender am Anleger Nord ersetzen;Jule;13.01.2026;Erledigt;20.01.2026;j@example.org
A2;Poller streichen;Ole;14.01.2026;Offen;;o@example.org
A3;Licht an der Mole prüfen;Jule;15.01.2026;Offen;;j@example.org
A4;Boje 7 versetzen;;16.01.2026;Erledigt;22.01.2026;
A5;Leiter sichern;;16.01.2026;Offen;;
A6;Kette wechseln;;17.01.2026;Offen;;
"""


@pytest.fixture
def propose(tmp_path: Path):
    def run(text: str):
        path = tmp_path / "odd.csv"
        path.write_text(text)
        return propose_mapping(path)

    return run


def evidence(proposal, role: str) -> str:
    return next(column.evidence for column in proposal.columns if column.role == role)


def test_columns_of_a_tool_nobody_named_are_found_by_their_cells(propose):
    proposal = propose(ODD)
    assert {column.role: column.header for column in proposal.columns} == {
        "item_key": "nr",
        "created": "seit wann",
        "done": "weg am",
        "status": "stand",
        "title": "was ist zu tun",
    }
    assert proposal.others == ("wer",)  # the address is not even named


def test_each_proposal_says_what_speaks_for_it(propose):
    proposal = propose(ODD)
    named = "so its header says, and it is filled and different in every row"
    assert evidence(proposal, "item_key") == named
    assert evidence(proposal, "created") == "filled in every row, and no other date is ever earlier"
    assert evidence(proposal, "done") == "blank in 4 of 6 rows, and no other date is ever later"
    assert evidence(proposal, "status") == '2 different values, among them "Erledigt"'


def test_confirmed_proposal_makes_the_file_readable(propose, tmp_path):
    proposal = propose(ODD)
    settings = parse_settings(tomllib.loads(mapping_toml("hafen", proposal)))
    plan = plan_file(
        tmp_path / "odd.csv",
        name="exports/hafen/odd.csv",
        source="hafen",
        table=settings.source("hafen"),
    )
    assert (plan.dialect, plan.row_count) == ("mapped", 6)
    for column in proposal.columns:
        assert [found.header for found in plan.columns_of(column.role)] == [column.header]


def test_header_counts_before_cells(propose):
    proposal = propose(
        "id,opened,seen first,state\n1,2026-01-02,2026-01-01,Done\n2,2026-01-02,,x\n"
    )
    assert proposal.header("created") == "opened"
    assert evidence(proposal, "created") == "so its header says"


def test_word_in_a_header_counts_where_the_cells_allow_it(propose):
    rows = "".join(f"K{n},{n}.5,note {n},2026-01-0{n}\n" for n in range(1, 5))
    proposal = propose(f"code,story points raw,title de la carte,date created local\n{rows}")
    assert proposal.header("title") == "title de la carte"
    assert evidence(proposal, "title") == 'its header says "title"'
    assert proposal.header("points") == "story points raw"
    assert proposal.header("created") == "date created local"


def test_row_numbers_are_no_keys(propose):
    rows = "".join(f"{n},T{n},2026-01-0{n}\n" for n in range(1, 5))
    assert propose(f"row,thing,when\n{rows}").header("item_key") == "thing"


def counted(header: str, *, first: int = 1) -> str:
    rows = (f"{n},Fender {n} ersetzen,2026-01-0{n}\n" for n in range(first, first + 5))
    return f"{header},was,seit\n{''.join(rows)}"


@pytest.mark.parametrize(
    ("header", "word"),
    [("No", "No"), ("№", "№"), ("Núm.", "Núm"), ("Case_number", "number")],
)
def test_named_column_that_counts_is_a_key(header, word, propose):
    proposal = propose(counted(header))
    assert proposal.header("item_key") == header
    said = f'its header says "{word}", and it is filled and different in every row'
    assert evidence(proposal, "item_key") == said
    assert proposal.header("title") == "was"


@pytest.mark.parametrize("header", ["Id", "Ticket", "Nr."])
def test_column_that_counts_under_the_header_of_a_key_is_a_key(header, propose):
    proposal = propose(counted(header))
    said = "so its header says, and it is filled and different in every row"
    assert (proposal.header("item_key"), evidence(proposal, "item_key")) == (header, said)


@pytest.mark.parametrize(
    "header", ["Rank", "Pos.", "Lfd. Nr.", "S.No", "Line no", "Row ID", "row_number", "zähler", ""]
)
def test_numbers_of_rows_are_no_key_though_they_differ(header, propose):
    assert propose(counted(header)).header("item_key") == "was"


def test_index_of_a_data_frame_is_no_key(propose):
    assert propose(counted("Unnamed: 0", first=0)).header("item_key") == "was"
    assert propose(counted("zähler", first=0)).header("item_key") == "was"


def test_numbers_of_a_list_are_no_key_beside_codes(propose):
    rows = "".join(f"{n},DOCK-{n * 7},note {n}\n" for n in range(1, 6))
    assert propose(f"No,code of it,note\n{rows}").header("item_key") == "code of it"


def test_key_under_a_sign_is_read_and_a_column_without_a_name_is_not_taken_for_it(
    propose, tmp_path
):
    rows = "".join(f",{n},Fender {n},2026-01-0{n}\n" for n in range(1, 6))
    proposal = propose(f",#,was,seit\n{rows}")
    settings = parse_settings(tomllib.loads(mapping_toml("hafen", proposal)))
    plan = plan_file(
        tmp_path / "odd.csv",
        name="exports/hafen/odd.csv",
        source="hafen",
        table=settings.source("hafen"),
    )
    assert [column.position for column in plan.columns_of("item_key")] == [1]


def test_column_that_repeats_is_no_key_whatever_its_header(propose):
    assert propose("id,thing\nA,x\nA,y\n").header("item_key") == "thing"


def test_few_values_without_a_known_status_are_no_status(propose):
    rows = "".join(f"K{n},{'red' if n % 2 else 'blue'},text {n}\n" for n in range(9))
    assert propose(f"code,colour,note\n{rows}").header("status") is None


def test_file_without_a_header_has_no_proposal(propose):
    assert propose("1,2\n3,4\n") is None
    assert propose("") is None


def test_hostile_header_and_cell_stay_text(propose):
    proposal = propose('"k""]\n[portfolio]","x"\n"A\n1","y"\n"B\n2","z"\n')
    table = tomllib.loads(mapping_toml("s", proposal))
    assert set(table) == {"sources"}
    assert table["sources"]["s"]["columns"]["item_key"] == 'k"]\n[portfolio]'
