"""Cut the letters of the pages from the packages that publish them: `make fonts`.

Run by hand, with fontTools and brotli, when the letters or the characters change; the files it
writes are kept in the package. Usage: python docs/make_fonts.py FOLDER, where FOLDER holds the
unpacked npm packages `source-sans` and `source-serif`.
"""

from __future__ import annotations

import shutil
import sys
from dataclasses import dataclass
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont

PLACE = Path(__file__).parents[1] / "pmo_analytics" / "display" / "fonts"
LATIN = [*range(0x20, 0x7F), *range(0xA0, 0x180)]  # Latin-1 and Latin Extended-A
SIGNS = [ord(sign) for sign in "‐‑‒–—―‘’‚“”„†‡•…‰′″‹›⁄€№™←↑→↓↔−≈≠≤≥▲△▼▽◆●○■□✓✗"]
SPACES = [0x2002, 0x2003, 0x2009, 0x200A, 0x202F]  # such as stand between digits and units
FEATURES = ["ccmp", "kern", "liga", "locl", "mark", "mkmk"]  # digits are lining and tabular as is


@dataclass(frozen=True)
class Cut:
    """One face: where it comes from, what it is called, and the units of its em.

    The licence reserves the name of the originals, so what is cut from them has a name of its own.
    """

    source: str
    file: str
    family: str
    style: str
    units_per_em: int


# Source Sans is drawn small on its em. On an em of 940 of its 1000 units its small letters are as
# tall as those of Arial and most fonts of the stack behind it, so that 12.5 px look like 12.5 px.
CUTS = (
    Cut("source-sans/TTF/SourceSans3-Regular.ttf", "sans-400", "PMO Sans", "Regular", 940),
    Cut("source-sans/TTF/SourceSans3-Semibold.ttf", "sans-600", "PMO Sans", "SemiBold", 940),
    Cut("source-serif/TTF/SourceSerif4Subhead-Bold.ttf", "serif-700", "PMO Serif", "Bold", 1000),
)
MEASURED = "PMO Sans"  # charts are measured with it outside a browser, which needs a plain file


def main(packages: Path) -> None:
    """Write every face, and the licences."""
    for cut in CUTS:
        font = cut_font(packages / cut.source, cut)
        if cut.family == MEASURED:
            font.flavor = None
            font.save(PLACE / f"{cut.file}.ttf")
        font.flavor = "woff2"
        font.save(PLACE / f"{cut.file}.woff2")
    for package in ("source-sans", "source-serif"):
        shutil.copyfile(packages / package / "LICENSE.md", PLACE / f"LICENSE-{package}.md")


def cut_font(source: Path, cut: Cut) -> TTFont:
    """Keep the characters of the pages, without hints, under a name of our own."""
    font = TTFont(source, recalcTimestamp=False)
    options = subset.Options(hinting=False, layout_features=FEATURES, name_IDs=[0, 5, 13, 14])
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=[*LATIN, *SIGNS, *SPACES])
    cutter.subset(font)
    font["head"].unitsPerEm = cut.units_per_em
    # every program groups faces by these: family and style, whole name, name for PostScript
    postscript = f"{cut.family}-{cut.style}".replace(" ", "")
    names = {1: cut.family, 2: cut.style, 3: postscript, 4: f"{cut.family} {cut.style}"}
    for number, name in {**names, 6: postscript}.items():
        font["name"].setName(name, number, 3, 1, 0x409)
    return font


if __name__ == "__main__":
    main(Path(sys.argv[1]))
