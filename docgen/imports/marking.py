"""A copy of somebody's workbook that marks the cells that could not be used: a fill, and a comment that says why.

All else stays as it is, part for part. A cell's own look is kept but for its fill; a comment that is there already
gets the reason added.
"""

from __future__ import annotations

import copy
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from posixpath import dirname, join, normpath, relpath

from lxml import etree

from docgen.engine.package import CONTENT_TYPES, Member, Package, read_package, write_package
from docgen.imports.cells import column_of
from docgen.problems import Problem

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_RELS = "http://schemas.openxmlformats.org/package/2006/relationships"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_COMMENTS = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"
_VML = "application/vnd.openxmlformats-officedocument.vmlDrawing"
_FILL, _AUTHOR = "FFF8CBAD", "docgen"
# What may follow a legacy drawing in a sheet (ISO/IEC 29500-1, 18.3.1.99).
_AFTER = (
    "legacyDrawingHF",
    "drawingHF",
    "picture",
    "oleObjects",
    "controls",
    "webPublishItems",
    "tableParts",
    "extLst",
)
_SHAPE = (
    '<v:shape id="docgen_{n}" type="#docgen_note" style="position:absolute;visibility:hidden;width:240pt;height:80pt" '
    'fillcolor="#f8e3d8" o:insetmode="auto"><v:fill color2="#f8e3d8"/><v:textbox/><x:ClientData ObjectType="Note">'
    "<x:MoveWithCells/><x:SizeWithCells/><x:Anchor>{left}, 15, {top}, 2, {right}, 31, {bottom}, 4</x:Anchor>"
    "<x:AutoFill>False</x:AutoFill><x:Row>{row}</x:Row><x:Column>{column}</x:Column></x:ClientData></v:shape>"
)
_SHAPE_TYPE = (
    '<v:shapetype id="docgen_note" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe">'
    '<v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>'
)
_DRAWING = (
    '<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
    'xmlns:x="urn:schemas-microsoft-com:office:excel"></xml>'
)


def marked(path: Path, problems: Iterable[Problem]) -> bytes | None:
    """Return a copy of the workbook at `path` with the cells of the problems marked; None where they name no cell.

    A problem names a cell by the trail of its place: the sheet's name, and the address. Raise PackageError if the file
    cannot be read.
    """
    by_sheet: dict[str, dict[str, list[str]]] = {}
    for problem in problems:
        if len(problem.where.trail) == 2 and problem.is_error:
            sheet, cell = problem.where.trail
            said = f"{problem.message} {problem.hint}".strip()
            texts = by_sheet.setdefault(sheet, {}).setdefault(cell, [])
            texts += [said] if said not in texts else []
    return _Marking(read_package(path, name=str(path))).done(by_sheet) if by_sheet else None


