"""From a package to compiled parts: each part with tags is prepared, parsed, and turned into a function."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from itertools import pairwise
from typing import Any

from jinja2 import TemplateSyntaxError, nodes, pass_context
from jinja2.runtime import Context
from lxml import etree

from docgen.engine.code import FIXED_NAMES, Generator, RefusedError, jinja_source
from docgen.engine.escape import unsafe
from docgen.engine.faults import GENERATED
from docgen.engine.filters import FILTERS, LOCALE_AWARE
from docgen.engine.markup import W_NS, WP_NS, Element, w
from docgen.engine.package import CONTENT_TYPES, Package
from docgen.engine.runtime import LOCALE_KEY, Runtime
from docgen.engine.sandbox import Sandbox
from docgen.engine.stream import Stream, check_blocks, problem
from docgen.engine.styles import read_numbering, read_styles
from docgen.engine.tags import Kind, Tag
from docgen.engine.theme import Palette
from docgen.engine.tree import assembled, walk
from docgen.engine.word import WordPart
from docgen.errors import TemplateError
from docgen.problems import Place, Problem, Severity

STYLES, NUMBERING = "word/styles.xml", "word/numbering.xml"
_SEPARATOR = "|"  # between values that are scanned together: harmless to every escape
_R_NS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_NEEDED = {"w": W_NS, "r": _R_NS}


@dataclass(frozen=True, slots=True, eq=False)
class Part:
    """A compiled part: the quick code, and what it takes to write the careful variant when a rendering fails.

    `parsed` is the syntax tree as long as it is kept: it is a fifth of what a template holds, and seldom looked at.
    """

    name: str
    stream: Stream
    parsed: list[nodes.Template]
    environment: Sandbox
    render: Callable[[list[str], Runtime, str], None]
    lines: tuple[int, ...]
    declarations: str
    names: frozenset[str]
    generator: type[Generator] = Generator

    @property
    def tags(self) -> list[Tag]:
        return [tag for tag, _ in self.stream.tags]

    @property
    def tree(self) -> nodes.Template:
        """The syntax tree, parsed anew if it was dropped."""
        for kept in self.parsed:  # another thread may drop it between a look and an index
            return kept
        tree, _ = _parse(self.stream, self.environment)
        assert tree is not None  # it could be parsed before
        return tree

    def drop_tree(self) -> None:
        """Keep the syntax tree no longer."""
        self.parsed.clear()


def own_filters() -> dict[str, Callable[..., Any]]:
    """Return the engine's filters, those that follow the locale marked so."""
    for name in LOCALE_AWARE:
        FILTERS[name].locale_aware = True  # type: ignore[attr-defined]
    return dict(FILTERS)


def for_map(function: Callable[..., Any]) -> Callable[..., Any]:
    """Return a filter as Jinja's own `map` calls it: that one knows the context, not the locale."""
    if not getattr(function, "locale_aware", False):
        return function

    @pass_context
    def mapped(context: Context, value: Any, *args: Any, **kwargs: Any) -> Any:
        return function(value, *args, locale=context[LOCALE_KEY], **kwargs)

    return mapped


@dataclass(slots=True)
class Prepared:
    name: str
    stream: Stream
    declarations: str
    problems: list[Problem]
    generator: type[Generator] = Generator


