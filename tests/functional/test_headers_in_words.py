"""Tables that no tool writes: what their headers say in words, and their cells agree with."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from pmo_analytics.cli.starter import Starter, write_folder
from pmo_analytics.sources.grouping import SourceGroup
from tests.unit.warehouse.in_memory import landed_in_memory

pytestmark = pytest.mark.slow

ROWS = (
    ("02.03.2026", "05.03.2026", "20.03.2026"),
    ("03.03.2026", "16.03.2026", ""),
    ("14.03.2026", "", ""),
)
STATES = ["done", "in_progress", "to_do"]
# language: headers (key, title, status, created, started, done), statuses
LANGUAGES = {
    "de": ("Nr.;Aufgabe;Zustand;Angelegt am;Begonnen am;Erledigt am", "erledigt;in Arbeit;offen"),
    "es": ("Núm;Título;Estado;Fecha de creación;Iniciado;Cerrado", "Hecho;En curso;Pendiente"),
    "fr": ("N°;Titre;Statut;Créé le;Commencé le;Terminé le", "Terminé;En cours;À faire"),
    "pt": (
        "Código;Título;Situação;Criado em;Iniciado em;Concluído em",
        "Concluído;Em andamento;A fazer",
    ),
    "it": ("Codice;Titolo;Stato;Creato il;Iniziato il;Chiuso il", "Completato;In corso;Da fare"),
    "nl": ("Nummer;Onderwerp;Status;Aangemaakt op;Gestart op;Gesloten op", "Klaar;Bezig;Te doen"),
    "pl": ("Numer;Tytuł;Stan;Utworzono;Rozpoczęto;Zakończono", "Gotowe;W toku;Do zrobienia"),
    "ru": ("Номер;Название;Статус;Создано;Начато;Закрыто", "Готово;В работе;Открыт"),
    "sv": ("Nr;Rubrik;Status;Skapad;Påbörjad;Stängd", "Klar;Pågår;Att göra"),
    "ja": ("番号;タイトル;状態;作成日;開始日;完了日", "完了;進行中;未着手"),
}
KEYS = [
    *(
        "Ref",
        "Ref No",
        "Reference",
        "Number",
        "No.",
        "Ticket ID",
        "Ticket #",
        "Ticket Number",
        "Case",
    ),
    *("Case ID", "Issue #", "Bug #", "Task ID", "Request ID", "Card ID", "Work item no", "Story"),
    *("Vorgangs-Nr.", "Ticketnummer", "Aufgaben-ID", "Id de tarea", "Código da tarefa"),
]


def items(folder: Path, text: str) -> list[tuple]:
    """Return key, state, and the days of creation, start, finish and promise of each item."""
    return items_of_each(folder, {"": text})[""]


def items_of_each(folder: Path, texts: Mapping[Any, str]) -> dict[Any, list[tuple]]:
    """Return the same of several tables, each landed as a source of its own."""
    groups = []
    for number, text in enumerate(texts.values()):
        export = folder / f"liste{number} 2026-04-30.csv"
        export.write_text(text, encoding="utf-8")
        groups.append(SourceGroup(f"liste{number}", (export,), reason=""))
    write_folder(folder / "port", Starter("Port", "Europe/London", tuple(groups)))
    query = """
        select source, item_key, state, created_at::date::text, started_at::date::text,
            done_at::date::text, due_date::text
        from items order by all
    """
    with landed_in_memory(folder / "port") as warehouse:
        rows = warehouse.execute(query).fetchall()
    return {
        name: [row[1:] for row in rows if row[0] == group.name]
        for name, group in zip(texts, groups, strict=True)
    }


def text_of(header: str, statuses: str, *, keys: bool = True) -> str:
    rows = [
        ";".join([*([f"{n}1"] if keys else []), f"Pier {n}", status, *days])
        for n, (status, days) in enumerate(zip(statuses.split(";"), ROWS, strict=True), start=1)
    ]
    return "\n".join([header, *rows]) + "\n"


@pytest.fixture(scope="module")
def in_languages(tmp_path_factory):
    texts = {language: text_of(*said) for language, said in LANGUAGES.items()}
    return items_of_each(tmp_path_factory.mktemp("languages"), texts)


@pytest.mark.parametrize("language", LANGUAGES)
def test_plain_table_is_read_in_each_language(language, in_languages):
    assert [row[:5] for row in in_languages[language]] == [
        ("11", "done", "2026-03-02", "2026-03-05", "2026-03-20"),
        ("21", "in_progress", "2026-03-03", "2026-03-16", None),
        ("31", "to_do", "2026-03-14", None, None),
    ]


def test_titles_that_differ_stand_for_a_key(tmp_path):
    text = text_of(
        "Titel;Status;Erstellt;Begonnen;Erledigt", "Erledigt;In Arbeit;Offen", keys=False
    )
    found = items(tmp_path, text)
    assert [row[:2] for row in found] == list(
        zip(["Pier 1", "Pier 2", "Pier 3"], STATES, strict=True)
    )


def test_titles_that_repeat_stand_for_none(pmo, tmp_path):
    path = tmp_path / "list 2026-04-30.csv"
    path.write_text("Title,Status,Created\nPaint,Done,2026-03-01\nPaint,To Do,2026-03-02\n")
    assert pmo("inspect", path).code == 3


@pytest.fixture(scope="module")
def with_keys(tmp_path_factory):
    lines = "INC-10,Leak,Done,2026-03-02,2026-03-09\nINC-12,Rust,In Progress,2026-03-03,\n"
    texts = {header: f"{header},Summary,Status,Created,Closed\n{lines}" for header in KEYS}
    return items_of_each(tmp_path_factory.mktemp("keys"), texts)


@pytest.mark.parametrize("header", KEYS)
def test_key_is_known_by_what_its_header_says(header, with_keys):
    assert [row[:2] for row in with_keys[header]] == [("INC-10", "done"), ("INC-12", "in_progress")]


@pytest.mark.parametrize(
    "header", ["Customer no", "Phone number", "Parent ID", "Rank", "Invoice #"]
)
def test_number_of_something_else_is_no_key(header, pmo, tmp_path):
    path = tmp_path / "list 2026-04-30.csv"
    path.write_text(f"{header},Status,Created\n70,Done,2026-03-01\n82,To Do,2026-03-02\n")
    result = pmo("inspect", path)
    assert result.code == 3
    assert "inspect" in result.out


def test_inspect_says_why_a_column_is_read(pmo, tmp_path):
    path = tmp_path / "liste 2026-04-30.csv"
    path.write_text(text_of(*LANGUAGES["de"]), encoding="utf-8")
    said = " ".join(pmo("inspect", path).out.split())
    assert '"Nr." is read as item_key: so its header says, and it is filled' in said
    assert '"Erledigt am" is read as done: so its header says' in said


ENDS = ["End", "Finish date", "Completion date", "Data de conclusão"]


@pytest.fixture(scope="module")
def ends(tmp_path_factory):
    texts = {}
    for header in ENDS:
        head = f"ID,Title,Status,{header}\n1,One,Done,2026-03-20\n"
        texts[header, "plan"] = f"{head}2,Two,In Progress,2026-05-20\n3,Three,To Do,\n"
        texts[header, "fact"] = f"{head}2,Two,In Progress,\n3,Three,To Do,\n"
    return items_of_each(tmp_path_factory.mktemp("ends"), texts)


@pytest.mark.parametrize("header", ENDS)
def test_statuses_tell_whether_an_end_is_a_plan_or_a_fact(header, ends):
    plan, fact = ([row[4:] for row in ends[header, kind]] for kind in ("plan", "fact"))
    assert plan == [(None, "2026-03-20"), (None, "2026-05-20"), (None, None)]
    assert fact == [("2026-03-20", None), (None, None), (None, None)]


def test_end_that_nothing_tells_is_not_read_and_said(pmo, tmp_path):
    path = tmp_path / "list 2026-04-30.csv"
    path.write_text("ID,Title,Created,End\n1,One,2026-03-01,2026-03-20\n")
    said = " ".join(pmo("inspect", path).out.split())
    assert '"End" is not read: it may be planned or have happened' in said


PROJECT = {
    "en": ("ID,Task Name,Duration,Start,Finish,% Complete", "Mon 3/2/26,Fri 3/20/26"),
    "de": ("Nr.,Vorgangsname,Dauer,Anfang,Ende,% Abgeschlossen", "Mo 02.03.26,Fr 20.03.26"),
    "fr": ("ID,Nom de la tâche,Durée,Début,Fin,% Achevé", "Lun 02/03/26,Ven 20/03/26"),
    "es": ("Id.,Nombre de tarea,Duración,Comienzo,Fin,% Completado", "lun 02/03/26,vie 20/03/26"),
    "pt": ("ID,Nome da Tarefa,Duração,Início,Término,% Concluída", "Seg 02/03/26,Sex 20/03/26"),
    "it": ("ID,Nome attività,Durata,Inizio,Fine,% Completa", "lun 02/03/26,ven 20/03/26"),
}


def plan_of(header: str, days: str) -> str:
    rows = (f"{n},Task {n},5 d,{days},{part}%" for n, part in enumerate((100, 60, 0), start=1))
    return "\n".join([header, *rows]) + "\n"


@pytest.fixture(scope="module")
def plans(tmp_path_factory):
    texts = {language: plan_of(*said) for language, said in PROJECT.items()}
    return items_of_each(tmp_path_factory.mktemp("plans"), texts)


@pytest.mark.parametrize("language", PROJECT)
def test_plan_of_microsoft_project_is_read_in_each_language(language, plans):
    found = plans[language]
    assert [row[1] for row in found] == STATES
    assert {row[4:] for row in found} == {(None, "2026-03-20")}


@pytest.mark.parametrize(("parts", "state"), [("1;0.4;0", "done"), ("1;40;0", "in_progress")])
def test_one_is_all_of_it_only_among_fractions(parts, state, tmp_path):
    rows = (
        f"{n},Task {n},5 d,2026-03-02,2026-03-20,{part}"
        for n, part in enumerate(parts.split(";"), start=1)
    )
    head = "ID,Task Name,Duration,Start,Finish,% Complete"
    assert items(tmp_path, "\n".join([head, *rows]) + "\n")[0][1] == state


PLANNER = {
    "pt": (
        "Identificação da tarefa;Nome da tarefa;Nome do Bucket;Progresso;Criado em;"
        "Data de conclusão;Concluído em;Itens da lista de verificação",
        "Concluída;Em andamento;Não iniciado",
    ),
    "es": (
        "Id. de tarea;Nombre de la tarea;Nombre del depósito;Progreso;Fecha de creación;"
        "Fecha de vencimiento;Fecha de finalización;Elementos de la lista de comprobación",
        "Completado;En curso;No iniciado",
    ),
    "fr": (
        "ID de tâche;Nom de tâche;Catégorie;Statut;Date de création;Date d’échéance;Date de fin;"
        "Éléments de la liste de contrôle",
        "Terminées;En cours;Non démarrées",
    ),
}


@pytest.fixture(scope="module")
def planners(tmp_path_factory):
    texts = {}
    for language, (header, statuses) in PLANNER.items():
        done, doing, to_do = statuses.split(";")
        rows = [
            f"aB1;Buy;Works;{done};02/03/2026;28/04/2026;20/03/2026;",
            f"aB2;Paint;Works;{doing};03/03/2026;15/05/2026;;",
            f"aB3;Sell;Works;{to_do};04/03/2026;20/05/2026;;",
        ]
        texts[language] = "\n".join([header, *rows]) + "\n"
    return items_of_each(tmp_path_factory.mktemp("planners"), texts)


@pytest.mark.parametrize("language", PLANNER)
def test_planner_is_read_in_each_language(language, planners):
    found = planners[language]
    assert [row[1] for row in found] == STATES
    assert found[0][4:] == ("2026-03-20", "2026-04-28")


def test_histories_are_known_by_the_same_names_of_keys(tmp_path):
    rows = "X-1,2026-01-01,To Do,One\nX-1,2026-01-04,Done,One\nX-2,2026-01-04,To Do,Two\n"
    found = items(tmp_path, f"Ref No,Changed,Status,Title\n{rows}")
    assert [row[:2] for row in found] == [("X-1", "done"), ("X-2", "to_do")]


REMARKS = ["# a comment,,,", "Total: 2", "Sum,,,", "Generated by me,,,"]


@pytest.fixture(scope="module")
def remarked(tmp_path_factory):
    head = "Key,Summary,Status,Created\nA-1,One,Done,2026-01-05\n"
    texts = {remark: f"{head}{remark}\nA-2,,,\n" for remark in REMARKS}
    return items_of_each(tmp_path_factory.mktemp("remarks"), texts)


@pytest.mark.parametrize("remark", REMARKS)
def test_comment_or_total_is_listed_and_no_item(remark, remarked):
    assert [row[0] for row in remarked[remark]] == ["A-1", "A-2"]


def test_time_in_a_status_that_means_done_is_an_end(tmp_path):
    rows = "A-1,One,1d 2h,3d 4h,5d 3h\nA-2,Two,2d,1d,\n"
    found = items(tmp_path, f"Issue,Summary,To Do,In Progress,Done\n{rows}")
    assert [row[1] for row in found] == ["done", "in_progress"]
