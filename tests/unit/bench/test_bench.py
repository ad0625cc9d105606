"""The benchmark compares like with like: its template is what it says, and all engines write the same text."""

from __future__ import annotations

import platform
import re
import zipfile
from pathlib import Path

import docx
import openpyxl
import pptx
import pytest

from bench.build_templates import build
from bench.data import DECK_SCALARS, SCALARS, SIZES, Size, facts, register_facts
from bench.kinds import EXCEL, KINDS, POWERPOINT, Kind
from bench.measure import UnequalTextError, prepared, same_text
from bench.report import Figures, Work, page
from tests.office.outline import texts
from tests.office.structure import faults


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(tmp_path_factory.mktemp("bench") / "solution_design.docx")


def body(template: Path) -> str:
    return zipfile.ZipFile(template).read("word/document.xml").decode()


def test_the_template_has_the_shape_that_the_report_tells(template: Path) -> None:
    text = "\n".join(texts(template))
    paragraphs = docx.Document(str(template)).paragraphs
    assert sum(p.style.name == "Heading 1" for p in paragraphs if p.style is not None) == 12
    assert len(re.findall(r"{%tr for", text)) == 4
    assert len(re.findall(r"{%p if", text)) == 3
    assert set(re.findall(r"{{ (\w+) }}", text)) == set(SCALARS)
    assert len(SCALARS) == len(set(SCALARS)) == 60
    assert 80_000 < len(body(template)) < 90_000


def test_some_tags_are_split_over_runs_and_revision_ids_are_everywhere(template: Path) -> None:
    assert (
        sum(tag != "{{ client_code }}" for tag in re.findall(r"<w:t[^>]*>({{ \w+_)</w:t>", body(template)))
        >= 5
    )
    assert body(template).count("w:rsid") > 500


def test_the_template_is_sound(template: Path) -> None:
    assert faults(template) == ()


def test_building_twice_gives_the_same_parts(template: Path, tmp_path: Path) -> None:
    again = zipfile.ZipFile(build(tmp_path / "again.docx"))
    first = zipfile.ZipFile(template)
    assert {name: first.read(name) for name in first.namelist()} == {
        n: again.read(n) for n in again.namelist()
    }


def test_the_data_is_the_same_each_time_and_as_long_as_its_size_says() -> None:
    for size in SIZES[:2]:
        data = facts(size)
        assert data == facts(size)
        assert len(data["servers"]) == size.servers
        assert [len(data[name]) for name in ("contacts", "risks", "slas")] == [size.others] * 3


def test_the_register_is_the_same_each_time_and_as_long_as_its_size_says() -> None:
    assert register_facts(SIZES[1]) == register_facts(SIZES[1])
    assert [len(register_facts(size)["register"]) for size in SIZES] == [10, 100, 2_000, 10_000]


def test_the_workbooks_differ_in_their_tags_alone(tmp_path: Path) -> None:
    built = EXCEL.build(tmp_path)
    ours, theirs = (openpyxl.load_workbook(built[name])["Register"] for name in ("docgen", "openpyxl"))
    assert [cell.value for cell in ours[7]][:2] == ["{%tr for item in register %}", None]
    assert [cell.value for cell in ours[8]] == [cell.value for cell in theirs[7]]
    assert (ours.max_row, theirs.max_row) == (9, 7)


def test_the_decks_differ_in_their_tags_alone(tmp_path: Path) -> None:
    built = POWERPOINT.build(tmp_path)
    ours, theirs = (pptx.Presentation(str(built[name])) for name in ("docgen", "python-pptx"))
    tables = [deck.slides[len(deck.slides) - 1].shapes[1].table for deck in (ours, theirs)]
    assert [len(table.rows) for table in tables] == [4, 2]
    text = "".join(
        shape.text_frame.text for slide in ours.slides for shape in slide.shapes if shape.has_text_frame
    )
    assert (len(ours.slides), set(re.findall(r"{{ (\w+) }}", text))) == (12, set(DECK_SCALARS))


@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.name)
@pytest.mark.parametrize("size", SIZES[:2], ids=lambda size: size.name)
def test_docgen_and_its_peers_write_the_same_text(kind: Kind, size: Size, tmp_path: Path) -> None:
    fills = prepared(kind, kind.build(tmp_path))
    assert {"docgen", kind.peer} <= set(fills)
    same_text(kind, fills, kind.facts(size))


@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.name)
def test_unequal_text_stops_the_benchmark(kind: Kind, tmp_path: Path) -> None:
    fill, data = prepared(kind, kind.build(tmp_path))[kind.peer], kind.facts(SIZES[0])
    other = fill({**data, "client_name": "Somebody else"})
    with pytest.raises(UnequalTextError, match="Somebody else"):
        same_text(kind, {kind.peer: fill, "other": lambda _: other}, data)


def test_the_page_names_no_machine_and_shows_each_ratio_with_its_goal() -> None:
    work = {
        kind.name: Work(
            fills={size.name: {**dict.fromkeys(kind.contenders, 90.0), "docgen": 2.0} for size in SIZES},
            sizes={size.name: {"docgen": 110, kind.peer: 100} for size in SIZES},
            memory={"docgen": 12.0, kind.peer: 300.0},
        )
        for kind in KINDS.values()
    }
    figures = Figures(
        given=True,
        work=work,
        starts={"python": 20.0},
        documents={"SLA": 30.0},
        growth={"Word": {1_000: 5.0, 10_000: 60.0}},
        opening={"Word": (80.0, 0.02)},
        packing={"zlib 6": (4.0, 1_000), "other": (2.0, 1_100)},
    )
    text = page(figures)
    assert "| 10,000 | 6.00 |" in text
    assert "| other | 2.00 | 1,100 | 110% |" in text
    for kind in KINDS.values():
        assert f"| times faster than {kind.peer} | 45 | 45 | 45 " in text
        goals = " | ".join(str(kind.goals[size.name]) for size in kind.sizes)
        assert f"| goal beside {kind.peer} | {goals} |" in text
        assert f"| goal | {kind.memory_goal} |" in text
        assert f"| length of docgen's file beside {kind.peer}'s | 110% |" in text
    assert platform.node() not in text
