"""A template looked at as a whole, before anybody renders it: all that is wrong with it, each with place and hint."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from docgen.engine.compiling import TOO_MUCH, for_map, own_filters
from docgen.engine.lint.expressions import Language
from docgen.engine.lint.findings import Findings, gathered, tag_of
from docgen.engine.lint.fits import Fits
from docgen.engine.lint.kinds import Kind
from docgen.engine.lint.members import names
from docgen.engine.lint.mended import mended, syntax_fault
from docgen.engine.lint.reading import Reading
from docgen.engine.lint.texts import Line, lines
from docgen.engine.lint.typed import GOVERNING, SHAPES, as_meant, of_lines, sign_fault, swallows, word_fault
from docgen.engine.package import Package, read_package
from docgen.engine.runtime import Printer
from docgen.engine.sandbox import Sandbox
from docgen.engine.stream import Stream, check_blocks, problem
from docgen.engine.tags import Kind as TagKind
from docgen.engine.tags import Tag
from docgen.engine.template import compiled_format
from docgen.engine.unread import unread_tags
from docgen.errors import TemplateError
from docgen.problems import Problem, Severity

_OWN_CODES = frozenset({"tag-syntax", "unknown-filter", "unknown-test"})
"""What compiling says of a tag too, if not of every one, and not with the same hint."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """What a template is looked at with.

    `root` is the kind of the data (None where nothing is known of it); `printers`, `filters` and `text_beside` are
    those of `Template.open`.
    """

    root: Kind | None = None
    printers: Mapping[type, Printer] = field(default_factory=dict)
    filters: Mapping[str, Callable[..., Any]] = field(default_factory=dict)
    text_beside: Severity = Severity.WARNING


def lint(source: str | Path | bytes, look: Look | None = None, *, name: str = "") -> tuple[Problem, ...]:
    """Return all that is wrong with a template, in the order of its text; empty if nothing is.

    Errors are what fails or prints nonsense whenever the tag is reached, warnings what is hardly meant so, notes what
    is understood all the same or depends on the data. `name` is what messages call a template that comes as bytes. A
    file that is no sound Office package is a problem, too: nothing is raised.
    """
    look = look or Look()
    try:
        package = _package(source, name)
        typed = list(lines(package))
        found = _Linting(look, package).problems(typed)
    except TemplateError as error:
        return error.problems
    return gathered(_in_order(found, typed))


def _package(source: str | Path | bytes, name: str) -> Package:
    if isinstance(source, bytes):
        return read_package(source, name=name or "template")
    return read_package(Path(source), name=name or Path(source).name)


class _Linting:
    """One template while it is looked at."""

    def __init__(self, look: Look, package: Package) -> None:
        self._look, self._package = look, package
        self._streams: list[Stream] = []
        self._environment = Sandbox(missing="error")
        self._environment.witness = self._streams.append
        self._filters = {**own_filters(), **look.filters}
        self._environment.filters.update({name: for_map(each) for name, each in self._filters.items()})

    def problems(self, typed: Iterable[Line]) -> Iterator[Problem]:
        """Yield all problems: of compiling, of blocks and tags, of what the tags mean, of how they were typed."""
        compiled = self._compiled()
        read = [each for stream in self._streams for each in self._of_any(stream)]
        known = {tag_of(each) for each in read if each.is_error}
        blocks = {each for stream in self._streams for each in check_blocks(stream)}
        for each in compiled:
            told = each in blocks or (each.code in _OWN_CODES and tag_of(each) in known)
            yield from () if told else (each,)
        yield from read
        yield from of_lines(typed, self._is_known)

    def _compiled(self) -> list[Problem]:
        look = self._look
        try:
            _, found = compiled_format(
                self._package, self._environment, self._filters, look.printers, look.text_beside
            )
        except TemplateError as error:
            return list(error.problems)
        return [*found, *unread_tags(self._package)]

    def _of_any(self, stream: Stream) -> list[Problem]:
        """Return what is wrong with the tags of a part; nothing where they are nested too deeply, as compiling says."""
        try:
            return list(self._of_stream(stream))
        except TOO_MUCH:
            return []

    def _of_stream(self, stream: Stream) -> Iterator[Problem]:
        """Yield what is wrong with the tags of a part: their words, their blocks, their syntax, what they name."""
        faults = {id(tag): fault for tag, _ in stream.tags if (fault := self._fault(tag)) is not None}
        yield from faults.values()
        meant = _as_meant(stream, faults)
        changed = [tag.typed for tag, _ in stream.tags if id(tag) in faults]
        yield from (each for each in check_blocks(meant) if not _follows(each, changed))
        read = mended(meant, self._environment)
        if read is None:
            return
        tree, tags = read
        findings = Findings(tags)
        fits = Fits(self._look.printers)
        Reading(Language(self._environment, self._filters, fits, self._look.root), findings).read(tree)
        yield from findings.found

    def _fault(self, tag: Tag) -> Problem | None:
        """Return what keeps a tag from being read, if anything does."""
        found = word_fault(tag)
        if found is not None:
            return found
        shapes = tag.keyword.startswith("end") or tag.keyword in SHAPES | GOVERNING
        message = None if shapes else syntax_fault(tag, self._environment)
        if message is None:
            return None
        if swallows(tag):
            return _endless(tag)
        hint = "Check its spelling, quotes and brackets."
        return sign_fault(tag) or problem(tag, "tag-syntax", f"{tag.typed} cannot be read: {message}.", hint)

    def _is_known(self, name: str) -> bool:
        """Tell whether a name may be one of the data's; where nothing is known of them, any may."""
        root = self._look.root
        return root is None or name in names(root)


def _endless(tag: Tag) -> Problem:
    closer = {TagKind.PRINT: "}}", TagKind.BLOCK: "%}"}[tag.kind]
    message = f"{tag.typed} is never closed before the next tag begins."
    return problem(tag, "unclosed-tag", message, f"Add {closer} where the tag ends.")


def _as_meant(stream: Stream, faults: Collection[int]) -> Stream:
    """Return the stream with faulty tags as they were meant, so that `Endif` ends its if.

    What has swallowed other tags is left out: nobody knows what these were.
    """
    tags = [(as_meant(tag) if id(tag) in faults else tag, pieces) for tag, pieces in stream.tags]
    return Stream(stream.before, [(tag, pieces) for tag, pieces in tags if not swallows(tag)])


def _follows(each: Problem, changed: Iterable[str]) -> bool:
    """Tell whether a problem of blocks is but what follows of a tag that was mistyped: it governs something else."""
    return each.code == "crossing-block" and any(typed in each.message for typed in changed)


def _in_order(found: Iterable[Problem], typed: Iterable[Line]) -> tuple[Problem, ...]:
    """Return the problems, each once, in the order of the places in the text; what has no such place comes last."""
    order: dict[tuple[str, ...], int] = {}
    for line in typed:
        order.setdefault(line.where.trail, len(order))
    return tuple(sorted(dict.fromkeys(found), key=lambda each: order.get(each.where.trail, len(order))))
