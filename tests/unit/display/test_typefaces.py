"""The letters of a page: there, light, and free to be passed on."""

import base64
import re

from pmo_analytics.display import theme
from pmo_analytics.display.typefaces import FONTS, TYPEFACES, typeface_rules


def test_each_rule_carries_its_letters_as_data():
    packed = re.findall(r'url\("data:font/woff2;base64,([^"]+)"\)', typeface_rules())
    assert len(packed) == len(TYPEFACES)
    assert all(base64.b64decode(data, validate=True)[:4] == b"wOF2" for data in packed)


def test_all_letters_of_a_page_are_light():
    assert len(typeface_rules()) < 80_000


def test_the_letters_come_first_in_the_stacks_and_others_stand_behind_them():
    assert {face.family for face in TYPEFACES} == {"PMO Sans", "PMO Serif"}
    for stack in (theme.SANS, theme.SERIF):
        first, *behind = stack.split(", ")
        assert first.strip('"') in {face.family for face in TYPEFACES}
        assert len(behind) > 3


def test_every_file_of_letters_is_used():
    used = {face.file for face in TYPEFACES}
    assert {file.name for file in FONTS.glob("*.woff2")} == used
    measured = {file.stem for file in FONTS.glob("*.ttf")}
    assert measured == {file.split(".")[0] for file in used if file.startswith("sans")}


def test_the_letters_stand_beside_their_licences():
    licences = [file.read_text(encoding="utf-8") for file in FONTS.glob("LICENSE-*")]
    assert len(licences) == 2
    assert all("SIL OPEN FONT LICENSE" in licence for licence in licences)
