"""The data of `docgen fill`: what a plain YAML or JSON value becomes."""

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from docgen.cli.data import read_data, scalar
from docgen.errors import IntakeError


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("12", 12), ("-3", -3), ("0", 0), ("5.10", Decimal("5.10")), ("true", True), ("False", False), ("~", None),
        ("null", None), ("", None), ("2027-03-16", date(2027, 3, 16)), ("2027-02-30", "2027-02-30"), ("NO", "NO"),
        ("yes", "yes"), ("on", "on"), ("0800", "0800"), ("12:30", "12:30"), ("1_000", "1_000"), ("1e5", "1e5"),
        ("0x1F", "0x1F"), (".inf", ".inf"), (".5", ".5"), ("+61 3 5550 1201", "+61 3 5550 1201"), ("١٢", "١٢"),
        ("9" * 5_000, "9" * 5_000),
    ],
)  # fmt: skip
def test_a_plain_value_has_the_type_that_json_knows_or_stays_text(text: str, value: object) -> None:
    found = scalar(text)
    assert (found, type(found)) == (value, type(value))


def test_a_decimal_keeps_the_digits_that_were_typed() -> None:
    assert str(scalar("5.10")) == "5.10"


def read(tmp_path: Path, name: str, text: str) -> dict[str, Any]:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return read_data(path).values


def test_what_stands_in_quotes_stays_text(tmp_path: Path) -> None:
    assert read(tmp_path, "d.yaml", "a: '12'\nb: \"true\"\nc: |\n  2027-03-16\n") == {
        "a": "12", "b": "true", "c": "2027-03-16\n",
    }  # fmt: skip


def test_lists_groups_and_keys_are_kept_and_keys_are_always_text(tmp_path: Path) -> None:
    assert read(tmp_path, "d.yaml", "a: [1, {b: x}]\n8: y\n") == {"a": [1, {"b": "x"}], "8": "y"}


def test_json_has_the_same_types_and_its_texts_stay_texts(tmp_path: Path) -> None:
    found = read(tmp_path, "d.json", '{"a": 0.10, "b": 7, "c": "2027-03-16", "d": "0.1", "e": [true, null]}')
    assert found == {"a": Decimal("0.10"), "b": 7, "c": "2027-03-16", "d": "0.1", "e": [True, None]}
    assert str(found["a"]) == "0.10"


def test_what_stands_behind_an_alias_is_written_out(tmp_path: Path) -> None:
    assert read(tmp_path, "d.yaml", "a: &x {n: 1}\nb: [*x, *x]\n")["b"] == [{"n": 1}, {"n": 1}]


def test_the_hint_for_an_empty_file_speaks_of_data_not_of_intakes(tmp_path: Path) -> None:
    with pytest.raises(IntakeError) as caught:
        read(tmp_path, "d.yaml", "# nothing yet\n")
    (problem,) = caught.value.problems
    assert problem.code == "empty-file"
    assert "playbook" not in problem.hint


@pytest.mark.parametrize(
    "text", ["a: [1", "a: 1\na: 2", "- 1", "", "a: !!python/object:os.system x", "a: !secret x"]
)
def test_what_is_broken_or_unsafe_is_refused_with_its_place(tmp_path: Path, text: str) -> None:
    with pytest.raises(IntakeError) as caught:
        read(tmp_path, "d.yaml", text)
    assert str(tmp_path / "d.yaml") in caught.value.problems[0].where.file