class _Marking:
    """One workbook that is being marked: its parts, those that change as trees."""

    def __init__(self, package: Package) -> None:
        self._members = dict(package.members)
        self._trees: dict[str, etree._Element] = {}
        self._changed: set[str] = set()
        self._styles: dict[str, str] = {}
        self._book = self._related("", "officeDocument") or ""

    def done(self, by_sheet: Mapping[str, Mapping[str, Sequence[str]]]) -> bytes:
        for name, part in self._sheets():
            if name in by_sheet:
                self._sheet(part, by_sheet[name])
        for name, tree in self._trees.items():
            if name not in self._changed:
                continue
            data = etree.tostring(tree, xml_declaration=True, encoding="UTF-8", standalone=True)
            self._members[name] = Member.pack(name, data)
        return write_package(self._members.values())

    def _sheets(self) -> Iterator[tuple[str, str]]:
        for node in self._tree(self._book).iter(f"{{{_MAIN}}}sheet", f"{{{_STRICT}}}sheet"):
            ids = [value for key, value in node.attrib.items() if str(key).endswith("}id")]
            part = self._target(self._book, str(ids[0])) if ids else ""
            if part in self._members:
                yield node.get("name") or "", part

    def _sheet(self, part: str, marks: Mapping[str, Sequence[str]]) -> None:
        tree = self._edited(part)
        for cell in _named(tree, "c"):
            if cell.get("r") in marks:
                cell.set("s", self._marked_style(cell.get("s") or "0"))
        self._comment(part, tree, marks)

    def _marked_style(self, style: str) -> str:
        """Return the number of a style like `style`, with the marking fill."""
        if style not in self._styles:
            tree = self._edited(self._related(self._book, "styles") or "xl/styles.xml")
            fills, formats = next(_named(tree, "fills")), next(_named(tree, "cellXfs"))
            if not self._styles:
                fills.append(_fill(fills))
                fills.set("count", str(len(fills)))
            clone = copy.deepcopy(formats[int(style)])
            clone.set("fillId", str(len(fills) - 1))
            clone.set("applyFill", "1")
            formats.append(clone)
            formats.set("count", str(len(formats)))
            self._styles[style] = str(len(formats) - 1)
        return self._styles[style]

    def _comment(self, part: str, tree: etree._Element, marks: Mapping[str, Sequence[str]]) -> None:
        comments = self._related(part, "comments") or self._new(
            part, "comments", "xl/comments", "xml", _COMMENTS
        )
        fresh = self._write_comments(comments, marks, etree.QName(tree).namespace or _MAIN)
        drawing = self._legacy(part, tree)
        root = self._vml(drawing)
        for cell in fresh:
            root.append(_note(cell, len(root)))

    def _write_comments(self, part: str, marks: Mapping[str, Sequence[str]], space: str) -> list[str]:
        """Write the comments; return the cells that had none."""
        tree = self._edited(part, f'<comments xmlns="{space}"><authors/><commentList/></comments>')
        authors, listed = next(_named(tree, "authors")), next(_named(tree, "commentList"))
        etree.SubElement(authors, f"{{{space}}}author").text = _AUTHOR
        there = {node.get("ref"): node for node in listed}
        for cell, texts in marks.items():
            node = there.get(cell)
            if node is None:
                node = etree.SubElement(
                    listed, f"{{{space}}}comment", ref=cell, authorId=str(len(authors) - 1)
                )
                etree.SubElement(node, f"{{{space}}}text")
            run = etree.SubElement(next(_named(node, "text")), f"{{{space}}}r")
            text = etree.SubElement(run, f"{{{space}}}t")
            text.text = ("\n" if cell in there else "") + "\n".join(texts)[:30_000]
            text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
        return [cell for cell in marks if cell not in there]

    def _legacy(self, part: str, tree: etree._Element) -> str:
        """Return the part of a sheet's legacy drawing, made where there is none."""
        node = next(_named(tree, "legacyDrawing"), None)
        if node is not None:
            ids = [value for key, value in node.attrib.items() if str(key).endswith("}id")]
            return self._target(part, str(ids[0]))
        name = self._new(part, "vmlDrawing", "xl/drawings/docgenVml", "vml", _VML)
        made = etree.Element(f"{{{etree.QName(tree).namespace}}}legacyDrawing")
        made.set(f"{{{_office(tree)}}}id", self._id_of(part, name))
        after = next((each for each in tree if etree.QName(each).localname in _AFTER), None)
        if after is None:
            tree.append(made)
        else:
            after.addprevious(made)
        return name

    def _vml(self, part: str) -> etree._Element:
        root = self._edited(part, _DRAWING)
        if root.find("{urn:schemas-microsoft-com:vml}shapetype[@id='docgen_note']") is None:
            root.append(_vml(_SHAPE_TYPE))
        return root

    def _new(self, part: str, kind: str, stem: str, ending: str, type_: str) -> str:
        """Return the name of a new part that `part` leads to, made known to the package."""
        number = next(
            n for n in range(1, 10_000) if f"{stem}{n}.{ending}" not in {*self._members, *self._trees}
        )
        name = f"{stem}{number}.{ending}"
        tree = self._edited(_rels_of(part), f'<Relationships xmlns="{_RELS}"/>')
        used = {node.get("Id") for node in tree}
        node = etree.SubElement(tree, f"{{{_RELS}}}Relationship")
        node.set("Id", next(f"rIdDocgen{n}" for n in range(1, 10_000) if f"rIdDocgen{n}" not in used))
        node.set("Type", f"{_OFFICE}/{kind}")
        node.set("Target", relpath(name, dirname(part)))
        self._declare(name, ending, type_)
        return name

    def _declare(self, name: str, ending: str, type_: str) -> None:
        types = self._edited(CONTENT_TYPES)
        if ending == "vml":
            if not any(node.get("Extension") == ending for node in types):
                types.insert(0, etree.Element(f"{{{_TYPES}}}Default", Extension=ending, ContentType=type_))
        else:
            etree.SubElement(types, f"{{{_TYPES}}}Override", PartName=f"/{name}", ContentType=type_)

    def _edited(self, name: str, empty: str = "") -> etree._Element:
        """Return the tree of a part that is about to change, made of `empty` where there is no such part."""
        self._changed.add(name)
        if name not in self._trees and name not in self._members:
            self._trees[name] = etree.fromstring(empty)
        return self._tree(name)

    def _tree(self, name: str) -> etree._Element:
        if name not in self._trees:
            parser = etree.XMLParser(resolve_entities=False, no_network=True)
            self._trees[name] = etree.fromstring(self._members[name].data, parser)
        return self._trees[name]

    def _relations(self, part: str) -> Iterator[etree._Element]:
        rels = _rels_of(part)
        yield from self._tree(rels) if rels in self._members or rels in self._trees else ()

    def _related(self, part: str, kind: str) -> str:
        for node in self._relations(part):
            if (node.get("Type") or "").endswith(f"/{kind}"):
                return _resolved(part, node.get("Target") or "")
        return ""

    def _target(self, part: str, relation: str) -> str:
        return next(
            (
                _resolved(part, node.get("Target") or "")
                for node in self._relations(part)
                if node.get("Id") == relation
            ),
            "",
        )

    def _id_of(self, part: str, name: str) -> str:
        ids = (
            node.get("Id")
            for node in self._relations(part)
            if _resolved(part, node.get("Target") or "") == name
        )
        return str(next(ids))


