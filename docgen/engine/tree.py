"""A part's syntax tree, put together from its tags: each wording is parsed once, whoever says it.

Jinja would read a part's tags as one text. But how blocks lie in each other is known already (`check_blocks`), and
most tags of a large template say what another of its tags says. So Jinja parses what one tag says, alone, and the
tree grows from copies. What cannot be read so, above all what has a fault, is left to Jinja as a whole, which says
what is wrong.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from jinja2 import TemplateSyntaxError, nodes
from jinja2.parser import Parser

from docgen.engine.sandbox import Sandbox
from docgen.engine.stream import Stream, opens_block
from docgen.engine.tags import Kind, Tag

_WORDINGS = 8192  # kept of each kind: more than all the built-in templates say
_NAME = "[A-Za-z_][A-Za-z0-9_]*"
_STEP = rf"""\.({_NAME})|\[(0|[1-9][0-9]*)\]|\["([^"\\]*)"\]|\['([^'\\]*)'\]"""
_STEPS = re.compile(_STEP)
_PATH = re.compile(rf"({_NAME})(?:{_STEP})*")
_WORD = re.compile(r"\w*")
_SIMPLE_LOOP = re.compile(rf"for +({_NAME}) +in +(.*)")
_WORDS = frozenset(
    ("true", "false", "none", "True", "False", "None", "not", "and", "or", "in", "is", "if", "else")
)
_HEADS = (
    nodes.If,
    nodes.For,
    nodes.With,
    nodes.Macro,
    nodes.CallBlock,
    nodes.FilterBlock,
    nodes.AssignBlock,
    nodes.Assign,
)


class Unreadable(Exception):
    """A tag that cannot be read by itself; never seen outside of this module."""


def assembled(stream: Stream) -> nodes.Template | None:
    """Return the tree of a part, as Jinja would read it from one line a tag; None where Jinja must read it whole.

    In the tree, `§n§` stands for the pieces that follow tag n.
    """
    growing = _Growing()
    try:
        for number, (tag, _) in enumerate(stream.tags):
            growing.add(tag, number + 1)
            growing.print(nodes.TemplateData(f"§{number}§\n", lineno=number + 1))
        return growing.tree()
    except Unreadable:
        return None


class _Growing:
    """A tree while tags are added to it. Raise Unreadable for a tag that does not fit."""

    def __init__(self) -> None:
        self._body: list[nodes.Node] = []
        self._output: nodes.Output | None = None
        self._open: list[tuple[str, Any, list[nodes.Node]]] = []

    def add(self, tag: Tag, line: int) -> None:
        """Add what a tag says, on its line."""
        if tag.kind is Kind.PRINT:
            self.print(_copied(_expression(tag.body), line))
            return
        self._output = None
        word = tag.keyword
        if word == "elif":
            self._other(tag.body, line)
        elif word == "else":
            self._otherwise(tag.body)
        elif word.startswith("end"):
            self._end(tag.body)
        else:
            self._begin(tag, _copied(_head(tag.body, opens_block(tag)), line))

    def print(self, node: nodes.Expr) -> None:
        """Add something to print."""
        if self._output is None:
            self._output = nodes.Output([], lineno=node.lineno)
            self._body.append(self._output)
        self._output.nodes.append(node)

    def tree(self) -> nodes.Template:
        """Return the whole tree."""
        if self._open:
            raise Unreadable
        return nodes.Template(self._body, lineno=1)

    def _begin(self, tag: Tag, node: Any) -> None:
        self._body.append(node)
        if opens_block(tag):
            self._open.append((tag.keyword, node, self._body))
            self._body = node.body

    def _other(self, body: str, line: int) -> None:
        if not self._open or self._open[-1][0] != "if":
            raise Unreadable
        node = _copied(_head(body.removeprefix("el"), True), line)
        self._open[-1][1].elif_.append(node)
        self._body = node.body

    def _otherwise(self, body: str) -> None:
        if not self._open or self._open[-1][0] not in ("if", "for") or body != "else":
            raise Unreadable
        word, node, outer = self._open.pop()
        self._open.append((f"{word} ", node, outer))  # ends like the others, takes no further branch
        self._body = node.else_

    def _end(self, body: str) -> None:
        if not self._open or body != f"end{self._open[-1][0].rstrip()}":
            raise Unreadable
        self._body = self._open.pop()[2]


