"""A workbook rendered: the sheets' code runs, then formulas and references follow what grew, then parts are packed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from docgen.engine.compiling import Part, generate
from docgen.engine.excel.assembly import Made, assembled
from docgen.engine.excel.cells import CheckedStrings, Strings
from docgen.engine.excel.formats import Derived
from docgen.engine.excel.output import OutputSheet, grown
from docgen.engine.excel.runtime import SheetRuntime, WrittenSheet
from docgen.engine.excel.workbook import Sheet, Workbook
from docgen.engine.expressions import RefusedError
from docgen.engine.faults import Faults, cause, number_of
from docgen.engine.package import copied, is_plain
from docgen.engine.relations import Additions
from docgen.engine.runtime import Document, Printer
from docgen.engine.sandbox import Bound, Sandbox
from docgen.engine.tags import Kind, Tag
from docgen.errors import RenderError
from docgen.problems import Place, Problem, Severity


@dataclass(slots=True)
class Shared:
    """What the sheets of one rendering share: strings, derived styles, names of sheets, bounds."""

    strings: Strings
    derived: Derived
    document: Document
    names: set[str]
    additions: Additions


@dataclass(frozen=True, slots=True, eq=False)
class WorkbookFormat:
    """Renders a compiled workbook."""

    workbook: Workbook
    environment: Sandbox
    filters: Mapping[str, Callable[..., Any]]
    printers: Mapping[type, Printer]

    @property
    def parts(self) -> tuple[Part, ...]:
        return self.workbook.parts

    def render(self, data: Mapping[str, Any], locale: str) -> bytes:
        """Return the workbook's bytes. Raise RenderError with every tag that the data does not fit."""
        package = self.workbook.book.package
        if not any(part.tags for part in self.parts) and is_plain(package):
            return copied(package)
        shared = self._shared()
        written: dict[str, list[WrittenSheet]] = {}
        others: dict[str, bytes] = {}
        for part in self.parts:
            runtime = self._runtime(part, data, locale, shared)
            out: list[str] = []
            try:
                part.render(out, runtime, locale)
            except Exception as error:
                raise self._explained(part, data, locale, error) from None
            written[part.name] = runtime.written
            if part in self.workbook.others:
                others[part.name] = "".join(out).encode()
        try:
            strings = shared.strings.data()
        except ValueError as error:
            raise self._explained(self.parts[-1], data, locale, error) from None
        outputs = [self._outputs(sheet, written) for sheet in self.workbook.sheets]
        if not self._shows(outputs):
            raise self._nothing_left()
        growths, sheets = grown(self.workbook, outputs)
        made = Made(strings, shared.derived, others, shared.additions)
        return assembled(self.workbook, growths, sheets, made)

    def _outputs(self, sheet: Sheet, written: Mapping[str, list[WrittenSheet]]) -> list[OutputSheet]:
        if sheet.part is None:
            still = WrittenSheet(name=sheet.template.entry.name, noted=dict(sheet.template.values))
            return [OutputSheet(sheet, still)]
        return [OutputSheet(sheet, each) for each in written[sheet.part.name]]

    def _shows(self, outputs: list[list[OutputSheet]]) -> bool:
        """Tell whether a sheet is left to be seen; Excel opens no workbook without."""
        worksheets = {sheet.template.entry.part for sheet in self.workbook.sheets}
        shown = [each for found in outputs for each in found if not each.sheet.template.entry.hidden]
        charts = [each for each in self.workbook.book.sheets if each.part not in worksheets]
        return bool(shown) or any(not each.hidden for each in charts)

    def _shared(self, kind: type[Strings] = Strings) -> Shared:
        book = self.workbook
        static = {sheet.template.entry.name.casefold() for sheet in book.sheets if sheet.part is None}
        return Shared(
            strings=kind(book.strings, book.free),
            derived=Derived(book.book.formats, book.palette),
            document=Document(0, 0),
            names=static,
            additions=Additions(book.book.package),
        )

    def _runtime(self, part: Part, data: Mapping[str, Any], locale: str, shared: Shared) -> SheetRuntime:
        return SheetRuntime(
            data=data,
            tags=part.tags,
            environment=self.environment,
            printers=self.printers,
            locale=locale,
            document=shared.document,
            palette=self.workbook.palette,
            strings=shared.strings,
            derived=shared.derived,
            since_1904=self.workbook.book.since_1904,
            names=shared.names,
            additions=shared.additions,
        )

    # -- faults ---------------------------------------------------------------------------------------

    def _explained(self, part: Part, data: Mapping[str, Any], locale: str, error: Exception) -> RenderError:
        """Render again with the careful variant, so that all faults of all sheets are told together."""
        faults = Faults(data)
        shared = self._shared(CheckedStrings)
        bounded = isinstance(cause(error), Bound)  # going on would cost as much again
        for each in () if bounded else self.parts:
            self._render_carefully(each, data, locale, shared, faults)
        if not faults.problems():
            faults.add(cause(error), self._tag_of(part, error), ())
        return RenderError(faults.problems())

    def _render_carefully(
        self, part: Part, data: Mapping[str, Any], locale: str, shared: Shared, faults: Faults
    ) -> None:
        try:
            render, lines, _ = generate(part, part.tree, self.environment, self.filters, careful=True)
        except RefusedError:  # it nests a little deeper than the quick variant
            return
        runtime = self._runtime(part, data, locale, shared)
        runtime.report = lambda error, number, paths: faults.add(cause(error), part.tags[number], paths)
        try:
            render([], runtime, locale)
        except Exception as error:
            faults.add(cause(error), part.tags[number_of(error, lines)], ())

    def _tag_of(self, part: Part, error: Exception) -> Tag:
        if not part.tags:
            where = Place(file=self.workbook.book.package.file, trail=(part.name,))
            return Tag(Kind.PRINT, "", "", part.name, where)
        return part.tags[number_of(error, part.lines)]

    def _nothing_left(self) -> RenderError:
        where = Place(file=self.workbook.book.package.file)
        message = "no sheet is left to be seen: the data leaves them all out, and a workbook needs one."
        return RenderError(
            [Problem("no-sheets", Severity.ERROR, where, message, "Keep a sheet without a tag.")]
        )
