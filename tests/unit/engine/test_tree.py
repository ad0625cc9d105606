"""A part's tree, put together from tags that are parsed one by one: it is as if Jinja had read them as a whole."""

from __future__ import annotations

import pytest
from jinja2 import TemplateSyntaxError, nodes

from docgen.engine.code import jinja_source
from docgen.engine.sandbox import Sandbox
from docgen.engine.stream import Stream
from docgen.engine.tags import Kind, Tag
from docgen.engine.tree import assembled, walk
from docgen.problems import Place

PRINTED = [
    "a",
    "a.b['c'] + 1",
    "a.b[0].c",
    'a["it\'s"].b',
    "a['x y'][12]",
    "true",
    "none",
    "x|upper|default('§7§')",
    "f(1, k=[2, {'d': a}])",
    "a if b else c",
    "a, b",
    "'}}' ~ x[1:2]",
    "not a",
    "-a",
    "a.0",
    "a.in",
]
BLOCKS = [
    ["if a.b", "endif"],
    ["if(a)", "elif(b)", "endif"],
    ["if a and b", "elif c", "elif d is none", "else", "endif"],
    ["if (a if b else c)", "endif"],
    ["for x in a.b", "endfor"],
    ["for x in a['k'] if x", "else", "endfor"],
    ["for k, v in a.items()", "if v", "else", "endif", "else", "endfor"],
    ["for x in a recursive", "endfor"],
    ["set x = a", "set y", "endset"],
    ["set ns.x = 1"],
    ["with a = b, c = d", "endwith"],
    ["macro m(a, b=2)", "endmacro", "call(u) m(1)", "endcall"],
    ["filter upper", "endfilter"],
]
FAULTY = [
    ["if a if b else c", "endif"],
    ["if", "endif"],
    ["for x in", "endfor"],
    ["if a", "else", "elif b", "endif"],
    ["if a", "else", "else", "endif"],
    ["if a", "for x in b", "endif", "endfor"],
    ["if a"],
    ["endif"],
    ["else"],
    ["for true in a", "endfor"],
    ["set true = 1"],
    ["nonsense"],
]


def stream(*tags: tuple[Kind, str]) -> Stream:
    made = Stream()
    made.extend(Tag(kind, "", body, body, Place(file="t")) for kind, body in tags)
    return made


def blocks(bodies: list[str]) -> Stream:
    """Return a stream of block tags with something printed after each."""
    return stream(*(pair for body in bodies for pair in ((Kind.BLOCK, body), (Kind.PRINT, "after"))))


def as_jinja_reads(made: Stream) -> str:
    tree = Sandbox(missing="error").parse(f"{jinja_source(made)}§end§")
    return _outline(tree).replace("\\n§end§'", "\\n'")  # Jinja drops a line's end that ends the template


def as_assembled(made: Stream) -> str:
    tree = assembled(made)
    assert tree is not None
    return _outline(tree)


def _outline(value: object) -> str:
    """Return every node with its fields and, where Jinja keeps one that names a tag, its line."""
    if isinstance(value, list):
        return f"[{', '.join(map(_outline, value))}]"
    if not isinstance(value, nodes.Node):
        return repr(value)
    named = isinstance(value, (nodes.Expr, nodes.Stmt)) and not isinstance(
        value, (nodes.Output, nodes.TemplateData)
    )
    fields = ", ".join(_outline(getattr(value, name)) for name in value.fields)
    return f"{type(value).__name__}@{value.lineno if named else ''}({fields})"


@pytest.mark.parametrize("body", PRINTED)
def test_what_a_tag_prints_gives_the_nodes_and_lines_that_jinja_gives(body: str) -> None:
    tags = [(Kind.PRINT, "first"), (Kind.BLOCK, "for x in xs"), (Kind.PRINT, body), (Kind.PRINT, body)]
    made = stream(*tags, (Kind.BLOCK, "endfor"), (Kind.PRINT, body))
    assert as_assembled(made) == as_jinja_reads(made)


@pytest.mark.parametrize("bodies", BLOCKS, ids=" ".join)
def test_blocks_lie_in_each_other_as_jinja_reads_them(bodies: list[str]) -> None:
    made = blocks([*bodies, *bodies])
    assert as_assembled(made) == as_jinja_reads(made)


@pytest.mark.parametrize("bodies", FAULTY, ids=" ".join)
def test_what_jinja_refuses_is_left_to_jinja(bodies: list[str]) -> None:
    made = blocks(bodies)
    with pytest.raises(TemplateSyntaxError):
        as_jinja_reads(made)
    assert assembled(made) is None


@pytest.mark.parametrize("body", ["a +", "", "a b", "a }} {{ b", "%}", "a.'b'", "a[", "a[01]"])
def test_a_printing_tag_with_a_fault_is_left_to_jinja(body: str) -> None:
    assert assembled(stream((Kind.PRINT, "fine"), (Kind.PRINT, body))) is None


def test_what_is_rarely_said_is_left_to_jinja() -> None:
    made = blocks(["autoescape true", "endautoescape"])
    assert as_jinja_reads(made)
    assert assembled(made) is None


def test_copies_of_a_wording_share_no_node() -> None:
    tree = assembled(stream((Kind.PRINT, "a.b|upper(c)"), (Kind.PRINT, "a.b|upper(c)")))
    assert tree is not None
    found = [id(node) for node in walk(tree)]
    assert len(found) == len(set(found))


def test_a_walk_meets_every_node_that_jinja_finds() -> None:
    made = blocks([body for bodies in BLOCKS for body in bodies])
    tree = assembled(made)
    assert tree is not None
    expected = sorted(type(node).__name__ for node in (tree, *tree.find_all(nodes.Node)))
    assert sorted(type(node).__name__ for node in walk(tree)) == expected