class Reading:
    """Reads the parts of a package once, and prepares those that hold tags."""

    def __init__(self, package: Package, text_beside: Severity) -> None:
        self.package = package
        self._text_beside = text_beside
        self._parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
        self.styles = read_styles(self._root(STYLES))
        self.numbering = read_numbering(self._root(NUMBERING))
        self.palette = self._read_palette()
        self.highest_drawing = 0
        self.highest_bookmark = 0

    def parts(self) -> Iterable[Prepared]:
        prepared = []
        for name in self.package.members:
            if name.endswith(".xml") and name != CONTENT_TYPES and self._concerned(name):
                found = self._prepare(name)
                prepared += [found] if found else []
        return prepared

    def _concerned(self, name: str) -> bool:
        data = self.package.data(name)
        return b"{" in data or b"docPr" in data or b"bookmarkStart" in data or name in self.package.addresses

    def _root(self, name: str) -> Element | None:
        if name not in self.package:
            return None
        try:
            return etree.fromstring(self.package.data(name), self._parser)
        except etree.XMLSyntaxError as error:
            where = Place(file=self.package.file, trail=(name,))
            raise TemplateError.single("damaged", f"its XML is damaged: {error.msg}.", where=where) from None

    def _read_palette(self) -> Palette | None:
        name = next((name for name in self.package.members if name.startswith("word/theme/theme")), "")
        try:
            return Palette.read(self.package.data(name)) if name else None
        except ValueError:
            return None

    def _prepare(self, name: str) -> Prepared | None:
        root = self._root(name)
        assert root is not None
        self._note_ids(root)
        root = _declared(root, self.package.data(name)) if root.tag in _WORD_ROOTS else root
        targets = self.package.addresses.get(name, {})
        part = WordPart(
            name, self.package.file, root, self.styles, self.numbering, self._text_beside, targets
        )
        stream = part.stream()
        if stream is None:
            return Prepared(name, Stream(), "", part.problems) if part.problems else None
        part.problems += check_blocks(stream)
        return Prepared(name, stream, _declarations(root), part.problems)

    def _note_ids(self, root: Element) -> None:
        drawings = [
            int(node.get("id", "0"))
            for node in root.iter(f"{{{WP_NS}}}docPr")
            if node.get("id", "").isdigit()
        ]
        marks = [node.get(w("id"), "0") for node in root.iter(w("bookmarkStart"))]
        self.highest_drawing = max([self.highest_drawing, *drawings])
        self.highest_bookmark = max([self.highest_bookmark, *(int(mark) for mark in marks if mark.isdigit())])


_WORD_ROOTS = frozenset(map(w, ("document", "hdr", "ftr", "footnotes", "endnotes", "comments")))


_PREFIX = re.compile(rb"xmlns:([\w.-]+)\s*=")


def _declared(root: Element, data: bytes) -> Element:
    """Return the root with the prefixes `w` and `r` declared, which what the engine writes relies on.

    `data` is the part: all its prefixes are kept, since attributes such as `mc:Ignorable` name them.
    """
    if all(root.nsmap.get(prefix) == uri for prefix, uri in _NEEDED.items()):
        return root
    if all(root.nsmap.get(prefix, uri) == uri for prefix, uri in _NEEDED.items()):
        prefixes = {*_NEEDED, *(found.decode() for found in _PREFIX.findall(data))}
        etree.cleanup_namespaces(root, top_nsmap=_NEEDED, keep_ns_prefixes=list(prefixes))
        return root
    fresh: Element = etree.Element(root.tag, nsmap={**root.nsmap, **_NEEDED})  # type: ignore[dict-item]
    fresh.attrib.update(root.attrib)
    fresh.text = root.text
    fresh.extend(list(root))
    return fresh


def _declarations(root: Element) -> str:
    named = ((prefix, uri) for prefix, uri in root.nsmap.items() if prefix)
    return " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in named)


def compile_part(
    prepared: Prepared, environment: Sandbox, filters: Mapping[str, Callable[..., Any]]
) -> tuple[Part | None, list[Problem]]:
    problems = prepared.problems
    stream = prepared.stream
    if environment.witness is not None:
        environment.witness(stream)
    if any(found.is_error for found in problems):
        # the blocks are wrong, so Jinja would say the same again: look at each tag by itself only
        return None, [*problems, *_syntax_alone(stream, environment, filters)]
    problems = [*problems, *_run_together(stream, environment)]
    try:
        tree, found = _parse(stream, environment)
    except TOO_MUCH:
        return None, [*problems, _too_much(_unreadable(stream, environment))]
    problems = [*problems, *found]
    if tree is None:
        return None, problems
    try:
        render, lines, used = generate(prepared, tree, environment, filters, careful=False)
    except RefusedError as error:
        unknown = _unknown_filters(tree, stream, environment, filters)
        return None, [*problems, *(unknown or [_refusal(error, stream)])]
    if not stream.tags and not stream.before:
        return None, problems
    names = used - frozenset(environment.globals)
    return Part(
        prepared.name,
        stream,
        [tree],
        environment,
        render,
        lines,
        prepared.declarations,
        names,
        prepared.generator,
    ), problems