def forget_wordings() -> None:
    """Keep nothing of what tags said: the templates that are open don't need it, the next parses its own again."""
    _expression.cache_clear()
    _head.cache_clear()


def walk(*roots: nodes.Node) -> Iterator[nodes.Node]:
    """Yield nodes and all below them, in no order: several times as fast as Jinja's `find_all`."""
    waiting = list(roots)
    while waiting:
        node = waiting.pop()
        yield node
        for value in node.__dict__.values():
            if isinstance(value, nodes.Node):
                waiting.append(value)
            elif value.__class__ is list:
                waiting += [each for each in value if isinstance(each, nodes.Node)]


# -- what one tag says ----------------------------------------------------------------------------------


@lru_cache(maxsize=_WORDINGS)
def _expression(body: str, choosing: bool = True) -> nodes.Expr:
    """Return what a tag prints or tests. What `if` tests is not `choosing`: no `a if b else c` without brackets."""
    path = _path(body)
    if path is not None:
        return path
    try:
        parser = Parser(_syntax(), body, state="variable")
        found = parser.parse_tuple(with_condexpr=choosing)
    except TemplateSyntaxError:
        raise Unreadable from None
    if not parser.stream.eos or not isinstance(found, nodes.Expr):
        raise Unreadable
    return found


def _path(body: str) -> nodes.Expr | None:
    """Return what a path such as `sites[0].name` means, as half of all tags are; None for all else."""
    match = _PATH.fullmatch(body)
    if match is None or match[1] in _WORDS:
        return None
    found: nodes.Expr = nodes.Name(match[1], "load", lineno=1)
    for name, index, *keys in _STEPS.findall(body, match.end(1)):
        if name:
            found = nodes.Getattr(found, name, "load", lineno=1)
            continue
        key = nodes.Const(int(index) if index else "".join(keys), lineno=1)
        found = nodes.Getitem(found, key, "load", lineno=1)
    return found


@lru_cache(maxsize=_WORDINGS)
def _head(body: str, opens: bool) -> nodes.Node:
    """Return the statement that a block tag makes, its body still empty."""
    word = _WORD.match(body).group()  # type: ignore[union-attr]
    rest = body.removeprefix(word)
    if word == "if":
        return nodes.If(_expression(rest.strip(), choosing=False), [], [], [], lineno=1)
    loop = _SIMPLE_LOOP.fullmatch(body)
    if loop and loop[1] not in _WORDS and (path := _path(loop[2])) is not None:
        return nodes.For(nodes.Name(loop[1], "store", lineno=1), path, [], [], None, False, lineno=1)
    try:
        tree = _syntax().parse(f"{{% {body} %}}{{% end{word} %}}" if opens else f"{{% {body} %}}")
    except TemplateSyntaxError:
        raise Unreadable from None
    found = tree.body[0] if len(tree.body) == 1 else None
    if not isinstance(found, _HEADS) or getattr(found, "body", None) or getattr(found, "else_", None):
        raise Unreadable
    return found


@lru_cache(maxsize=1)
def _syntax() -> Sandbox:
    return Sandbox(missing="error")


def _copied(node: Any, line: int) -> Any:
    """Return a copy of a node on another line: a node's line is what names its tag."""
    fresh = object.__new__(type(node))
    own = fresh.__dict__
    own.update(node.__dict__)
    own["lineno"] = line
    for name in node.fields:
        value = own[name]
        if isinstance(value, nodes.Node):
            own[name] = _copied(value, line)
        elif value.__class__ is list:
            own[name] = [_copied(each, line) if isinstance(each, nodes.Node) else each for each in value]
    return fresh
