"""Ten thousand slips in the examples: each is reported at its place, or what was read is what stands there."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from docgen.intake import load, read_intake
from docgen.intake.shape import Kind, Shape, fields_of, root_shape
from docgen.pipeline import Options, check_client
from docgen.problems import Problem
from tests.conftest import EXAMPLES
from tests.properties.intake_edits import LOADER, NULLS, Edit, Editor, Foretold, is_day

CLIENTS = {
    "harbour-vale/intake.yaml": (60, 5_000),
    "harrow-wills/handoff.yaml": (40, 2_000),
    "harrow-wills/intake.yaml": (4, 1_500),
    "banksia/intake.yaml": (4, 1_500),
}
"""How many edits of each file the suite tries, and the soak."""
TODAY = date(2027, 3, 1)


@cache
def _editor(name: str, kind: str = "yaml") -> Editor:
    if kind == "json":
        return Editor(json.dumps(load(EXAMPLES / name).data, indent=1, ensure_ascii=False))
    return Editor((EXAMPLES / name).read_text(encoding="utf-8"))


def try_edit(name: str, seed: int, folder: Path, kind: str = "yaml") -> None:
    """Edit an example, in YAML or written as JSON, and check all that is claimed of an edited file.

    What an edit foretells holds for YAML: in JSON most of them leave out a quote.
    """
    edit = _editor(name, kind).edited(seed)
    file = folder / f"intake.{kind}"
    file.write_bytes(edit.text.encode())
    said = f"{name}, seed {seed}: {edit.what}"
    read = read_intake(file)
    assert all(_is_well_placed(one, edit.text) for one in read.problems), said
    if edit.foretold and kind == "yaml":
        assert any(_is_at(one, edit.text, edit.foretold) for one in read.problems), (
            f"{said}\nwanted {edit.foretold}\ngot {[(p.code, str(p.where)) for p in read.problems]}"
        )
    if read.intake is None:
        assert any(one.is_error for one in read.problems), said
        return
    faults = list(_faults(edit.text))
    assert not faults, f"{said}\nread without a word: {faults}"
    assessed = check_client(file, Options(today=TODAY))
    assert all(_is_well_placed(one, edit.text) for one in assessed.all_problems), said


def _is_well_placed(problem: Problem, text: str) -> bool:
    """Return whether the line that a problem shows is the file's, and the caret marks some of it."""
    where = problem.where
    if where.line is None:
        return problem.code == "empty-file"
    line = text.split("\n")[where.line - 1]
    covered = "•" in where.source and len(where.source) == len(line)
    inside = (
        where.column is not None and where.column > 0 and where.column - 1 + where.length <= max(1, len(line))
    )
    return inside and (covered or where.source == line)


def _is_at(problem: Problem, text: str, foretold: Foretold) -> bool:
    """Return whether a problem marks just what was foretold."""
    before = text[: foretold.at]
    line, column = before.count("\n") + 1, foretold.at - (before.rfind("\n") + 1) + 1
    where = problem.where
    marked = where.source[(where.column or 1) - 1 :][: where.length]
    at = (problem.code, where.line, where.column) == (foretold.code, line, column)
    return at and marked == foretold.marked


def _faults(text: str) -> Iterator[str]:
    """Yield the broken references, days and duplicates of a file, read by another reader and walked by the model."""
    data = _plain(yaml.compose(text, Loader=LOADER))
    yield from _walk(data, root_shape(), "", data)


def _plain(node: Any) -> Any:
    if isinstance(node, yaml.MappingNode):
        return {key.value: _plain(value) for key, value in node.value}
    if isinstance(node, yaml.SequenceNode):
        return [_plain(item) for item in node.value]
    return None if not node.style and node.value in NULLS else node.value


def _walk(value: Any, shape: Shape, path: str, whole: Any) -> Iterator[str]:
    if value is None:
        return
    if shape.kind is Kind.GROUP and shape.group:
        fields = fields_of(shape.group)
        for key, below in value.items():
            if key in fields:
                yield from _walk(below, fields[key].shape, f"{path}.{key}", whole)
            elif not key.startswith("x_"):
                yield f"{path}.{key} is no key"
    elif shape.kind is Kind.LIST and shape.inner:
        names = [item["id"] for item in value if isinstance(item, dict) and "id" in item]
        yield from (f"{path}: {name} twice" for name in set(names) if names.count(name) > 1)
        for place, item in enumerate(value):
            yield from _walk(item, shape.inner, f"{path}[{place}]", whole)
    elif shape.kind is Kind.MAP and shape.inner:
        for key, below in value.items():
            yield from _walk(below, shape.inner, f"{path}.{key}", whole)
    else:
        yield from _value(value, shape, path, whole)


def _value(value: str, shape: Shape, path: str, whole: Any) -> Iterator[str]:
    if shape.ref and not any(value in _ids(whole, where) for where in shape.ref.lists):
        yield f"{path} names {value}"
    if is_day(shape) and not _is_date(value):
        yield f"{path} is {value}"


def _ids(whole: Any, path: str) -> set[str]:
    for key in path.split("."):
        whole = (whole or {}).get(key)
    return {item["id"] for item in whole or () if "id" in item}


def _is_date(value: str) -> bool:
    try:
        return date.fromisoformat(value.strip()).isoformat() == value.strip()
    except ValueError:
        return False


@pytest.mark.parametrize("name", CLIENTS)
def test_an_edited_intake_is_reported_at_its_place_or_reads_as_it_stands(name: str, tmp_path: Path) -> None:
    for seed in range(CLIENTS[name][0]):
        try_edit(name, seed, tmp_path)


@pytest.mark.soak
@pytest.mark.parametrize("name", CLIENTS)
def test_thousands_of_edits_leave_no_trace_and_nothing_broken_passes(name: str, tmp_path: Path) -> None:
    for seed in range(*CLIENTS[name]):
        try_edit(name, seed, tmp_path)


JSON_EDITS = (60, 1_000)


def test_an_edited_intake_in_json_is_reported_at_its_place_or_reads_as_it_stands(tmp_path: Path) -> None:
    for seed in range(JSON_EDITS[0]):
        try_edit("harbour-vale/intake.yaml", seed, tmp_path, "json")


@pytest.mark.soak
def test_a_thousand_edits_of_json_leave_no_trace_and_nothing_broken_passes(tmp_path: Path) -> None:
    for seed in range(*JSON_EDITS):
        try_edit("harbour-vale/intake.yaml", seed, tmp_path, "json")


def test_each_kind_of_edit_is_tried_and_some_foretell_what_is_wrong() -> None:
    edits: list[Edit] = [_editor("harbour-vale/intake.yaml").edited(seed) for seed in range(150)]
    assert {edit.what.split()[0] for edit in edits} == {
        "delete",
        "empty",
        "write",
        "twice",
        "swap",
        "take",
        "put",
    }
    codes = {edit.foretold.code for edit in edits if edit.foretold}
    assert codes == {
        "unknown-key",
        "duplicate-key",
        "duplicate-id",
        "broken-reference",
        "bad-value",
        "wrong-type",
    }
