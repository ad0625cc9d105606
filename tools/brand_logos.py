"""Writes the logos of the example brand: `python -m tools.brand_logos`.

The mark is three rising tides in a disc, the name beside it in strokes: no font is needed to draw it, so that the SVG
says the same everywhere. The PNG is the same drawing, sampled point by point.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from math import hypot, sin, tau
from pathlib import Path

from docgen.pack.write import write_files

FOLDER = Path(__file__).resolve().parent.parent / "examples" / "brands" / "tidewater"
WIDTH, HEIGHT = 460, 100
"""In units of the drawing."""
_SCALE, _SAMPLES = 3, 3
_TIDE, _LETTER = 7.5, 5.0
"""How heavy the strokes are."""
_PIECES = 24
_STEP = 50.0
Point = tuple[float, float]

# Each letter on a grid 4 wide and 6 high, as strokes from point to point; a stroke is a list of points.
_LETTERS: dict[str, tuple[tuple[Point, ...], ...]] = {
    "T": (((0, 0), (4, 0)), ((2, 0), (2, 6))),
    "I": (((2, 0), (2, 6)),),
    "D": (((0.4, 0), (0.4, 6), (2, 6), (3.6, 4.6), (3.6, 1.4), (2, 0), (0.4, 0)),),
    "E": (((3.6, 0), (0.4, 0), (0.4, 6), (3.6, 6)), ((0.4, 3), (3.1, 3))),
    "W": (((0, 0), (1, 6), (2, 1.6), (3, 6), (4, 0)),),
    "A": (((0, 6), (2, 0), (4, 6)), ((0.8, 4), (3.2, 4))),
    "R": (
        ((0.4, 6), (0.4, 0), (2.4, 0), (3.5, 1), (3.5, 2.2), (2.4, 3.2), (0.4, 3.2)),
        ((1.9, 3.2), (3.6, 6)),
    ),
}
_ADVANCE = {"I": 22.0}
_USUAL_ADVANCE = 39.5
_LEFT, _TOP, _UNIT = 118.0, 32.0, 6.0


@dataclass(frozen=True, slots=True)
class Ink:
    """The colours of a logo, RRGGBB: disc, tides upon it, name."""

    disc: str
    tide: str
    name: str


INKS = {
    "on-light": Ink(disc="33204F", tide="FFFFFF", name="33204F"),
    "on-dark": Ink(disc="FFFFFF", tide="B0306B", name="FFFFFF"),
}


def tides() -> Iterator[tuple[Point, ...]]:
    """Yield the three lines of the mark, low to high, in units of the drawing."""
    for height, left, right in ((69.0, 24.0, 76.0), (50.0, 17.0, 83.0), (31.0, 24.0, 76.0)):
        shares = [piece / _PIECES for piece in range(_PIECES + 1)]
        yield tuple((left + (right - left) * share, height - 6 * sin(tau * share)) for share in shares)


def letters() -> Iterator[tuple[Point, ...]]:
    """Yield the strokes of the name."""
    left = _LEFT
    for letter in "TIDEWATER":
        shift = -_UNIT if letter == "I" else 0.0
        for stroke in _LETTERS[letter]:
            yield tuple((left + shift + x * _UNIT, _TOP + y * _UNIT) for x, y in stroke)
        left += _ADVANCE.get(letter, _USUAL_ADVANCE)


def svg(ink: Ink) -> bytes:
    """Return the drawing as SVG 1.1."""

    def line(points: tuple[Point, ...], color: str, weight: float) -> str:
        path = " ".join(f"{x:.2f},{y:.2f}" for x, y in points)
        return f'<polyline points="{path}" stroke="#{color}" stroke-width="{weight:g}"/>'

    mark = (line(one, ink.tide, _TIDE) for one in tides())
    name = (line(one, ink.name, _LETTER) for one in letters())
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}">'
        f'<title>Tidewater</title><circle cx="50" cy="50" r="48" fill="#{ink.disc}"/>'
        f'<g fill="none" stroke-linecap="round" stroke-linejoin="round">{"".join((*mark, *name))}</g></svg>\n'
    ).encode()


def png(ink: Ink) -> bytes:
    """Return the drawing as an RGBA PNG of 300 dots per inch (W3C PNG specification)."""
    width, height = WIDTH * _SCALE, HEIGHT * _SCALE
    rows = b"".join(b"\0" + bytes(_row(ink, y, width)) for y in range(height))
    header = struct.pack(">IIBBBBB", width, height, 8, 6, 0, 0, 0)
    density = struct.pack(">IIB", 11811, 11811, 1)
    chunks = ((b"IHDR", header), (b"pHYs", density), (b"IDAT", zlib.compress(rows, 9)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(kind, body) for kind, body in chunks)


def _chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def _row(ink: Ink, y: int, width: int) -> Iterator[int]:
    for x in range(width):
        found = [_color(ink, *point) for point in _samples(x, y)]
        inked = [color for color in found if color]
        if not inked:
            yield from (0, 0, 0, 0)
            continue
        channels = zip(*(bytes.fromhex(color) for color in inked), strict=True)
        yield from (round(sum(channel) / len(inked)) for channel in channels)
        yield round(255 * len(inked) / len(found))


def _samples(x: int, y: int) -> Iterator[Point]:
    for down in range(_SAMPLES):
        for across in range(_SAMPLES):
            yield (x + (across + 0.5) / _SAMPLES) / _SCALE, (y + (down + 0.5) / _SAMPLES) / _SCALE


def _color(ink: Ink, x: float, y: float) -> str:
    """Return the colour at a point of the drawing, empty where nothing is drawn."""
    if x < 100:
        if any(_on(stroke, x, y, _TIDE) for stroke in _MARK):
            return ink.tide
        return ink.disc if hypot(x - 50, y - 50) <= 48 else ""
    if not _TOP - _LETTER < y < _TOP + 6 * _UNIT + _LETTER:
        return ""
    near = (stroke for stroke in _NAME if abs(stroke[0][0] - x) < _STEP)
    return ink.name if any(_on(stroke, x, y, _LETTER) for stroke in near) else ""


def _on(stroke: tuple[Point, ...], x: float, y: float, weight: float) -> bool:
    return any(_distance(a, b, x, y) <= weight / 2 for a, b in pairwise(stroke))


def _distance(a: Point, b: Point, x: float, y: float) -> float:
    """Return how far a point is from the stretch between two others."""
    across, down = b[0] - a[0], b[1] - a[1]
    share = ((x - a[0]) * across + (y - a[1]) * down) / (across**2 + down**2)
    share = min(1.0, max(0.0, share))
    return hypot(x - a[0] - share * across, y - a[1] - share * down)


_MARK, _NAME = tuple(tides()), tuple(letters())


def main() -> None:
    """Write the logos, each as SVG and PNG."""
    files: dict[Path, bytes] = {}
    for ground, ink in INKS.items():
        files[FOLDER / f"logo-{ground}.svg"] = svg(ink)
        files[FOLDER / f"logo-{ground}.png"] = png(ink)
    write_files(dict(files))


if __name__ == "__main__":
    main()
