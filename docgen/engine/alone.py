"""Printing tags parsed one by one: most tags of a large template say what another of its tags says.

Jinja reads a part's blocks as one text, since they belong together. What a tag prints belongs to nothing: it is parsed
once for each wording, and set into the tree in every place where it stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any

from jinja2 import TemplateSyntaxError, nodes

from docgen.engine.sandbox import Sandbox
from docgen.engine.stream import Stream
from docgen.engine.tags import Kind

_PLACE = re.compile(r"§(\d+)§")


def printed(stream: Stream) -> dict[int, nodes.Expr]:
    """Return what the printing tags of a stream print, by their numbers; those with a fault are left out."""
    found = {
        number: _expression(tag.body) for number, (tag, _) in enumerate(stream.tags) if tag.kind is Kind.PRINT
    }
    return {number: expression for number, expression in found.items() if expression is not None}


def set_in(tree: nodes.Template, expressions: Mapping[int, nodes.Expr]) -> None:
    """Set expressions into a part's tree, each before the mark of its tag (`§number§`) and on the tag's line."""
    for output in tree.find_all(nodes.Output):
        output.nodes = [each for node in output.nodes for each in _with_expressions(node, expressions)]


def _with_expressions(node: nodes.Expr, expressions: Mapping[int, nodes.Expr]) -> Iterator[nodes.Expr]:
    if not isinstance(node, nodes.TemplateData):
        yield node
        return
    for number in map(int, _PLACE.findall(node.data)):
        if number in expressions:
            yield _copied(expressions[number], number + 1)
        yield nodes.TemplateData(f"§{number}§\n", lineno=number + 1)


@lru_cache(maxsize=8192)
def _expression(body: str) -> nodes.Expr | None:
    """Return what a tag prints; None where it can't be read alone, so that the whole says what is wrong."""
    try:
        tree = _syntax().parse(f"{{{{ {body} }}}}")
    except TemplateSyntaxError:
        return None
    (output,) = tree.body if len(tree.body) == 1 else (None,)
    if not isinstance(output, nodes.Output) or len(output.nodes) != 1:
        return None
    return None if isinstance(output.nodes[0], nodes.TemplateData) else output.nodes[0]


@lru_cache(maxsize=1)
def _syntax() -> Sandbox:
    return Sandbox(missing="error")


def _copied(node: Any, line: int) -> Any:
    """Return a copy of an expression on another line: a node's line is what names its tag."""
    if isinstance(node, list):
        return [_copied(each, line) for each in node]
    if not isinstance(node, nodes.Node):
        return node
    fresh = object.__new__(type(node))
    fresh.__dict__ = {name: _copied(value, line) for name, value in node.__dict__.items()}
    fresh.lineno = line
    return fresh
