"""Build the benchmark's Word templates: a solution design as one would leave Word, written once in each dialect.

12 headings, 4 table loops, 3 conditions, 60 scalars, a header with a picture, a footer, tags split over runs and
the revision ids that Word strews over every paragraph and run: about 85 KB of document.xml. docgen speaks docxtpl's
tags, so that both fill the very same file.
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
from bench.dialects import Jinja

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


def build(path: Path, tags: Jinja | None = None) -> Path:
    """Write the template to `path`, in docgen's tags unless told otherwise, and return it. The same each time."""
    document, tags = docx.Document(), tags or Jinja()
    _furniture(document, tags)
    scalars = iter(SCALARS)
    for section in SECTIONS:
        document.add_heading(section.title, level=1)
        _prose(document, section.title)
        for name in islice(scalars, _SCALARS_PER_SECTION):
            _scalar(document, name, tags)
        if section.flag:
            _condition(document, section.flag, tags)
        if section.loop:
            _table(document, section.loop, tags)
    _as_word_leaves_it(document)
    document.core_properties.created = document.core_properties.modified = datetime(2026, 1, 1, tzinfo=UTC)
    path.parent.mkdir(parents=True, exist_ok=True)
    document.save(str(path))
    return path


def _furniture(document: Document, tags: Jinja) -> None:
    document.add_paragraph("Solution design", style="Title")
    header, footer = document.sections[0].header.paragraphs[0], document.sections[0].footer.paragraphs[0]
    header.add_run().add_picture(io.BytesIO(_picture(140, 135)), width=Mm(20))
    header.add_run(f"  {tags.scalar('doc_title')} | {tags.scalar('client_name')}")
    shown = (tags.scalar(f"doc_{name}") for name in ("classification", "version", "date"))
    footer.add_run("{}, version {}, {}".format(*shown))


def _prose(document: Document, title: str) -> None:
    for number in range(1, _PARAGRAPHS_PER_SECTION):
        paragraph = document.add_paragraph(f"{title}, point {number}.{_SENTENCES}")
        paragraph.add_run(_SENTENCES).font.color.rgb = RGBColor(0x33, 0x33, 0x33)


def _scalar(document: Document, name: str, tags: Jinja) -> None:
    paragraph = document.add_paragraph(style="List Bullet")
    paragraph.add_run(f"{name.replace('_', ' ').capitalize()}: ").bold = True
    _type(paragraph, tags.scalar(name), split=SCALARS.index(name) % _SPLIT_EVERY == 0)


def _type(paragraph: Paragraph, text: str, *, split: bool) -> None:
    """Type a tag. Word's spell checker splits some over runs: `{{ client_` and `vat }}`."""
    cut = text.rindex("_") + 1 if split else len(text)
    for piece in (text[:cut], text[cut:]):
        if piece:
            paragraph.add_run(piece)


def _condition(document: Document, flag: str, tags: Jinja) -> None:
    begin, end = tags.condition(flag)
    document.add_paragraph(begin)
    document.add_paragraph(f"This holds for {tags.scalar('client_code')} only.{_SENTENCES}")
    document.add_paragraph(end)


def _table(document: Document, loop: Loop, tags: Jinja) -> None:
    rows = tags.rows(loop.items, [key for _, key in loop.columns])
    table = document.add_table(rows=1 + len(rows), cols=len(loop.columns), style="Table Grid")
    for cell, (title, _) in zip(table.row_cells(0), loop.columns, strict=True):
        cell.paragraphs[0].add_run(title).bold = True
    for number, texts in enumerate(rows, start=1):
        for cell, text in zip(table.row_cells(number), texts, strict=True):
            cell.text = text
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
