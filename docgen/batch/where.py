"""`--where`: which clients a batch takes, by what stands in their intakes.

    PATH=V   PATH!=V   PATH<V   PATH<=V   PATH>V   PATH>=V   PATH in A,B   PATH matches REGEX   PATH exists

A path is an intake's (`engagement.tier`, `applications[filenest].rto`); `[]` stands for every item, and one that
fits is enough. Values are compared as what they are: numbers, dates, lengths of time, texts letter by letter. A
condition is about the file on its defaults and its group's facts, before `--overlay` and `--set`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from docgen.batch.compare import Incomparable, compared, has_order, own_value, same
from docgen.batch.pattern import BadPattern, Pattern
from docgen.errors import IntakeError
from docgen.intake.argument import Argument, argument, known_steps
from docgen.intake.items import nodes_at
from docgen.intake.layers import GROUP, standing_root
from docgen.intake.load import load_tree
from docgen.intake.nodes import Lines, Node
from docgen.intake.paths import PathStep
from docgen.intake.settings import settings_above
from docgen.intake.shape import Kind, Shape
from docgen.intake.source import Source
from docgen.intake.typed import NotOfType, typed
from docgen.problems import Problem, Severity

_OPTION = "--where"
_START = len(_OPTION) + 1
_HINT = "Write a condition such as engagement.tier=gold, or 'sites[].users>50'."
_PARTS = re.compile(
    r"\s*(?P<path>(?:[^\s=!<>\[\]]|\[[^\]]*\])+)"
    r"(?:\s*(?P<sign>!=|<=|>=|=|<|>)|\s+(?P<word>in|matches|exists)(?![^\s]))\s*",
)
_ITEM = re.compile(r"""\s*(?P<text>"[^"]*"|'[^']*'|[^,]*?)\s*(?:,|$)""")
_ORDERS = {
    "<": (-1,),
    "<=": (-1, 0),
    ">": (1,),
    ">=": (0, 1),
}


@dataclass(frozen=True, slots=True)
class Condition:
    """One condition. `steps` lead to the values, `shape` is what the model says of them (None: nothing);
    `wanted` are the values asked for, `pattern` what `matches` looks for."""

    text: str
    path: str
    steps: tuple[PathStep, ...]
    operator: str
    shape: Shape | None
    wanted: tuple[Any, ...] = ()
    pattern: Pattern | None = None

    @property
    def top(self) -> str:
        """The key at the top of the intake that it is about."""
        return self.steps[0].name

    def holds(self, root: Node, source: Source) -> bool:
        """Return whether an intake's data meet it.

        A value that is absent or empty equals nothing, so that `!=` holds; it is neither less nor more. Raise
        IntakeError where a value is not what the model wants there, so that it cannot be compared.
        """
        found = [node for node in nodes_at(root, self.steps) if node.data is not None]
        if self.operator == "exists":
            return bool(found)
        return self._any_fits(found, source) != (self.operator == "!=")

    def _any_fits(self, found: Iterable[Node], source: Source) -> bool:
        """Return whether one of several values answers yes: then those that cannot be compared do not matter."""
        problems: list[Problem] = []
        for node in found:
            try:
                if self._answer(node):
                    return True
            except (NotOfType, Incomparable) as fault:
                problems.append(self._problem(node, source, fault))
        if problems:
            raise IntakeError(problems)
        return False

    def _problem(self, node: Node, source: Source, fault: NotOfType | Incomparable) -> Problem:
        code = fault.code if isinstance(fault, NotOfType) else "not-comparable"
        place = (node.source or source).place(node.start, max(node.end, node.start + 1), self.path)
        return Problem(code, Severity.ERROR, place, f"{self.path} {fault.message}", fault.hint)

    def _answer(self, node: Node) -> bool:
        if self.pattern is not None:
            return isinstance(node.data, str) and self.pattern.found_in(node.data)
        value = _value(node.data, self.shape)
        if self.operator in _ORDERS:
            return compared(value, self.wanted[0]) in _ORDERS[self.operator]
        return any(same(value, wanted) for wanted in self.wanted)


def read_conditions(texts: Iterable[str]) -> tuple[Condition, ...]:
    """Return the conditions that `--where` gives, all of which must hold.

    Raise ArgumentError: no operator, a path that is no fact's, a value that its fact cannot have, an order where
    there is none, a pattern that cannot be followed.
    """
    return tuple(_condition(text) for text in texts)


