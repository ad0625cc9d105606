"""A formula becomes a function of where it stands: Pratt's parser, with Excel's order of operators.

Formulas of one shape (the rows of a table) differ by the cells they name alone: they are parsed once.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from operator import methodcaller
from typing import NamedTuple, Protocol, TypeAlias

from docgen.engine.excel.calc_cells import Area, Cells
from docgen.engine.excel.calc_values import Failure, Fault, Unknown, Value
from docgen.engine.excel.tokens import Token, tokens

Operand: TypeAlias = "Value | Area"


class Scope(Protocol):
    """What a formula sees from its cell: the cells of all sheets, and the areas that it names, in order."""

    @property
    def cells(self) -> Cells: ...

    def area(self, number: int) -> Area:
        """Return the area that the formula names in that place. Raise Failure or Unknown where there is none."""

    def value(self, number: int) -> Value:
        """Return what the one cell holds that the formula names in that place. Raise Unknown for more than one."""


class Along(NamedTuple):
    """Cells along the row of the formula that names them: their first and last column."""

    left: int
    right: int


Cited: TypeAlias = Token | Along
"""What a formula names: a word of its text, or cells along its own row."""
Node: TypeAlias = Callable[[Scope], Operand]
Function: TypeAlias = Callable[[Scope, tuple[Node, ...]], Operand]
Operator: TypeAlias = Callable[[Value, Value], Value]

# Excel takes so many arguments of a function.
_MOST_ARGUMENTS = 255


@dataclass(frozen=True, slots=True)
class Constant:
    """A node that is a value."""

    value: Value

    def __call__(self, _: Scope) -> Operand:
        return self.value


@dataclass(frozen=True, slots=True)
class CitedArea:
    """A node that is an area which the formula names; `number` counts them."""

    number: int

    def __call__(self, scope: Scope) -> Operand:
        return scope.area(self.number)


class Known(NamedTuple):
    """A function that can be worked out, and how many arguments it takes."""

    function: Function
    least: int = 1
    most: int = _MOST_ARGUMENTS


# How strongly an operator binds. A sign binds stronger than a power: -2^2 is 4.
_COMPARISON, _JOIN, _SUM, _PRODUCT, _POWER, _SIGN, _PERCENT = range(10, 80, 10)
_BINDING = {
    **dict.fromkeys(("=", "<>", "<", ">", "<=", ">="), _COMPARISON),
    "&": _JOIN,
    **dict.fromkeys(("+", "-"), _SUM),
    **dict.fromkeys(("*", "/"), _PRODUCT),
    "^": _POWER,
    "%": _PERCENT,
}
# Excel nests functions 64 deep; long sums without brackets may go further.
_DEEPEST = 150
_NAMED = {"reference", "table", "name"}
_FAULTS = {fault.value: fault for fault in Fault}
_TRUTH = {"TRUE": True, "FALSE": False}
_END = Token("end", "")


def missing(_: Scope) -> Operand:
    """Stand for an argument that was left out between two commas."""
    raise Unknown("an argument is left out")


def split(formula: str) -> tuple[tuple[Token, ...], tuple[Token, ...]]:
    """Return a formula's shape, in which all names of cells look alike, and those names in order."""
    words = [word for word in tokens(formula) if word.kind != "space"]
    named = tuple(word for word in words if _is_named(word))
    shape = tuple(Token("named", "") if _is_named(word) else word for word in words)
    return shape, named


def _is_named(word: Token) -> bool:
    return word.kind in _NAMED and word.text.upper() not in _TRUTH


class Grammar:
    """The functions and operators that can be worked out, and formulas parsed with them."""

    def __init__(self, functions: Mapping[str, Known], operators: Mapping[str, Operator]) -> None:
        self.functions = functions
        self.operators = operators
        self.parsed = lru_cache(maxsize=1024)(self._parsed)
        self.read = lru_cache(maxsize=8192)(self._read)

    def _read(self, formula: str) -> tuple[Node | None, tuple[Token, ...]]:
        """Return what works a formula out, None where it holds something else, and the names of cells in it."""
        shape, named = split(formula)
        return self.parsed(shape), named

    def _parsed(self, shape: tuple[Token, ...]) -> Node | None:
        """Return what works out all formulas of a shape, or None for one that holds something else."""
        try:
            return _Parser(self, shape).whole()
        except Unknown:
            return None