def _parse(stream: Stream, environment: Sandbox) -> tuple[nodes.Template | None, list[Problem]]:
    """Return the syntax tree, or every syntax error: a faulty tag is set aside and the rest is read on."""
    tree = assembled(stream)
    return (tree, []) if tree is not None else _parse_whole(stream, environment)


def _parse_whole(stream: Stream, environment: Sandbox) -> tuple[nodes.Template | None, list[Problem]]:
    problems: list[Problem] = []
    bodies = {id(tag): tag.body for tag, _ in stream.tags}
    try:
        while True:
            try:
                tree = environment.parse(jinja_source(stream))
            except TemplateSyntaxError as error:
                tag = stream.tags[min(error.lineno, len(stream.tags)) - 1][0]
                problems.append(_syntax(tag, error))
                if not _set_aside(tag):
                    return None, problems
            else:
                return (None if problems else tree), problems
    finally:
        for tag, _ in stream.tags:
            tag.body = bodies[id(tag)]


def _set_aside(tag: Tag) -> bool:
    """Give a faulty tag a body that parses, so that the next fault is found; False when that was tried."""
    harmless = {
        "if": "if 1",
        "elif": "elif 1",
        "for": "for x in ()",
        "set": "set x = 1",
        "macro": "macro x()",
    }
    harmless |= {"with": "with x = 1", "call": "call x()", "filter": "filter upper"}
    body = "''" if tag.kind is Kind.PRINT else harmless.get(tag.keyword, "set x = 1")
    if tag.body == body:
        return False
    tag.body = body
    return True


_OTHERWISE = {"chart": "A chart of a workbook shows the cells that it refers to: print the data into those."}


def _syntax(tag: Tag, error: TemplateSyntaxError) -> Problem:
    message = (error.message or "it cannot be read").rstrip(".")
    return problem(
        tag,
        "tag-syntax",
        f"{tag.typed} cannot be read: {message}.",
        _OTHERWISE.get(tag.keyword, "Check its spelling, quotes and brackets."),
    )


def _syntax_alone(
    stream: Stream, environment: Sandbox, filters: Mapping[str, Callable[..., Any]]
) -> list[Problem]:
    """Return what is wrong with each tag by itself, in a part whose blocks are not in order."""
    # Imported here: sound templates don't need it.
    from docgen.engine.lint.mended import mended, syntax_fault  # noqa: PLC0415

    printing = [tag for tag, _ in stream.tags if tag.kind is Kind.PRINT]
    faults = [(tag, fault) for tag in printing if (fault := syntax_fault(tag, environment)) is not None]
    problems = [_syntax(tag, TemplateSyntaxError(fault, 1)) for tag, fault in faults]
    found = mended(stream, environment)
    if found is None:
        return problems
    tree, tags = found
    return problems + _unknown_filters(tree, Stream(tags=[(tag, []) for tag in tags]), environment, filters)


def _unknown_filters(
    tree: nodes.Template, stream: Stream, environment: Sandbox, filters: Mapping[str, Any]
) -> list[Problem]:
    known = {**environment.filters, **filters}
    tables = {nodes.Filter: ("unknown-filter", known), nodes.Test: ("unknown-test", environment.tests)}
    missing = [
        (node, *tables[type(node)])
        for node in sorted(walk(tree), key=lambda node: node.lineno or 0)
        if isinstance(node, (nodes.Filter, nodes.Test)) and node.name not in tables[type(node)][1]
    ]
    return [
        _unknown(stream.tags[node.lineno - 1][0], code, node.name, table) for node, code, table in missing
    ]


