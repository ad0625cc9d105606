"""Whether a value of a kind can stand where a tag puts it."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping

from docgen.engine.charts import Chart
from docgen.engine.controls import CHECKED
from docgen.engine.lint.declared import result_of
from docgen.engine.lint.kinds import (
    Anything,
    Keyed,
    Kind,
    Listed,
    Method,
    Named,
    Nothing,
    Plain,
    Record,
    is_number,
    is_text,
    options,
)
from docgen.engine.runtime import Printer
from docgen.engine.values import Value

_BARE = (object.__str__, object.__repr__)
_LOCALE = "en-AU"
CELL = "cell"
_COLORS = frozenset({"shd", "fill"})
_COUNTS = frozenset({"gridSpan", "span"})
_YES_OR_NO = frozenset({"vMerge", "merge", "down", "across"})


@dataclasses.dataclass(frozen=True, slots=True)
class Fits:
    """What a caller's printers and the engine make of values. A fault is said behind "is" and the kind."""

    printers: Mapping[type, Printer]

    def fault(self, option: Kind, context: str) -> str:
        """Return why a value of one option of a kind cannot stand in a tag's place; empty if it can.

        `context` is the tag's (`Tag.context`).
        """
        if isinstance(option, Anything) or context in _YES_OR_NO:
            return ""
        if context == CHECKED:
            is_truth = isinstance(option, Plain) and option.type is bool
            return "" if is_truth else "and a check box takes yes or no"
        if context == "chart":
            return self._no_chart(option)
        if context in _COLORS:
            return "" if is_text(option) or isinstance(option, Nothing) else "and a colour is a text"
        if context in _COUNTS:
            return "" if is_number(option) or is_text(option) else "and a span is a whole number"
        return self.unprintable(option, keeps_types=context == CELL)

    def unprintable(self, option: Kind, *, keeps_types: bool = False) -> str:  # noqa: PLR0911 - one for each kind
        """Return why a value cannot be printed as text; empty if it can. A cell of a sheet `keeps_types`."""
        match option:
            case Nothing():
                return "and nothing would be printed; test it with an if"
            case Listed():
                return "which cannot be printed as text; use a loop, or |list_and"
            case Keyed() | Named():
                return "which cannot be printed as text; name one of its members"
            case Method():
                return "which cannot be printed as text; call it with ()"
            case Plain():
                return "" if keeps_types else self._refused(option.type)
            case Record():
                return self._unprintable_record(option.type)
            case _:
                return ""

    def _unprintable_record(self, kind: type) -> str:
        if self._printer(kind) is not None or issubclass(kind, Value | str):
            return ""
        bare = (kind.__str__, kind.__repr__) == _BARE
        if dataclasses.is_dataclass(kind) or bare or issubclass(kind, tuple | list | Mapping):
            return "which cannot be printed as text; name one of its fields"
        return ""

    def _printer(self, kind: type) -> Printer | None:
        return next((self.printers[base] for base in kind.__mro__ if base in self.printers), None)

    def _refused(self, kind: type) -> str:
        """Return what a printer says of yes and no, where it refuses both: that is known without data."""
        printer = self._printer(kind) if issubclass(kind, bool) else None
        if printer is None:
            return ""
        try:
            printer(True, _LOCALE)
        except ValueError:
            return "which cannot be printed; choose words with an if"
        return ""

    def _no_chart(self, option: Kind) -> str:
        wanted = "and a chart needs a mapping with categories and series"
        if isinstance(option, Keyed | Named):
            return "" if isinstance(option, Keyed) else _lacking(option, ("categories", "series"))
        if not isinstance(option, Record):
            return wanted
        printer = self._printer(option.type)
        if printer is None:
            return "" if issubclass(option.type, Chart) or option.type is Value else wanted
        return wanted if any(_is_no_chart(each) for each in options(result_of(printer))) else ""


def _lacking(option: Named, wanted: tuple[str, ...]) -> str:
    missing = [name for name in wanted if name not in option.names]
    return f"and a chart needs {' and '.join(missing)}" if missing else ""


def _is_no_chart(kind: Kind) -> bool:
    return is_text(kind) or (
        isinstance(kind, Record) and not issubclass(Chart, kind.type) and not issubclass(kind.type, Chart)
    )
