"""The rules over any Office package find what they are for in all three formats."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import openpyxl
import pptx
import pytest

from tests.office import structure, structure_pptx, structure_xlsx

_FORMATS: dict[str, tuple[Callable[[str], object], Callable[[Path], tuple[str, ...]], str]] = {
    "docx": (lambda path: docx.Document().save(path), structure.faults, "word"),
    "xlsx": (lambda path: openpyxl.Workbook().save(path), structure_xlsx.faults, "xl"),
    "pptx": (lambda path: pptx.Presentation().save(path), structure_pptx.faults, "ppt"),
}
_C = "http://schemas.openxmlformats.org/drawingml/2006/chart"


def chart(plotted: str, axes: tuple[str, ...]) -> bytes:
    """Return a chart whose plot names an axis, and the axes that it has."""
    plot = f'<c:barChart><c:axId val="{plotted}"/></c:barChart>'
    own = "".join(f'<c:valAx><c:axId val="{number}"/></c:valAx>' for number in axes)
    area = f"<c:chart><c:plotArea>{plot}{own}</c:plotArea></c:chart>"
    return f'<c:chartSpace xmlns:c="{_C}">{area}</c:chartSpace>'.encode()


def faults_of_axes(kind: str, folder: Path, drawn: bytes) -> list[str]:
    """Return what the rules of a format say of a chart's axes; the part is in nothing else's way."""
    write, judge, home = _FORMATS[kind]
    path, part = folder / f"chart.{kind}", f"{home}/charts/chart77.xml"
    write(str(path))
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr(part, drawn)
    return [fault for fault in judge(path) if fault.startswith(part) and "ax" in fault.partition(": ")[2]]


@pytest.mark.parametrize("kind", _FORMATS)
@pytest.mark.parametrize(
    ("plotted", "axes", "said"),
    [
        ("-5", ("-5",), ["'-5' is no id of an axis"]),
        ("4294967296", ("4294967296",), ["'4294967296' is no id of an axis"]),
        ("8", ("7",), ["there is no axis 8"]),
        ("7", ("7", "7"), ["2 axes have the id 7"]),
        ("4294967295", ("4294967295",), []),
    ],
)
def test_a_charts_axes_are_judged_in_every_format(
    tmp_path: Path, kind: str, plotted: str, axes: tuple[str, ...], said: list[str]
) -> None:
    found = faults_of_axes(kind, tmp_path, chart(plotted, axes))
    assert [fault.partition(": ")[2] for fault in found] == said
