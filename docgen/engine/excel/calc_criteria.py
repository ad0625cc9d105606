"""Which cells of a range meet a criterion of COUNTIF and its kin: `">=5"`, `"A*"`, `"<>x"`, 5, TRUE.

A cell that Excel and LibreOffice judge differently (a truth value beside a number, a number under a wildcard) makes
the answer Unknown, and only where it stands in the range.
"""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from typing import NamedTuple

from docgen.engine.excel.calc_cells import Area, Cells, Index, number_key
from docgen.engine.excel.calc_values import (
    Unknown,
    Value,
    compare_numbers,
    compare_texts,
    may_be_number,
    sound,
)

_SIGNS = re.compile(r"(<=|>=|<>|[=<>]?)(.*)", re.DOTALL)
_PLAIN_NUMBER = re.compile(r"[+-]?(?:[0-9]+(?:\.[0-9]+)?|\.[0-9]+)(?:[Ee][+-]?[0-9]+)?")
_WILDCARDS = re.compile(r"~([*?~])|([*?])|(.)", re.DOTALL)
_ORDER: Mapping[str, Callable[[int, int], bool]] = {
    "<": operator.lt,
    ">": operator.gt,
    "<=": operator.le,
    ">=": operator.ge,
}


class Criterion(NamedTuple):
    """A sign and what stands behind it. `typed`: a number or truth value was given as such, not within a text."""

    sign: str
    operand: float | str | bool
    typed: bool


class Match(NamedTuple):
    """The offsets of the cells that meet a criterion; `negated`, those of the cells that don't: empty ones do."""

    offsets: frozenset[int]
    negated: bool = False


def criterion(value: Value) -> Criterion:
    """Return what a criterion's value asks for. Raise Failure for an error value, Unknown for a doubtful text."""
    found = sound(value)
    if isinstance(found, str):
        return _said(found)
    return Criterion("=", 0.0 if found is None else found, typed=True)


@lru_cache(maxsize=1024)
def _said(text: str) -> Criterion:
    sign, operand = _SIGNS.fullmatch(text).groups()  # type: ignore[union-attr]
    if not operand:
        return Criterion(sign, "", typed=False)
    return Criterion(sign or "=", _operand(operand), typed=False)


def _operand(text: str) -> float | str | bool:
    if _PLAIN_NUMBER.fullmatch(text):
        return float(text)
    if text.upper() in {"TRUE", "FALSE"}:
        return text.upper() == "TRUE"
    if text.startswith("#") or (may_be_number(text) and not _has_wildcards(text)):
        raise Unknown(text)
    return text


def matching(cells: Cells, area: Area, wanted: Criterion) -> Match:
    """Return which cells of an area meet a criterion; many formulas ask the same. Raise Unknown where the programs
    differ."""
    key = (area, wanted, wanted.operand.__class__)  # 1 and TRUE are alike to a dictionary
    found: Match | None = cells.matches.get(key)
    if found is None:
        found = cells.matches[key] = _matching(cells, area, wanted)
    return found


def _matching(cells: Cells, area: Area, wanted: Criterion) -> Match:
    if wanted.operand == "" and isinstance(wanted.operand, str):
        return _emptiness(cells, area, wanted.sign)
    if wanted.sign in _ORDER:
        return Match(frozenset(_ordered(_each(cells, area), wanted)))
    found = frozenset(_equal(cells, area, wanted))
    cells.touch(len(found))
    return Match(found, negated=wanted.sign == "<>")


def _each(cells: Cells, area: Area) -> Mapping[int, Value]:
    """Return what an area holds, to be gone over."""
    held = cells.filled(area)
    cells.touch(len(held))
    return held


def _emptiness(cells: Cells, area: Area, sign: str) -> Match:
    """Match for "" (nothing, or an empty text), "=" (nothing) and "<>" (anything)."""
    held = _each(cells, area)
    empty_texts = [offset for offset, value in held.items() if value == ""]
    if sign == "":
        return Match(frozenset(held) - frozenset(empty_texts), negated=True)
    if sign not in {"=", "<>"} or empty_texts:
        raise Unknown(sign)
    return Match(frozenset(held), negated=sign == "=")


