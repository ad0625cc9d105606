"""A Word document rendered: each part's code runs, then what values added joins the package."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from docgen.engine.charts.placing import Placing, ShownChart, placed
from docgen.engine.compiling import NUMBERING, Part, Reading, generate
from docgen.engine.expressions import RefusedError
from docgen.engine.faults import Faults, cause, number_of
from docgen.engine.markup import W_NS, P, R, T
from docgen.engine.package import CONTENT_TYPES, Member, Package, as_document, write_package
from docgen.engine.relations import Additions
from docgen.engine.runtime import Document, Printer, TagFault
from docgen.engine.sandbox import Bound, Sandbox
from docgen.engine.styles import Numbering, Styles
from docgen.engine.tags import Kind, Tag
from docgen.engine.theme import Palette
from docgen.engine.values import Includable, WordSpot
from docgen.engine.word_runtime import WordRuntime
from docgen.errors import RenderError
from docgen.problems import Place


@dataclass(frozen=True, slots=True, eq=False)
class WordFormat:
    """Renders a compiled Word document."""

    file: str
    parts: tuple[Part, ...]
    _package: Package
    _environment: Sandbox
    _filters: Mapping[str, Callable[..., Any]]
    _printers: Mapping[type, Printer]
    _styles: Styles
    _numbering: Numbering
    _palette: Palette | None
    _drawing: int
    _bookmark: int

    @classmethod
    def of(
        cls,
        reading: Reading,
        parts: tuple[Part, ...],
        environment: Sandbox,
        filters: Mapping[str, Callable[..., Any]],
        printers: Mapping[type, Printer],
    ) -> WordFormat:
        """Return the format of a package that was read, with its compiled parts."""
        return cls(
            file=reading.package.file,
            parts=parts,
            _package=reading.package,
            _environment=environment,
            _filters=filters,
            _printers=printers,
            _styles=reading.styles,
            _numbering=reading.numbering,
            _palette=reading.palette,
            _drawing=reading.highest_drawing,
            _bookmark=reading.highest_bookmark,
        )

    def render(self, data: Mapping[str, Any], locale: str) -> bytes:
        """Return the document's bytes. Raise RenderError with every tag that the data does not fit."""
        additions = Additions(self._package)
        document = Document(self._drawing, self._bookmark)
        rendered: dict[str, bytes] = {}
        placing = Placing(self._package, additions, rendered)
        for part in sorted(self.parts, key=_charts_first):
            rendered[part.name] = self._render_part(part, data, locale, document, placing)
        if document.included is not None:
            document.included.settle(rendered)
        rendered.update(additions.changed())
        if document.lists:
            rendered[NUMBERING] = self._with_lists(rendered.get(NUMBERING), document)
        return self._assembled(rendered)

    def _render_part(
        self, part: Part, data: Mapping[str, Any], locale: str, document: Document, placing: Placing
    ) -> bytes:
        out: list[str] = []
        runtime = self._runtime(part, data, locale, document, placing.additions)
        try:
            part.render(out, runtime, locale)
            runtime.fill_contents(out)
            if runtime.charts.shown:
                out = [placed("".join(out), runtime.charts, lambda shown: _filled(placing, part.name, shown))]
        except Exception as error:
            raise self._explained(part, data, locale, error) from None
        return "".join(out).encode()

    def _runtime(
        self, part: Part, data: Mapping[str, Any], locale: str, document: Document, additions: Additions
    ) -> WordRuntime:
        runtime = WordRuntime(
            data=data,
            tags=part.tags,
            environment=self._environment,
            printers=self._printers,
            locale=locale,
            document=document,
            spot=lambda tag: self._spot(part.name, tag, runtime, additions),
            palette=self._palette,
            declarations=part.declarations,
            new_number=partial(self._restarted, document),
        )
        return runtime

    def _spot(self, part: str, tag: Tag, runtime: WordRuntime, additions: Additions) -> WordSpot:
        document = runtime.document

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
            attach=lambda attachment: additions.attach(part, attachment),
            palette=self._palette or Palette.office(),
            divides=tag.path[-1:] == (P,) or tag.path[-3:] == (P, R, T),
            include=lambda asked: self._include(part, asked, tag, runtime, additions),
        )

    def _include(
        self, part: str, asked: Includable, tag: Tag, runtime: WordRuntime, additions: Additions
    ) -> str:
        from docgen.engine.included.hosting import hosted, marking  # noqa: PLC0415 - few documents include others

        document = runtime.document
        if document.included is None:
            new_number = partial(self._new_number, document)
            document.included = hosted(self._package, additions, document, new_number)
        listed = b"TOC " in self._package.data(part)
        mark = marking(runtime, self._styles, self._numbering) if listed else None
        included: str = document.included.include(part, asked, tag.paragraph_properties, mark)
        return included

    def _new_list(self, style: str, document: Document) -> int:
        found = self._styles.numbering.get(style)
        definition = self._numbering.definitions.get(found[0]) if found else None
        if definition is None or b"</w:num>" not in self._package.data(NUMBERING):
            return 0
        number = self._new_number(document)
        document.lists.append((number, definition, ((0, 1),)))
        return number

    def _restarted(self, document: Document, number: str) -> str:
        """Return the id of a new number that restarts every level of a list; its own where it has no definition."""
        definition = self._numbering.definitions.get(number)
        if definition is None:
            return number
        new = self._new_number(document)
        document.lists.append((new, definition, self._numbering.starts.get(definition, ())))
        return str(new)

    def _new_number(self, document: Document) -> int:
        document.numbers += 1
        return self._numbering.highest + document.numbers

    def _with_lists(self, rendered: bytes | None, document: Document) -> bytes:
        before = (rendered or self._package.data(NUMBERING)).decode()
        entries = "".join(
            f'<w:num xmlns:w="{W_NS}" w:numId="{number}"><w:abstractNumId w:val="{definition}"/>'
            f"{''.join(map(_restart, levels))}</w:num>"
            for number, definition, levels in document.lists
        )
        at = before.rfind("</w:num>") + len("</w:num>")  # numbers stand together, before numIdMacAtCleanup
        return f"{before[:at]}{entries}{before[at:]}".encode()

    def _assembled(self, rendered: dict[str, bytes]) -> bytes:
        members = []
        for name, member in self._package.members.items():
            data = rendered.pop(name, None)
            if name == CONTENT_TYPES:
                data = as_document(data or member.data)
            members.append(member if data is None or data == member.data else Member.pack(name, data))
        members += [Member.pack(name, data) for name, data in rendered.items()]
        return write_package(members)

    # -- faults ---------------------------------------------------------------------------------------

    def _explained(self, part: Part, data: Mapping[str, Any], locale: str, error: Exception) -> Exception:
        """Render again with the careful variant, so that all faults of all parts are told together."""
        faults = Faults(data)
        document = Document(self._drawing, self._bookmark)
        bounded = isinstance(cause(error), Bound)  # going on would cost as much again
        for each in () if bounded else self.parts:
            self._render_carefully(each, data, locale, document, faults)
        if not faults.problems():
            faults.add(cause(error), self._tag_of(part, error), ())
        return RenderError(faults.problems())

    def _render_carefully(
        self, part: Part, data: Mapping[str, Any], locale: str, document: Document, faults: Faults
    ) -> None:
        try:
            render, lines, _ = generate(part, part.tree, self._environment, self._filters, careful=True)
        except RefusedError:  # it nests a little deeper than the quick variant
            return
        runtime = self._runtime(part, data, locale, document, Additions(self._package))
        runtime.report = lambda error, number, paths: faults.add(cause(error), part.tags[number], paths)
        try:
            render([], runtime, locale)
        except Exception as error:
            faults.add(cause(error), part.tags[number_of(error, lines)], ())

    def _tag_of(self, part: Part, error: Exception) -> Tag:
        if not part.tags:
            return Tag(Kind.PRINT, "", "", part.name, Place(file=self.file, trail=(part.name,)))
        return part.tags[number_of(error, part.lines)]


def _charts_first(part: Part) -> bool:
    """Sort chart parts first: the page that shows a chart fills it as it came out."""
    return "/charts/" not in part.name


def _restart(level: tuple[int, int]) -> str:
    override = f'<w:startOverride w:val="{level[1]}"/>'
    return f'<w:lvlOverride w:ilvl="{level[0]}">{override}</w:lvlOverride>'


def _filled(placing: Placing, part: str, shown: ShownChart) -> str:
    assert shown.chart is not None
    try:
        relation = placing.fill(part, shown.relation, shown.chart)
        shown.check()
    except ValueError as error:
        raise TagFault(shown.number, error) from error
    return relation
