"""Printing tags parsed one by one: the tree is as if Jinja had read them in their places."""

from __future__ import annotations

import pytest

from docgen.engine.alone import printed, set_in
from docgen.engine.code import jinja_source
from docgen.engine.sandbox import Sandbox
from docgen.engine.stream import Stream
from docgen.engine.tags import Kind, Tag
from docgen.problems import Place

BODIES = [
    "a",
    "a.b['c'] + 1",
    "x|upper|default('§7§')",
    "f(1, k=[2, {'d': a}])",
    "a if b else c",
    "'}}' ~ x[1:2]",
]


def stream(*tags: tuple[Kind, str]) -> Stream:
    made = Stream()
    made.extend(Tag(kind, "", body, body, Place(file="t")) for kind, body in tags)
    return made


def both(made: Stream) -> tuple[str, str]:
    """Return the tree as Jinja makes it, and as it is set together."""
    environment = Sandbox(missing="error")
    whole = environment.parse(jinja_source(made))
    expressions = printed(made)
    parts = environment.parse(jinja_source(made, expressions))
    set_in(parts, expressions)
    return _listed(whole), _listed(parts)


def _listed(tree: object) -> str:
    from jinja2 import nodes

    assert isinstance(tree, nodes.Template)
    kinds = (nodes.Expr, nodes.Stmt)
    return "\n".join(
        f"{node.lineno} {node!r}"
        for node in tree.find_all(kinds)
        if not isinstance(node, (nodes.TemplateData, nodes.Output))
    )


@pytest.mark.parametrize("body", BODIES)
def test_a_tag_parsed_alone_gives_the_nodes_and_lines_that_it_gives_in_its_place(body: str) -> None:
    tags = [(Kind.PRINT, "first"), (Kind.BLOCK, "for x in xs"), (Kind.PRINT, body), (Kind.PRINT, body)]
    whole, parts = both(stream(*tags, (Kind.BLOCK, "endfor"), (Kind.PRINT, body)))
    assert parts == whole


@pytest.mark.parametrize("body", ["a +", "", "a b", "a }} {{ b", "%}", "a.'b'"])
def test_a_tag_with_a_fault_is_left_to_the_whole(body: str) -> None:
    assert printed(stream((Kind.PRINT, "fine"), (Kind.PRINT, body))).keys() == {0}


def test_a_block_is_never_parsed_alone() -> None:
    assert printed(stream((Kind.BLOCK, "if a"), (Kind.BLOCK, "endif"))) == {}
