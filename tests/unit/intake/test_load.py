"""Files to data and places: what is refused, where, and in whose words."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from docgen.errors import IntakeError
from docgen.intake import Loaded, load
from docgen.intake.nodes import Node
from docgen.problems import Problem
from tests.unit.intake.files import EXAMPLES, marked, refusal, written

JARGON = (
    "scanner",
    "scanning",
    "parser",
    "mapping",
    "block",
    "token",
    "flow",
    "Traceback",
    "yaml.",
    "expected <",
)


def failure(path: Path) -> Problem:
    with pytest.raises(IntakeError) as caught:
        load(path)
    assert len(caught.value.problems) == 1
    return caught.value.problems[0]


# -- files that cannot be read


def test_a_missing_file_is_one_problem(tmp_path: Path) -> None:
    problem = failure(tmp_path / "nowhere.yaml")
    assert problem.code == "not-a-file"
    assert "does not exist" in problem.message


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    assert failure(tmp_path).code == "not-a-file"


def test_a_name_that_no_disk_can_hold_is_one_problem(tmp_path: Path) -> None:
    assert failure(tmp_path / ("x" * 5000)).code == "not-a-file"
    assert failure(tmp_path / "a\0b").code == "not-a-file"


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_permission_is_one_problem(tmp_path: Path) -> None:
    path = written(tmp_path, "a: 1\n")
    path.chmod(0)
    assert "may not be read" in failure(path).message


def test_a_pipe_is_no_file_and_is_not_waited_for(tmp_path: Path) -> None:
    path = tmp_path / "pipe"
    os.mkfifo(path)
    assert failure(path).code == "not-a-file"


def test_a_file_above_ten_megabytes_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "big.yaml"
    with path.open("wb") as file:
        file.truncate(10_000_001)
    assert "10,000,001 bytes" in failure(path).message


@pytest.mark.parametrize(
    ("data", "line", "column"),
    [(b"a: 1\nname: Caf\xe9\n", 2, 10), (b"\xff\xfea\x00", 1, 1), (b"caf\xc3\xa9: \xc3\x28\n", 1, 7)],
    ids=["latin-1", "utf-16", "broken utf-8"],
)
def test_another_encoding_is_refused_at_its_first_character(
    data: bytes, line: int, column: int, tmp_path: Path
) -> None:
    path = tmp_path / "data.yaml"
    path.write_bytes(data)
    problem = failure(path)
    assert (problem.code, problem.where.line, problem.where.column) == ("encoding", line, column)
    assert "UTF-8" in problem.hint


@pytest.mark.parametrize("text", ["", "\n\n", "# only a comment\n", "---\n", "~\n", "---\n...\n", "\ufeff"])
def test_a_file_without_facts_is_empty(text: str, tmp_path: Path) -> None:
    assert refusal(tmp_path, text).code == "empty-file"


@pytest.mark.parametrize("text", ["- a\n- b\n", "[]", "hello", "'{}'"])
def test_a_file_that_is_no_group_of_keys_is_refused(text: str, tmp_path: Path) -> None:
    assert refusal(tmp_path, text).code == "wrong-type"


@pytest.mark.parametrize("char", ["\x00", "\x07", "\x0c", "\x1b", "\x7f", "\x85", "\ufffe"])
def test_a_character_that_no_document_can_hold_is_refused_where_it_stands(char: str, tmp_path: Path) -> None:
    problem = refusal(tmp_path, f"a: 1\nb: x{char}y\n")
    assert (problem.code, problem.where.line, problem.where.column) == ("forbidden-character", 2, 5)


def test_an_escaped_control_character_is_refused_too(tmp_path: Path) -> None:
    problem = refusal(tmp_path, 'a: "x\\x07y"\n')
    assert (problem.code, problem.where.column) == ("forbidden-character", 4)
    assert "bell" in problem.message


# -- YAML


@pytest.mark.parametrize(
    ("text", "line", "column"),
    [
        ("a: [1, 2\nb: 3\n", 2, 2),
        ("a: {b: 1\n", 1, 4),
        ('a: "never closed\nb: 1\n', 1, 4),
        ("a: 'x\n", 1, 4),
        ("a: 1\n b: 2\n", 2, 3),
        ("a:\n  b: 1\n c: 2\n", 3, 2),
        ("a: @x\n", 1, 4),
        ("a: %x\n", 1, 4),
        ("a: *nobody\n", 1, 4),
        ('a: "\\q"\n', 1, 5),
        ("- a\nb: 1\n", 2, 1),
        ("a: 1\nb\nc: 2\n", 2, 1),
        ("{a: b}: c\n", 1, 1),
        ("? [a]\n: b\n", 1, 3),
        ("&a a: 1\n*a : 2\n", 2, 1),
        ("a:\n\t- b\n", 2, 1),
        ("%YAML 1.1 x\na: 1\n", 1, 11),
    ],
)
def test_a_syntax_error_is_told_in_plain_words_at_its_place(
    text: str, line: int, column: int, tmp_path: Path
) -> None:
    problem = refusal(tmp_path, text)
    assert (problem.code, problem.where.line, problem.where.column) == ("yaml-syntax", line, column)
    assert not any(word in str(problem).replace(str(tmp_path), "") for word in JARGON)
    assert problem.hint


def test_several_faults_are_told_together(tmp_path: Path) -> None:
    path = written(tmp_path, "a: !x 1\na: 2\nb:\n  <<: {c: 1}\n")
    with pytest.raises(IntakeError) as caught:
        load(path)
    assert [problem.code for problem in caught.value.problems] == ["yaml-tag", "duplicate-key", "merge-key"]


def test_quotes_and_block_texts_are_read_as_yaml_says(tmp_path: Path) -> None:
    text = "a: '~'\nb: \"null\"\nc: |\n  one\n  two\nd: >-\n  one\n  two\ne: ! x\n"
    assert load(written(tmp_path, text)).data == {
        "a": "~",
        "b": "null",
        "c": "one\ntwo\n",
        "d": "one two",
        "e": "x",
    }


def test_an_alias_repeats_its_value(tmp_path: Path) -> None:
    loaded = load(written(tmp_path, "a: &hours {from: 1, to: 2}\nb: *hours\nc: [*hours, &t x, *t]\n"))
    assert loaded.data["b"] == {"from": "1", "to": "2"}
    assert loaded.data["c"] == [{"from": "1", "to": "2"}, "x", "x"]


def test_aliases_cannot_nest_deeper_than_values_may(tmp_path: Path) -> None:
    deep = "[" * 60 + "x" + "]" * 60
    assert refusal(tmp_path, f"a: &a {deep}\nb: {'[' * 60}*a{']' * 60}\n").code == "too-large"


# -- JSON


def test_json_is_read_as_the_text_that_stands_there(tmp_path: Path) -> None:
    text = '{"a": 5.10, "b": [true, null, "x\\u00e9", -0, 1e5], "c": {}, "d": []}'
    assert load(written(tmp_path, text, "data.json")).data == {
        "a": "5.10",
        "b": ["true", None, "xé", "-0", "1e5"],
        "c": {},
        "d": [],
    }


@pytest.mark.parametrize(
    ("text", "code", "line", "column"),
    [
        ('{"a": 1,\n "a": 2}', "duplicate-key", 2, 2),
        ('{"a": NaN}', "json-syntax", 1, 7),
        ('{"a": -Infinity}', "json-syntax", 1, 7),
        ('{"a": 01}', "json-syntax", 1, 7),
        ('{"a": 1,}', "json-syntax", 1, 8),
        ('{"a": [1 2]}', "json-syntax", 1, 10),
        ('{"a" 1}', "json-syntax", 1, 6),
        ("{a: 1}", "json-syntax", 1, 2),
        ('{"a": "x', "json-syntax", 1, 7),
        ('{"a": 1', "json-syntax", 1, 7),
        ('{"a": 1} x', "json-syntax", 1, 10),
        ('{"a": tru}', "json-syntax", 1, 7),
        ('{"a":\n  "x\ty"}', "json-syntax", 2, 5),
        ('{"a": "\\ud83d"}', "forbidden-character", 1, 7),
        ('{"a": "\\u0000"}', "forbidden-character", 1, 7),
        ('{"a": ' + "[" * 5000, "too-large", 1, 106),
        ("[1]", "wrong-type", 1, 1),
        ("null", "empty-file", None, None),
        ("  \n", "empty-file", None, None),
    ],
)
def test_json_that_leaves_something_open_is_refused_at_its_place(
    text: str, code: str, line: int | None, column: int | None, tmp_path: Path
) -> None:
    problem = refusal(tmp_path, text, "data.json")
    assert (problem.code, problem.where.line, problem.where.column) == (code, line, column)


def test_a_surrogate_pair_in_json_is_one_character(tmp_path: Path) -> None:
    assert load(written(tmp_path, '{"a": "\\ud83d\\ude00"}', "data.json")).data == {"a": "\U0001f600"}


# -- places


@pytest.fixture(scope="module")
def example() -> Loaded:
    return load(EXAMPLES / "intake.yaml")


def scalars(node: Node, steps: tuple[str | int, ...] = ()) -> list[tuple[tuple[str | int, ...], Node]]:
    if node.pairs is not None:
        return [found for key, below in node.pairs.items() for found in scalars(below, (*steps, key))]
    if node.items is not None:
        return [found for at, below in enumerate(node.items) for found in scalars(below, (*steps, at))]
    return [(steps, node)]


def test_every_value_of_the_example_stands_where_its_place_says(example: Loaded) -> None:
    assert example.lines.root is not None
    found = scalars(example.lines.root)
    assert len(found) > 1500
    for steps, node in found:
        where = example.lines.place_of(steps)
        assert where.column is not None
        text = where.source[where.column - 1 : where.column - 1 + where.length]
        if text[0] in "|>":
            continue
        assert text.strip("\"'").replace("''", "'") == node.data, where


def test_every_path_of_the_example_leads_back_to_its_place(example: Loaded) -> None:
    assert example.lines.root is not None
    for steps, _ in scalars(example.lines.root):
        path = example.lines.path_of(steps)
        assert example.lines.steps(path) == list(steps), path
        assert example.lines.place(path) == example.lines.place_of(steps)


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("contacts[c-rao].email", "priyan.rao@hwp.example"),
        ("engagement.hard_deadlines[0].date", "2027-04-30"),
        ("facts.applications[scanhub].eol.status", "unknown"),
        ("facts.sla.targets.P1.resolution.source", "contract"),
        ("contract", "contract"),
        ("sites[gee].nothing", "id"),
        ("contract.msa.nothing.deeper", "{"),
        ("client.nothing", "client"),
        ("nothing.at.all", "s"),
    ],
)
def test_a_path_leads_to_its_value_or_to_what_would_hold_it(path: str, text: str, example: Loaded) -> None:
    where = example.lines.place(path)
    assert where.path == path
    assert where.column is not None
    assert where.source[where.column - 1 :].startswith(text)


def test_line_breaks_of_every_system_count_once(tmp_path: Path) -> None:
    for at, lines in enumerate(["a: 1\nb: x\n", "a: 1\r\nb: x\r\n"]):
        place = load(written(tmp_path, lines, f"{at}.yaml")).lines.place("b")
        assert (place.line, place.column, place.source) == (2, 4, "b: x")


def test_an_empty_value_is_marked_at_its_key(tmp_path: Path) -> None:
    place = load(written(tmp_path, "a:\n  b:\n  c: 1\n")).lines.place("a.b")
    assert (place.line, place.column, place.length) == (2, 3, 1)


def test_a_caret_stays_on_its_line(tmp_path: Path) -> None:
    problem = refusal(tmp_path, "a: !x |\n  one\n  two\n")
    assert marked(problem) == "!x |"
