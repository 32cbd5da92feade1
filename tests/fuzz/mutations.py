"""Ways in which a file gets damaged on its way from a tracker to a folder.

Each takes the bytes of a file and a generator, and returns other bytes, whatever it is given.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable
from random import Random

Mutation = Callable[[bytes, Random], bytes]

DELIMITERS = (b",", b";", b"\t", b"|")
LINE_ENDS = (b"\n", b"\r\n", b"\r", b"\n\r", b"\n\n", b"\x0b", b"\x85", b"\xe2\x80\xa8")
# NUL, end of file (DOS), form feed, file and record separator, backspace, escape, DEL, C1
CONTROLS = (b"\x00", b"\x1a", b"\x0c", b"\x1c", b"\x1e", b"\x08", b"\x1b[31m", b"\x7f", b"\x9f")
QUOTES = (b'"', b'""', b'"""', b"'", b'",', b',"', b'"\n', b'\n"', b' "', b'" ', b'\\"')
ODD_CELLS = (
    *("1970-01-01", "55385-01-01 00:00:00.000", "31/02/2023", "0000-00-00", "29/02/23 1:00 AM"),
    *("24:00", "99999999999999999999", "1e308", "-1e-400", "NaN", "Infinity", "-infinity", "1,5"),
    *("9999999999999", "0000000000", "12/30/1899 00:00", "2023-06-01T25:61:61+99:99", "epoch"),
    *("2021-03-28 01:30", "2021-10-31 01:30:00", "12月31日", "01/Ünk/23 3:25 PM", "#REF!", "NULL"),
    *("=1+1", "+1", "-1", "@x", "<script>", "' or 1=1 --", "{}", "[]", "\ufeff", "\u202eabc"),
    "🙈" * 9,
)  # fmt: skip
ENCODINGS = ("utf-16", "utf-16-le", "utf-16-be", "utf-8-sig", "cp1252", "latin-1", "cp1251")
PREAMBLES = (b"sep=;\n", b"sep=,\r\n", b"Board export\n\n", b"\n\n", b"Report,,\nof,2023-01-01\n")
HUGE_CELL_BYTES = 48 * 1024
MOST_PLACES = 6


def _place(content: bytes, random: Random) -> int:
    return random.randint(0, len(content))


def _insert(content: bytes, piece: bytes, random: Random) -> bytes:
    place = _place(content, random)
    return content[:place] + piece + content[place:]


def _sprinkle(content: bytes, pieces: tuple[bytes, ...], random: Random) -> bytes:
    for _ in range(random.randint(1, MOST_PLACES)):
        content = _insert(content, random.choice(pieces), random)
    return content


def flip_bytes(content: bytes, random: Random) -> bytes:
    """Change single bits, as a bad disk does."""
    damaged = bytearray(content)
    for _ in range(random.choice((1, 2, 5, 40)) if damaged else 0):
        damaged[random.randrange(len(damaged))] ^= 1 << random.randrange(8)
    return bytes(damaged)


def cut(content: bytes, random: Random) -> bytes:
    """End the file anywhere, as a download that broke off."""
    return content[: _place(content, random)]


def lose_a_part(content: bytes, random: Random) -> bytes:
    """Take a part out of the middle."""
    start = _place(content, random)
    return content[:start] + content[start + random.randint(1, 4000) :]


def repeat_a_part(content: bytes, random: Random) -> bytes:
    """Write a part twice."""
    start = _place(content, random)
    end = start + random.randint(1, 4000)
    return content[:end] + content[start:]


def swap_delimiters(content: bytes, random: Random) -> bytes:
    """Write another delimiter, in all lines or in some."""
    old, new = random.sample(DELIMITERS, 2)
    if random.random() < 0.5:
        return content.replace(old, new)
    lines = content.split(b"\n")
    return b"\n".join(line.replace(old, new) if random.random() < 0.2 else line for line in lines)


def inject_quotes(content: bytes, random: Random) -> bytes:
    """Put quotes where none belong."""
    return _sprinkle(content, QUOTES, random)


def lose_quotes(content: bytes, random: Random) -> bytes:
    """Lose the quotes around cells."""
    return content.replace(b'"', b"", random.choice((1, 3, -1)))


def inject_controls(content: bytes, random: Random) -> bytes:
    """Put NUL and other control bytes into the text."""
    return _sprinkle(content, CONTROLS, random)


def mix_line_ends(content: bytes, random: Random) -> bytes:
    """End some lines in another way."""
    share = random.choice((0.05, 0.5, 1.0))
    other = random.choice(LINE_ENDS)
    return b"".join(
        line[:-1] + other if line.endswith(b"\n") and random.random() < share else line
        for line in content.splitlines(keepends=True)
    )


