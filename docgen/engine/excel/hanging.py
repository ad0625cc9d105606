"""What hangs on a sheet: tables, comments, drawings and their charts, moved with it and copied with its copies.

A table, a picture or a chart that stands in a loop comes once for each round; each table and each chart is then a
part of its own.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence

from lxml import etree

from docgen.engine.excel.calc_cells import Area
from docgen.engine.excel.calc_tables import Table
from docgen.engine.excel.cells import item_xml
from docgen.engine.excel.growth import OUTSIDE, Growths, Looks, TableRound
from docgen.engine.excel.hung import anchors, leads_nowhere, relations_of
from docgen.engine.excel.links import add_links, keep_links
from docgen.engine.excel.listing import Listing
from docgen.engine.excel.markup import XDR_NS, r, s
from docgen.engine.excel.moved import move_chart, move_comments, move_drawing, move_table, move_vml
from docgen.engine.excel.moved.areas import drop_uid, moved_ref
from docgen.engine.excel.moved.drawings import unique_ids
from docgen.engine.excel.moved.tables import header_texts
from docgen.engine.excel.order import child
from docgen.engine.excel.output import Formulas, OutputSheet
from docgen.engine.excel.references import letters, rectangle
from docgen.engine.excel.relating import Relating
from docgen.engine.excel.tables import TableEntry
from docgen.engine.excel.workbook import Workbook
from docgen.engine.links import Link, links, parse
from docgen.engine.markup import Element, remove
from docgen.engine.relations import Additions
from docgen.errors import RenderError
from docgen.problems import Place, Problem, Severity

# What a copied sheet must have a copy of; the rest (pictures, printer settings, chart styles) may be shared
PRIVATE = frozenset(
    {"table", "drawing", "chart", "chartEx", "comments", "threadedComment", "vmlDrawing", "ctrlProp"}
)
# What exists once in a workbook is moved with its sheet; a loop around it was refused when the template was opened
_SINGLE = frozenset({"pivotTable"})
_NOT_COPIED = frozenset({"pivotTable", "queryTable", "slicer", "timeline"})
_CHARTS = frozenset({"chart", "chartEx"})
_DRAWING_TYPE = "application/vnd.openxmlformats-officedocument.drawing+xml"


class Hanging:
    """Moves and copies. `parts` are the parts that changed, `tables` all tables of the output, for formulas."""

    def __init__(
        self,
        workbook: Workbook,
        growths: Growths,
        formulas: Formulas,
        listing: Listing,
        additions: Additions,
        *,
        moved: bool,
    ) -> None:
        self._workbook, self._package = workbook, workbook.book.package
        self._growths, self._formulas, self._listing, self._moved = growths, formulas, listing, moved
        self._additions = additions
        self._names: dict[tuple[int, str, int], str] = {}
        self._looks: dict[tuple[int, str], list[Looks]] = {}
        self._listed: dict[int, dict[str, list[str]]] = defaultdict(dict)
        self._next_table = 1 + max(
            (table.number for sheet in workbook.sheets for table in sheet.tables), default=0
        )
        self.relating = Relating(self._package)
        self.parts: dict[str, bytes] = {}
        self.tables: dict[str, Table] = {}

    # -- tables ---------------------------------------------------------------------------------------

    def move_tables(self, output: OutputSheet) -> None:
        """Move the tables of a sheet: their columns are called as the headers that came out."""
        for entry in output.sheet.tables:
            rounds = output.growth.tables[entry.name.lower()].rounds
            for number, made in enumerate(rounds):
                root = self._root(output, entry.part)
                if self._concerned(output, entry.part):
                    self._move_table(output, entry, root, made)
                    self.parts[self._name(output, entry.part, number)] = _bytes(root)
                self._note_table(output, root)

    def _move_table(self, output: OutputSheet, entry: TableEntry, root: Element, made: TableRound) -> None:
        name = output.written.name
        try:
            box = move_table(
                root,
                output.growth,
                self._growths,
                headers=lambda row, column: self._formulas.text(name, row, column),
                looks=made.looks,
            )
        except ValueError as error:
            where = Place(file=self._package.file, trail=(name,))
            raise RenderError([Problem("empty-table", Severity.ERROR, where, f"{error}.", "")]) from None
        if root.get("headerRowCount", "1") != "0":
            for column, text in enumerate(header_texts(root), box.columns[0]):
                if self._formulas.value(name, box.rows[0], column) != text:
                    _say(output, box.rows[0], column, text)
        if made.name != entry.name:
            self._rename(root, made.name)

    def _rename(self, root: Element, name: str) -> None:
        """Make a table one of its own: ids and names are all told apart."""
        root.set("id", str(self._next_table))
        self._next_table += 1
        for key in ("name", "displayName"):
            root.set(key, name)
        for node in root.iter(etree.Element):
            drop_uid(node)

    def _note_table(self, output: OutputSheet, root: Element) -> None:
        rows, columns = rectangle(root.get("ref", "A1"))
        self.tables[root.get("displayName", "")] = Table(
            Area(output.written.name, rows[0], columns[0], rows[1], columns[1]),
            tuple(header_texts(root)),
            root.get("headerRowCount", "1") != "0",
            root.get("totalsRowCount", "0") != "0",
        )

    def _relate_tables(self, output: OutputSheet) -> None:
        """Relate a sheet to the tables of all rounds, and note under which ids it lists them."""
        origin = output.sheet.template.entry.part
        part = self._listing.part(output)
        entries = {entry.part: entry for entry in output.sheet.tables}
        for key, relation in links(self._package, origin).items():
            entry = entries.get(relation.target)
            if entry is None:
                continue
            rounds = output.growth.tables[entry.name.lower()].rounds
            if len(rounds) == 1:
                continue
            if not rounds:
                self.relating.drop(origin, part, key)
                self._leave_out(output, entry.part)
            more = [
                self.relating.add(origin, part, "table", self._name(output, entry.part, number))
                for number in range(1, len(rounds))
            ]
            self._listed[id(output)][key] = [key, *more] if rounds else []

    # -- the rest -------------------------------------------------------------------------------------

    def move(self, output: OutputSheet) -> None:
        """Move what else hangs on a sheet, and relate the sheet to its copies."""
        part = output.sheet.template.entry.part
        self._follow(output, part, self._listing.part(output))
        self._relate_tables(output)

    def part(self, output: OutputSheet) -> str:
        """Return the name of an output sheet's part."""
        return self._listing.part(output)

    def changes(self, output: OutputSheet) -> bool:
        """Tell whether the sheet's frame must say what changed: `finish` does that."""
        return id(output) in self._listed or bool(output.written.hung or output.written.links)

    def finish(self, output: OutputSheet, root: Element) -> None:
        """Say in the frame of a sheet what hangs on it now: tables of all rounds, links and drawings of values.

        Raise RenderError for links that lead nowhere.
        """
        self._list_tables(output, root)
        if output.written.links:
            keep_links(root, output.written.links, lambda url: self._relate_link(output, url))
        if output.written.hung.links:
            self._add_links(output, root)
        if output.written.hung.shapes:
            self._add_shapes(output, root)

    def _list_tables(self, output: OutputSheet, root: Element) -> None:
        listed = self._listed.get(id(output), {})
        for holder in list(root.iter(s("tableParts"))):
            for node in list(holder):
                ids = listed.get(node.get(r("id"), ""))
                if ids is None:
                    continue
                for key in reversed(ids):
                    node.addnext(etree.Element(node.tag, {r("id"): key}))
                holder.remove(node)
            holder.set("count", str(len(holder)))
            if not len(holder):
                remove(holder)

    def _add_links(self, output: OutputSheet, root: Element) -> None:
        names = [found.name for growths in self._growths.values() for found in growths]
        defined = [node.get("name", "") for node in self._workbook.book.root.iter(s("definedName"))]
        add_links(
            root,
            output.written.hung.links,
            relate=lambda url: self._relate_link(output, url),
            place=lambda row, column: output.place(self._package.file, row, column),
            known=lambda location: not leads_nowhere(location, names, defined),
        )

    def _relate_link(self, output: OutputSheet, address: str) -> str:
        origin = output.sheet.template.entry.part
        return self.relating.add(origin, self.part(output), "hyperlink", address, external=True)

    def _add_shapes(self, output: OutputSheet, root: Element) -> None:
        """Hang the drawings of values on a sheet: in its own drawing, or in one that is made for them."""
        hung, sheet = output.written.hung, output.sheet.template.entry.part
        origin = next(
            (each.target for each in links(self._package, sheet).values() if each.kind == "drawing"), ""
        )
        if origin:
            part = self._name(output, origin)
            tree = etree.fromstring(self.parts[part]) if part in self.parts else self._root(output, origin)
        else:
            part = self._listing.new_name("xl/drawings/drawing.xml", _DRAWING_TYPE)
            tree = etree.fromstring(f'<xdr:wsDr xmlns:xdr="{XDR_NS}"/>')
            key = self.relating.add(sheet, self.part(output), "drawing", part)
            child(root, "drawing").set(r("id"), key)
        tree.extend(list(anchors(hung.shapes)))
        unique_ids(tree)
        self.parts[part] = _bytes(tree)
        related = relations_of(hung, self._additions)
        if related is not None:
            self.relating.adopt(origin, part, related)

    def _follow(self, output: OutputSheet, origin: str, part: str) -> None:
        """Move the parts that a part leads to; copy its relationships where it is a copy itself."""
        found = links(self._package, origin)
        if part != origin and found:
            self.relating.copy(origin, part, lambda relation: self._target(output, relation))
        for relation in found.values():
            if not self._is_own(output, relation):
                continue
            if relation.kind in _CHARTS:
                self._move_charts(output, relation)
                continue
            if relation.kind != "table" and self._concerned(output, relation.target):
                self._move_part(output, relation.kind, relation.target)
            if relation.kind not in _SINGLE:
                self._follow(output, relation.target, self._name(output, relation.target))

    def _is_own(self, output: OutputSheet, relation: Link) -> bool:
        kinds = PRIVATE if output.round else PRIVATE | _SINGLE
        return relation.kind in kinds and not relation.external and relation.target in self._package

    def _target(self, output: OutputSheet, relation: Link) -> str:
        """Return the part that a relationship of a copy leads to; empty where the copy does without."""
        if output.round and relation.kind in _NOT_COPIED:
            return ""
        private = relation.kind in PRIVATE and relation.target in self._package
        return self._name(output, relation.target) if private else relation.target

    def _concerned(self, output: OutputSheet, part: str) -> bool:
        # The shapes of comments go with these, which may have come out empty.
        noted = bool(output.written.notes) and part.endswith(".vml")
        return self._moved or noted or part in output.written.parts

    def _move_part(self, output: OutputSheet, kind: str, part: str) -> None:
        growth, notes = output.growth, output.written.notes
        movers: dict[str, Callable[[Element], object]] = {
            "drawing": lambda root: self._move_drawing(output, part, root),
            "comments": lambda root: move_comments(root, growth, notes),
            "threadedComment": lambda root: move_comments(root, growth),
            "vmlDrawing": lambda root: move_vml(root, growth, self._growths, notes),
            "pivotTable": lambda root: _move_pivot(root, output),
        }
        try:
            root = self._root(output, part)
        except etree.XMLSyntaxError:
            return  # legacy drawings may be HTML of a kind; they are left where they lie
        if kind in movers:
            movers[kind](root)
        self.parts[self._name(output, part)] = _bytes(root)

    # -- charts ---------------------------------------------------------------------------------------

    def _move_drawing(self, output: OutputSheet, part: str, root: Element) -> None:
        """Move a drawing; each chart in a loop gets a part for each round, and none where there is no round."""
        found = links(self._package, part)
        own = self._name(output, part)

        def repeat(key: str, rounds: Sequence[Looks]) -> list[str]:
            relation = found.get(key)
            if relation is None or relation.kind not in _CHARTS:
                return [key][: len(rounds)]
            self._looks[id(output), relation.target] = list(rounds)
            if not rounds:
                self._drop_chart(output, part, key, relation)
            more = range(1, len(rounds))
            return [key][: len(rounds)] + [
                self.relating.add(part, own, relation.kind, self._name(output, relation.target, number))
                for number in more
            ]

        # A copied sheet's drawing must have its relationships before more of them are added.
        if own != part and found:
            self.relating.copy(part, own, lambda relation: self._target(output, relation))
        move_drawing(root, output.growth, repeat)

    def _drop_chart(self, output: OutputSheet, part: str, key: str, relation: Link) -> None:
        self.relating.drop(part, self._name(output, part), key)
        self._leave_out(output, relation.target)

    def _leave_out(self, output: OutputSheet, part: str) -> None:
        """Do without a part that belongs to this sheet alone: no round of its loop is there."""
        if output.round:
            self._listing.forget(self._name(output, part))
        else:
            self._listing.drop(part)

    def _move_charts(self, output: OutputSheet, relation: Link) -> None:
        for number, looks in enumerate(self._looks.get((id(output), relation.target), [OUTSIDE])):
            name = self._name(output, relation.target, number)
            if self._concerned(output, relation.target):
                root = self._root(output, relation.target)
                move_chart(root, output.growth, self._growths, values=self._formulas.value, looks=looks)
                self.parts[name] = _bytes(root)
            self._follow(output, relation.target, name)

    def _root(self, output: OutputSheet, part: str) -> Element:
        text = output.written.parts.get(part)
        if text is not None:
            return etree.fromstring(text.encode())
        if part.endswith(".vml"):
            return etree.fromstring(self._package.data(part), etree.XMLParser(resolve_entities=False))
        return parse(self._package, part)

    def _name(self, output: OutputSheet, part: str, number: int = 0) -> str:
        """Return the name of a part in the output: its own, or for a copy (of a sheet, in a round) that of the copy."""
        if part == output.sheet.template.entry.part:
            return self._listing.part(output)
        if not output.round and not number:
            return part
        key = (id(output), part, number)
        if key not in self._names:
            self._names[key] = self._listing.copy_name(part)
        return self._names[key]


def _move_pivot(root: Element, output: OutputSheet) -> None:
    """Move the place of a pivot table; what it shows is read anew when somebody refreshes it."""
    for node in root.iter(s("location")):
        node.set("ref", moved_ref(node.get("ref", "A1"), output.growth) or node.get("ref", "A1"))


def _say(output: OutputSheet, row: int, column: int, text: str) -> None:
    """Make a header cell say what its table's column is called: a text, unlike the others (Excel insists)."""
    start = f'<c r="{letters(column)}{row}"'
    for index, piece in enumerate(output.written.rows):
        at = piece.find(start)
        if at >= 0:
            end = _end_of_cell(piece, at)
            style = piece[at:end].partition(' s="')[2].partition('"')[0]
            styled = f' s="{style}"' if style else ""
            cell = f'{start}{styled} t="inlineStr"><is>{item_xml(text)}</is></c>'
            output.written.rows[index] = piece[:at] + cell + piece[end:]
            return


def _end_of_cell(piece: str, at: int) -> int:
    close = piece.find(">", at)
    return close + 1 if piece[close - 1] == "/" else piece.index("</c>", at) + 4


def _bytes(root: Element) -> bytes:
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
