"""Rules, validations and the filter of a worksheet moved as text, without a look at the sheet's tree.

Most sheets have nothing else that moves. What stands between cells and formulas is cut when the template is opened;
what is unusual (a filter with criteria, bounds of colour scales that are formulas, extensions of Excel 2010) is left
to `move_sheet`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from docgen.engine.escape import escape, unescape
from docgen.engine.excel.formulas import parse
from docgen.engine.excel.growth import Growths, SheetGrowth
from docgen.engine.excel.markup import s
from docgen.engine.excel.moved.areas import moved_ref
from docgen.engine.excel.moved.uniform import Rule
from docgen.engine.markup import Element
from docgen.engine.stream import SLOT_START

Moved = Callable[[SheetGrowth, Growths], str | None]
"""Returns the XML of an element as it reads in the output; None where only its tree can tell."""

_KINDS = {
    "autoFilter": re.compile(r'<autoFilter ref="[^"<>]*"/>'),
    "conditionalFormatting": re.compile(
        r"<conditionalFormatting(?: [^<>]*)?>.*?</conditionalFormatting>", re.DOTALL
    ),
    "dataValidations": re.compile(r"<dataValidations(?: [^<>]*)?>.*?</dataValidations>", re.DOTALL),
}
_ELEMENT = re.compile("|".join(kind.pattern for kind in _KINDS.values()), re.DOTALL)
_MARK = re.compile(r"<\?moves (\d+)\?>")
_VALIDATION = re.compile(
    r"<dataValidation(?: [^<>]*?)?(?:/>|>(?:<formula[12]>[^<]*</formula[12]>)*</dataValidation>)"
)
_VARIES = re.compile(r'(?<= sqref=")([^"]*)(?=")|(?<=<formula>)([^<]*)|(?<=<formula[12]>)([^<]*)')
_COUNT = re.compile(r'(?<= count=")\d+(?=")')
_PRIORITY = re.compile(r' priority="(\d+)"')
_RULE = re.compile(r"<(?:\w+:)?cfRule\b")
_ENTITIES = {"&#13;": "\r", "&quot;": '"'}
_WRITTEN = {"\r": "&#13;"}


@dataclass(frozen=True, slots=True)
class Spliced:
    """What was cut out of a sheet's frame: each element as the template has it, and what moves it."""

    originals: tuple[str, ...] = ()
    movers: tuple[Moved, ...] = ()

    def restored(self, frame: str) -> str:
        """Return a frame with everything in its place as the template has it."""
        return self._filled(frame, self.originals) if self.originals else frame

    def moved(self, frame: str, growth: SheetGrowth, growths: Growths) -> str | None:
        """Return a frame with everything in its place as it reads in the output; None where the tree is needed.

        Raise ValueError for a formula that would grow too long.
        """
        texts: list[str] = []
        for mover in self.movers:
            text = mover(growth, growths)
            if text is None:
                return None
            texts.append(text)
        return self._filled(frame, texts)

    def _filled(self, frame: str, texts: Sequence[str]) -> str:
        return _MARK.sub(lambda mark: texts[int(mark[1])], frame)


def splice(frame: str, root: Element) -> tuple[str, Spliced, frozenset[Element]]:
    """Return a frame with marks where elements were cut out, what these are, and their nodes in its tree.

    `frame` is the XML of `root` as lxml writes it. A kind of element is left where the text might mislead.
    """
    if "<?moves" in frame:
        return frame, Spliced(), frozenset()
    nodes: list[Element] = []
    movers: dict[str, Moved] = {}
    for name, pattern in _KINDS.items():
        found, there = pattern.findall(frame), root.findall(s(name))
        made = {text: mover for text in found if (mover := _mover(text)) is not None}
        if len(found) == len(there) == sum(text in made for text in found) and _alone(name, found, frame):
            nodes += there
            movers |= made
    originals: list[str] = []

    def cut(match: re.Match[str]) -> str:
        if match[0] not in movers:
            return match[0]
        originals.append(match[0])
        return f"<?moves {len(originals) - 1}?>"

    marked = _ELEMENT.sub(cut, frame)
    return marked, Spliced(tuple(originals), tuple(movers[text] for text in originals)), frozenset(nodes)


def _alone(name: str, found: Sequence[str], frame: str) -> bool:
    """Tell whether no rule of a sheet is left behind, and each has a priority of its own: else all are renumbered."""
    if name != "conditionalFormatting":
        return True
    rules = "".join(found)
    priorities = _PRIORITY.findall(rules)
    return len(set(priorities)) == len(_RULE.findall(rules)) == len(_RULE.findall(frame))


def _mover(text: str) -> Moved | None:
    """Return what moves an element, or None where its text is none of the usual."""
    if SLOT_START in text:
        return None
    if text.startswith("<autoFilter"):
        return _filter(text)
    return _validations(text) if text.startswith("<dataValidations") else _format(text)


def _filter(text: str) -> Moved:
    ref = text.split('"')[1]

    def moved(growth: SheetGrowth, _: Growths) -> str:
        found = moved_ref(ref, growth)
        return f'<autoFilter ref="{found}"/>' if found else ""

    return moved


def _format(text: str) -> Moved | None:
    """Return what moves a conditional format. Blocks that part need priorities of their own: the tree's work."""
    if 'type="formula"' in text or "<extLst" in text:
        return None
    rule = _Written.read(text, lists=False)

    def moved(growth: SheetGrowth, growths: Growths) -> str | None:
        found = list(rule.moved(growth, growths))
        return "".join(found) if len(found) < 2 else None

    return moved


def _validations(text: str) -> Moved | None:
    head, _, inner = text.removesuffix("</dataValidations>").partition(">")
    if _VALIDATION.sub("", inner):
        return None
    rules = [
        _Written.read(match[0], lists=' type="list"' in match[0].partition(">")[0])
        for match in _VALIDATION.finditer(inner)
    ]

    def moved(growth: SheetGrowth, growths: Growths) -> str:
        found = [copy for rule in rules for copy in rule.moved(growth, growths)]
        counted = _COUNT.sub(str(len(found)), head)
        return f"{counted}>{''.join(found)}</dataValidations>" if found else ""

    return moved


@dataclass(frozen=True, slots=True)
class _Written:
    """A rule and its XML: `pieces` stand around its cells and its formulas."""

    rule: Rule
    pieces: tuple[str, ...]

    @classmethod
    def read(cls, text: str, *, lists: bool) -> _Written:
        """Return what an element's text says; formulas that refer to nothing stay in it as they are."""
        pieces: list[str] = []
        values: list[str] = []
        at = 0
        for match in _VARIES.finditer(text):
            value = unescape(match[0], _ENTITIES)
            if not values or not all(isinstance(part, str) for part in parse(value).parts):
                pieces.append(text[at : match.start()])
                values.append(value)
                at = match.end()
        sqref, *formulas = values
        return cls(Rule.read(sqref, formulas, lists=lists), (*pieces, text[at:]))

    def moved(self, growth: SheetGrowth, growths: Growths) -> Iterator[str]:
        """Yield the rule as it reads in the output: once for each block that its cells part into."""
        for block in self.rule.blocks(growth, growths):
            values = (block.sqref, *(escape(formula, _WRITTEN) for formula in block.formulas), "")
            yield "".join([text for pair in zip(self.pieces, values, strict=True) for text in pair])
