"""The functions whose values are worked out: what Excel and LibreOffice agree on, and no more."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from decimal import ROUND_DOWN, ROUND_HALF_UP, ROUND_UP, Context, Decimal

from docgen.engine.excel import calc_criteria as criteria
from docgen.engine.excel.calc_cells import Area, Totals, added, joined
from docgen.engine.excel.calc_operators import OPERATORS
from docgen.engine.excel.calc_syntax import (
    Function,
    Grammar,
    Known,
    Node,
    Operand,
    Scope,
    missing,
    scalar,
)
from docgen.engine.excel.calc_values import (
    Failure,
    Fault,
    Unknown,
    Value,
    number,
    sound,
    truth,
    whole_below,
)

# Digits after the point beyond which a double has nothing left to round.
_MOST_DIGITS = 15
# Wide enough for the greatest double with all those digits after its point.
_WIDE = Context(prec=400)


# Ranges added up ------------------------------------------------------------------------------------------------


def _totals(scope: Scope, arguments: tuple[Node, ...]) -> Totals:
    """Return what all arguments add up to. Raise Failure for an error among them.

    Raise Unknown for truth values in a range (Excel leaves them out, LibreOffice counts them) and for texts given
    as arguments (the other way round).
    """
    totals = joined(_each(scope, argument) for argument in arguments)
    if totals.fault:
        raise Failure(totals.fault)
    if totals.flags:
        raise Unknown("truth values in a range")
    return totals


def _each(scope: Scope, argument: Node) -> Totals:
    found = argument(scope)
    if isinstance(found, Area):
        return scope.cells.totals(found)
    return added(Totals(), [number(_direct(found))])


def _direct(value: Value) -> Value:
    """Return an argument that is a value rather than a range.

    Raise Unknown for a text or an empty one: LibreOffice sees a cell behind it where Excel sees a value.
    """
    if value is None or isinstance(value, str):
        raise Unknown(value)
    return value


def _sum(scope: Scope, arguments: tuple[Node, ...]) -> Value:
    return _totals(scope, arguments).sum


def _average(scope: Scope, arguments: tuple[Node, ...]) -> Value:
    return _mean(_totals(scope, arguments))


def _mean(totals: Totals) -> float:
    if not totals.numbers:
        raise Failure(Fault.DIVISION)
    return totals.sum / totals.numbers


def _min(scope: Scope, arguments: tuple[Node, ...]) -> Value:
    totals = _totals(scope, arguments)
    return totals.least if totals.numbers else 0.0


def _max(scope: Scope, arguments: tuple[Node, ...]) -> Value:
    totals = _totals(scope, arguments)
    return totals.greatest if totals.numbers else 0.0


def _count(scope: Scope, arguments: tuple[Node, ...]) -> Value:
    return float(sum(_numbers_in(scope, argument) for argument in arguments))


def _numbers_in(scope: Scope, argument: Node) -> int:
    found = _operand(scope, argument)
    if isinstance(found, Area):
        totals = scope.cells.totals(found)
        if totals.flags:
            raise Unknown("truth values in a range")
        return totals.numbers
    return int(not isinstance(_direct(found), Fault))


def _count_all(scope: Scope, arguments: tuple[Node, ...]) -> Value:
    return float(sum(_filled_in(scope, argument) for argument in arguments))


def _filled_in(scope: Scope, argument: Node) -> int:
    found = _operand(scope, argument)
    if isinstance(found, Area):
        return scope.cells.totals(found).filled
    if found is None:
        raise Unknown(found)
    return 1


def _operand(scope: Scope, argument: Node) -> Operand:
    """Return an argument with an error as a value: counting does not fail over one."""
    try:
        return argument(scope)
    except Failure as failure:
        return failure.fault


def _count_blank(scope: Scope, arguments: tuple[Node, ...]) -> Value:
    area = _area(scope, *arguments)
    totals = scope.cells.totals(area)
    return float(area.size - totals.filled + totals.empty_texts)


# Ranges searched ------------------------------------------------------------------------------------------------


def _area(scope: Scope, argument: Node) -> Area:
    found = argument(scope)
    if not isinstance(found, Area):
        raise Unknown(found)
    return found


def _matching(scope: Scope, pairs: tuple[Node, ...]) -> tuple[criteria.Match, Area]:
    """Return what meets all pairs of range and criterion, and the first range. Raise Failure for unlike shapes.

    Raise Unknown where several criteria meet at an empty cell: LibreOffice passes over some of those.
    """
    if len(pairs) % 2:
        raise Unknown("pairs of range and criterion")
    areas = [_area(scope, argument) for argument in pairs[::2]]
    _same_shape(areas)
    wanted = [criteria.criterion(scalar(scope, argument)) for argument in pairs[1::2]]
    matches = [criteria.matching(scope.cells, *pair) for pair in zip(areas, wanted, strict=True)]
    match = criteria.together(matches)
    lenient = len(matches) > 1 and any(each.negated for each in matches)
    if lenient and (match.negated or not match.offsets <= _held(scope, areas, matches)):
        raise Unknown("empty cells under several criteria")
    return match, areas[0]


def _held(scope: Scope, areas: list[Area], matches: list[criteria.Match]) -> frozenset[int]:
    """Return the offsets at which no empty cell is needed to meet a criterion."""
    lenient = [area for area, match in zip(areas, matches, strict=True) if match.negated]
    scope.cells.touch(sum(len(scope.cells.filled(area)) for area in lenient))
    return frozenset.intersection(
        *(match.offsets for match in matches if not match.negated),
        *(frozenset(scope.cells.filled(area)) for area in lenient),
    )


def _same_shape(areas: list[Area]) -> None:
    first = areas[0]
    for area in areas[1:]:
        if area.right - area.left != first.right - first.left or area.size != first.size:
            raise Failure(Fault.VALUE)


def _count_if(scope: Scope, arguments: tuple[Node, ...]) -> Value:
    match, area = _matching(scope, arguments)
    return float(criteria.count(match, area.size))


def _one_criterion(scope: Scope, arguments: tuple[Node, ...]) -> Totals:
    """Return the totals of SUMIF and AVERAGEIF: the values may stand in a range that only begins elsewhere."""
    match, area = _matching(scope, arguments[:2])
    summed = _area(scope, arguments[2]).shaped(area) if len(arguments) > 2 else area
    return _chosen(scope, match, summed)


def _many_criteria(scope: Scope, arguments: tuple[Node, ...]) -> Totals:
    summed = _area(scope, arguments[0])
    match, area = _matching(scope, arguments[1:])
    _same_shape([summed, area])
    return _chosen(scope, match, summed)


def _chosen(scope: Scope, match: criteria.Match, summed: Area) -> Totals:
    totals = added(Totals(), criteria.chosen(scope.cells, summed, match))
    if totals.fault:
        raise Failure(totals.fault)
    if totals.flags:
        raise Unknown("truth values in a range")
    return totals


# Conditions -----------------------------------------------------------------------------------------------------


def _if(scope: Scope, arguments: tuple[Node, ...]) -> Operand:
    condition, *branches = arguments
    holds = truth(scalar(scope, condition))
    if not holds and len(branches) == 1:
        return False
    branch = branches[0 if holds else 1]
    return 0.0 if branch is missing else branch(scope)


def _if_error(scope: Scope, arguments: tuple[Node, ...]) -> Operand:
    tried, instead = arguments
    found = scalar(scope, tried)
    return instead(scope) if isinstance(found, Fault) else found


def _truths(scope: Scope, arguments: tuple[Node, ...]) -> Iterator[bool]:
    """Yield the truth of each argument; of ranges, that of each number and truth value."""
    for argument in arguments:
        found = argument(scope)
        if isinstance(found, Area):
            scope.cells.touch(len(scope.cells.filled(found)))
            held = [sound(value) for value in scope.cells.filled(found).values()]
            yield from (bool(value) for value in held if not isinstance(value, str))
        else:
            yield truth(_direct(found))


def _and(scope: Scope, arguments: tuple[Node, ...]) -> Value:
    return all(_some_truths(scope, arguments))


def _or(scope: Scope, arguments: tuple[Node, ...]) -> Value:
    return any(_some_truths(scope, arguments))


def _some_truths(scope: Scope, arguments: tuple[Node, ...]) -> list[bool]:
    found = list(_truths(scope, arguments))
    if not found:
        raise Failure(Fault.VALUE)
    return found


# One value in, one out ------------------------------------------------------------------------------------------


def _plain(function: Callable[..., Value]) -> Function:
    """Return a function of plain values: each argument is worked out first."""
    return lambda scope, arguments: function(*(scalar(scope, argument) for argument in arguments))


def _is_number(value: Value) -> Value:
    if isinstance(value, bool):
        raise Unknown(value)  # LibreOffice holds truth values as numbers
    return isinstance(value, float)


def _link_text(address: Value, shown: Value = "") -> Value:
    """Return what the cell of a link shows: the address, where nothing else is given."""
    found = shown if shown != "" else address
    if not isinstance(found, str):
        raise Unknown(found)
    return found


def _rounding(way: str) -> Callable[[Value, Value], Value]:
    def rounded(value: Value, digits: Value = 0.0) -> Value:
        amount, places = number(value), int(number(digits))
        if abs(places) > _MOST_DIGITS:
            raise Unknown(places)
        # By its shortest decimal form, as both programs round: 2.675 is 2.68, though the double is a hair less.
        step = Decimal(1).scaleb(-places)
        return float(Decimal(repr(amount)).quantize(step, rounding=way, context=_WIDE))

    return rounded


def _modulo(value: Value, divisor: Value) -> Value:
    left, right = number(value), number(divisor)
    if not right:
        raise Failure(Fault.DIVISION)
    if not (left.is_integer() and right.is_integer()):
        raise Unknown(left, right)  # the programs lose different bits
    return math.fmod(left, right) + (right if math.fmod(left, right) * right < 0 else 0.0)


FUNCTIONS: dict[str, Known] = {
    "SUM": Known(_sum),
    "AVERAGE": Known(_average),
    "MIN": Known(_min),
    "MAX": Known(_max),
    "COUNT": Known(_count),
    "COUNTA": Known(_count_all),
    "COUNTBLANK": Known(_count_blank, 1, 1),
    "COUNTIF": Known(_count_if, 2, 2),
    "COUNTIFS": Known(_count_if, 2),
    "SUMIF": Known(lambda scope, arguments: _one_criterion(scope, arguments).sum, 2, 3),
    "SUMIFS": Known(lambda scope, arguments: _many_criteria(scope, arguments).sum, 3),
    "AVERAGEIF": Known(lambda scope, arguments: _mean(_one_criterion(scope, arguments)), 2, 3),
    "AVERAGEIFS": Known(lambda scope, arguments: _mean(_many_criteria(scope, arguments)), 3),
    "IF": Known(_if, 2, 3),
    "IFERROR": Known(_if_error, 2, 2),
    "AND": Known(_and),
    "OR": Known(_or),
    "NOT": Known(_plain(lambda value: not truth(value)), 1, 1),
    "ABS": Known(_plain(lambda value: abs(number(value))), 1, 1),
    "INT": Known(_plain(lambda value: whole_below(number(value))), 1, 1),
    "MOD": Known(_plain(_modulo), 2, 2),
    "ROUND": Known(_plain(_rounding(ROUND_HALF_UP)), 2, 2),
    "ROUNDUP": Known(_plain(_rounding(ROUND_UP)), 2, 2),
    "ROUNDDOWN": Known(_plain(_rounding(ROUND_DOWN)), 2, 2),
    "ISBLANK": Known(_plain(lambda value: value is None), 1, 1),
    "ISERROR": Known(_plain(lambda value: isinstance(value, Fault)), 1, 1),
    "ISNUMBER": Known(_plain(_is_number), 1, 1),
    "ISTEXT": Known(_plain(lambda value: isinstance(value, str)), 1, 1),
    "HYPERLINK": Known(_plain(_link_text), 1, 2),
    "TRUE": Known(_plain(lambda: True), 0, 0),
    "FALSE": Known(_plain(lambda: False), 0, 0),
}

GRAMMAR = Grammar(FUNCTIONS, OPERATORS)
