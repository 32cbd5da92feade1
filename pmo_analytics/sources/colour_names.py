"""The words by which trackers write the colour of a report; the colours are those of status.csv."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

# Without accents, in lower case, as the macro `fold` writes them.
COLOUR_NAMES: Mapping[str, str] = MappingProxyType(
    {
        name: colour
        for colour, names in {
            "green": ("green", "on track", "g", "grun", "vert", "verde", "groen", "gron"),
            "amber/green": ("amber/green", "green/amber", "amber green", "green amber"),
            "amber": (
                *("amber", "yellow", "orange", "at risk", "a", "y", "gelb", "jaune"),
                *("amarillo", "amarelo", "giallo", "geel", "gul"),
            ),
            "amber/red": ("amber/red", "red/amber", "amber red", "red amber"),
            "red": ("red", "off track", "r", "rot", "rouge", "rojo", "vermelho", "rosso", "rood"),
        }.items()
        for name in names
    }
)
