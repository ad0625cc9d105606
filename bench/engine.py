"""What is measured of the engine alone: cost by rows, opening a template again, compressors."""

from __future__ import annotations

import io
import statistics
import zipfile
import zlib
from collections.abc import Callable, Mapping
from pathlib import Path

from isal import isal_zlib
from zlib_ng import zlib_ng

from bench.data import SIZES, Size
from bench.kinds import KINDS, WORD
from bench.measure import milliseconds, repeated_milliseconds
from docgen.engine import Template

_ROWS = (1_000, 10_000, 100_000)
_ROUNDS = 3

COMPRESSORS: Mapping[str, Callable[[bytes], bytes]] = {
    "zlib 6": lambda data: zlib.compress(data, 6),
    "zlib 1": lambda data: zlib.compress(data, 1),
    "zlib-ng 6": lambda data: zlib_ng.compress(data, 6),
    "zlib-ng 5 (docgen)": lambda data: zlib_ng.compress(data, 5),
    "zlib-ng 3 (docgen, rows of cells)": lambda data: zlib_ng.compress(data, 3),
    "isal 3": lambda data: isal_zlib.compress(data, 3),
    "isal 1": lambda data: isal_zlib.compress(data, 1),
}


def growth(templates: Mapping[str, Path]) -> dict[str, dict[int, float]]:
    """Return the median ms of one fill by number of rows in the long table, for each kind of work."""
    return {name: {rows: _fill(name, path, rows) for rows in _ROWS} for name, path in templates.items()}


def _fill(name: str, template: Path, rows: int) -> float:
    data, opened = KINDS[name].facts(Size("grown", rows, 10)), Template.open(template, missing="blank")
    return statistics.median(milliseconds(lambda: opened.render(data)) for _ in range(_ROUNDS))


def opening(templates: Mapping[str, Path]) -> dict[str, tuple[float, float]]:
    """Return the ms of opening a template the first time, and of opening it again while it is in use."""
    return {name: _open(path) for name, path in templates.items()}


def _open(path: Path) -> tuple[float, float]:
    # A filter of its own makes it a template that nobody has opened yet.
    filters = {"own": str}
    kept: list[Template] = []
    first = milliseconds(lambda: kept.append(Template.open(path, missing="blank", filters=filters)))
    again = repeated_milliseconds(lambda: Template.open(path, missing="blank", filters=filters))
    return first, again


def packing(template: Path) -> dict[str, tuple[float, int]]:
    """Return each compressor's ms and bytes over the parts of the large Word document."""
    large = next(size for size in SIZES if size.name == "large")
    document = Template.open(template, missing="blank").render(WORD.facts(large))
    with zipfile.ZipFile(io.BytesIO(document)) as package:
        parts = [package.read(name) for name in package.namelist() if name.endswith(".xml")]
    return {name: _packed(compress, parts) for name, compress in COMPRESSORS.items()}


def _packed(compress: Callable[[bytes], bytes], parts: list[bytes]) -> tuple[float, int]:
    ms = repeated_milliseconds(lambda: [compress(part) for part in parts])
    return ms, sum(len(compress(part)) for part in parts)
