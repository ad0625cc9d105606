"""Patterns that mean what Python's mean, in a time that no pattern can stretch."""

from __future__ import annotations

import random
import re
import time
import warnings

import pytest

from docgen.batch.pattern import BadPattern, Pattern

_ATOMS = ("a", "b", ".", "[ab]", "[^a]", r"\w", r"\d", "^", "$", r"\b", r"\.", "[a-c1]")
_TIMES = ("", "*", "+", "?", "{1,2}", "{2}", "{0,2}", "{1,}", "{0}", "*?")


def some_pattern(dice: random.Random, depth: int) -> str:
    kind = dice.random()
    if not depth or kind < 0.4:
        return dice.choice(_ATOMS)
    if kind < 0.55:
        return f"({some_pattern(dice, depth - 1)}){dice.choice(_TIMES)}"
    if kind < 0.7:
        return dice.choice(_ATOMS[:7]) + dice.choice(_TIMES)
    if kind < 0.85:
        return f"(?:{some_pattern(dice, depth - 1)}|{some_pattern(dice, depth - 1)})"
    return some_pattern(dice, depth - 1) + some_pattern(dice, depth - 1)


def test_a_pattern_finds_what_pythons_own_engine_finds() -> None:
    dice = random.Random(7)
    patterns = [each for each in (some_pattern(dice, 4) for _ in range(1500)) if len(each) < 60]
    assert len(patterns) > 1000
    for text in patterns:
        mine = Pattern(text)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", FutureWarning)
            theirs = re.compile(text)
        for _ in range(5):
            sample = "".join(dice.choice("ab1. \n") for _ in range(dice.randint(0, 6)))
            assert mine.found_in(sample) == bool(theirs.search(sample)), (text, sample)


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        ("(a+)+b", "a" * 5000),
        ("(a|a)*b", "a" * 5000),
        ("(.*)*x.*y.*z", "xy" * 2500),
        ("(a?){90}a{90}", "a" * 90),
        ("(x+x+)+y", "x" * 5000),
    ],
)
def test_what_takes_other_engines_years_is_answered_at_once(pattern: str, text: str) -> None:
    begin = time.process_time()
    Pattern(pattern).found_in(text)
    assert time.process_time() - begin < 2


@pytest.mark.parametrize(
    ("pattern", "at"),
    [
        ("(a", 0),
        ("a)", 1),
        ("[a", 0),
        ("*a", 0),
        ("a**", 2),
        ("a{2,1}", 1),
        ("a{999}", 1),
        (r"(a)\1", 3),
        ("(?=a)", 0),
        ("(?P<x>a)", 0),
        ("[z-a]", 0),
        ("\\", 0),
        ("(" * 30, 20),
        ("a" * 201, 200),
    ],
)
def test_what_cannot_be_followed_is_refused_with_its_place(pattern: str, at: int) -> None:
    with pytest.raises(BadPattern) as caught:
        Pattern(pattern)
    assert caught.value.at == at


@pytest.mark.parametrize("pattern", ["((((a{9}){9}){9}){9}){9}", "(" * 20 + "a" + "){1,2}" * 20])
def test_a_short_pattern_that_stands_for_a_huge_one_is_refused_at_once(pattern: str) -> None:
    begin = time.process_time()
    with pytest.raises(BadPattern):
        Pattern(pattern)
    assert time.process_time() - begin < 1


def test_capitals_count_unless_the_pattern_says_otherwise() -> None:
    assert not Pattern("harrow").found_in("Harrow Wills")
    assert Pattern("(?i)harrow").found_in("HARROW WILLS")