def _ordered(held: Mapping[int, Value], wanted: Criterion) -> Iterable[int]:
    meets, operand = _ORDER[wanted.sign], wanted.operand
    if isinstance(operand, bool):
        raise Unknown(operand)
    for offset, value in held.items():
        if isinstance(operand, str):
            if isinstance(value, str) and meets(compare_texts(value, operand), 0):
                yield offset
        elif isinstance(value, bool | float) and meets(compare_numbers(float(value), operand), 0):
            if isinstance(value, bool):
                raise Unknown(value)
            yield offset


def _equal(cells: Cells, area: Area, wanted: Criterion) -> Iterable[int]:
    index = cells.index(area)
    if isinstance(wanted.operand, bool):
        return _equal_flags(index, wanted.operand, typed=wanted.typed)
    if isinstance(wanted.operand, float):
        return _equal_numbers(index, wanted.operand, typed=wanted.typed)
    if _has_wildcards(wanted.operand):
        cells.touch(len(index.texts) + len(index.numbers))
        return _like(index, wanted.operand)
    return index.texts.get(wanted.operand.lower(), ())


def _equal_flags(index: Index, operand: bool, *, typed: bool) -> Iterable[int]:
    if float(operand) in index.numbers or (not typed and str(operand).lower() in index.texts):
        raise Unknown(operand)
    return index.flags.get(operand, ())


def _equal_numbers(index: Index, operand: float, *, typed: bool) -> Iterable[int]:
    """Return the numbers that equal one; and, for one that was asked for as a text, the texts that say it."""
    if any(float(flag) == operand for flag in index.flags):
        raise Unknown(operand)
    said = [text for text in index.number_texts if float(text) == operand]
    if said and (typed or any(not text.isdigit() for text in said)):
        raise Unknown(operand)
    return [*index.numbers.get(number_key(operand), ()), *(at for text in said for at in index.texts[text])]


def _has_wildcards(text: str) -> bool:
    return any(mark in text for mark in "*?~")


def _like(index: Index, pattern: str) -> Iterable[int]:
    like = _expression(pattern.lower())
    # LibreOffice looks at how a number reads, Excel at texts alone.
    shown = [str(int(number)) if number.is_integer() else str(number) for number in index.numbers]
    shown += [word for flag in index.flags for word in (str(flag).lower(), str(int(flag)))]
    if any(like.fullmatch(text) for text in shown) or ("" in index.texts and like.fullmatch("")):
        raise Unknown(pattern)
    return [at for text, offsets in index.texts.items() if like.fullmatch(text) for at in offsets]


@lru_cache(maxsize=256)
def _expression(pattern: str) -> re.Pattern[str]:
    """Return the regular expression of a pattern.

    What lies between two stars is found once, as early as it can be, and never anew (an atomic group): a pattern of
    many stars could else take for ever.
    """
    pieces = [""]
    for escaped, wildcard, letter in _WILDCARDS.findall(pattern):
        if wildcard == "*":
            pieces.append("")
        else:
            pieces[-1] += "." if wildcard else re.escape(escaped or letter)
    first, *middle, last = pieces if len(pieces) > 1 else (pieces[0], None)
    between = "".join(f"(?>.*?{piece})" for piece in middle if piece)
    return re.compile(first + between + (f".*{last}" if last is not None else ""), re.DOTALL)


def together(matches: Iterable[Match]) -> Match:
    """Return what meets all criteria, at the same offset of each one's area."""
    wanted = list(matches)
    if len(wanted) == 1:
        return wanted[0]
    met = [match.offsets for match in wanted if not match.negated]
    barred = [match.offsets for match in wanted if match.negated]
    if not met:
        return Match(frozenset().union(*barred), negated=True)
    return Match(met[0].intersection(*met[1:]).difference(*barred))


def count(match: Match, size: int) -> int:
    """Return how many cells of an area of that size match."""
    return size - len(match.offsets) if match.negated else len(match.offsets)


def chosen(cells: Cells, area: Area, match: Match) -> list[Value]:
    """Return what the matching cells of an area hold that are not empty, in order."""
    if match.negated:
        return [value for offset, value in _each(cells, area).items() if offset not in match.offsets]
    held = cells.filled(area)
    return [held[offset] for offset in sorted(match.offsets) if offset in held]
