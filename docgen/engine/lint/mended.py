"""A part's syntax tree where its tags are not in order: the faulty ones are set aside, so that the others are read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from jinja2 import TemplateSyntaxError, nodes

from docgen.engine.code import jinja_source
from docgen.engine.sandbox import Sandbox
from docgen.engine.stream import ENDS, MIDDLES, REFUSED, Stream, opens_block
from docgen.engine.tags import Kind, Tag
from docgen.engine.tree import assembled

_HARMLESS = {
    "if": "if 1",
    "elif": "elif 1",
    "for": "for _ in ()",
    "macro": "macro _()",
    "with": "with _ = 1",
    "call": "call _()",
    "filter": "filter upper",
}
"""What stands in for a block tag that cannot be read."""


def mended(stream: Stream, environment: Sandbox) -> tuple[nodes.Template, tuple[Tag, ...]] | None:
    """Return the syntax tree of a part, and its tags by the lines of the tree; None if it cannot be read at all.

    Of blocks that are not closed, the end is put where the block around them ends; what closes nothing is left out,
    and so is what Jinja cannot read.
    """
    tags = [_readable(tag, environment) for tag in _balanced([tag for tag, _ in stream.tags])]
    whole = Stream(tags=[(tag, []) for tag in tags])
    tree = assembled(whole)
    if tree is None:
        try:
            tree = environment.parse(jinja_source(whole))
        except TemplateSyntaxError:
            return None
    return tree, tuple(tags)


def _balanced(tags: list[Tag]) -> Iterator[Tag]:
    """Yield the tags with every block closed, and without what closes nothing."""
    opened: list[Tag] = []
    for tag in tags:
        word = tag.keyword
        if word in ENDS:
            if not any(each.keyword == ENDS[word] for each in opened):
                continue
            while opened[-1].keyword != ENDS[word]:
                yield _end(opened.pop())
            opened.pop()
        elif word in MIDDLES:
            if not opened or opened[-1].keyword not in MIDDLES[word]:
                continue
        elif word in REFUSED:
            continue
        elif opens_block(tag):
            opened.append(tag)
        yield tag
    while opened:
        yield _end(opened.pop())


def _end(opened: Tag) -> Tag:
    return replace(opened, body=f"end{opened.keyword}")


def _readable(tag: Tag, environment: Sandbox) -> Tag:
    """Return a tag, or a harmless one of the same kind where Jinja cannot read it."""
    return tag if tag.keyword.startswith("end") or syntax_fault(tag, environment) is None else _harmless(tag)


def _harmless(tag: Tag) -> Tag:
    if tag.kind is Kind.PRINT:
        return replace(tag, body="''")
    plain = "set _ = 1" if not opens_block(tag) else _HARMLESS.get(tag.keyword, "set _")
    return replace(tag, body=_HARMLESS["elif"] if tag.keyword == "elif" else plain)


def syntax_fault(tag: Tag, environment: Sandbox) -> str | None:
    """Return what Jinja says of a tag that it cannot read by itself, None if it can."""
    word = tag.keyword
    if tag.kind is Kind.PRINT:
        source = f"{{{{ {tag.body} }}}}"
    elif word in MIDDLES:
        source = f"{{% {tag.body.removeprefix('el') if word == 'elif' else 'if 1'} %}}{{% endif %}}"
    elif opens_block(tag):
        source = f"{{% {tag.body} %}}{{% end{word} %}}"
    else:
        source = f"{{% {tag.body} %}}"
    if assembled(Stream(tags=[(replace(tag, body=body), []) for body in _alone(tag)])) is not None:
        return None
    try:
        environment.parse(source)
    except TemplateSyntaxError as error:
        return (error.message or "it cannot be read").rstrip(".")
    return None


def _alone(tag: Tag) -> list[str]:
    """Return the bodies of a tag and of its end, so that they are read as a part of their own."""
    if tag.keyword in MIDDLES:
        return ["if 1", tag.body, "endif"]
    return [tag.body, f"end{tag.keyword}"] if opens_block(tag) else [tag.body]
