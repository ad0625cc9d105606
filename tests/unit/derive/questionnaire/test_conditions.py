"""When a question is asked."""

from __future__ import annotations

from decimal import Decimal

import pytest

from docgen.derive.questionnaire.conditions import ABOVE, ANSWERED, EMPTY, IS, IS_NOT, Condition
from docgen.playbooks.questions import load_questions
from tests.unit.derive.questionnaire.asking import asked_of, question


@pytest.mark.parametrize(
    ("ident", "words", "test", "value"),
    [
        ("BUS-04.2", "BUS-04.1 is “A managed service provider”", IS, "A managed service provider"),
        (
            "WAN-02.2",
            "WAN-02.1 has an answer other than “We have no SD-WAN”",
            IS_NOT,
            "We have no SD-WAN",
        ),
        ("DIR-01.2", "DIR-01.1 is above 0", ABOVE, Decimal(0)),
        ("SRV-01.2", "SRV-01.1 has an answer", ANSWERED, ""),
        ("BKP-03.2", "BKP-03.1 is “Yes”", IS, "Yes"),
        ("SEC-03.2", "SEC-03.1 is not “none”", IS_NOT, "none"),
        ("VUL-01.3", "VUL-01.2 is left empty", EMPTY, ""),
        ("VUL-02.1", "VUL-01.2 has an answer", ANSWERED, ""),
    ],
)
def test_a_condition_is_told_in_words_and_as_a_test_for_a_spreadsheet(
    ident: str, words: str, test: str, value: str | Decimal
) -> None:
    condition = question(asked_of(), ident).condition
    assert (condition.words, condition.test, condition.value) == (words, test, value)
    assert condition.on == words[:8]


def test_a_condition_looks_only_at_questions_on_its_own_sheet() -> None:
    # The workbook tests it with COUNTIFS over the sheet's own rows.
    for one in load_questions().questions:
        assert one.ask_if is None or one.ask_if.answer[:3] == one.domain


@pytest.mark.parametrize(
    ("test", "value", "answer", "holds"),
    [
        (EMPTY, "", "", True),
        (EMPTY, "", 0, False),
        (ANSWERED, "", "", False),
        (ANSWERED, "", 0, True),
        (IS_NOT, "none", "None", False),
        (IS_NOT, "none", "", False),
        (IS_NOT, "none", "Sentinel", True),
        (ABOVE, Decimal(0), 0, False),
        (ABOVE, Decimal(0), 1, True),
        (ABOVE, Decimal(0), "", False),
        (IS, "Yes", "yes", True),
        (IS, "Yes", "No", False),
    ],
)
def test_a_missing_answer_passes_only_the_test_for_a_missing_answer(
    test: str, value: str | Decimal, answer: str | int, holds: bool
) -> None:
    assert Condition("", "X", test, value).holds({"X": answer}) is holds


def test_a_table_without_rows_is_no_answer() -> None:
    condition = Condition("", "X", ANSWERED)
    assert not condition.holds({"X": 0}, counts=frozenset({"X"}))
    assert condition.holds({"X": 1}, counts=frozenset({"X"}))


def test_a_question_that_is_not_asked_is_not_mandatory() -> None:
    with_provider = asked_of().domains["BUS"].progress
    without = asked_of({"incumbent": {"kind": "none"}}).domains["BUS"].progress
    # Name, end and notice of the contract, and what the provider holds.
    assert with_provider.mandatory - without.mandatory == 4
    assert question(asked_of({"incumbent": {"kind": "none"}}), "BUS-04.2").state == "○ Not asked"
