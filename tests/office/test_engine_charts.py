"""Charts that the engine writes and fills, judged by the Open XML SDK, the structural check and LibreOffice."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import docx
import pytest
from pptx.enum.chart import XL_CHART_TYPE

from docgen.engine import Template
from docgen.engine.charts import Chart, Series, Target
from tests.office import judges
from tests.office.structure import faults
from tests.unit.engine.charts.make import Slide, holding, sample_chart, written

pytestmark = pytest.mark.xdist_group("office")

CATEGORIES = ["=1+1", 'R&D "Labs"', "two\nlines", "_x000B_", "漢字 😀 ]]>"]
NUMBERS = [3, 1.25, None, 12, 7]


def series(*names: str, **fields: Any) -> list[Series]:
    return [
        Series(name, [None if n is None else n + at for n in NUMBERS], **fields)
        for at, name in enumerate(names)
    ]


def chart(kind: Any, made: list[Series], **fields: Any) -> Chart:
    return Chart(kind, CATEGORIES, made, alt=f"A {kind} & more", title="What it <tells>, in hours", **fields)


CHARTS = {
    "column": chart(
        "bar", series("Hours", highlights={0: "accent3@50", 3: "accent2 dashed"}), target=Target(5)
    ),
    "bars": chart("bar", series("One", "Two"), horizontal=True, category_title="Who", value_title="Hours"),
    "stacked": chart("bar", series("One", "Two", "Three"), grouping="stacked", labels=True),
    "percent": chart("bar", series("One", "Two"), grouping="percent", horizontal=True),
    "line": chart("line", series("One", "Two", "Three", "Four"), target=Target(9, "Goal & more"), maximum=20),
    "lines": chart("line", series(*(f"Line {at}" for at in range(12))), labels=True, minimum=-5),
    "pie": chart("pie", series("Share")),
    "doughnut": chart("doughnut", series("Share", number_format='0.0" h"')),
    "mixed": chart(
        "combination",
        [*series("Columns"), *series("Line", line=True, secondary=True, number_format="0%")],
        value_title="Left",
        secondary_title="Right",
    ),
}
TEMPLATES = {
    "Sales": (XL_CHART_TYPE.COLUMN_STACKED, ("a", "b")),
    "Trend": (XL_CHART_TYPE.LINE_MARKERS, ("a",)),
    "Shares": (XL_CHART_TYPE.DOUGHNUT, ("a",)),
    "Star": (XL_CHART_TYPE.RADAR, ("a", "b", "c")),
    "Hills": (XL_CHART_TYPE.AREA, ("a", "b")),
}


def printed() -> bytes:
    document = docx.Document()
    for name in CHARTS:
        document.add_paragraph(f"{{{{ {name} }}}}")
    return Template.open(written(document)).render(CHARTS)


def filled(kind: str) -> bytes:
    shape, names = TEMPLATES[kind]
    document = docx.Document()
    document.add_paragraph("{%p for value in values %}")
    holding(document, kind, chart=sample_chart(shape, names, title="Sample of {{ value.alt }}"))
    document.add_paragraph(f"{{%p chart {kind} = value %}}")
    document.add_paragraph("{%p endfor %}")
    given = [CHARTS["column"], CHARTS["stacked"]]
    title_only = [chart("bar", list(each.series[:1])) for each in given] if kind == "Shares" else given
    return Template.open(written(document)).render({"values": title_only, "value": given[0]})


def on_slides(name: str) -> bytes:
    slide, stream = Slide(), io.BytesIO()
    slide.print(CHARTS[name])
    slide.deck.save(stream)
    return stream.getvalue()


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, ...]:
    folder = tmp_path_factory.mktemp("charts")
    contents = {"printed.docx": printed()}
    contents |= {f"filled-{kind}.docx": filled(kind) for kind in TEMPLATES}
    contents |= {f"{name}.pptx": on_slides(name) for name in ("column", "mixed")}
    for name, data in contents.items():
        (folder / name).write_bytes(data)
    return tuple(folder / name for name in contents)


def test_the_open_xml_sdk_finds_no_error(office: None, files: tuple[Path, ...]) -> None:
    assert {path.name: errors for path, errors in judges.validate(files).items() if errors} == {}


def test_the_open_xml_sdk_finds_no_error_in_the_workbooks_behind(
    office: None, files: tuple[Path, ...]
) -> None:
    document = docx.Document(str(files[0]))
    books = [part for part in document.part.package.iter_parts() if str(part.partname).endswith(".xlsx")]
    assert len(books) == len(CHARTS)
    folder = files[0].parent
    paths = [folder / Path(str(part.partname)).name for part in books]
    for path, part in zip(paths, books, strict=True):
        path.write_bytes(part.blob)
    assert {path.name: errors for path, errors in judges.validate(paths).items() if errors} == {}


def test_no_structural_rule_is_broken(files: tuple[Path, ...]) -> None:
    word = [path for path in files if path.suffix == ".docx"]
    assert {path.name: broken for path in word if (broken := faults(path))} == {}


def test_libreoffice_prints_each_file_with_the_titles_of_its_charts(
    office: None, files: tuple[Path, ...], tmp_path: Path
) -> None:
    for pdf in judges.to_pdf(files, tmp_path).values():
        assert "What it <tells>, in hours" in judges.pdf_text(pdf)
