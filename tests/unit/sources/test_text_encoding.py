from pathlib import Path

import pytest

from pmo_analytics.sources.text_encoding import file_digest, read_byte_evidence

POLISH = "Podsumowanie,Klucz zgłoszenia,Status\nDodać obsługę płatności,AB-1,Do zrobienia\n"
RUSSIAN = "Тема,Код,Статус\nИсправить ошибку,AB-1,Готово\nСделать отчёт,AB-2,В работе\n"
FRENCH = "Résumé,Clé,État\nÉvénements de l’été,CCS-60,À faire\nCréer l’écran,CCS-61,Terminé\n"
JAPANESE = "要約,課題キー,ステータス\n決済機能を追加する,AB-1,完了\n不具合を修正する,AB-2,進行中\n"
PLAIN = "Summary,Issue key\nOne,AB-1\n"


@pytest.fixture
def evidence(tmp_path: Path):
    def read(content: bytes):
        path = tmp_path / "file.csv"
        path.write_bytes(content)
        return read_byte_evidence(path)

    return read


@pytest.mark.parametrize(
    ("text", "written_in", "found"),
    [
        (PLAIN, "ascii", "utf-8"),
        (FRENCH, "utf-8", "utf-8"),
        (FRENCH, "utf-8-sig", "utf-8-sig"),
        (FRENCH, "utf-16", "utf-16"),
        (PLAIN, "utf-16-le", "utf-16-le"),
        (RUSSIAN, "utf-16-be", "utf-16-be"),
        (FRENCH, "cp1252", "cp1252"),
        (FRENCH.replace("’", " "), "latin-1", "latin-1"),
        (POLISH, "cp1250", "cp1250"),
        (RUSSIAN, "cp1251", "cp1251"),
        (JAPANESE, "cp932", "cp932"),
    ],
)
def test_encoding_is_found_and_gives_the_text_back(evidence, text, written_in, found):
    content = text.encode(written_in)
    assert evidence(content).encoding == found
    assert content.decode(found) == text


def test_byte_order_mark_is_noted(evidence):
    assert evidence(PLAIN.encode("utf-8-sig")).has_bom
    assert not evidence(PLAIN.encode()).has_bom


def test_flipped_byte_does_not_turn_utf8_into_another_encoding(evidence):
    content = bytearray((FRENCH * 10).encode())
    content[content.index(0xC3)] = 0xFF
    found = evidence(bytes(content))
    assert (found.encoding, found.errors) == ("utf-8", "replace")
    assert found.broken_bytes == 2  # the flipped one, and the one that continued it


def test_utf8_among_other_bytes_is_counted(evidence):
    found = evidence((FRENCH * 3).encode("cp1252") + "Déjà vu,CCS-62,\n".encode())
    assert (found.encoding, found.utf8_characters) == ("cp1252", 2)
    assert evidence(FRENCH.encode("cp1252")).utf8_characters == 0


def test_file_cut_inside_a_character_is_still_utf8(evidence):
    found = evidence((FRENCH + "é").encode()[:-1])
    assert (found.encoding, found.errors, found.broken_bytes) == ("utf-8", "replace", 0)


def test_stray_nul_bytes_do_not_make_utf16(evidence):
    assert evidence(PLAIN.encode() * 20 + b"\0\0\0").encoding == "utf-8"


def test_what_the_bytes_tell_beside_the_encoding(evidence):
    found = evidence(b'a,b\n"x",1')
    assert (found.size_bytes, found.quote_count, found.ends_with_newline) == (9, 2, False)
    assert evidence(b"a,b\r\n").ends_with_newline
    assert evidence("a,b\r\n".encode("utf-16-le")).ends_with_newline


def test_empty_file_has_evidence_too(evidence):
    assert evidence(b"").size_bytes == 0


def test_digest_is_the_same_by_both_ways(tmp_path):
    path = tmp_path / "file.csv"
    path.write_bytes(FRENCH.encode() * 50_000)  # more than one chunk
    assert read_byte_evidence(path).sha256 == file_digest(path)
