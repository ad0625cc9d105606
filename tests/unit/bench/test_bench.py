"""The benchmark compares like with like: its template is what it says, and both engines write the same text."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

import docx
import pytest

from bench.build_templates import build
from bench.contenders import CONTENDERS
from bench.data import SCALARS, SIZES, facts
from bench.measure import UnequalTextError, same_text
from bench.report import GOALS, Figures, page
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


@pytest.mark.parametrize("size", SIZES[:2], ids=lambda size: size.name)
def test_docgen_and_docxtpl_write_the_same_text(template: Path, size: object) -> None:
    same_text({name: prepare(template) for name, prepare in CONTENDERS.items()}, facts(size))


def test_unequal_text_stops_the_benchmark(template: Path) -> None:
    fill, data = CONTENDERS["docxtpl"](template), facts(SIZES[0])
    other = fill({**data, "client_name": "Somebody else"})
    with pytest.raises(UnequalTextError, match="Somebody else"):
        same_text({"docxtpl": fill, "other": lambda _: other}, data)


def test_the_page_names_no_machine_and_shows_each_ratio_with_its_goal() -> None:
    times = {size.name: {"docgen": 2.0, "docxtpl": 90.0} for size in SIZES}
    sizes = {size.name: {"docgen": 110, "docxtpl": 100} for size in SIZES}
    text = page(Figures("given", times, sizes, {"docgen": 12.0}, {"python": 20.0}, {"SLA": 30.0}))
    assert "| times faster | 45 | 45 | 45 | 45 |" in text
    assert f"| goal | {' | '.join(str(GOALS[size.name]) for size in SIZES)} |" in text
    assert "| 110% |" in text
