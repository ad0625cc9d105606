"""What the engine alone writes from a template of another's making, judged as the built-in documents are."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from bench.build_templates import build
from bench.data import SCALARS, SIZES, facts
from docgen.engine import Template
from tests.office import judges
from tests.office.structure import faults

pytestmark = pytest.mark.xdist_group("office")

HOSTILE = Path(__file__).resolve().parents[1] / "hostile" / "values.json"
Change = Callable[[dict[str, Any]], dict[str, Any]]


def as_is(data: dict[str, Any]) -> dict[str, Any]:
    return data


def without_rows(data: dict[str, Any]) -> dict[str, Any]:
    return {key: [] if isinstance(value, list) else value for key, value in data.items()}


def with_hostile_texts(data: dict[str, Any]) -> dict[str, Any]:
    """Put the values that XML can hold, one after the other, into the scalars."""
    values = [
        value for value in json.loads(HOSTILE.read_text(encoding="utf-8")).values() if isinstance(value, str)
    ]
    sound = [
        value
        for value in values
        if all(character.isprintable() or character in "\n\r\t" for character in value)
    ]
    return {**data, **{name: sound[index % len(sound)] for index, name in enumerate(SCALARS)}}


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, ...]:
    folder = tmp_path_factory.mktemp("engine")
    template = Template.open(build(folder / "template.docx"), missing="blank")
    changes: tuple[Change, ...] = (as_is, without_rows, with_hostile_texts)
    files = tuple(folder / f"{change.__name__}.docx" for change in changes)
    for file, change in zip(files, changes, strict=True):
        file.write_bytes(template.render(change(facts(SIZES[0]))))
    return files


def test_the_open_xml_sdk_finds_no_error(office: None, written: tuple[Path, ...]) -> None:
    assert {path.name: errors for path, errors in judges.validate(written).items() if errors} == {}


def test_no_structural_rule_is_broken(written: tuple[Path, ...]) -> None:
    assert {path.name: broken for path in written if (broken := faults(path))} == {}


def test_libreoffice_prints_each_file(office: None, written: tuple[Path, ...], tmp_path: Path) -> None:
    printed = judges.to_pdf(written, tmp_path)
    for pdf in printed.values():
        assert "Commercial terms, point 3." in judges.pdf_text(pdf)
