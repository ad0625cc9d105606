"""A template: opened and compiled once, immutable, shared by threads; rendered as often as one likes."""

from __future__ import annotations

import gc
import hashlib
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal, Protocol, runtime_checkable

from lxml import etree

from docgen.engine.addresses import addressed
from docgen.engine.compiling import Part, Reading, compile_part, for_map, own_filters
from docgen.engine.halves import half_tags
from docgen.engine.livery import Livery
from docgen.engine.package import CONTENT_TYPES, Package, read_package
from docgen.engine.remote import refuse_remote
from docgen.engine.roomy import with_room
from docgen.engine.runtime import Printer
from docgen.engine.sandbox import Sandbox
from docgen.engine.showing import shown_by
from docgen.engine.shown import Shown
from docgen.engine.tags import Tag
from docgen.engine.unread import unread_tags
from docgen.engine.word_format import WordFormat
from docgen.errors import PackageError, TemplateError
from docgen.problems import Place, Problem, Severity

MissingPolicy = Literal["error", "blank"]
Replacements = Mapping[str | Path | bytes, str | Path | bytes]
"""What stands for a picture or an embedded file of the template: see `Template.render`."""

_CACHE_SIZE = 64
_WORKBOOK_WORDS = (b"spreadsheetml", b"ms-excel")
_DECK_WORDS = (b"presentationml", b"ms-powerpoint")


class Format(Protocol):
    """What differs by format: a compiled Word document or workbook."""

    @property
    def parts(self) -> tuple[Part, ...]: ...

    def render(self, data: Mapping[str, Any], locale: str) -> bytes: ...


@runtime_checkable
class NotingFormat(Protocol):
    """A format that may have doubts about what it renders."""

    def render_noting(
        self, data: Mapping[str, Any], locale: str, note: Callable[[Problem], None] | None
    ) -> bytes: ...


@dataclass(frozen=True, slots=True)
class Rendering:
    """A rendered document, and warnings: what came out, but may not be as its author wants it."""

    data: bytes
    warnings: tuple[Problem, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Template:
    """An Office template. Make one with `Template.open`.

    `warnings` are problems that don't keep it from being used, such as text that a block tag would swallow.
    """

    file: str
    warnings: tuple[Problem, ...]
    names: frozenset[str]
    digest: str
    _format: Format
    _printed: frozenset[type] = frozenset()
    _found: list[Shown] = field(default_factory=list, repr=False)

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
        livery: Livery | None = None,
        name: str = "",
        allow_remote: bool = False,
    ) -> Template:
        """Return the compiled template of a file or of bytes; the same source and options cost once.

        `missing` says what an unknown name does: an error with its place, or nothing printed. `filters` add to
        the engine's own, `printers` say how values of a type look (called with the value and the locale).
        `text_beside` weighs text that shares the place of a block tag and would be lost. `livery` has colours, fonts
        and logos that stand in place of the template's own, whose `digest` stays. `name` is what messages call a
        template that comes as bytes. `allow_remote` lets through pictures, templates and objects that Office would
        fetch from another machine.

        Raise PackageError for a file that is no sound Office package or fetches what it may not, TemplateError with
        every problem of the template itself.
        """
        data = source if isinstance(source, bytes) else _read(Path(source))
        label = name or ("template" if isinstance(source, bytes) else Path(source).name)
        digest = hashlib.sha256(data).hexdigest()
        styled = livery.digest if livery else ""
        key = (
            digest,
            styled,
            label,
            missing,
            text_beside,
            _identity(filters),
            _identity(printers),
            allow_remote,
        )
        with _LOCK:
            found = _CACHE.get(key)
        if found is not None:
            return found[0]
        with _uncollected(), _told_of(label):
            package = _package(data, label, livery, allow_remote=allow_remote)
            template = with_room(
                _compile, package, digest, missing, filters or {}, printers or {}, text_beside
            )
        with _LOCK:
            if len(_CACHE) >= _CACHE_SIZE:
                del _CACHE[next(iter(_CACHE))]
            _CACHE[key] = (template, filters, printers)  # keeping both alive keeps their identity theirs
        return template

    def tags(self) -> tuple[Tag, ...]:
        """Return the tags of all parts in order."""
        return tuple(tag for part in self._format.parts for tag in part.tags)

    @property
    def shown(self) -> Shown:
        """What of its data the template can show: nothing else changes what `render` returns.

        Looked for when it is first asked for; the syntax trees, which it is read from, are not kept any longer.
        """
        if not self._found:
            self._found.append(shown_by(self._format.parts, self._printed))
            for part in self._format.parts:
                part.drop_tree()
        return self._found[0]

    # -- rendering ------------------------------------------------------------------------------------

    def render(
        self,
        data: Mapping[str, Any],
        *,
        locale: str = "en-AU",
        replace: Replacements | None = None,
    ) -> bytes:
        """Return the document's bytes: the same for the same template, data, locale and version.

        `locale` is a BCP 47 tag; dates, numbers and money follow it. `replace` puts other pictures and embedded
        files in the place of the template's own: keys are the name of a picture (or its title, or its alternative
        text), the name of a part, or the very file, as a path or bytes; values are paths or bytes. Raise RenderError
        with every tag that the data does not fit, each with its place and data path, or with every key of `replace`
        that fits nothing.
        """
        with _told_of(self.file):
            return self._replaced(with_room(self._format.render, data, locale), replace)

    def rendered(
        self, data: Mapping[str, Any], *, locale: str = "en-AU", replace: Replacements | None = None
    ) -> Rendering:
        """Return what `render` does, with warnings: a deck's text that overflows its shape, links that are gone.

        Looking for them costs about as much as rendering; the bytes are the same. Raise as `render` does.
        """
        warnings: list[Problem] = []
        with _told_of(self.file):
            if isinstance(self._format, NotingFormat):
                raw = with_room(self._format.render_noting, data, locale, warnings.append)
            else:
                raw = with_room(self._format.render, data, locale)
            return Rendering(self._replaced(raw, replace), tuple(warnings))

    def _replaced(self, raw: bytes, replace: Replacements | None) -> bytes:
        if not replace:
            return raw
        from docgen.engine.replacing import replaced  # most renderings replace nothing

        return replaced(raw, replace, file=self.file)


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


