"""What a round of a loop or a call of a macro costs, read from the syntax tree: units as `budget.py` counts them."""

from __future__ import annotations

import re
from collections.abc import Iterable

from jinja2 import nodes

from docgen.engine.filters import FILTERS
from docgen.engine.stream import Stream

_PIECES = re.compile(r"§(\d+)§")
_OWN_FILTER, _FILTER, _CALL, _TEST, _PRINT = 120, 40, 80, 10, 4
_CHARS = 64  # of a literal: copied, joined, encoded and packed for one unit


def cost_of(body: Iterable[nodes.Node], stream: Stream) -> int:
    """Return what running `body` once costs at most, without the rounds of the loops and the macros in it."""
    waiting, total = list(body), 2
    while waiting:
        node = waiting.pop()
        if isinstance(node, nodes.TemplateData):
            total += _literal(node, stream)
        elif isinstance(node, nodes.For):
            total += 5
            waiting += [node.iter, *node.else_]
        elif not isinstance(node, nodes.Macro):
            total += _own(node)
            waiting += node.iter_child_nodes()
    return total


def _own(node: nodes.Node) -> int:
    if isinstance(node, nodes.Filter):
        return _OWN_FILTER if node.name in FILTERS else _FILTER
    if isinstance(node, (nodes.Call, nodes.CallBlock)):
        return _CALL
    if isinstance(node, nodes.Output):
        return _PRINT * len(node.nodes)
    return _TEST if isinstance(node, nodes.Test) else 1


def _literal(node: nodes.TemplateData, stream: Stream) -> int:
    pieces = (piece for number in _PIECES.findall(node.data) for piece in stream.tags[int(number)][1])
    return sum(1 + len(piece) // _CHARS if isinstance(piece, str) else 3 for piece in pieces)