class _Parser:
    def __init__(self, grammar: Grammar, shape: tuple[Token, ...]) -> None:
        self._grammar = grammar
        self._words = shape
        self._at = 0
        self._areas = 0

    def whole(self) -> Node:
        node = self._expression(0, depth=0)
        if self._next() is not _END:
            raise Unknown(self._words[self._at])
        return node

    def _next(self) -> Token:
        return self._words[self._at] if self._at < len(self._words) else _END

    def _take(self) -> Token:
        word = self._next()
        self._at += 1
        return word

    def _expect(self, mark: str) -> None:
        if self._take().text != mark:
            raise Unknown(mark)

    def _expression(self, binding: int, depth: int) -> Node:
        node = self._operand(depth + 1)
        while _BINDING.get(self._next().text, 0) > binding and self._next().kind == "operator":
            if depth > _DEEPEST:
                raise Unknown("nested too deep")
            depth += 1
            node = self._operation(node, self._take().text, depth)
        return node

    def _operation(self, left: Node, sign: str, depth: int) -> Node:
        operator = self._grammar.operators[sign]
        if sign == "%":
            return lambda scope: operator(scalar(scope, left), None)
        right = self._expression(_BINDING[sign], depth + 1)
        one, other = _scalar(left), _scalar(right)
        if isinstance(right, Constant):
            value = right.value
            return lambda scope: operator(one(scope), value)
        return lambda scope: operator(one(scope), other(scope))

    def _operand(self, depth: int) -> Node:
        if depth > _DEEPEST:
            raise Unknown("nested too deep")
        word = self._take()
        if word.kind == "named":
            return self._area()
        if word.kind == "function":
            return self._call(word.text.upper(), depth)
        if word.text in {"+", "-"}:
            return self._signed(word.text, depth)
        if word.text == "(":
            node = self._expression(0, depth)
            self._expect(")")
            return node
        return _constant(word)

    def _area(self) -> Node:
        number = self._areas
        self._areas += 1
        return CitedArea(number)

    def _signed(self, sign: str, depth: int) -> Node:
        node = self._expression(_SIGN, depth)
        if sign == "+":
            return node
        negated = self._grammar.operators["-"]
        return lambda scope: negated(0.0, scalar(scope, node))

    def _call(self, name: str, depth: int) -> Node:
        known = self._grammar.functions.get(name)
        self._expect("(")
        arguments = self._arguments(depth)
        if known is None or not known.least <= len(arguments) <= known.most:
            raise Unknown(name)
        function = known.function
        return lambda scope: function(scope, arguments)

    def _arguments(self, depth: int) -> tuple[Node, ...]:
        if self._next().text == ")":
            self._take()
            return ()
        found = [self._argument(depth)]
        while self._next().text == ",":
            self._take()
            found.append(self._argument(depth))
        self._expect(")")
        return tuple(found)

    def _argument(self, depth: int) -> Node:
        return missing if self._next().text in {",", ")"} else self._expression(0, depth)


def _constant(word: Token) -> Node:
    if word.kind == "number":
        return Constant(float(word.text))
    if word.kind == "string":
        return Constant(word.text[1:-1].replace('""', '"'))
    if word.text.upper() in _TRUTH:
        return Constant(_TRUTH[word.text.upper()])
    if word.text in _FAULTS:
        return Constant(_FAULTS[word.text])
    raise Unknown(word)


def _scalar(node: Node) -> Callable[[Scope], Value]:
    """Return what gives a node's one value, as `scalar` does."""
    if isinstance(node, CitedArea):
        return methodcaller("value", node.number)
    return lambda scope: scalar(scope, node)


def scalar(scope: Scope, node: Node) -> Value:
    """Return what a node comes to, as one value. Raise Unknown for more than one cell.

    An error is a value here too, so that a function may ask for it.
    """
    kind = node.__class__
    if kind is CitedArea:
        return scope.value(node.number)  # type: ignore[attr-defined]
    if kind is Constant:
        return node.value  # type: ignore[attr-defined,no-any-return]
    try:
        found = node(scope)
    except Failure as failure:
        return failure.fault
    return only_value(scope.cells, found) if isinstance(found, Area) else found


def only_value(cells: Cells, area: Area) -> Value:
    """Return what the one cell of an area holds. Raise Unknown for more than one."""
    sheet, top, left, bottom, right = area
    if top != bottom or left != right:
        raise Unknown(area)
    return cells.value(sheet, top, left)
