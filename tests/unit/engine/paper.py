"""A real document to print values into: python-docx's default, read back from its bytes by python-docx."""

from __future__ import annotations

import json
from dataclasses import dataclass, field, replace
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
from docx.document import Document
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from lxml import etree

from docgen.engine.values import Attachment, Value, WordSpot

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRANGE_TEXTS: dict[str, str] = json.loads((Path(__file__).parent / "strange_texts.json").read_text("utf-8"))


@dataclass
class Paper:
    """One document; `spot` lets values into it, `read()` is what another library finds there afterwards."""

    document: Document = field(default_factory=docx.Document)
    drawings: int = 0

    def spot(self, **changes: Any) -> WordSpot:
        part = self.document.part
        spot = WordSpot(
            run_properties="",
            paragraph_properties="",
            styles={style.name.lower(): style.style_id for style in self.document.styles},
            relate=lambda kind, target, external: part.relate_to(target, kind, is_external=external),
            embed=lambda data, extension: part.get_or_add_image(BytesIO(data))[0],
            next_id=self._next_drawing,
            new_list=self._new_list,
            attach=lambda attachment: self._attach(part, attachment),
        )
        return replace(spot, **changes)

    def _attach(self, owner: Part, attachment: Attachment) -> str:
        package = owner.package
        assert package is not None
        template = f"/word/{attachment.stem}%d.{attachment.extension}"
        made = Part(package.next_partname(template), attachment.content_type, attachment.data, package)
        for key, other in attachment.attached:
            self._attach_as(key, made, other)
        return owner.relate_to(made, attachment.relation)

    def _attach_as(self, key: str, owner: Part, attachment: Attachment) -> None:
        found = self._attach(owner, attachment)
        owner.rels[key] = owner.rels.pop(found)
        owner.rels[key]._rId = key

    def _next_drawing(self) -> int:
        self.drawings += 1
        return self.drawings

    def _new_list(self, style: str) -> int:
        number = self.document.styles.element.find(
            f".//{{{W}}}style[@{{{W}}}styleId='{style}']//{{{W}}}numId"
        )
        if number is None:
            return 0
        numbering = self.document.part.numbering_part.element
        return int(numbering.add_num(numbering.num_having_numId(number.val).abstractNumId.val).numId)

    def print_blocks(self, value: Value, **changes: Any) -> Document:
        """Return the document, written and read back, with the value as blocks at its end."""
        return self._with(value.word_blocks(self.spot(**changes)))

    def print_runs(self, value: Value, **changes: Any) -> Document:
        """Return the document, written and read back, with the value inside its last paragraph."""
        return self._with(f"<w:p>{value.word_runs(self.spot(**changes))}</w:p>")

    def _with(self, blocks: str) -> Document:
        body = self.document.element.body
        for block in etree.fromstring(f'<x xmlns:w="{W}">{blocks}</x>'):
            body.insert(len(body) - 1, parse_xml(etree.tostring(block)))
        written = BytesIO()
        self.document.save(written)
        return docx.Document(written)


def attribute(element: Any, path: str, name: str = "w:val") -> str | None:
    """Return an attribute of the first element at a path of prefixed names, or None."""
    found = element.find("/".join(qn(step) for step in path.split("/")))
    return None if found is None else found.get(qn(name))