def repeat_header(content: bytes, random: Random) -> bytes:
    """Write the first line again between others, as pages that were put together."""
    first, *lines = content.splitlines(keepends=True) or [b""]
    for _ in range(random.randint(1, 3)):
        lines.insert(random.randint(0, len(lines)), first)
    return first + b"".join(lines)


def insert_huge_cell(content: bytes, random: Random) -> bytes:
    """Paste a whole document into a cell."""
    word = random.choice((b"x", b"lorem ipsum ", b'""', b"\n", b"\xc3\xa9", b"0", b";"))
    return _insert(content, word * (HUGE_CELL_BYTES // len(word)), random)


def add_preamble(content: bytes, random: Random) -> bytes:
    """Write something above the header."""
    return random.choice(PREAMBLES) + content


def insert_blank_rows(content: bytes, random: Random) -> bytes:
    """Add rows of nothing but delimiters, as spreadsheets leave them."""
    row = b"\n" + random.choice(DELIMITERS) * random.randint(1, 30) + b"\n"
    return _sprinkle(content, (row,), random)


def change_encoding(content: bytes, random: Random) -> bytes:
    """Save the text in another encoding."""
    return content.decode("utf-8", "replace").encode(random.choice(ENCODINGS), "replace")


def mix_encodings(content: bytes, random: Random) -> bytes:
    """Save some lines in another encoding, as files that were put together."""
    other = random.choice(("cp1252", "latin-1", "cp1250", "utf-8"))
    return b"".join(
        line.decode("utf-8", "replace").encode(other, "replace") if random.random() < 0.3 else line
        for line in content.splitlines(keepends=True)
    )


def swap_columns(content: bytes, random: Random) -> bytes:
    """Write the cells of two columns under each other's names."""
    header, *records = _records(content) or [[]]
    if len(header) > 1:
        one, other = random.sample(range(len(header)), 2)
        for record in records:
            if len(record) > max(one, other):
                record[one], record[other] = record[other], record[one]
    return _text([header, *records])


def double_a_header(content: bytes, random: Random) -> bytes:
    """Name two columns alike."""
    header, *records = _records(content) or [[]]
    if len(header) > 1:
        one, other = random.sample(range(len(header)), 2)
        header[one] = header[other]
    return _text([header, *records])


def shuffle_columns(content: bytes, random: Random) -> bytes:
    """Write the columns in another order, one of them perhaps not at all or twice."""
    records = _records(content)
    order = list(range(max(map(len, records), default=0)))
    random.shuffle(order)
    order = order[random.randint(0, 1) :] + order[: random.randint(0, 1)]
    return _text([[record[at] for at in order if at < len(record)] for record in records])


def shuffle_header(content: bytes, random: Random) -> bytes:
    """Put the names of the columns above other columns."""
    header, *records = _records(content) or [[]]
    return _text([random.sample(header, len(header)), *records])


def write_odd_cells(content: bytes, random: Random) -> bytes:
    """Write impossible dates, numbers and formulas into some cells, sometimes a whole column."""
    records = _records(content)
    for _ in range(random.randint(1, 20)):
        filled = [record for record in records[1:] if record]
        if not filled:
            break
        text, at = random.choice(ODD_CELLS), random.randrange(len(filled[0]))
        is_column = random.random() < 0.1
        for record in filled if is_column else [random.choice(filled)]:
            record[min(at, len(record) - 1)] = text
    return _text(records)


def make_ragged(content: bytes, random: Random) -> bytes:
    """Add cells to some rows and take some from others."""
    records = _records(content)
    for record in records:
        if random.random() < 0.1:
            place = random.randint(0, len(record))
            record[place : place + random.randint(0, 2)] = ["x"] * random.randint(0, 2)
    return _text(records)


def _records(content: bytes) -> list[list[str]]:
    """Cut bytes into records, whatever they are; Latin-1 keeps every byte."""
    text = content.decode("latin-1")
    delimiter = max(DELIMITERS, key=content.count).decode()
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))


def _text(records: list[list[str]]) -> bytes:
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator="\n").writerows(records)
    # What was UTF-8 before is so again; an odd cell of another script is written as UTF-8 too.
    return re.sub(
        r"[^\x00-\xff]+", lambda found: found[0].encode().decode("latin-1"), out.getvalue()
    ).encode("latin-1")


MUTATIONS: tuple[Mutation, ...] = (
    *(flip_bytes, cut, lose_a_part, repeat_a_part, swap_delimiters, inject_quotes, lose_quotes),
    *(inject_controls, mix_line_ends, repeat_header, insert_huge_cell, add_preamble),
    *(insert_blank_rows, change_encoding, shuffle_columns, shuffle_header, write_odd_cells),
    *(make_ragged, mix_encodings, swap_columns, double_a_header),
)  # fmt: skip
