"""A template: opened and compiled once, immutable, shared by threads; rendered as often as one likes."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any, Literal

from jinja2 import TemplateSyntaxError, nodes
from lxml import etree

from docgen.engine.code import FIXED_NAMES, Generator, RefusedError, jinja_source
from docgen.engine.escape import unsafe
from docgen.engine.faults import Faults
from docgen.engine.filters import FILTERS, LOCALE_AWARE
from docgen.engine.markup import W_NS, WP_NS, Element, w
from docgen.engine.package import CONTENT_TYPES, Member, Package, read_package, write_package
from docgen.engine.relations import Additions, relations_name
from docgen.engine.runtime import Document, Printer, Runtime, TagFault
from docgen.engine.sandbox import Bound, Sandbox
from docgen.engine.stream import Stream, check_blocks, problem
from docgen.engine.styles import Numbering, Styles, read_numbering, read_styles
from docgen.engine.tags import Kind, Tag
from docgen.engine.theme import Palette
from docgen.engine.values import WordSpot
from docgen.engine.word import WordPart
from docgen.errors import RenderError, TemplateError
from docgen.problems import Place, Problem, Severity

MissingPolicy = Literal["error", "blank"]

_R_NS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_NEEDED = {"w": W_NS, "r": _R_NS}
_DOCUMENT = "word/document.xml"
_STYLES, _NUMBERING = "word/styles.xml", "word/numbering.xml"
_TEMPLATE_TYPES = {
    b"wordprocessingml.template.main+xml": b"wordprocessingml.document.main+xml",
    b"ms-word.template.macroEnabledTemplate.main+xml": b"ms-word.document.macroEnabled.main+xml",
}
_CACHE_SIZE = 64


@dataclass(frozen=True, slots=True, eq=False)
class _Part:
    """A compiled part: the quick code, and what it takes to write the careful variant when a rendering fails."""

    name: str
    stream: Stream
    tree: nodes.Template
    render: Callable[[list[str], Runtime, str], None]
    lines: tuple[int, ...]
    declarations: str
    names: frozenset[str]

    @property
    def tags(self) -> list[Tag]:
        return [tag for tag, _ in self.stream.tags]


@dataclass(frozen=True, slots=True, eq=False)
class Template:
    """An Office template. Make one with `Template.open`.

    `warnings` are problems that don't keep it from being used, such as text that a block tag would swallow.
    """

    file: str
    warnings: tuple[Problem, ...]
    names: frozenset[str]
    digest: str
    _package: Package
    _parts: tuple[_Part, ...]
    _environment: Sandbox
    _filters: Mapping[str, Callable[..., Any]]
    _printers: Mapping[type, Printer]
    _styles: Styles
    _numbering: Numbering
    _palette: Palette | None
    _drawing: int
    _bookmark: int

    # -- opening --------------------------------------------------------------------------------------

    @classmethod
    def open(
        cls,
        source: str | Path | bytes,
        *,
        missing: MissingPolicy = "error",
        filters: Mapping[str, Callable[..., Any]] | None = None,
        printers: Mapping[type, Printer] | None = None,
        text_beside: Severity = Severity.WARNING,
        name: str = "",
    ) -> Template:
        """Return the compiled template of a file or of bytes; the same source and options cost once.

        `missing` says what an unknown name does: an error with its place, or nothing printed. `filters` add to
        the engine's own, `printers` say how values of a type look (called with the value and the locale).
        `text_beside` weighs text that shares the place of a block tag and would be lost. `name` is what messages
        call a template that comes as bytes.

        Raise PackageError for a file that is no sound Office package, TemplateError with every problem of the
        template itself.
        """
        data = source if isinstance(source, bytes) else _read(Path(source))
        label = name or ("template" if isinstance(source, bytes) else Path(source).name)
        digest = hashlib.sha256(data).hexdigest()
        key = (digest, label, missing, text_beside, _identity(filters), _identity(printers))
        with _LOCK:
            found = _CACHE.get(key)
        if found is not None:
            return found[0]
        template = _compile(data, label, digest, missing, filters or {}, printers or {}, text_beside)
        with _LOCK:
            if len(_CACHE) >= _CACHE_SIZE:
                del _CACHE[next(iter(_CACHE))]
            _CACHE[key] = (template, filters, printers)  # keeping both alive keeps their identity theirs
        return template

    def tags(self) -> tuple[Tag, ...]:
        """Return the tags of all parts in order."""
        return tuple(tag for part in self._parts for tag in part.tags)

    # -- rendering ------------------------------------------------------------------------------------

    def render(self, data: Mapping[str, Any], *, locale: str = "en-AU") -> bytes:
        """Return the document's bytes: the same for the same template, data, locale and version.

        `locale` is a BCP 47 tag; dates, numbers and money follow it. Raise RenderError with every tag that the
        data does not fit, each with its place and data path.
        """
        additions = Additions(self._package)
        document = Document(self._drawing, self._bookmark)
        rendered: dict[str, bytes] = {}
        for part in self._parts:
            rendered[part.name] = self._render_part(part, data, locale, document, additions)
        rendered.update(additions.changed())
        if document.lists:
            rendered[_NUMBERING] = self._with_lists(rendered.get(_NUMBERING), document)
        return self._assembled(rendered)

    def _render_part(
        self, part: _Part, data: Mapping[str, Any], locale: str, document: Document, additions: Additions
    ) -> bytes:
        out: list[str] = []
        runtime = self._runtime(part, data, locale, document, additions)
        try:
            part.render(out, runtime, locale)
            runtime.fill_contents(out)
        except Exception as error:
            raise self._explained(part, data, locale, error) from None
        return "".join(out).encode()

    def _runtime(
        self, part: _Part, data: Mapping[str, Any], locale: str, document: Document, additions: Additions
    ) -> Runtime:
        return Runtime(
            data=data,
            tags=part.tags,
            environment=self._environment,
            printers=self._printers,
            locale=locale,
            document=document,
            spot=lambda tag: self._spot(part.name, tag, document, additions),
            palette=self._palette,
            declarations=part.declarations,
        )

    def _spot(self, part: str, tag: Tag, document: Document, additions: Additions) -> WordSpot:
        def next_id() -> int:
            document.next_drawing += 1
            return document.next_drawing

        return WordSpot(
            run_properties=tag.run_properties,
            paragraph_properties=tag.paragraph_properties,
            styles=self._styles.ids,
            relate=lambda kind, target, external: additions.relate(part, kind, target, external),
            embed=lambda data, extension: additions.embed(part, data, extension),
            next_id=next_id,
            new_list=lambda style: self._new_list(style, document),
        )

    def _new_list(self, style: str, document: Document) -> int:
        found = self._styles.numbering.get(style)
        definition = self._numbering.definitions.get(found[0]) if found else None
        if definition is None:
            return 0
        number = self._numbering.highest + len(document.lists) + 1
        document.lists.append((number, definition))
        return number

    def _with_lists(self, rendered: bytes | None, document: Document) -> bytes:
        before = (rendered or self._package.data(_NUMBERING)).decode()
        entries = "".join(
            f'<w:num xmlns:w="{W_NS}" w:numId="{number}"><w:abstractNumId w:val="{definition}"/>'
            f'<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>'
            for number, definition in document.lists
        )
        at = before.rfind("</w:num>") + len("</w:num>")  # numbers stand together, before numIdMacAtCleanup
        return f"{before[:at]}{entries}{before[at:]}".encode()

    def _assembled(self, rendered: dict[str, bytes]) -> bytes:
        members = []
        for name, member in self._package.members.items():
            data = rendered.pop(name, None)
            if name == CONTENT_TYPES:
                data = _as_document(data or member.data)
            members.append(member if data is None or data == member.data else Member.pack(name, data))
        members += [Member.pack(name, data) for name, data in rendered.items()]
        return write_package(members)

    # -- faults ---------------------------------------------------------------------------------------

    def _explained(self, part: _Part, data: Mapping[str, Any], locale: str, error: Exception) -> Exception:
        """Render again with the careful variant, so that all faults of all parts are told together."""
        faults = Faults(data)
        document = Document(self._drawing, self._bookmark)
        for each in self._parts:
            self._render_carefully(each, data, locale, document, faults)
        if not faults.problems():
            faults.add(_cause(error), self._tag_of(part, error), ())
        return RenderError(faults.problems())

    def _render_carefully(
        self, part: _Part, data: Mapping[str, Any], locale: str, document: Document, faults: Faults
    ) -> None:
        render, lines, _ = _generate(part.stream, part.tree, self._environment, self._filters, careful=True)
        runtime = self._runtime(part, data, locale, document, Additions(self._package))
        runtime.report = lambda error, number, paths: faults.add(_cause(error), part.tags[number], paths)
        try:
            render([], runtime, locale)
        except Exception as error:
            faults.add(_cause(error), part.tags[_number(error, lines)], ())

    def _tag_of(self, part: _Part, error: Exception) -> Tag:
        if not part.tags:
            return Tag(Kind.PRINT, "", "", part.name, Place(file=self.file, trail=(part.name,)))
        return part.tags[_number(error, part.lines)]


_CACHE: dict[tuple[Any, ...], tuple[Template, Any, Any]] = {}
_LOCK = threading.Lock()


def _read(path: Path) -> bytes:
    if path.is_file():
        try:
            return path.read_bytes()
        except OSError:
            pass
    read_package(path, name=path.name)  # says what is wrong with the path
    raise AssertionError(path)


def _identity(table: Mapping[Any, Any] | None) -> int:
    return 0 if not table else id(table)


def _cause(error: Exception) -> Exception:
    return error.error if isinstance(error, TagFault) else error


def _number(error: Exception, lines: tuple[int, ...]) -> int:
    """Return the number of the tag whose generated line raised an exception."""
    if isinstance(error, TagFault):
        return error.number
    number, trace = 0, error.__traceback__
    while trace is not None:
        if trace.tb_frame.f_code.co_filename == _GENERATED and trace.tb_lineno <= len(lines):
            number = lines[trace.tb_lineno - 1]
        trace = trace.tb_next
    return number


_GENERATED = "<template>"
_SEPARATOR = "|"  # between values that are scanned together: harmless to every escape


# -- compiling --------------------------------------------------------------------------------------------


def _compile(
    data: bytes,
    label: str,
    digest: str,
    missing: MissingPolicy,
    filters: Mapping[str, Callable[..., Any]],
    printers: Mapping[type, Printer],
    text_beside: Severity,
) -> Template:
    package = read_package(data, name=label)
    environment = Sandbox(missing=missing)
    own = {**_own_filters(), **filters}
    environment.filters.update(own)  # Jinja's search for free names wants to know them too
    reading = _Reading(package, text_beside)
    parts, problems = [], []
    for prepared in reading.parts():
        part, found = _compile_part(prepared, environment, own)
        problems += found
        parts += [part] if part else []
    errors = list(dict.fromkeys(found for found in problems if found.is_error))
    if errors:
        raise TemplateError(errors)
    return Template(
        file=label,
        warnings=tuple(dict.fromkeys(problems)),
        names=frozenset(name for part in parts for name in part.names),
        digest=digest,
        _package=package,
        _parts=tuple(parts),
        _environment=environment,
        _filters=MappingProxyType(own),
        _printers=printers,
        _styles=reading.styles,
        _numbering=reading.numbering,
        _palette=reading.palette,
        _drawing=reading.highest_drawing,
        _bookmark=reading.highest_bookmark,
    )


def _own_filters() -> dict[str, Callable[..., Any]]:
    for name in LOCALE_AWARE:
        FILTERS[name].locale_aware = True  # type: ignore[attr-defined]
    return dict(FILTERS)


@dataclass(slots=True)
class _Prepared:
    name: str
    stream: Stream
    declarations: str
    problems: list[Problem]


class _Reading:
    """Reads the parts of a package once, and prepares those that hold tags."""

    def __init__(self, package: Package, text_beside: Severity) -> None:
        self._package = package
        self._text_beside = text_beside
        self._parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
        self.styles = read_styles(self._root(_STYLES))
        self.numbering = read_numbering(self._root(_NUMBERING))
        self.palette = self._read_palette()
        self.highest_drawing = 0
        self.highest_bookmark = 0

    def parts(self) -> Iterable[_Prepared]:
        prepared = []
        for name in self._package.members:
            if name.endswith(".xml") and name != CONTENT_TYPES and self._concerned(name):
                found = self._prepare(name)
                prepared += [found] if found else []
        return prepared

    def _concerned(self, name: str) -> bool:
        data = self._package.data(name)
        return b"{" in data or b"docPr" in data or b"bookmarkStart" in data

    def _root(self, name: str) -> Element | None:
        if name not in self._package:
            return None
        try:
            return etree.fromstring(self._package.data(name), self._parser)
        except etree.XMLSyntaxError as error:
            where = Place(file=self._package.file, trail=(name,))
            raise TemplateError.single("damaged", f"its XML is damaged: {error.msg}.", where=where) from None

    def _read_palette(self) -> Palette | None:
        name = next((name for name in self._package.members if name.startswith("word/theme/theme")), "")
        try:
            return Palette.read(self._package.data(name)) if name else None
        except ValueError:
            return None

    def _prepare(self, name: str) -> _Prepared | None:
        root = self._root(name)
        assert root is not None
        self._note_ids(root)
        root = _declared(root) if root.tag in _WORD_ROOTS else root
        part = WordPart(name, self._package.file, root, self.styles, self.numbering, self._text_beside)
        stream = part.stream()
        if stream is None:
            return _Prepared(name, Stream(), "", part.problems) if part.problems else None
        part.problems += check_blocks(stream)
        return _Prepared(name, stream, _declarations(root), part.problems)

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


def _declared(root: Element) -> Element:
    """Return the root with the prefixes `w` and `r` declared, which what the engine writes relies on."""
    if all(root.nsmap.get(prefix) == uri for prefix, uri in _NEEDED.items()):
        return root
    fresh: Element = etree.Element(root.tag, root.attrib, {**root.nsmap, **_NEEDED})  # type: ignore[dict-item]
    fresh.text = root.text
    fresh.extend(list(root))
    return fresh


def _declarations(root: Element) -> str:
    named = ((prefix, uri) for prefix, uri in root.nsmap.items() if prefix)
    return " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in named)


def _compile_part(
    prepared: _Prepared, environment: Sandbox, filters: Mapping[str, Callable[..., Any]]
) -> tuple[_Part | None, list[Problem]]:
    problems = prepared.problems
    stream = prepared.stream
    if any(found.is_error for found in problems):
        # the blocks are wrong, so Jinja would say the same again: look at each tag by itself only
        return None, [*problems, *_syntax_alone(stream, environment)]
    tree, found = _parse(stream, environment)
    problems = [*problems, *found]
    if tree is None:
        return None, problems
    found = _unknown_filters(tree, stream, environment, filters)
    try:
        render, lines, used = _generate(stream, tree, environment, filters, careful=False)
    except RefusedError as error:
        return None, [*problems, *(found or [_refusal(error, stream, environment, filters)])]
    if not stream.tags and not stream.before:
        return None, [*problems, *found]
    names = used - frozenset(environment.globals)
    return _Part(prepared.name, stream, tree, render, lines, prepared.declarations, names), [
        *problems,
        *found,
    ]


def _parse(stream: Stream, environment: Sandbox) -> tuple[nodes.Template | None, list[Problem]]:
    """Return the syntax tree, or every syntax error: a faulty tag is set aside and the rest is read on."""
    problems: list[Problem] = []
    bodies = {id(tag): tag.body for tag, _ in stream.tags}
    try:
        while True:
            try:
                tree = environment.parse(jinja_source(stream))
                return (None if problems else tree), problems
            except TemplateSyntaxError as error:
                tag = stream.tags[min(error.lineno, len(stream.tags)) - 1][0]
                problems.append(_syntax(tag, error))
                if not _set_aside(tag):
                    return None, problems
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


def _syntax(tag: Tag, error: TemplateSyntaxError) -> Problem:
    message = (error.message or "it cannot be read").rstrip(".")
    return problem(
        tag,
        "tag-syntax",
        f"{tag.typed} cannot be read: {message}.",
        "Check its spelling, quotes and brackets.",
    )


def _syntax_alone(stream: Stream, environment: Sandbox) -> list[Problem]:
    problems = []
    for tag, _ in stream.tags:
        if tag.kind is Kind.PRINT:
            try:
                environment.parse(f"{{{{ {tag.body} }}}}")
            except TemplateSyntaxError as error:
                problems.append(_syntax(tag, error))
    return problems


def _unknown_filters(
    tree: nodes.Template, stream: Stream, environment: Sandbox, filters: Mapping[str, Any]
) -> list[Problem]:
    known = {**environment.filters, **filters}
    missing: list[tuple[nodes.Node, str, str, Iterable[str]]] = [
        (node, "unknown-filter", node.name, known)
        for node in tree.find_all(nodes.Filter)
        if node.name not in known
    ]
    missing += [
        (node, "unknown-test", node.name, environment.tests)
        for node in tree.find_all(nodes.Test)
        if node.name not in environment.tests
    ]
    return [
        _unknown(stream.tags[node.lineno - 1][0], code, name, table) for node, code, name, table in missing
    ]


def _unknown(tag: Tag, code: str, name: str, table: Iterable[str]) -> Problem:
    from difflib import get_close_matches

    near = get_close_matches(name, list(table), n=1)
    hint = f"Did you mean {near[0]}?" if near else f"Known: {', '.join(sorted(table)[:60])}."
    return problem(
        tag, code, f"{tag.typed}: there is no {code.removeprefix('unknown-')} called {name}.", hint
    )


def _refusal(
    error: RefusedError, stream: Stream, environment: Sandbox, filters: Mapping[str, Any]
) -> Problem:
    tag = stream.tags[error.line - 1][0]
    return problem(tag, error.code, f"{tag.typed}: {error}", "")


def _generate(
    stream: Stream,
    tree: nodes.Template,
    environment: Sandbox,
    filters: Mapping[str, Callable[..., Any]],
    *,
    careful: bool,
) -> tuple[Callable[[list[str], Runtime, str], None], tuple[int, ...], frozenset[str]]:
    """Return the function that renders a part, the tag of each of its lines, and the names that it looks up."""
    generator = Generator(stream, environment, filters, careful=careful)
    source = generator.source(tree)
    namespace = {**FIXED_NAMES, **generator.namespace, "unsafe": unsafe, "join": _SEPARATOR.join}
    exec(compile(source, _GENERATED, "exec"), namespace)  # our own code, generated from Jinja's syntax tree
    return namespace["render"], tuple(generator.lines), frozenset(generator.names)


def _as_document(types: bytes) -> bytes:
    """Return content types that say document where they said template: a rendering is no template any more."""
    for before, after in _TEMPLATE_TYPES.items():
        types = types.replace(before, after)
    return types


__all__ = ["Bound", "Template", "relations_name"]
