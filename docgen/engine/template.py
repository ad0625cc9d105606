"""A template: opened and compiled once, immutable, shared by threads; rendered as often as one likes."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any, Literal

from docgen.engine.compiling import (
    GENERATED,
    NUMBERING,
    Part,
    Reading,
    compile_part,
    for_map,
    generate,
    own_filters,
)
from docgen.engine.faults import Faults
from docgen.engine.markup import W_NS
from docgen.engine.package import CONTENT_TYPES, Member, Package, read_package, write_package
from docgen.engine.relations import Additions
from docgen.engine.runtime import Document, Printer, Runtime, TagFault
from docgen.engine.sandbox import Sandbox
from docgen.engine.styles import Numbering, Styles
from docgen.engine.tags import Kind, Tag
from docgen.engine.theme import Palette
from docgen.engine.values import WordSpot
from docgen.errors import RenderError, TemplateError
from docgen.problems import Place, Problem, Severity

MissingPolicy = Literal["error", "blank"]

_TEMPLATE_TYPES = {
    b"wordprocessingml.template.main+xml": b"wordprocessingml.document.main+xml",
    b"ms-word.template.macroEnabledTemplate.main+xml": b"ms-word.document.macroEnabled.main+xml",
}
_CACHE_SIZE = 64


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
    _parts: tuple[Part, ...]
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
            rendered[NUMBERING] = self._with_lists(rendered.get(NUMBERING), document)
        return self._assembled(rendered)

    def _render_part(
        self, part: Part, data: Mapping[str, Any], locale: str, document: Document, additions: Additions
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
        self, part: Part, data: Mapping[str, Any], locale: str, document: Document, additions: Additions
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
        before = (rendered or self._package.data(NUMBERING)).decode()
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

    def _explained(self, part: Part, data: Mapping[str, Any], locale: str, error: Exception) -> Exception:
        """Render again with the careful variant, so that all faults of all parts are told together."""
        faults = Faults(data)
        document = Document(self._drawing, self._bookmark)
        for each in self._parts:
            self._render_carefully(each, data, locale, document, faults)
        if not faults.problems():
            faults.add(_cause(error), self._tag_of(part, error), ())
        return RenderError(faults.problems())

    def _render_carefully(
        self, part: Part, data: Mapping[str, Any], locale: str, document: Document, faults: Faults
    ) -> None:
        render, lines, _ = generate(part.stream, part.tree, self._environment, self._filters, careful=True)
        runtime = self._runtime(part, data, locale, document, Additions(self._package))
        runtime.report = lambda error, number, paths: faults.add(_cause(error), part.tags[number], paths)
        try:
            render([], runtime, locale)
        except Exception as error:
            faults.add(_cause(error), part.tags[_number(error, lines)], ())

    def _tag_of(self, part: Part, error: Exception) -> Tag:
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
        if trace.tb_frame.f_code.co_filename == GENERATED and trace.tb_lineno <= len(lines):
            number = lines[trace.tb_lineno - 1]
        trace = trace.tb_next
    return number


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
    own = {**own_filters(), **filters}
    environment.filters.update({name: for_map(function) for name, function in own.items()})
    reading = Reading(package, text_beside)
    parts, problems = [], []
    for prepared in reading.parts():
        part, found = compile_part(prepared, environment, own)
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


def _as_document(types: bytes) -> bytes:
    """Return content types that say document where they said template: a rendering is no template any more."""
    for before, after in _TEMPLATE_TYPES.items():
        types = types.replace(before, after)
    return types