def _fill(fills: etree._Element) -> etree._Element:
    space = etree.QName(fills).namespace
    text = f'<fill xmlns="{space}"><patternFill patternType="solid"><fgColor rgb="{_FILL}"/></patternFill></fill>'
    return etree.fromstring(text)


def _note(cell: str, number: int) -> etree._Element:
    letters = cell.rstrip("0123456789")
    column, row = column_of(letters) - 1, int(cell[len(letters) :]) - 1
    spot = {"left": column + 1, "right": column + 4, "top": max(row - 1, 0), "bottom": row + 5}
    return _vml(_SHAPE.format(n=number, row=row, column=column, **spot))


def _vml(text: str) -> etree._Element:
    return etree.fromstring(_DRAWING.replace("></xml>", f">{text}</xml>"))[0]


def _office(tree: etree._Element) -> str:
    strict = etree.QName(tree).namespace == _STRICT
    return "http://purl.oclc.org/ooxml/officeDocument/relationships" if strict else _OFFICE


def _named(tree: etree._Element, name: str) -> Iterator[etree._Element]:
    return tree.iter(f"{{{_MAIN}}}{name}", f"{{{_STRICT}}}{name}")


def _rels_of(part: str) -> str:
    folder, _, name = part.rpartition("/")
    return f"{folder}/_rels/{name}.rels".lstrip("/")


def _resolved(part: str, target: str) -> str:
    return target.lstrip("/") if target.startswith("/") else normpath(join(dirname(part), target))