@contextmanager
def _uncollected() -> Iterator[None]:
    """Keep the garbage collector away while a template is compiled.

    Trees, tags and code are made by the hundred thousand and nearly all kept: looking through them again and again
    finds nothing, and takes a fifth of the time that a large workbook needs.
    """
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()


@contextmanager
def _told_of(file: str) -> Iterator[None]:
    """Say of a file whose parts are sound each, but don't fit together, that it is damaged."""
    try:
        with _within_memory(file):
            yield
    except (etree.LxmlError, LookupError, ValueError) as error:
        message = f"is damaged: its parts do not fit together ({str(error)[:100] or type(error).__name__})."
        raise PackageError.single(
            "damaged", message, where=Place(file=file), hint="Open and save it in Office."
        ) from error


@contextmanager
def _within_memory(file: str) -> Iterator[None]:
    try:
        yield
    except (MemoryError, RecursionError):
        message = "needs more memory than there is, or nests too deeply."
        raise TemplateError.single(
            "too-large", message, where=Place(file=file), hint="Use a smaller one."
        ) from None


def _identity(table: Mapping[Any, Any] | None) -> int:
    return 0 if not table else id(table)


def _package(data: bytes, label: str, livery: Livery | None, *, allow_remote: bool) -> Package:
    package = read_package(data, name=label)
    if not allow_remote:
        refuse_remote(package)
    if livery is None:
        return package
    from docgen.engine.restyling import restyled

    return restyled(package, livery)


def _compile(
    package: Package,
    digest: str,
    missing: MissingPolicy,
    filters: Mapping[str, Callable[..., Any]],
    printers: Mapping[type, Printer],
    text_beside: Severity,
) -> Template:
    environment = Sandbox(missing=missing)
    own = {**own_filters(), **filters}
    environment.filters.update({name: for_map(function) for name, function in own.items()})
    format_, problems = compiled_format(package, environment, own, printers, text_beside)
    problems += [*half_tags(package, text_beside), *unread_tags(package)]
    errors = list(dict.fromkeys(found for found in problems if found.is_error))
    if errors:
        raise TemplateError(errors)
    return Template(
        file=package.file,
        warnings=tuple(dict.fromkeys(problems)),
        names=frozenset(name for part in format_.parts for name in part.names),
        digest=digest,
        _format=format_,
        _printed=frozenset(printers),
    )


def compiled_format(
    package: Package,
    environment: Sandbox,
    filters: Mapping[str, Callable[..., Any]],
    printers: Mapping[type, Printer],
    text_beside: Severity,
) -> tuple[Format, list[Problem]]:
    """Return what a package is, compiled, and all that is wrong with it. Raise TemplateError for a damaged part."""
    package = addressed(package)
    # Decks first: most that hold a chart embed a workbook.
    if any(word in package.data(CONTENT_TYPES) for word in _DECK_WORDS):
        from docgen.engine.powerpoint.compiled import compile_deck
        from docgen.engine.powerpoint.deck import Deck
        from docgen.engine.powerpoint.render import DeckFormat

        deck = Deck.of(package)  # None for a document that only embeds a deck
        if deck is not None:
            compiled, problems = compile_deck(deck, environment, filters, text_beside)
            return DeckFormat(compiled, environment, filters, printers), problems
    if any(word in package.data(CONTENT_TYPES) for word in _WORKBOOK_WORDS):
        # A Word document doesn't pay for the workbooks' half of the engine.
        from docgen.engine.excel.book import Book
        from docgen.engine.excel.render import WorkbookFormat
        from docgen.engine.excel.workbook import compile_workbook

        book = Book.of(package)  # None for a document that only embeds a workbook
        if book is not None:
            workbook, problems = compile_workbook(book, environment, filters, text_beside)
            return WorkbookFormat(workbook, environment, filters, printers), problems
    reading = Reading(package, text_beside)
    parts, problems = [], []
    for prepared in reading.parts():
        part, found = compile_part(prepared, environment, filters)
        problems += found
        parts += [part] if part else []
    return WordFormat.of(reading, tuple(parts), environment, filters, printers), problems
