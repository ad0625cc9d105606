"""JSON is read by the same meaning as YAML: what stands there, or a refusal at its place."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from docgen.intake import load
from tests.unit.intake.files import refusal, written
from tests.unit.intake.test_hostile_yaml import READ, TEXTS

# The same facts as the YAML text of the name has, where JSON can say them; numbers as they would be typed.
SAME = {
    "norway": '{"country": "NO"}',
    "yes": '{"ok": "yes", "id": "on"}',
    "octal": '{"zip": "01234", "acc": "0o17", "n": "08"}',
    "sexagesimal": '{"t": "12:30:45", "t2": "22:22"}',
    "date": '{"d": "2024-01-02", "dt": "2024-01-02T10:00:00+02:00", "bad": "2024-13-45"}',
    "leadzero_phone": '{"p": "0712345678"}',
    "bignum": '{"n": 12345678901234567890.123456789, "acct": 1e5, "v": "1_000"}',
    "float": '{"amount": 1234.10, "ver": 1.10}',
    "null": '{"a": null, "b": null, "c": null, "Null": "x"}',
    "bom": '\ufeff{"a": 1}',
    "inf": '{"a": ".inf", "b": ".nan"}',
    "hex": '{"a": "0x1F"}',
    "nonstr_key": '{"1": "a", "true": "b", "2024-01-01": "c"}',
    "emoji": '{"a": "\\ud83d\\ude00"}',
}
# Text, code, line and column of what JSON has to refuse as YAML does, or has no way to say.
REFUSED: dict[str, tuple[str, str, int | None, int | None]] = {
    "octal": ('{"zip": 01234}', "json-syntax", 1, 9),
    "hash": ('{"a": 1} # c', "json-syntax", 1, 10),
    "hex": ('{"a": 0x1F}', "json-syntax", 1, 7),
    "inf": ('{"a": Infinity}', "json-syntax", 1, 7),
    "yes": ('{"a": yes}', "json-syntax", 1, 7),
    "dup": ('{"a": 1, "b": 2,\n "a": 3}', "duplicate-key", 2, 2),
    "dup_nested": ('{"c": {"n": "A",\n  "n": "B"}}', "duplicate-key", 2, 3),
    "dup_escaped": ('{"a": 1,\n "\\u0061": 2}', "duplicate-key", 2, 2),
    "pytag": ('{"x": !!python/object/apply:os.system ["echo"]}', "json-syntax", 1, 7),
    "merge": ('{"d": {"x": 1}, "e": {<<: "d"}}', "json-syntax", 1, 23),
    "recursive": ('{"a": *a}', "json-syntax", 1, 7),
    "nul": ('{"a": "x\\u0000y"}', "forbidden-character", 1, 7),
    "surr_escape": ('{"a": "\\ud83d"}', "forbidden-character", 1, 7),
    "multi": ('{"a": 1}\n{"a": 2}', "json-syntax", 2, 1),
    "nonstr_key": ('{1: "a"}', "json-syntax", 1, 2),
    "unclosed": ('{"a":\n "x,\n "b": 1}', "json-syntax", 2, 2),
    "no_colon": ('{"a" 1}', "json-syntax", 1, 6),
    "single": ("{'a': 1}", "json-syntax", 1, 2),
    "colon": ('{"a": Note: this}', "json-syntax", 1, 7),
    "deep": ("[" * 5000, "too-large", 1, 101),
    "empty": ("", "empty-file", None, None),
    "scalar": ('"hello"', "wrong-type", 1, 1),
}


@pytest.mark.parametrize("name", SAME)
def test_json_and_yaml_mean_the_same_facts(name: str, tmp_path: Path) -> None:
    assert load(written(tmp_path, SAME[name], "data.json")).data == READ[name]


@pytest.mark.parametrize("name", REFUSED)
def test_json_that_cannot_be_meant_is_refused_with_its_place(name: str, tmp_path: Path) -> None:
    text, code, line, column = REFUSED[name]
    problem = refusal(tmp_path, text, "data.json")
    assert (problem.code, problem.where.line, problem.where.column) == (code, line, column)
    assert problem.message.endswith(".")
    assert problem.hint


def test_every_hostile_text_has_its_like_in_json_or_needs_none() -> None:
    # Anchors, tabs and foreign tags are YAML's alone; JSON can say a surrogate pair, and does in "emoji".
    own = {"bomb", "tab", "unknown_tag", "pytag_name", "surr_pair"}
    assert set(TEXTS) == (set(SAME) | set(REFUSED) | own) - {"dup_escaped", "no_colon", "single", "unclosed"}


@pytest.mark.parametrize("name", sorted(set(READ) - {"hash"}))
def test_what_a_json_writer_makes_of_the_facts_of_a_yaml_file_reads_the_same(
    name: str, tmp_path: Path
) -> None:
    text: Any = json.dumps(READ[name])
    assert load(written(tmp_path, text, "data.json")).data == READ[name]
