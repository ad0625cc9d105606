"""A formula cut at its references: what each refers to, and what the formula wants of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from enum import Enum
from functools import lru_cache

from docgen.engine.excel.functions import takes_area, takes_list
from docgen.engine.excel.references import REF_ERROR, Area, area_text, parse_area, quoted
from docgen.engine.excel.tokens import Token, split_sheet, tokens

_OPENING, _CLOSING = {"(", "{"}, {")", "}"}


class Role(Enum):
    """What a reference is for, as far as it matters when it moves."""

    # Enum's own is written in Python, and references are looked up by the thousand
    __hash__ = object.__hash__

    VALUE = "value"  # a single cell stays one
    AREA = "area"  # cells to go over, as one rectangle
    LIST = "list"  # cells to go over, as any number of rectangles
    START = "start"  # before a range operator
    END = "end"  # after one


@dataclass(frozen=True, slots=True)
class Reference:
    """A reference to cells. `sheet` is empty for the formula's own; `until` is the last sheet of a 3-D one."""

    area: Area
    sheet: str = ""
    until: str = ""
    prefix: str = ""
    role: Role = Role.VALUE
    nothing: str = REF_ERROR  # what it becomes when a sheet loop had no round
    stem: str = ""  # of a single cell on the formula's own sheet: all but the row's number
    beside: int = 0  # the one template row of relative cells on the formula's own sheet
    key: tuple[str, Role, str] = field(default=("", Role.VALUE, ""), compare=False)  # stands for all of this
    is_settled: bool = field(
        default=False, compare=False
    )  # whether its rows don't depend on the round it is seen from


@dataclass(frozen=True, slots=True)
class Named:
    """A name or a structured reference: what stands before its `[`, or before the name's `!`, may be renamed."""

    text: str
    sheet: str = ""
    table: str = ""
    role: Role = Role.VALUE
    nothing: str = REF_ERROR


Part = str | Reference | Named


def parts_of(text: str) -> tuple[Part, ...]:
    """Return a formula (without its leading `=`) cut at its references. Whatever it holds, nothing is lost.

    A text without references is the one part, and the same object.
    """
    words = list(tokens(text))
    parts: list[Part] = []
    literal: list[str] = []
    roles = _Roles()
    at = 0
    while at < len(words):
        part, taken = _part(words, at)
        if isinstance(part, str):
            literal.append(part)
        else:
            if isinstance(part, Reference) or part.table:
                part = roles.given(part, words, at, at + taken)
            parts += ["".join(literal), part] if literal else [part]
            literal = []
        for word in words[at : at + taken]:
            roles.pass_by(word)
        at += taken
    if literal or not parts:
        parts.append("".join(literal) if parts else text)
    return tuple(parts)


def _part(words: Sequence[Token], at: int) -> tuple[Part, int]:
    """Return the part that begins with a word, and how many words it takes."""
    word = words[at]
    if at and words[at - 1].kind == "table" and words[at - 1].text.startswith("["):
        return word.text, 1  # [1]Sheet1!A1 is in another workbook
    spanned = _three_dimensional(words, at)
    if spanned is not None:
        return spanned, 3
    if word.kind == "reference":
        return _reference(word.text) or word.text, 1
    if word.kind == "table" and not word.text.startswith("["):
        name, bracket, rest = word.text.partition("[")
        return Named(bracket + rest, table=name), 1
    if word.kind == "name":
        sheet, rest = split_sheet(word.text)
        return (Named(rest, sheet=sheet) if sheet and "[" not in sheet else word.text), 1
    return word.text, 1


def _reference(text: str) -> Reference | None:
    sheet, rest = split_sheet(text)
    area = parse_area(rest)
    if area is None or "[" in sheet:
        return None
    first, _, until = sheet.partition(":")
    return Reference(area, first, until, text[: len(text) - len(rest)])


