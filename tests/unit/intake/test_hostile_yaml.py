"""YAML that means harm, or something else than it seems: read as it stands, or refused with its place."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import yaml

from docgen.intake import load
from docgen.intake.source import Source
from docgen.intake.yaml_text import FASTEST, YamlTree
from tests.unit.intake.files import ROOT, refusal, written

TEXTS: dict[str, Any] = json.loads((ROOT / "tests/hostile/yaml.json").read_text("utf-8"))

READ = {
    "norway": {"country": "NO"},
    "yes": {"ok": "yes", "id": "on"},
    "octal": {"zip": "01234", "acc": "0o17", "n": "08"},
    "sexagesimal": {"t": "12:30:45", "t2": "22:22"},
    "date": {"d": "2024-01-02", "dt": "2024-01-02T10:00:00+02:00", "bad": "2024-13-45"},
    "leadzero_phone": {"p": "0712345678"},
    "bignum": {"n": "12345678901234567890.123456789", "acct": "1e5", "v": "1_000"},
    "float": {"amount": "1234.10", "ver": "1.10"},
    "null": {"a": None, "b": None, "c": None, "Null": "x"},
    "bom": {"a": "1"},
    "inf": {"a": ".inf", "b": ".nan"},
    "hash": {"a": "Item", "b": "x"},
    "hex": {"a": "0x1F"},
    "nonstr_key": {"1": "a", "true": "b", "2024-01-01": "c"},
    "emoji": {"a": "\U0001f600"},
}
# Code, line and column.
REFUSED = {
    "dup": ("duplicate-key", 3, 1),
    "dup_nested": ("duplicate-key", 3, 3),
    "pytag": ("yaml-tag", 1, 4),
    "pytag_name": ("yaml-tag", 1, 4),
    "unknown_tag": ("yaml-tag", 1, 4),
    "bomb": ("too-large", 6, 4),
    "recursive": ("yaml-syntax", 2, 6),
    "merge": ("merge-key", 3, 3),
    "tab": ("yaml-syntax", 2, 1),
    "nul": ("forbidden-character", 1, 4),
    "surr_escape": ("forbidden-character", 1, 7),
    "surr_pair": ("forbidden-character", 1, 7),
    "multi": ("yaml-syntax", 2, 1),
    "colon": ("yaml-syntax", 1, 8),
    "deep": ("too-large", 1, 101),
    "empty": ("empty-file", None, None),
    "scalar": ("wrong-type", 1, 1),
}


def text_of(name: str) -> str:
    text = TEXTS[name]
    return str(text["repeat"] * text["times"] if isinstance(text, dict) else text)


def test_every_hostile_text_has_its_expectation() -> None:
    assert set(READ) | set(REFUSED) == set(TEXTS)
    assert not set(READ) & set(REFUSED)


@pytest.mark.parametrize("name", READ)
def test_what_is_read_is_the_text_that_stands_there(name: str, tmp_path: Path) -> None:
    assert load(written(tmp_path, text_of(name))).data == READ[name]


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_read_is_refused_with_its_place(name: str, tmp_path: Path) -> None:
    problem = refusal(tmp_path, text_of(name))
    assert (problem.code, problem.where.line, problem.where.column) == REFUSED[name]
    assert problem.message.endswith(".")


def test_text_lost_to_a_comment_is_pointed_out(tmp_path: Path) -> None:
    warnings = load(written(tmp_path, text_of("hash"))).warnings
    assert [(one.code, one.where.line, one.where.column) for one in warnings] == [
        ("comment-cut", 1, 9),
        ("comment-cut", 2, 6),
    ]
    assert not any(one.is_error for one in warnings)


SEPARATED = {
    "in a plain text": ("a: x\u2028y\n", 1, 5),
    "in quotes, where spaces beside it would go": ('a: "x \u2028 y"\n', 1, 7),
    "in a block": ("a: |\n  x\u2029  y\n", 2, 4),
    "in a comment, which would end there": ("a: 1 # note\u2028b: 2\n", 1, 12),
}


@pytest.mark.parametrize("name", SEPARATED)
def test_a_character_that_is_a_new_line_in_old_yaml_and_none_in_new_is_refused(
    name: str, tmp_path: Path
) -> None:
    text, line, column = SEPARATED[name]
    problem = refusal(tmp_path, text)
    assert (problem.code, problem.where.line, problem.where.column) == ("forbidden-character", line, column)


def test_the_same_character_written_as_a_code_is_read(tmp_path: Path) -> None:
    assert load(written(tmp_path, 'a: "x \\u2028 y"\n')).data == {"a": "x \u2028 y"}


def test_a_file_that_ends_too_early_is_marked_at_its_last_character(tmp_path: Path) -> None:
    problem = refusal(tmp_path, "a: {b: 1, c: # gone}\n\n")
    assert (problem.code, problem.where.line, problem.where.column) == ("yaml-syntax", 1, 20)


def test_a_comment_after_a_value_is_no_problem(tmp_path: Path) -> None:
    loaded = load(written(tmp_path, "a: 1 # one\nb: 2 ## two\nc: [3] #three\n"))
    assert loaded.data == {"a": "1", "b": "2", "c": ["3"]}
    assert loaded.warnings == ()


@pytest.mark.parametrize("name", sorted(set(TEXTS) - {"empty", "bom"}))
def test_the_python_parser_says_what_the_fast_one_says(name: str) -> None:
    if FASTEST is yaml.SafeLoader:
        pytest.skip("PyYAML is built without its C parser")
    source = Source("data.yaml", text_of(name))
    fast, plain = YamlTree(source), YamlTree(source, parser=yaml.SafeLoader)
    one, other = fast.build(), plain.build()
    assert [problem.code for problem in fast.problems] == [problem.code for problem in plain.problems]
    if not fast.problems:
        assert one is not None
        assert other is not None
        assert one.data == other.data
