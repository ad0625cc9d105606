"""The question bank: permanent ids, and answers that the intake can hold."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any

import pytest
from pydantic import TypeAdapter

from docgen.errors import PlaybookError
from docgen.intake import read_intake
from docgen.intake.paths import lookup, trail
from docgen.intake.shape import FactField, Kind, Shape
from docgen.playbooks.questions import Asked, AskIf, Question, load_questions
from docgen.resources import playbooks_folder

BANK = load_questions()
EXAMPLE = Path(__file__).parents[3] / "examples" / "harrow-wills" / "intake.yaml"
PERMANENT = (Path(__file__).parent / "question_ids.txt").read_text("utf-8").splitlines()


def fields() -> Iterator[tuple[str, Asked]]:
    """Yield every path that an answer fills, with what is asked for it."""
    for question in BANK.questions:
        if not question.is_table:
            yield question.maps_to, question
        for column in question.columns:
            yield f"{question.maps_to}.{column.key}", column


FIELDS = tuple(fields())


def test_no_question_has_been_renumbered_dropped_or_led_to_another_fact() -> None:
    assert [f"{question.id} {question.maps_to}" for question in BANK.questions] == PERMANENT
    assert len(PERMANENT) == 140


def test_the_questions_cover_all_25_domains_and_every_section_of_them() -> None:
    assert len(BANK.domains) == 25
    asked = {(question.domain, question.section) for question in BANK.questions}
    assert asked == {(domain.id, section) for domain in BANK.domains for section in domain.sections}


def test_every_question_is_a_question_and_every_help_a_sentence() -> None:
    assert [one.id for one in BANK.questions if not one.text.endswith("?")] == []
    assert [one.id for one in BANK.questions if not one.help.endswith(".")] == []


def test_all_is_a_provider_default_and_names_the_process_line_that_it_serves() -> None:
    assert BANK.source == "default"
    assert all(question.line.startswith("M") for question in BANK.questions)


def shape_of(path: str) -> Shape:
    found = trail(path)
    assert found is not None, path
    return found.shape


def _field(path: str) -> FactField:
    found = trail(path.removesuffix("[]"))
    assert found is not None
    assert found.field is not None
    return found.field


def stored(path: str, value: Any) -> Any:
    """Return `value` as the model reads it at `path`."""
    info = _field(path).info
    return TypeAdapter(Annotated[info.annotation, *(info.metadata or [None])]).validate_python(value)


@pytest.mark.parametrize(("path", "asked"), FIELDS, ids=[path for path, _ in FIELDS])
def test_every_answer_that_is_offered_can_be_kept(path: str, asked: Asked) -> None:
    is_list = shape_of(path.removesuffix("[]")).kind is Kind.LIST
    for option in BANK.options(asked):
        kept = stored(path, [option] if is_list else option)
        assert str(kept[0] if is_list else kept).casefold() == option.casefold()
    if asked.type == "yes_no":
        assert (stored(path, "true"), stored(path, "false")) == (True, False)


@pytest.mark.parametrize(
    ("path", "asked"),
    [pair for pair in FIELDS if pair[1].type in ("integer", "decimal", "percent")],
    ids=lambda part: part if isinstance(part, str) else "",
)
def test_every_number_within_its_limits_can_be_kept(path: str, asked: Asked) -> None:
    assert stored(path, str(asked.min if asked.min is not None else 0)) == (asked.min or 0)
    assert stored(path, str(asked.max if asked.max is not None else 100)) == (asked.max or 100)


def test_several_answers_go_into_a_list_and_one_does_not() -> None:
    for path, asked in FIELDS:
        if asked.type in ("single", "multi"):
            assert (shape_of(path.removesuffix("[]")).kind is Kind.LIST) == (asked.type == "multi"), path


def test_an_item_is_chosen_from_the_list_that_the_intake_checks() -> None:
    for path, asked in FIELDS:
        shape = shape_of(path)
        ref = (shape.inner or shape).ref
        if asked.ref and ref:
            assert asked.ref in ref.lists, path


def test_a_question_that_everybody_must_answer_fills_a_fact_that_is_required_by_then() -> None:
    for question in BANK.questions:
        if question.mandatory_at and question.ask_if is None:
            stages = _field(question.list_path).stage.split()
            assert {"S1", question.mandatory_at} & set(stages), question.id


def test_the_example_answers_every_question_that_it_is_asked() -> None:
    intake = read_intake(EXAMPLE).intake
    assert intake is not None
    assert intake.discovery is not None
    answers = intake.discovery.answers or {}
    assert set(answers) <= set(BANK.by_id)
    open_ = {one.id for one in BANK.questions if one.id not in answers}
    assert open_ == {"WAN-02.2", "BKP-03.2", "SEC-03.2", "EDR-02.4", "VUL-01.3"}
    for name in open_:
        condition = BANK.by_id[name].ask_if
        assert condition is not None
        assert not condition.holds(lookup(intake, BANK.by_id[condition.answer].list_path))


def test_the_example_has_a_fact_for_every_answer_that_it_gives() -> None:
    intake = read_intake(EXAMPLE).intake
    assert intake is not None
    assert intake.discovery is not None
    given = dict(intake.discovery.answers or {})
    absent = [name for name in given if lookup(intake, BANK.by_id[name].list_path) is None]
    assert [(name, given[name].status) for name in absent] == [("BUS-02.2", "not_applicable")]
    assert Counter(one.status for one in given.values())["answered"] > 50


@pytest.mark.parametrize(
    ("condition", "value", "asked"),
    [
        ({"answer": "X", "equals": "msp"}, "msp", True),
        ({"answer": "X", "equals": "msp"}, "internal", False),
        ({"answer": "X", "equals": "msp"}, None, False),
        ({"answer": "X", "equals": "true"}, True, True),
        ({"answer": "X", "equals": "true"}, False, False),
        ({"answer": "X", "not_equals": "none"}, "None", False),
        ({"answer": "X", "not_equals": "none"}, "Bluegum Antivirus", True),
        ({"answer": "X", "not_equals": "none"}, None, False),
        ({"answer": "X", "in": ["internal", "carrier"]}, "carrier", True),
        ({"answer": "X", "in": ["internal", "carrier"]}, "none", False),
        ({"answer": "X", "above": "0"}, 1, True),
        ({"answer": "X", "above": "0"}, 0, False),
        ({"answer": "X", "empty": "true"}, None, True),
        ({"answer": "X", "empty": "true"}, "2027-01-18", False),
        ({"answer": "X", "not_empty": "true"}, (), False),
        ({"answer": "X", "not_empty": "true"}, ("a",), True),
        ({"answer": "X", "not_empty": "true"}, 0, True),
    ],
)
def test_a_condition_holds_on_what_is_known_alone(condition: dict[str, Any], value: Any, asked: bool) -> None:
    assert AskIf.model_validate(condition).holds(value) is asked


def test_a_question_knows_where_it_stands() -> None:
    question: Question = BANK.by_id["NET-03.2"]
    assert (question.domain, question.section_number, question.section) == (
        "NET",
        3,
        "Switching and wireless",
    )
    assert question.list_path == "environment.network.wireless"
    assert BANK.options(question.columns[2])["psk"] == "Shared password"


@pytest.mark.parametrize(
    ("old", "new", "path"),
    [
        ("maps_to: client.headcount", "maps_to: client.headcont", "questions[BUS-01.2].maps_to"),
        ("id: BUS-01.2", "id: BUS-01.1", "questions[BUS-01.1].id"),
        ("id: BUS-01.2", "id: XYZ-01.2", "questions[XYZ-01.2].section"),
        ("options: incumbent_kind", "options: incumbents", "questions[BUS-04.1].options"),
        ("ask_if: {answer: SRV-01.1, not", "ask_if: {answer: SRV-09.9, not", "questions[SRV-01.2].ask_if.answer"),
        ("ask_if: {answer: SRV-01.1, not", "ask_if: {path: x.y, not", "questions[SRV-01.2].ask_if.path"),
        ("ask_if: {answer: SRV-01.1, not", "ask_if: {answer: SRV-01.1, above: 1, not", "questions[SRV-01.2].ask_if"),
        ("row_key: [measure]", "row_key: [mesure]", "questions[BUS-02.2]"),
        ("key: difference, title", "key: diference, title", "questions[BUS-02.2].columns[1].key"),
        ("row_key: [measure]", "row_key: []", "questions[BUS-02.2]"),
        ("options: count_measure", "ref: no_list", "questions[BUS-02.2].columns[0].ref"),
        ("min: 0\n    max: 730", "min: 800\n    max: 730", "questions[BUS-04.4]"),
        ("format: weekly_hours\n    man", "unit: hours\n    man", "questions[BUS-01.6]"),
    ],
)  # fmt: skip
def test_a_question_that_does_not_fit_is_reported_where_it_stands(
    tmp_path: Path, old: str, new: str, path: str
) -> None:
    text = (playbooks_folder() / "questions.yaml").read_text("utf-8")
    assert text.count(old) == 1
    file = tmp_path / "own.yaml"
    file.write_text(text.replace(old, new), "utf-8")
    with pytest.raises(PlaybookError) as caught:
        load_questions(file)
    assert path in [problem.where.path for problem in caught.value.problems]
    assert all(problem.where.line for problem in caught.value.problems)
