"""The foot of a page: from which files and by which settings it was made."""

from __future__ import annotations

from pmo_analytics.content import Provenance, SourceFile
from pmo_analytics.display.markup import Html, Surface, html, join, name_html, sentence_html

NAMED_FILES = 3  # in the sentence; the table below it has all
HASH_SIGNS = 4  # of a hash, at its start; the table has all

_FOOTER = """
<footer id="sources">
<p><b>Sources.</b> {sentence}</p>{table}
<p><b>Settings.</b> {settings}</p>
<p>Made without a network by PMO Analytics {version}. Same files and settings give the same page.
</p></footer>"""

_TABLE = """
<details><summary>All files</summary><table class="data">
<thead><tr><th scope="col">File</th><th scope="col" class="number-cell">Rows</th>
<th scope="col" class="number-cell">Not readable</th>{hash_head}</tr></thead>
<tbody>{rows}</tbody></table></details>"""

_ROW = """
<tr><th scope="row">{name}</th><td class="number-cell" data-label="Rows:">{rows}</td>
<td class="number-cell" data-label="Not readable:">{rejected}</td>{hash}</tr>"""

_HASH_HEAD = Html('<th scope="col">SHA-256</th>')
_HASH = '<td class="hash" data-label="SHA-256:">{}</td>'


def sources_html(provenance: Provenance, surface: Surface) -> Html:
    """Name the files of a review, the first few in words and all in a table, with their hashes."""
    files = provenance.files
    rows = join(map(_row, files))
    hash_head = _HASH_HEAD if any(file.sha256 for file in files) else ""
    return html(
        _FOOTER,
        sentence=_sentence(files),
        table=html(_TABLE, hash_head=hash_head, rows=rows),
        settings=sentence_html(provenance.settings, surface),
        version=provenance.version,
    )


def _sentence(files: tuple[SourceFile, ...]) -> Html:
    named = join(map(_named, files[:NAMED_FILES]), ", ")
    more = len(files) - NAMED_FILES
    return html("{} and {} more.", named, more) if more > 0 else html("{}.", named)


def _named(file: SourceFile) -> Html:
    name = name_html(file.path.rpartition("/")[2])
    if not file.sha256:
        return html("{} ({:,} rows)", name, file.rows)
    return html("{} (sha {}…, {:,} rows)", name, file.sha256[:HASH_SIGNS], file.rows)


def _row(file: SourceFile) -> Html:
    return html(
        _ROW,
        name=name_html(file.path),
        rows=f"{file.rows:,}",
        rejected=f"{file.rejected:,}",
        hash=html(_HASH, file.sha256) if file.sha256 else "",
    )
