"""What hangs on a sheet: tables, comments, drawings and their charts, moved with it and copied with its copies."""

from __future__ import annotations

from collections.abc import Callable

from lxml import etree

from docgen.engine.excel.book import parse, relations
from docgen.engine.excel.calc_cells import Area
from docgen.engine.excel.calc_tables import Table
from docgen.engine.excel.cells import item_xml
from docgen.engine.excel.growth import Growths
from docgen.engine.excel.listing import Listing
from docgen.engine.excel.moved import move_chart, move_comments, move_drawing, move_table, move_vml
from docgen.engine.excel.moved.tables import header_texts
from docgen.engine.excel.output import Formulas, OutputSheet
from docgen.engine.excel.references import letters, rectangle
from docgen.engine.excel.workbook import Workbook
from docgen.engine.markup import Element
from docgen.engine.relations import relations_name
from docgen.errors import RenderError
from docgen.problems import Place, Problem, Severity

# What a copied sheet must have a copy of; the rest (pictures, printer settings, chart styles) may be shared
PRIVATE = frozenset(
    {"table", "drawing", "chart", "chartEx", "comments", "threadedComment", "vmlDrawing", "ctrlProp"}
)
_NOT_COPIED = frozenset({"pivotTable", "queryTable", "slicer", "timeline"})


class Hanging:
    """Moves and copies. `parts` are the parts that changed, `tables` all tables of the output, for formulas."""

    def __init__(
        self,
        workbook: Workbook,
        growths: Growths,
        formulas: Formulas,
        listing: Listing,
        *,
        moved: bool,
    ) -> None:
        self._workbook, self._package = workbook, workbook.book.package
        self._growths, self._formulas, self._listing, self._moved = growths, formulas, listing, moved
        self._names: dict[tuple[int, str], str] = {}
        self._next_table = 1 + max(
            (number for sheet in workbook.sheets for number, _ in sheet.tables.values()), default=0
        )
        self.parts: dict[str, bytes] = {}
        self.tables: dict[str, Table] = {}

    # -- tables ---------------------------------------------------------------------------------------

    def move_tables(self, output: OutputSheet) -> None:
        """Move the tables of a sheet: their columns are called as the headers that came out."""
        for part in output.sheet.tables:
            root = self._root(output, part)
            if self._concerned(output, part):
                self._move_table(output, part, root)
            self._note_table(output, root)

    def _move_table(self, output: OutputSheet, part: str, root: Element) -> None:
        name = output.written.name
        try:
            box = move_table(
                root,
                output.growth,
                self._growths,
                headers=lambda row, column: self._formulas.text(name, row, column),
            )
        except ValueError as error:
            where = Place(file=self._package.file, trail=(name,))
            raise RenderError([Problem("empty-table", Severity.ERROR, where, f"{error}.", "")]) from None
        if root.get("headerRowCount", "1") != "0":
            for column, text in enumerate(header_texts(root), box.columns[0]):
                if self._formulas.value(name, box.rows[0], column) != text:
                    _say(output, box.rows[0], column, text)
        if output.round:
            before = root.get("displayName", "")
            root.set("id", str(self._next_table))
            self._next_table += 1
            for key in ("name", "displayName"):
                root.set(key, output.growth.tables.get(before, before))
        self.parts[self._name(output, part)] = _bytes(root)

    def _note_table(self, output: OutputSheet, root: Element) -> None:
        rows, columns = rectangle(root.get("ref", "A1"))
        self.tables[root.get("displayName", "")] = Table(
            Area(output.written.name, rows[0], columns[0], rows[1], columns[1]),
            tuple(header_texts(root)),
            root.get("headerRowCount", "1") != "0",
            root.get("totalsRowCount", "0") != "0",
        )

    # -- the rest -------------------------------------------------------------------------------------

    def move(self, output: OutputSheet) -> None:
        """Move what else hangs on a sheet, and relate a copied sheet to its copies."""
        self._follow(output, output.sheet.template.entry.part)

    def _follow(self, output: OutputSheet, part: str) -> None:
        found = relations(self._package, part)
        for relation in found.values():
            if relation.kind not in PRIVATE or relation.external or relation.target not in self._package:
                continue
            if relation.kind != "table" and self._concerned(output, relation.target):
                self._move_part(output, relation.kind, relation.target)
            self._follow(output, relation.target)
        if output.round and found:
            self._copy_relations(output, part)

    def _concerned(self, output: OutputSheet, part: str) -> bool:
        # The shapes of comments go with these, which may have come out empty.
        noted = bool(output.written.notes) and part.endswith(".vml")
        return self._moved or noted or part in output.written.parts

    def _move_part(self, output: OutputSheet, kind: str, part: str) -> None:
        movers: dict[str, Callable[[Element], object]] = {
            "drawing": lambda root: move_drawing(root, output.growth),
            "comments": lambda root: move_comments(root, output.growth, output.written.notes),
            "threadedComment": lambda root: move_comments(root, output.growth),
            "vmlDrawing": lambda root: move_vml(root, output.growth, self._growths, output.written.notes),
            "chart": lambda root: move_chart(root, output.growth, self._growths, values=self._formulas.value),
        }
        try:
            root = self._root(output, part)
        except etree.XMLSyntaxError:
            return  # legacy drawings may be HTML of a kind; they are left where they lie
        if kind in movers:
            movers[kind](root)
        self.parts[self._name(output, part)] = _bytes(root)

    def _root(self, output: OutputSheet, part: str) -> Element:
        text = output.written.parts.get(part)
        if text is not None:
            return etree.fromstring(text.encode())
        if part.endswith(".vml"):
            return etree.fromstring(self._package.data(part), etree.XMLParser(resolve_entities=False))
        return parse(self._package, part)

    def _name(self, output: OutputSheet, part: str) -> str:
        """Return the name of a part in the output: its own, or for a copied sheet that of its copy."""
        if not output.round:
            return part
        if part == output.sheet.template.entry.part:
            return self._listing.part(output)
        key = (id(output), part)
        if key not in self._names:
            self._names[key] = self._listing.copy_name(part)
        return self._names[key]

    def _copy_relations(self, output: OutputSheet, part: str) -> None:
        found = relations(self._package, part)
        root = parse(self._package, relations_name(part))
        for node in list(root):
            relation = found[node.get("Id", "")]
            if relation.kind in _NOT_COPIED:
                root.remove(node)
            elif not relation.external:
                private = relation.kind in PRIVATE and relation.target in self._package
                target = self._name(output, relation.target) if private else relation.target
                node.set("Target", f"/{target}")
        self.parts[relations_name(self._name(output, part))] = _bytes(root)


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
