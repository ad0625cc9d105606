"""Formulas drawn at random over a small sheet, to hold docgen's values against LibreOffice's."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping

Columns = Mapping[int, Mapping[int, object]]

_ROWS = 12
_WORDS = ("A", "R", "C", "I", "A/R", "Ann", "ann", "note 1", "Zürich", "S1.03", "5", "-7", "x*y", "a~b", "")
_CRITERIA = (
    '"A"', '"*A*"', '"<>A"', '"A*"', '"?"', '">=5"', '"<0"', '">1.5"', '"<>5"', "5", "0", '""', '"="', '"<>"', '"5"',
    '"x~*y"', '"ANN"', '"<=R"', '"zürich"', "TRUE", '"note ?"', '"S1.*"', '"*"', '"<>*n*"',
)  # fmt: skip
_AGGREGATES = ("SUM", "COUNT", "COUNTA", "AVERAGE", "MIN", "MAX", "COUNTBLANK")
_SIGNS = ("+", "-", "*", "/", "&", "=", "<>", "<", ">", "<=", ">=", "^")


def columns(draw: random.Random) -> Columns:
    """Return columns A to F: numbers, words, both, mostly nothing, fractions, and now and then a truth value."""
    makers: tuple[Callable[[], object], ...] = (
        lambda: draw.randint(-9, 9),
        lambda: draw.choice(_WORDS) or None,
        lambda: draw.choice((draw.randint(0, 9), draw.choice(_WORDS) or None)),
        lambda: draw.choice((None, None, draw.randint(0, 3), "A")),
        lambda: round(draw.uniform(-5, 5), 2),
        lambda: draw.choice((True, False, None, "A", 1)),
    )
    return {
        number: {row: value for row in range(1, _ROWS + 1) if (value := make()) is not None}
        for number, make in enumerate(makers, start=1)
    }


def formula(draw: random.Random, depth: int = 0) -> str:
    """Return a formula over those columns, nested at most a few deep."""
    return draw.choice(_LEAVES if depth > _DEEPEST else _MAKERS)(draw, depth + 1)


def _cell(draw: random.Random, _: int) -> str:
    return f"{draw.choice('ABCDEF')}{draw.randint(1, _ROWS)}"


def _number(draw: random.Random, _: int) -> str:
    return draw.choice(("0", "1", "2.5", "10%", "-3", '"A"', '""', "TRUE"))


def _range(draw: random.Random, letters: str = "ABCDEF") -> str:
    one, other = sorted(draw.choices(range(1, _ROWS + 3), k=2))
    first, last = sorted(draw.choices(letters, k=2))
    return draw.choice((f"{first}{one}:{last}{other}", f"{first}:{first}", f"${first}${one}:{first}{other}"))


def _aggregate(draw: random.Random, depth: int) -> str:
    name = draw.choice(_AGGREGATES)
    more = f",{formula(draw, depth)}" if name != "COUNTBLANK" and draw.random() < 0.2 else ""
    return f"{name}({_range(draw)}{more})"


def _counted(draw: random.Random, _: int) -> str:
    if draw.random() < 0.7:
        return f"COUNTIF({_range(draw)},{draw.choice(_CRITERIA)})"
    pairs = (f"{letter}1:{letter}{_ROWS},{draw.choice(_CRITERIA)}" for letter in draw.choices("ABCDEF", k=2))
    return f"COUNTIFS({','.join(pairs)})"


def _summed(draw: random.Random, _: int) -> str:
    name, letter = draw.choice(("SUM", "AVERAGE")), draw.choice("BCD")
    area, values = f"{letter}1:{letter}{_ROWS}", f"{draw.choice('AE')}1:A{_ROWS}"
    if draw.random() < 0.5:
        return f"{name}IF({area},{draw.choice(_CRITERIA)},{values[:2]})"
    values = values.replace(":A", f":{values[0]}")
    return f"{name}IFS({values},{area},{draw.choice(_CRITERIA)})"


def _binary(draw: random.Random, depth: int) -> str:
    return f"({formula(draw, depth)}{draw.choice(_SIGNS)}{formula(draw, depth)})"


def _condition(draw: random.Random, depth: int) -> str:
    one, other, third = (formula(draw, depth) for _ in range(3))
    return draw.choice(
        (
            f"IF({one},{other},{third})",
            f"IFERROR({one},{other})",
            f"AND({one},{other})",
            f"OR({one},{other})",
            f"NOT({one})",
        )
    )


def _rounded(draw: random.Random, depth: int) -> str:
    inner = formula(draw, depth)
    return draw.choice(
        (f"ROUND({inner},1)", f"INT({inner})", f"ABS({inner})", f"MOD({inner},3)", f"-{inner}")
    )


_DEEPEST = 2
_LEAVES = (_cell, _number)
_MAKERS = (_cell, _aggregate, _aggregate, _counted, _counted, _summed, _binary, _binary, _condition, _rounded)
