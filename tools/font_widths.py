"""Read the widths of the built-in templates' fonts from their metric twins, and write `docgen/engine/font_widths.py`.

    python -m tools.font_widths /usr/share/fonts/truetype

The twins (Carlito, Caladea, Liberation Sans) have by design the advance widths of Calibri, Cambria and Arial and
are free to read. Only four tables of the OpenType format are needed: `cmap`, `head`, `hhea`, `hmtx`.
"""

from __future__ import annotations

import struct
import sys
import textwrap
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

OUT = Path(__file__).resolve().parents[1] / "docgen" / "engine" / "font_widths.py"
FACES = {
    ("Calibri", False): "Carlito-Regular.ttf",
    ("Calibri", True): "Carlito-Bold.ttf",
    ("Cambria", False): "Caladea-Regular.ttf",
    ("Cambria", True): "Caladea-Bold.ttf",
    ("Arial", False): "LiberationSans-Regular.ttf",
    ("Arial", True): "LiberationSans-Bold.ttf",
}
# Latin with its supplement and Extended-A, Greek, Cyrillic, punctuation, currency, letterlike, arrows, operators.
BLOCKS = (
    *((0x20, 0x7F), (0xA0, 0x180), (0x384, 0x3CF), (0x400, 0x460)),
    *((0x2010, 0x2028), (0x2030, 0x2040), (0x20AC, 0x20AD), (0x2116, 0x2117), (0x2122, 0x2123)),
    *((0x2190, 0x2196), (0x2212, 0x2213), (0x2248, 0x2249), (0x2260, 0x2266)),
    *((0x25A0, 0x25A1), (0x25B2, 0x25B3), (0x25CB, 0x25CC), (0x25CF, 0x25D0)),
)
_WIDTH = 112
_HEAD = '''"""Advance widths of Calibri, Cambria and Arial, from their metric twins. Written by `tools/font_widths.py`.

`FACES` maps (font, bold) to lines: units per em and the height of a line in units; then for each block of
characters its first code point (`U+0020`) and the widths in units from there on (0: not in the font).
"""

from __future__ import annotations

FACES: dict[tuple[str, bool], str] = {
'''


@dataclass(frozen=True, slots=True)
class Font:
    """Bytes of a TrueType file, with the place of each table."""

    data: bytes
    tables: dict[str, int]

    @classmethod
    def read(cls, path: Path) -> Font:
        """Return the font. Raise OSError if the file is not there."""
        data = path.read_bytes()
        (count,) = struct.unpack_from(">H", data, 4)
        records = [struct.unpack_from(">4sLLL", data, 12 + 16 * index) for index in range(count)]
        return cls(data, {tag.decode(): offset for tag, _, offset, _ in records})

    def at(self, table: str, offset: int, form: str) -> tuple[int, ...]:
        return struct.unpack_from(f">{form}", self.data, self.tables[table] + offset)

    @property
    def units(self) -> int:
        """Units per em."""
        return self.at("head", 18, "H")[0]

    @property
    def line(self) -> int:
        """Ascent, descent and line gap together, in units: a line set solid as Office sets it."""
        ascent, descent, gap = self.at("hhea", 4, "hhh")
        return ascent - descent + gap

    def width(self, glyph: int) -> int:
        """Return a glyph's advance width in units; those past the last metric share it."""
        (metrics,) = self.at("hhea", 34, "H")
        return self.at("hmtx", 4 * min(glyph, metrics - 1), "H")[0]

    def glyphs(self) -> dict[int, int]:
        """Return code point -> glyph from the format 4 subtable (OpenType, cmap): the Basic Multilingual Plane."""
        base = self._subtable()
        (doubled,) = self.at("cmap", base + 6, "H")
        count = doubled // 2
        found: dict[int, int] = {}
        for index in range(count):
            found.update(self._segment(base + 14 + 2 * index, doubled))
        return found

    def _subtable(self) -> int:
        (count,) = self.at("cmap", 2, "H")
        records = [self.at("cmap", 4 + 8 * index, "HHL") for index in range(count)]
        return next(offset for _, _, offset in records if self.at("cmap", offset, "H") == (4,))

    def _segment(self, at: int, doubled: int) -> Iterator[tuple[int, int]]:
        (end,) = self.at("cmap", at, "H")
        (start,) = self.at("cmap", at + 2 + doubled, "H")
        (delta,) = self.at("cmap", at + 2 + 2 * doubled, "H")
        place = at + 2 + 3 * doubled
        (offset,) = self.at("cmap", place, "H")
        for code in range(start, end + 1):
            if offset == 0:
                yield code, (code + delta) & 0xFFFF
            else:
                (glyph,) = self.at("cmap", place + offset + 2 * (code - start), "H")
                yield code, (glyph + delta) & 0xFFFF if glyph else 0


def widths(font: Font) -> list[tuple[int, list[int]]]:
    """Return for each block its first code point and the widths in units (0 where the font has no glyph)."""
    glyphs = {code: glyph for code, glyph in font.glyphs().items() if glyph}
    return [
        (start, [font.width(glyphs[code]) if code in glyphs else 0 for code in range(start, end)])
        for start, end in BLOCKS
    ]


def source(folder: Path) -> str:
    """Return the text of the module. Raise OSError if a font is not in the folder or below."""
    return _HEAD + "".join(_face(key, Font.read(_found(folder, file))) for key, file in FACES.items()) + "}\n"


def _found(folder: Path, file: str) -> Path:
    return next(folder.rglob(file), folder / file)


def _face(key: tuple[str, bool], font: Font) -> str:
    blocks = "".join(_block(start, numbers) for start, numbers in widths(font))
    return f'    ("{key[0]}", {key[1]}): """\n{font.units} {font.line}\n{blocks}""",\n'


def _block(start: int, numbers: list[int]) -> str:
    words = f"U+{start:04X} " + " ".join(map(str, numbers))
    return textwrap.fill(words, _WIDTH, break_on_hyphens=False) + "\n"


if __name__ == "__main__":
    OUT.write_text(source(Path(sys.argv[1])), encoding="utf-8")