def _three_dimensional(words: Sequence[Token], at: int) -> Reference | None:
    """Return the reference that `Sheet1:Sheet3!A1` makes of three words; in quotes it is one word already."""
    if len(words) < at + 3 or words[at + 1].text != ":" or words[at + 2].kind != "reference":
        return None
    first, last = words[at], words[at + 2]
    sheet, rest = split_sheet(last.text)
    area = parse_area(rest)
    if first.kind not in ("name", "reference") or "!" in first.text or not sheet or area is None:
        return None
    prefix = f"{first.text}:{last.text[: len(last.text) - len(rest)]}"
    return Reference(area, first.text, sheet, prefix)


class _Roles:
    """Follows the brackets of a formula, to know which argument of which function a word stands in."""

    def __init__(self) -> None:
        self._open: list[list[str | int]] = [["", 0]]
        self._function = ""

    def pass_by(self, word: Token) -> None:
        if word.text in _OPENING:
            self._open.append([self._function, 0])
        elif word.text in _CLOSING and len(self._open) > 1:
            self._open.pop()
        elif word.text == ",":
            self._open[-1][1] = int(self._open[-1][1]) + 1
        self._function = word.text if word.kind == "function" else ""

    def given(self, part: Reference | Named, words: Sequence[Token], at: int, end: int) -> Reference | Named:
        """Return the reference that words `at` to `end` make with what it is for, from the words around it."""
        function, argument = str(self._open[-1][0]), int(self._open[-1][1])
        before, after = _beside(words, at - 1, -1), _beside(words, end, 1)
        role = _role(function, argument, before, after)
        nothing = "0" if role is Role.LIST and function.upper() == "SUM" else REF_ERROR
        if isinstance(part, Named):
            return replace(part, role=role, nothing=nothing)
        if part.until:
            return _told(replace(part, role=role, nothing=nothing))
        return _known(words[at].text, role, nothing)


@lru_cache(maxsize=8192)
def _known(text: str, role: Role, nothing: str) -> Reference:
    """Return a typed reference that is told what it is for; many formulas hold the same."""
    found = _reference(text)
    assert found is not None
    return _told(replace(found, role=role, nothing=nothing))


def _told(part: Reference) -> Reference:
    """Return a reference with what can be told of it before it is moved."""
    rows, stem = part.area.rows, _stem(part) if part.role is Role.VALUE else ""
    fixed = rows is None or (rows.first_fixed and rows.last_fixed)
    along = rows is not None and rows.is_single and not (rows.first_fixed or rows.last_fixed)
    beside = rows.first if along and not part.sheet and rows is not None else 0
    key = (typed(part), part.role, part.nothing)
    return replace(part, stem=stem, beside=beside, key=key, is_settled=fixed and not part.until)


def _stem(part: Reference) -> str:
    columns, rows = part.area.columns, part.area.rows
    if part.sheet or part.area.pair or columns is None or rows is None:
        return ""
    return area_text(part.area)[: -len(str(rows.first))]


def _role(function: str, argument: int, before: str, after: str) -> Role:
    if after == ":":
        return Role.START
    if before == ":":
        return Role.END
    if before not in ("(", ",") or after not in (")", ","):
        return Role.VALUE
    if takes_list(function, argument):
        return Role.LIST
    return Role.AREA if takes_area(function, argument) else Role.VALUE


def _beside(words: Sequence[Token], at: int, step: int) -> str:
    """Return the next word that is no space, from a place on forwards or backwards; empty beyond the ends."""
    while 0 <= at < len(words):
        if words[at].kind != "space":
            return words[at].text
        at += step
    return ""


def as_area(part: Reference) -> Reference:
    """Return a reference for where its cells are wanted as one rectangle, even if it is only one."""
    return _told(replace(part, role=Role.AREA))


def typed(part: Part) -> str:
    """Return a part as it is typed."""
    if isinstance(part, Named):
        return f"{quoted(part.sheet)}!{part.text}" if part.sheet else part.table + part.text
    return part if isinstance(part, str) else part.prefix + area_text(part.area)
