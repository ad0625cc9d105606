"""The words of a formula are those that Excel sees."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docgen.engine.excel.tokens import split_sheet, tokens

FORMULAS = {
    "SUM(A1:$B$2,3:7)": ["function SUM", "mark (", "reference A1:$B$2", "mark ,", "reference 3:7", "mark )"],
    "'It''s'!$A:$C*-2%": ["reference 'It''s'!$A:$C", "operator *", "operator -", "number 2", "operator %"],
    'LOG10(1.5E-3)&"a""b"': ["function LOG10", "mark (", "number 1.5E-3", "mark )", "operator &", 'string "a""b"'],
    "T_1[[#This Row],[Co'[l']]]+[@x]": ["table T_1[[#This Row],[Co'[l']]]", "operator +", "table [@x]"],
    "Sheet1!Rate<>_xlfn.IFS(#N/A)": [
        "name Sheet1!Rate", "operator <>", "function _xlfn.IFS", "mark (", "error #N/A", "mark )",
    ],
    "ABCD1+A12345678+Zürich!B2": ["name ABCD1", "operator +", "name A12345678", "operator +", "reference Zürich!B2"],
    "TRUE<=.5": ["name TRUE", "operator <=", "number .5"],
    "{1,2;3}": ["mark {", "number 1", "mark ,", "number 2", "mark ;", "number 3", "mark }"],
    '"open': ["other \"", "name open"],
}  # fmt: skip


@pytest.mark.parametrize("formula", FORMULAS)
def test_each_word_is_found_with_its_kind(formula: str) -> None:
    assert [f"{word.kind} {word.text}" for word in tokens(formula)] == FORMULAS[formula]


@given(st.text(alphabet="A1$:!'\"[]#@(),.+-<>= xé\n{}", max_size=60))
def test_no_character_of_a_formula_is_lost(formula: str) -> None:
    assert "".join(word.text for word in tokens(formula)) == formula


@pytest.mark.parametrize(
    ("reference", "parts"),
    [
        ("A1", ("", "A1")),
        ("Plan!A1:B2", ("Plan", "A1:B2")),
        ("'It''s ! here'!A1", ("It's ! here", "A1")),
    ],
)
def test_a_reference_is_told_apart_from_its_sheet(reference: str, parts: tuple[str, str]) -> None:
    assert split_sheet(reference) == parts
