"""The icons of nodes as paths on a grid of 24: drawn by Office itself, in the colour of the box's border.

`M x y` moves, `L x y` draws a line, `C` a cubic curve with its two handles, `O x y rx ry` an ellipse around a
point, `Z` closes.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType

GRID = 24.0

ICONS: Mapping[str, str] = MappingProxyType(
    {
        "window": "M 3 5 L 21 5 L 21 19 L 3 19 Z M 3 9 L 21 9",
        "hexagon": "M 12 3 L 20 7.5 L 20 16.5 L 12 21 L 4 16.5 L 4 7.5 Z",
        "person": "O 12 8 4 4 M 4 21 C 4 16 7.5 14.5 12 14.5 C 16.5 14.5 20 16 20 21 Z",
        "building": "M 5 21 L 5 6 L 15 6 L 15 21 M 15 11 L 20 11 L 20 21 M 3 21 L 22 21 M 8 10 L 12 10 M 8 14 L 12 14",
        "tower": "M 7 21 L 7 3 L 17 3 L 17 21 M 4 21 L 20 21 M 10 7 L 14 7 M 10 11 L 14 11 M 10 15 L 14 15",
        "racks": "M 4 4 L 20 4 L 20 10.5 L 4 10.5 Z M 4 13.5 L 20 13.5 L 20 20 L 4 20 Z"
        " M 7 7.2 L 9 7.2 M 7 16.8 L 9 16.8",
        "mesh": "O 12 5 2.5 2.5 O 5 18 2.5 2.5 O 19 18 2.5 2.5"
        " M 10.8 7.2 L 6.2 15.8 M 13.2 7.2 L 17.8 15.8 M 7.5 18 L 16.5 18",
        "globe": "O 12 12 9 9 O 12 12 4 9 M 3 12 L 21 12",
        "cloud": "M 7 19 C 3.5 19 2.5 16.5 2.5 15 C 2.5 12.8 4.2 11.2 6.2 11 C 6.6 7.5 9 5.5 12 5.5"
        " C 15 5.5 17 7.3 17.6 10 C 20 10 21.5 12 21.5 14.5 C 21.5 17 19.8 19 17.5 19 Z",
        "wall": "M 3 5 L 21 5 L 21 19 L 3 19 Z M 3 9.7 L 21 9.7 M 3 14.3 L 21 14.3 M 12 5 L 12 9.7"
        " M 7.5 9.7 L 7.5 14.3 M 16.5 9.7 L 16.5 14.3 M 12 14.3 L 12 19",
        "switch": "M 3 8 L 20 8 M 16 4 L 20 8 L 16 12 M 21 16 L 4 16 M 8 12 L 4 16 L 8 20",
        "drum": "O 12 6 8 3 M 4 6 L 4 18 C 4 19.7 7.6 21 12 21 C 16.4 21 20 19.7 20 18 L 20 6",
        "copy": "M 8 8 L 20 8 L 20 20 L 8 20 Z M 8 16 L 4 16 L 4 4 L 16 4 L 16 8",
        "key": "O 8 8 4.5 4.5 M 11.2 11.2 L 20 20 M 17 17 L 20 14 M 14 14 L 16 12",
        "pulse": "M 2 13 L 7 13 L 10 6 L 14 19 L 17 13 L 22 13",
        "away": "M 10 5 L 5 5 L 5 19 L 19 19 L 19 14 M 13 5 L 19 5 L 19 11 M 19 5 L 11 13",
    }
)
_ARGUMENTS = {"M": 2, "L": 2, "C": 6, "O": 4, "Z": 0}


def commands(icon: str) -> Iterator[tuple[str, tuple[float, ...]]]:
    """Yield the commands of an icon by its name, each with its numbers."""
    words = iter(ICONS[icon].split())
    for word in words:
        yield word, tuple(float(next(words)) for _ in range(_ARGUMENTS[word]))