def _unknown(tag: Tag, code: str, name: str, table: Iterable[str]) -> Problem:
    near = get_close_matches(name, list(table), n=1)
    hint = f"Did you mean {near[0]}?" if near else f"Known: {', '.join(sorted(table)[:60])}."
    return problem(
        tag, code, f"{tag.typed}: there is no {code.removeprefix('unknown-')} called {name}.", hint
    )


_TWO_TEXTS = re.compile(r"""["']\s*["']""")


def _run_together(stream: Stream, environment: Sandbox) -> list[Problem]:
    """Return a problem for each tag with a comma missing between two texts: Jinja would make one text of both."""
    problems = []
    for tag, _ in stream.tags:
        if _TWO_TEXTS.search(tag.body) and _has_two_texts(tag.body, environment):
            message = f"{_shortened(tag)}: nothing stands between two texts."
            problems.append(
                problem(tag, "tag-syntax", message, "Put a comma between them, or ~ to join them.")
            )
    return problems


def _has_two_texts(body: str, environment: Sandbox) -> bool:
    try:
        kinds = [kind for _, kind, _ in environment.lex(f"{{{{ {body} }}}}") if kind != "whitespace"]
    except TemplateSyntaxError:
        return False  # said when it is parsed
    return ("string", "string") in pairwise(kinds)


TOO_MUCH = (RecursionError, MemoryError, OverflowError, SyntaxError, ValueError)
"""What Python raises for code that is nested too deeply, and Jinja for numbers of thousands of digits."""


def _unreadable(stream: Stream, environment: Sandbox) -> Tag:
    """Return the tag that is too much for the parser; the longest where each can be read alone."""
    for tag, _ in stream.tags:
        opener, closer = ("{{", "}}") if tag.kind is Kind.PRINT else ("{%", "%}")
        try:
            environment.parse(f"{opener} {tag.body} {closer}")
        except TOO_MUCH:
            return tag
        except TemplateSyntaxError:
            continue  # a block's tag by itself
    return max((tag for tag, _ in stream.tags), key=lambda tag: len(tag.body))


def _too_much(tag: Tag) -> Problem:
    return problem(
        tag,
        "tag-syntax",
        f"{_shortened(tag)} is too long, or nested too deeply, to be read.",
        "Take it apart with {% set … %}, or put fewer blocks into each other.",
    )


def _shortened(tag: Tag) -> str:
    return tag.typed if len(tag.typed) <= 200 else f"{tag.typed[:199]}…"


def _refusal(error: RefusedError, stream: Stream) -> Problem:
    tag = stream.tags[error.line - 1][0]
    return problem(tag, error.code, f"{_shortened(tag)}: {error}", "")


def generate(
    part: Part | Prepared,
    tree: nodes.Template,
    environment: Sandbox,
    filters: Mapping[str, Callable[..., Any]],
    *,
    careful: bool,
) -> tuple[Callable[[list[str], Runtime, str], None], tuple[int, ...], frozenset[str]]:
    """Return the function that renders a part, the tag of each of its lines, and the names that it looks up.

    Raise RefusedError for what a template may not use, or what is too much for Python's compiler.
    """
    generator = part.generator(part.stream, environment, filters, careful=careful)
    try:
        code = compile(generator.source(tree), GENERATED, "exec")
    except TOO_MUCH as error:
        line = getattr(error, "lineno", 0) or 0
        number = generator.lines[line - 1] if 0 < line <= len(generator.lines) else 0
        raise RefusedError(number + 1, "it is too long, or nested too deeply.", "tag-syntax") from None
    namespace = {**FIXED_NAMES, **generator.namespace, "unsafe": unsafe, "join": _SEPARATOR.join}
    exec(code, namespace)  # our own code, generated from Jinja's syntax tree
    return namespace["render"], tuple(generator.lines), frozenset(generator.names)
