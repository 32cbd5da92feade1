"""What never changes a count: another name, other folders of the source, an export in pages."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from tries import tries

from tests.unit.warehouse.in_memory import landed_in_memory

pytestmark = pytest.mark.slow

few = settings(
    derandomize=True, deadline=None, max_examples=tries(3), phases=(Phase.explicit, Phase.generate)
)
HEADER = "Issue key,Summary,Status,Created,Updated,Resolved\n"
# The same columns as HEADER, as trackers of that language head them; a plain table last.
HEADERS = (
    "Vorgangsschlüssel,Zusammenfassung,Status,Erstellt,Aktualisiert,Gelöst\n",
    "Clé de ticket,Résumé,État,Création,Mise à jour,Résolu\n",
    "Clave de incidencia,Resumen,Estado,Creada,Actualizada,Resuelta\n",
    "Chave do item,Resumo,Situação,Criado,Atualizado,Resolvido\n",
    "Issuesleutel,Samenvatting,Status,Aangemaakt,Bijgewerkt,Opgelost\n",
    "Chiave ticket,Riepilogo,Stato,Creato,Aggiornato,Risolto\n",
    "Ref,Title,Status,Created,Updated,Completed\n",
)
HISTORY = "Issue key,Changed at,Field,From,To\n"
BEGIN = date(2026, 1, 5)

names = st.text("abcXYZ _-", min_size=1, max_size=8).map(str.strip).filter(bool)
folders = st.sampled_from(["", "one/", "one/two/", "Z/"])


@st.composite
def item_rows(draw: st.DrawFn) -> list[str]:
    """Return rows of items, each created, perhaps started, perhaps done."""
    rows = []
    for number in range(1, draw(st.integers(2, 6)) + 1):
        created = BEGIN + timedelta(days=draw(st.integers(0, 30)))
        updated = created + timedelta(days=draw(st.integers(0, 30)))
        status = draw(st.sampled_from(["To Do", "In Progress", "Done"]))
        done = updated if status == "Done" else ""
        rows.append(f"AB-{number},Item {number},{status},{created},{updated},{done}\n")
    return rows


def counts(files: dict[str, str]) -> list[tuple]:
    """Return what a folder with these exports of one source counts, item by item."""
    return _counts(tuple(files.items()))


@cache
def _counts(files: tuple[tuple[str, str], ...]) -> list[tuple]:
    with TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "pmo.toml").write_text('[portfolio]\nname = "P"\n', encoding="utf-8")
        for path, text in files:
            (folder / "exports" / "jira" / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / "exports" / "jira" / path).write_text(text, encoding="utf-8")
        with landed_in_memory(folder) as connection:
            items = connection.execute(
                "select item_key, state, created_at, started_at, done_at from items order by all"
            ).fetchall()
            moves = connection.execute(
                "select item_id, to_state, to_status, changed_at, earliest_at, latest_at "
                "from transitions order by all"
            ).fetchall()
            taken = connection.execute("select max(taken_at) from exports").fetchall()
    return [items, moves, taken]


def pages(header: str, rows: list[str], cuts: list[int]) -> list[str]:
    bounds = sorted({0, len(rows), *(cut % (len(rows) + 1) for cut in cuts)})
    return [header + "".join(rows[a:b]) for a, b in pairwise(bounds)]


@few
@given(rows=item_rows(), name=names, folder=folders, day=st.sampled_from(["", " 2026-03-31"]))
def test_neither_name_nor_folder_of_a_file_changes_a_count(rows, name, folder, day):
    text = HEADER + "".join(rows)
    assert counts({f"{folder}{name}{day}.csv": text}) == counts({f"export{day}.csv": text})


@few
@given(rows=item_rows())
@pytest.mark.parametrize("header", HEADERS)
def test_translated_headers_change_no_count(header, rows):
    text = "".join(rows)
    found, expected = (counts({"all 2026-03-31.csv": head + text}) for head in (header, HEADER))
    assert found == expected


@settings(few, max_examples=tries(6))  # three find no page that hides the items of another
@given(
    rows=item_rows(),
    cuts=st.lists(st.integers(1, 6), min_size=1, max_size=3),
    day=st.sampled_from(["", " 2026-03-31"]),
)
def test_an_export_in_pages_counts_as_the_whole(rows, cuts, day):
    parts = pages(HEADER, rows, cuts)
    split = {f"page {number}{day}.csv": text for number, text in enumerate(parts)}
    assert counts(split) == counts({f"all{day}.csv": HEADER + "".join(rows)})


@few
@given(
    cuts=st.lists(st.integers(4, 8), min_size=1, max_size=1),
    day=st.sampled_from(["", " 2026-03-31"]),
)
def test_a_history_in_pages_counts_as_the_whole(cuts, day):
    rows = [
        f"AB-{n},{BEGIN + timedelta(days=n + step)}T09:00:00Z,{field},{before},{after}\n"
        for n in (1, 2, 3)
        for step, field, before, after in (
            (0, "status", "To Do", "In Progress"),
            (0, "points", "", "3"),
            (4, "status", "In Progress", "Review"),
            (6, "status", "Review", "Done"),
        )
    ]
    parts = pages(HISTORY, rows, cuts)
    split = {f"page {number}{day}.csv": text for number, text in enumerate(parts)}
    assert counts(split) == counts({f"all{day}.csv": HISTORY + "".join(rows)})
