"""Build the benchmark's Word template: a solution design as one would leave Word, with tags in it.

12 headings, 4 table loops, 3 conditions, 60 scalars, a header with a picture, a footer, tags split over runs and
the revision ids that Word strews over every paragraph and run: about 85 KB of document.xml. The tags are docxtpl's,
which docgen speaks too, so that both fill the very same file.
"""

from __future__ import annotations

import io
import random
import struct
import zlib
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path

import docx
from docx.document import Document
from docx.oxml.ns import qn
from docx.shared import Mm, RGBColor
from docx.text.paragraph import Paragraph
from lxml import etree

from bench.data import SCALARS

_SENTENCES = (
    " Each component named here is built in pairs, watched from one place and patched inside the window that both "
    "parties agreed to. A change to it is raised, assessed and approved before it is made, and can be taken back."
)
_PARAGRAPHS_PER_SECTION = 4
_SCALARS_PER_SECTION = 5
_SPLIT_EVERY = 7


@dataclass(frozen=True)
class Loop:
    """A table with one row per item: the list's name, and each column's head and key."""

    items: str
    columns: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Section:
    """A heading, and what stands under it besides prose and scalars."""

    title: str
    loop: Loop | None = None
    flag: str = ""


_CONTACTS = Loop(
    "contacts",
    (("Name", "name"), ("Title", "title"), ("E-mail", "email"), ("Phone", "phone"), ("Zone", "tz")),
)
_SERVERS = Loop(
    "servers",
    (
        ("Host", "hostname"),
        ("Role", "role"),
        ("System", "os"),
        ("vCPU", "vcpu"),
        ("RAM GB", "ram_gb"),
        ("Disk GB", "disk_gb"),
        ("Address", "ip"),
        ("Use", "env"),
    ),
)
_RISKS = Loop(
    "risks",
    (
        ("ID", "rid"),
        ("Description", "description"),
        ("Likelihood", "likelihood"),
        ("Impact", "impact"),
        ("Owner", "owner"),
        ("Mitigation", "mitigation"),
    ),
)
_LEVELS = Loop(
    "slas", (("Service", "service"), ("Metric", "metric"), ("Target", "target"), ("Window", "window"))
)

SECTIONS = (
    Section("Purpose"),
    Section("Scope"),
    Section("People", loop=_CONTACTS),
    Section("Target design"),
    Section("Network"),
    Section("Identity", flag="has_cloud"),
    Section("Compute and storage", loop=_SERVERS),
    Section("Backup and recovery", flag="has_dr"),
    Section("Monitoring", flag="has_legacy"),
    Section("Risks", loop=_RISKS),
    Section("Service levels", loop=_LEVELS),
    Section("Commercial terms"),
)


def build(path: Path) -> Path:
    """Write the template to `path` and return it. The same content each time."""
    document = docx.Document()
    _furniture(document)
    scalars = iter(SCALARS)
    for section in SECTIONS:
        document.add_heading(section.title, level=1)
        _prose(document, section.title)
        for name in islice(scalars, _SCALARS_PER_SECTION):
            _scalar(document, name)
        if section.flag:
            _condition(document, section.flag)
        if section.loop:
            _table(document, section.loop)
    _as_word_leaves_it(document)
    document.core_properties.created = document.core_properties.modified = datetime(2026, 1, 1, tzinfo=UTC)
    path.parent.mkdir(parents=True, exist_ok=True)
    document.save(str(path))
    return path


def _furniture(document: Document) -> None:
    document.add_paragraph("Solution design", style="Title")
    header, footer = document.sections[0].header.paragraphs[0], document.sections[0].footer.paragraphs[0]
    header.add_run().add_picture(io.BytesIO(_picture(140, 135)), width=Mm(20))
    header.add_run("  {{ doc_title }} | {{ client_name }}")
    footer.add_run("{{ doc_classification }}, version {{ doc_version }}, {{ doc_date }}")


def _prose(document: Document, title: str) -> None:
    for number in range(1, _PARAGRAPHS_PER_SECTION):
        paragraph = document.add_paragraph(f"{title}, point {number}.{_SENTENCES}")
        paragraph.add_run(_SENTENCES).font.color.rgb = RGBColor(0x33, 0x33, 0x33)


def _scalar(document: Document, name: str) -> None:
    paragraph = document.add_paragraph(style="List Bullet")
    paragraph.add_run(f"{name.replace('_', ' ').capitalize()}: ").bold = True
    _tag(paragraph, name, split=SCALARS.index(name) % _SPLIT_EVERY == 0)


def _tag(paragraph: Paragraph, name: str, *, split: bool) -> None:
    """Type a tag. Word's spell checker splits some over runs: `{{ client_` and `vat }}`."""
    text = f"{{{{ {name} }}}}"
    cut = text.rindex("_") + 1 if split else len(text)
    for piece in (text[:cut], text[cut:]):
        if piece:
            paragraph.add_run(piece)


def _condition(document: Document, flag: str) -> None:
    document.add_paragraph(f"{{%p if {flag} %}}")
    document.add_paragraph(f"This holds for {{{{ client_code }}}} only.{_SENTENCES}")
    document.add_paragraph("{%p endif %}")


def _table(document: Document, loop: Loop) -> None:
    table = document.add_table(rows=4, cols=len(loop.columns), style="Table Grid")
    head, begin, row, end = (table.row_cells(number) for number in range(4))
    begin[0].text = f"{{%tr for item in {loop.items} %}}"
    end[0].text = "{%tr endfor %}"
    for cell, body, (title, key) in zip(head, row, loop.columns, strict=True):
        cell.paragraphs[0].add_run(title).bold = True
        body.text = f"{{{{ item.{key} }}}}"
    document.add_paragraph()


def _as_word_leaves_it(document: Document) -> None:
    """Put in what Word adds when a page is typed and checked: revision ids everywhere, a language on each run."""
    draw = random.Random(7)
    for element in document.element.body.iter(qn("w:p"), qn("w:r")):
        names = ("w:rsidRPr",) if element.tag == qn("w:r") else ("w:rsidR", "w:rsidRDefault", "w:rsidP")
        for name in names:
            element.set(qn(name), f"{draw.getrandbits(32):08X}")
    for run in document.element.body.iter(qn("w:r")):
        _speak(run.get_or_add_rPr())
    for paragraph in document.element.body.iter(qn("w:p")):
        # The paragraph's mark has run properties too; they come last but for a section's.
        _speak(etree.SubElement(paragraph.get_or_add_pPr(), qn("w:rPr")))


def _speak(properties: etree._Element) -> None:
    etree.SubElement(properties, qn("w:lang")).set(qn("w:val"), "en-AU")


def _picture(width: int, height: int) -> bytes:
    """Return a PNG that does not compress, as a photograph would not: about 57 KB."""
    draw = random.Random(3)
    rows = b"".join(b"\0" + draw.randbytes(3 * width) for _ in range(height))
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"IDAT", zlib.compress(rows)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(kind, body) for kind, body in chunks)


def _chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
