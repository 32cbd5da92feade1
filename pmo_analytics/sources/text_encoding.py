"""What the bytes of a file say: digest, size, encoding and the evidence for it.

Nothing is taken from the file's name or the machine's locale. One pass over the bytes decides
UTF-8; a file that is not UTF-8 is looked at again.
"""

from __future__ import annotations

import codecs
import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

CHUNK_BYTES = 1 << 20
SAMPLE_BYTES = 1 << 16  # of lines that hold a byte above 127, for the script of the letters
# A UTF-8 file in which a few bytes were flipped is still UTF-8; read as Windows-1252 every accent
# of it would turn into two wrong letters.
VALID_SEQUENCES_PER_BROKEN_BYTE = 10
# Delimiters, digits and line ends of a UTF-16 file bring a NUL each, all on the same side; even a
# Cyrillic export has one in ten. A NUL elsewhere is damage, not an encoding.
UTF16_NUL_SHARE = 0.1

_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig", "UTF-8"),
    (codecs.BOM_UTF16_LE, "utf-16", "UTF-16 little endian"),
    (codecs.BOM_UTF16_BE, "utf-16", "UTF-16 big endian"),
)
_ASCII = bytes(range(128))
_C1_BYTES = bytes(range(0x80, 0xA0))  # control characters in Latin-1, signs in the Windows sets
_OTHER_SCRIPTS = {"cp1251": "Cyrillic", "cp1253": "Greek", "cp932": "Japanese"}
LATIN_SETS = ("latin-1", "cp1252", "cp1250")
_LATIN_EVIDENCE = {
    "latin-1": "no byte stands between 0x80 and 0x9F, and its letters read as Western",
    "cp1252": "bytes between 0x80 and 0x9F are Windows signs, and its letters read as Western",
    "cp1250": "signs inside its words become letters when read as Central European",
}
_INSIDE_WORD = re.compile(r"(?<=[A-Za-z])[^\x00-\x7F](?=[A-Za-z])")
_TYPOGRAPHIC = frozenset("‘’“”–—…·­\xa0")


@dataclass(frozen=True, slots=True)
class ByteEvidence:
    """What the bytes of a file prove."""

    sha256: str
    size_bytes: int
    encoding: str  # name of a Python codec
    evidence: str
    has_bom: bool = False
    errors: Literal["strict", "replace"] = "strict"
    broken_bytes: int = 0
    utf8_characters: int = 0  # beyond ASCII, in a file that is not UTF-8
    quote_count: int = 0
    ends_with_newline: bool = True


def read_byte_evidence(path: Path) -> ByteEvidence:
    """Read a file once and decide its encoding from all of its bytes."""
    digest, size, quotes = hashlib.sha256(), 0, 0
    head = tail = b""
    decoder = codecs.getincrementaldecoder("utf-8")()
    is_utf8 = is_ascii = True
    for chunk in _chunks(path):
        digest.update(chunk)
        size += len(chunk)
        quotes += chunk.count(b'"')
        head, tail = head or chunk, (tail + chunk)[-2:]
        is_ascii = is_ascii and chunk.isascii()
        is_utf8 = is_utf8 and (is_ascii or _decodes(decoder, chunk))
    is_cut = bool(decoder.getstate()[0])  # inside the bytes of one character
    choice = _marked_encoding(head) or _utf8(is_ascii, is_utf8) or _other_encoding(path)
    if choice.name == "utf-8-sig" and not is_utf8:
        choice = replace(choice, broken_bytes=_count_utf8(path)[1])
    may_break = choice.broken_bytes or is_cut or choice.name.startswith("utf-16")
    return ByteEvidence(
        sha256=digest.hexdigest(),
        size_bytes=size,
        encoding=choice.name,
        evidence=choice.evidence,
        has_bom=choice.has_bom,
        errors="replace" if may_break else "strict",
        broken_bytes=choice.broken_bytes,
        utf8_characters=choice.utf8_characters,
        quote_count=quotes,
        ends_with_newline=tail.strip(b"\0")[-1:] in (b"\n", b"\r"),
    )