def fits(path: Path, conditions: Sequence[Condition]) -> bool:
    """Return whether the intake at `path` meets every condition.

    A YAML file is read no further than it takes to tell. Raise IntakeError where it cannot be read or a value
    cannot be compared: such a client is neither chosen nor left out.
    """
    if not conditions:
        return True
    wanted = {condition.top for condition in conditions}
    source, root, _ = load_tree(path, only={*wanted, GROUP} if settings_above(path) else wanted)
    if root is None or root.pairs is None:
        place = Lines(source, root).place("")
        raise IntakeError([Problem("empty-file", Severity.ERROR, place, "The file holds no groups of keys.")])
    whole = standing_root(root, source, path)
    return all(condition.holds(whole, source) for condition in conditions)


def _condition(text: str) -> Condition:
    source = argument(_OPTION, text)
    match = _PARTS.match(source.text, _START)
    if match is None:
        raise source.fault("bad-condition", _START, len(source.text), "This is not a condition.", _HINT)
    path, operator = match["path"], match["sign"] or match["word"]
    steps = known_steps(source, path, match.start("path"))
    made = Condition(text, path, steps, operator, steps[-1].shape)
    _refuse_groups(source, made, match)
    if operator == "exists":
        _refuse_rest(source, match.end())
        return made
    if operator == "matches":
        return _with_pattern(source, made, match.end())
    return _with_values(source, made, match)


def _refuse_groups(source: Argument, made: Condition, match: re.Match[str]) -> None:
    """Raise ArgumentError where a group or a list is to be compared, or what has no order is to be ordered."""
    kind = made.shape.kind if made.shape else Kind.VALUE
    if kind is not Kind.VALUE and made.operator != "exists":
        hint = (
            f"Write {made.path}[] for any of its items." if kind is Kind.LIST else "Ask for one of its keys."
        )
        message = f"{made.path} is {kind.value}, which has no one value to compare."
        raise source.fault("bad-condition", *match.span("path"), message, hint)
    if made.operator in _ORDERS and made.shape is not None and not has_order(made.shape):
        message = f"The values of {made.path} have no order."
        raise source.fault("bad-condition", *match.span("sign"), message, "Use =, != or in.")


def _refuse_rest(source: Argument, start: int) -> None:
    if source.text[start:].strip():
        raise source.fault("bad-condition", start, len(source.text), "Nothing may follow exists.", _HINT)


def _with_pattern(source: Argument, made: Condition, start: int) -> Condition:
    text = source.text[start:].rstrip()
    if not text:
        raise source.fault(
            "bad-condition", len(source.text) - 1, len(source.text), "There is no pattern.", _HINT
        )
    try:
        return Condition(made.text, made.path, made.steps, made.operator, made.shape, pattern=Pattern(text))
    except BadPattern as fault:
        at = min(start + fault.at, len(source.text) - 1)
        hint = "Letters, ., [a-z], ^, $, (…|…), *, + and ? can be used."
        raise source.fault("bad-pattern", at, at + 1, str(fault), hint) from None


def _with_values(source: Argument, made: Condition, match: re.Match[str]) -> Condition:
    several = made.operator == "in"
    wanted = tuple(_wanted(source, made, *span) for span in _spans(source, match.end(), several=several))
    return Condition(made.text, made.path, made.steps, made.operator, made.shape, wanted)


def _spans(source: Argument, start: int, *, several: bool) -> Iterator[tuple[int, int]]:
    """Yield where the values stand, without blanks and quotes around them."""
    end = len(source.text.rstrip())
    if not several:
        yield _unquoted(source.text, start, end)
        return
    while True:
        item = _ITEM.match(source.text, start)
        if item is None:
            fault = "Something follows a quote here."
            raise source.fault("bad-condition", start, len(source.text), fault, "Part values by commas.")
        yield _unquoted(source.text, *item.span("text"))
        if not item[0].endswith(","):
            return
        start = item.end()


def _unquoted(text: str, start: int, end: int) -> tuple[int, int]:
    quoted = end - start >= 2 and text[start] in "\"'" and text[end - 1] == text[start]
    return (start + 1, end - 1) if quoted else (start, max(start, end))


def _wanted(source: Argument, made: Condition, start: int, end: int) -> Any:
    """Return one value that is asked for, as the model reads it."""
    text = source.text[start:end]
    spot = min(start, len(source.text) - 1), max(end, start + 1)
    if not text.strip():
        hint = f"Write a value; {made.path} exists asks whether there is one."
        raise source.fault("bad-condition", *spot, "There is no value here.", hint)
    if text.startswith("=") and made.operator == "=":
        raise source.fault("bad-condition", start, start + 1, "One = is enough.", "")
    try:
        return _value(text, made.shape)
    except NotOfType as fault:
        raise source.fault(fault.code, *spot, f"{made.path} {fault.message}", fault.hint) from None


def _value(data: Any, shape: Shape | None) -> Any:
    return own_value(data) if shape is None else typed(data, shape)
