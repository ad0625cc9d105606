"""A workbook (.xlsx) to cells: cached values, errors, dates, merges, hidden rows. Formulas are never run."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from pathlib import Path
from posixpath import dirname, join, normpath

from lxml import etree

from docgen.engine.package import Package, read_package
from docgen.errors import IntakeError
from docgen.imports.cells import Book, Cell, Kind, Sheet, column_of
from docgen.problems import Place

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_STRICT = "{http://purl.oclc.org/ooxml/spreadsheetml/main}"
_REL = re.compile(r"\{[^}]*relationships\}id")
_ADDRESS = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,7})")
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
MOST_CELLS = 2_000_000

# Number formats that Excel knows by number alone (ISO/IEC 29500-1, 18.8.30).
_BUILT_IN = {9: "0%", 10: "0.00%", 1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 49: "@"}
_DATES = {14: "yyyy-mm-dd", 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy", 22: "m/d/yy h:mm"}
_TIMES = {18: "h:mm AM/PM", 19: "h:mm:ss AM/PM", 20: "h:mm", 21: "h:mm:ss", 45: "mm:ss", 46: "[h]:mm:ss"}
_QUIET = re.compile(r'"[^"]*"|\\.|_.|\*.|\[(?!h+\]|m+\]|s+\])[^\]]*\]', re.IGNORECASE)
_EPOCH, _EPOCH_1904 = datetime(1899, 12, 30), datetime(1904, 1, 1)  # noqa: DTZ001 - cells have no zone


def read_workbook(path: Path) -> Book:
    """Return the sheets of a workbook, in its order. Raise PackageError or IntakeError if it cannot be read."""
    package = read_package(path, name=str(path))
    try:
        return _Workbook(package).book()
    except (ValueError, ArithmeticError, LookupError):
        hint = "Open and save it in Excel or LibreOffice."
        raise IntakeError.single(
            "damaged", "The workbook is damaged.", where=Place(str(path)), hint=hint
        ) from None


@dataclass(frozen=True, slots=True)
class _Formats:
    """The number format of each cell style, by its number."""

    codes: tuple[str, ...]

    def of(self, style: str | None) -> str:
        number = int(style) if style and style.isdecimal() else 0
        return self.codes[number] if number < len(self.codes) else ""


class _Workbook:
    """One workbook that is being read."""

    def __init__(self, package: Package) -> None:
        self._package = package
        self._file = package.file
        self._root_name = self._target("", "officeDocument")
        self._root = self._tree(self._root_name)
        self._texts = self._shared()
        self._formats = self._number_formats()
        first = _first(self._root, "workbookPr")
        self._epoch = _EPOCH_1904 if first is not None and first.get("date1904") in ("1", "true") else _EPOCH
        self._count = 0

    def book(self) -> Book:
        return Book(self._file, tuple(self._sheets()))

    def _sheets(self) -> Iterator[Sheet]:
        targets = self._relations(self._root_name)
        for entry in _all(self._root, "sheet"):
            relation = next((value for key, value in entry.attrib.items() if _REL.fullmatch(str(key))), "")
            kind, name = targets.get(str(relation), ("", ""))
            if kind.endswith("/worksheet") and name in self._package:
                yield self._sheet(entry.get("name") or "", self._tree(name))

    def _sheet(self, title: str, tree: etree._Element) -> Sheet:
        cells: dict[tuple[int, int], Cell] = {}
        hidden = set[int]()
        number = 0
        for row in _all(tree, "row"):
            number = _number(row.get("r")) or number + 1
            if row.get("hidden") in ("1", "true"):
                hidden.add(number)
            for cell in self._cells(row, number):
                cells[cell.row, cell.column] = cell
        return Sheet(title, cells, frozenset(hidden), tuple(_merges(tree)))

    def _cells(self, row: etree._Element, number: int) -> Iterator[Cell]:
        column = 0
        for node in _all(row, "c"):
            self._count += 1
            if self._count > MOST_CELLS:
                raise self._refused(
                    "too-large", f"has more than {MOST_CELLS:,} cells.", "Is it the right file?"
                )
            match = _ADDRESS.fullmatch(node.get("r") or "")
            column = column_of(match[1]) if match else column + 1
            read = self._cell(node)
            if read:
                yield Cell(number, column, *read)

    def _cell(self, node: etree._Element) -> tuple[Kind, str, str] | None:
        """Return kind, text and number format of a cell, None for an empty one."""
        kind, shown = node.get("t") or "n", self._formats.of(node.get("s"))
        found = _first(node, "v")
        value = found.text if found is not None else None
        if kind == "inlineStr":
            return _said(_joined(node), shown)
        if value is None or value == "":
            return (Kind.UNCALCULATED, "", shown) if _first(node, "f") is not None and kind != "str" else None
        if kind in ("s", "str"):
            return _said(self._texts[int(value)] if kind == "s" else _plain(value), shown)
        return self._figure(value, shown) if kind == "n" else _typed(kind, value, shown)

    def _figure(self, value: str, shown: str) -> tuple[Kind, str, str]:
        number = Decimal(value)
        if _is_date(shown):
            return Kind.DATE, self._moment(number, shown), shown
        return Kind.NUMBER, _digits(number), shown

    def _moment(self, number: Decimal, shown: str) -> str:
        days, part = divmod(number, 1)
        minutes = round(part * 1440)
        if not -1 < number < 2_958_466:  # 31 December 9999
            return f"{number}"
        moment = self._epoch + timedelta(days=int(days), minutes=int(minutes))
        if number < 1 and self._epoch is _EPOCH and _shows_time(shown):
            return moment.strftime("%H:%M")
        return moment.strftime("%Y-%m-%dT%H:%M") if minutes else moment.strftime("%Y-%m-%d")

    def _shared(self) -> list[str]:
        name = self._target(self._root_name, "sharedStrings", "")
        return [_joined(item) for item in _all(self._tree(name), "si")] if name in self._package else []

    def _number_formats(self) -> _Formats:
        name = self._target(self._root_name, "styles", "")
        if name not in self._package:
            return _Formats(())
        tree = self._tree(name)
        own = {_number(node.get("numFmtId")): node.get("formatCode") or "" for node in _all(tree, "numFmt")}
        known: Mapping[int, str] = {**_BUILT_IN, **_DATES, **_TIMES, **own}
        styles = _first(tree, "cellXfs")
        nodes = _all(styles, "xf") if styles is not None else ()
        return _Formats(tuple(known.get(_number(node.get("numFmtId")), "") for node in nodes))

    def _relations(self, part: str) -> dict[str, tuple[str, str]]:
        """Return the type and the target of each relationship of a part, by id."""
        folder, _, name = part.rpartition("/")
        rels = f"{folder}/_rels/{name}.rels".lstrip("/")
        if rels not in self._package:
            return {}
        return {
            node.get("Id") or "": (node.get("Type") or "", _resolved(part, node.get("Target") or ""))
            for node in self._tree(rels)
            if node.get("TargetMode") != "External"
        }

    def _target(self, part: str, kind: str, default: str | None = None) -> str:
        found = self._relations(part).values()
        name = next((target for type_, target in found if type_.endswith(f"/{kind}")), default)
        if name is None or (name not in self._package and default is None):
            raise self._refused("not-a-workbook", "is no workbook.", "Give an .xlsx or .csv file.")
        return name

    def _tree(self, name: str) -> etree._Element:
        parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
        try:
            return etree.fromstring(self._package.data(name), parser)
        except etree.XMLSyntaxError:
            raise self._refused(
                "damaged", f"has a part that is no XML: {name}.", "Save it in Office."
            ) from None

    def _refused(self, code: str, message: str, hint: str) -> IntakeError:
        return IntakeError.single(code, f"The file {message}", where=Place(self._file), hint=hint)


def _typed(kind: str, value: str, shown: str) -> tuple[Kind, str, str]:
    """Return a value whose type the cell says: a truth, an error, a date in ISO form."""
    if kind == "b":
        return Kind.FLAG, "true" if value in ("1", "true") else "false", shown
    return (Kind.ERROR, value, shown) if kind == "e" else (Kind.DATE, value.removesuffix("Z"), shown)


def _said(text: str, shown: str) -> tuple[Kind, str, str] | None:
    return (Kind.TEXT, text, shown) if text.strip() else None


def _digits(number: Decimal) -> str:
    """Return a number as its digits. Sixteen and more are noise of the binary fraction: Excel shows fifteen."""
    short = f"{float(number):.15g}"
    text = f"{Decimal(short):f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _is_date(shown: str) -> bool:
    plain = _QUIET.sub("", shown.split(";", maxsplit=1)[0]).lower()
    return shown != "General" and any(letter in plain for letter in "ydhs") | ("mm" in plain)


def _shows_time(shown: str) -> bool:
    return "h" in _QUIET.sub("", shown).lower()


def _joined(node: etree._Element) -> str:
    """Return the text of a string, whatever its runs; without the readings of its characters (ruby)."""
    parts = [
        each.text or ""
        for each in node.iter()
        if _local(each) == "t" and not any(_local(up) == "rPh" for up in each.iterancestors())
    ]
    return _plain("".join(parts))


def _plain(text: str) -> str:
    unescaped = _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text)
    return unescaped.replace("\r\n", "\n").replace("\r", "\n")


def _merges(tree: etree._Element) -> Iterator[tuple[int, int, int, int]]:
    for node in _all(tree, "mergeCell"):
        ends = [_ADDRESS.fullmatch(each) for each in (node.get("ref") or "").split(":")]
        if len(ends) == 2 and ends[0] and ends[1]:
            yield int(ends[0][2]), int(ends[1][2]), column_of(ends[0][1]), column_of(ends[1][1])


def _resolved(part: str, target: str) -> str:
    return target.lstrip("/") if target.startswith("/") else normpath(join(dirname(part), target))


def _all(node: etree._Element, name: str) -> Iterator[etree._Element]:
    return node.iter(f"{_MAIN}{name}", f"{_STRICT}{name}")


def _first(node: etree._Element, name: str) -> etree._Element | None:
    return next(_all(node, name), None)


def _local(node: etree._Element) -> str:
    return str(node.tag).rpartition("}")[2]


def _number(text: str | None) -> int:
    return int(text) if text and text.isdecimal() else 0