def file_digest(path: Path) -> str:
    """Return the SHA-256 of a file, as `read_byte_evidence` does."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


@dataclass(frozen=True, slots=True)
class _Choice:
    name: str
    evidence: str
    has_bom: bool = False
    broken_bytes: int = 0
    utf8_characters: int = 0


def _chunks(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while chunk := file.read(CHUNK_BYTES):
            yield chunk


def _decodes(decoder: codecs.IncrementalDecoder, chunk: bytes) -> bool:
    try:
        decoder.decode(chunk)
    except UnicodeDecodeError:
        return False
    return True


def _marked_encoding(head: bytes) -> _Choice | None:
    """Recognise a byte order mark, or UTF-16 by where its NUL bytes stand."""
    for mark, encoding, name in _BYTE_ORDER_MARKS:
        if head.startswith(mark):
            return _Choice(encoding, f"a byte order mark of {name}", has_bom=True)
    half = max(len(head) // 2, 1)
    even, odd = head[0::2].count(0) / half, head[1::2].count(0) / half
    if odd > UTF16_NUL_SHARE > 10 * even:
        return _Choice("utf-16-le", "NUL in every second byte: UTF-16 little endian")
    if even > UTF16_NUL_SHARE > 10 * odd:
        return _Choice("utf-16-be", "NUL in every first byte of two: UTF-16 big endian")
    return None


def _utf8(is_ascii: bool, is_utf8: bool) -> _Choice | None:
    if is_ascii:
        return _Choice("utf-8", "all bytes are ASCII")
    return _Choice("utf-8", "every byte sequence is valid UTF-8") if is_utf8 else None


def _other_encoding(path: Path) -> _Choice:
    valid, broken = _count_utf8(path)
    if valid < VALID_SEQUENCES_PER_BROKEN_BYTE * broken:
        return replace(_single_byte_encoding(path), utf8_characters=valid)
    evidence = f"{valid} characters beyond ASCII are valid UTF-8, {broken} bytes are not"
    return _Choice("utf-8", evidence, broken_bytes=broken)


def _count_utf8(path: Path) -> tuple[int, int]:
    """Count the characters beyond ASCII that are valid UTF-8, and the bytes that are not."""
    decoder = codecs.getincrementaldecoder("utf-8")("replace")
    valid = broken = 0
    for chunk in _chunks(path):
        text = decoder.decode(chunk)
        replaced = text.count("\ufffd")
        broken += replaced
        valid += len(text) - len(text.encode("ascii", "ignore")) - replaced
    return valid, broken


def _single_byte_encoding(path: Path) -> _Choice:
    """Decide between the Windows code pages and Latin-1 by script, then by signs inside words."""
    from charset_normalizer import from_bytes  # noqa: PLC0415 - slow to import, and most are UTF-8

    high, lines = set(), b""
    for chunk in _chunks(path):
        high.update(chunk.translate(None, _ASCII))
        if len(lines) < SAMPLE_BYTES:
            lines += b"\n".join(line for line in chunk.splitlines() if not line.isascii())
    lines = lines[:SAMPLE_BYTES]
    best = from_bytes(lines, cp_isolation=[*_OTHER_SCRIPTS, *LATIN_SETS[1:]]).best()
    if best and best.encoding in _OTHER_SCRIPTS and _can_decode(path, best.encoding):
        return _Choice(best.encoding, f"its letters read as {_OTHER_SCRIPTS[best.encoding]}")
    western = "cp1252" if high.intersection(_C1_BYTES) else "latin-1"
    fitting = [name for name in (western, "cp1250") if _can_decode(path, name)]
    name = min(fitting or ["latin-1"], key=lambda name: _signs_inside_words(lines, name))
    return _Choice(name, _LATIN_EVIDENCE[name])


def _can_decode(path: Path, encoding: str) -> bool:
    decoder = codecs.getincrementaldecoder(encoding)()
    return all(_decodes(decoder, chunk) for chunk in _chunks(path))


def _signs_inside_words(sample: bytes, encoding: str) -> int:
    """Count signs that stand where letters belong: `p³atno¶ci` is not Western text."""
    inside = _INSIDE_WORD.findall(sample.decode(encoding, "replace"))
    return sum(not sign.isalpha() and sign not in _TYPOGRAPHIC for sign in inside)
