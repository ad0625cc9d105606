"""Files that attack whoever reads them: the zip, the XML, references to other machines, parts that swell."""

from __future__ import annotations

import io
import warnings
import zipfile
from collections.abc import Callable, Mapping, Sequence
from functools import partial

import openpyxl
import pptx

from tests.unit.engine.make import with_paragraphs

Members = dict[str, bytes]
S = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
BODY, SHEET, STRINGS, RELS = (
    "word/document.xml",
    "xl/worksheets/sheet1.xml",
    "xl/sharedStrings.xml",
    "word/_rels/document.xml.rels",
)


def members_of(template: bytes) -> Members:
    with zipfile.ZipFile(io.BytesIO(template)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(members: Mapping[str, bytes], twice: Sequence[tuple[str, bytes]] = ()) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for name, data in (*members.items(), *twice):
            archive.writestr(name, data)
    return target.getvalue()


def letter(body: str = "<w:p><w:r><w:t>{{ text }}</w:t></w:r></w:p>", head: str = "") -> bytes:
    members = members_of(with_paragraphs("{{ text }}"))
    members[BODY] = f'{head}<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>'.encode()
    return packed(members)


def with_part(name: str, data: bytes, template: bytes | None = None) -> bytes:
    return packed({**members_of(template or with_paragraphs("{{ text }}")), name: data})


def book(rows: str = "", *, head: str = "", values: Mapping[str, str] | None = None) -> bytes:
    workbook, target = openpyxl.Workbook(), io.BytesIO()
    for cell, value in (values or {"A1": "{{ text }}"}).items():
        workbook.active[cell] = value
    workbook.save(target)
    members = members_of(target.getvalue())
    if rows:
        sheet = members[SHEET].decode()
        members[SHEET] = (head + sheet.replace("</sheetData>", f"{rows}</sheetData>")).encode()
    return packed(members)


def related(kind: str, target: str) -> bytes:
    members = members_of(with_paragraphs("{{ text }}"))
    entry = f'<Relationship Id="rId99" Type="{R}/{kind}" Target="{target}" TargetMode="External"/></Relationships>'
    members[RELS] = members[RELS].replace(b"</Relationships>", entry.encode())
    return packed(members)


LAUGHS = "".join(f'<!ENTITY l{n + 1} "{f"&l{n};" * 10}">' for n in range(9))
DOCTYPES = (
    '<!DOCTYPE w [<!ENTITY l0 "ha">]>',
    f'<!DOCTYPE w [<!ENTITY l0 "ha">{LAUGHS}]>',
    '<!DOCTYPE w SYSTEM "http://example.com/x.dtd">',
    '<!DOCTYPE w PUBLIC "-//X//Y" "http://example.com/x.dtd">',
    '<!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/passwd">]>',
    '<!DOCTYPE w [<!ENTITY % x SYSTEM "http://example.com/x">%x;]>',
    '<!DOCTYPE w [<!ATTLIST w a CDATA "x">]>',
    "<!DOCTYPE w>",
    "\n<!-- before --><!DOCTYPE w>",
)  # fmt: skip
ENCODED = ("utf-16", "utf-16-le", "utf-16-be", "utf-7", "utf-32", "cp037")


def encoded(encoding: str) -> bytes:
    declared = "utf-16" if encoding.startswith("utf-16") else encoding
    text = f'<?xml version="1.0" encoding="{declared}"?><!DOCTYPE w [<!ENTITY x "y">]><w:document xmlns:w="{W}"/>'
    data = text.replace("<!", "+ADwAIQ-").encode() if encoding == "utf-7" else text.encode(encoding)
    return with_part(BODY, data)


REFUSED_FILES: dict[str, Callable[[], bytes]] = {
    **{f"doctype {n}": partial(letter, head=head) for n, head in enumerate(DOCTYPES)},
    **{
        f"doctype in a relationship {n}": partial(with_part, RELS, head.encode())
        for n, head in enumerate(DOCTYPES)
    },
    **{f"doctype in a sheet {n}": partial(book, "<row/>", head=head) for n, head in enumerate(DOCTYPES)},
    **{f"doctype in {encoding}": partial(encoded, encoding) for encoding in ENCODED},
    "100 MB of blanks": partial(with_part, "word/media/x.bin", b" " * 100_000_000),
    "250 MB in five parts": lambda: packed(
        {**members_of(with_paragraphs("x")), **{f"word/m{n}.bin": b"\0" * 50_000_000 for n in range(5)}}
    ),
    "3,000 parts": lambda: packed(
        {**members_of(with_paragraphs("x")), **{f"x/{n}.xml": b"" for n in range(3000)}}
    ),
    "the body twice": lambda: packed(members_of(with_paragraphs("x")), [(BODY, b"<x/>")]),
    "the body twice, in capitals": lambda: packed(
        members_of(with_paragraphs("x")), [(BODY.upper(), b"<x/>")]
    ),
    **{
        f"a member called {name}": partial(with_part, name, b"x")
        for name in ("../x.xml", "word/../../x.xml", "/etc/x.xml", "C:/x.xml", "word\\..\\..\\x.xml", "..")
    },
    "a remote template": partial(related, "attachedTemplate", "https://example.com/x.dotm"),
    "a template on a server": partial(related, "attachedTemplate", "file://server.example/share/x.dotm"),
    "a template on a share": partial(related, "attachedTemplate", "\\\\server.example\\share\\x.dotm"),
    "a template on a share, by address": partial(
        related, "attachedTemplate", "file:\\\\server.example\\x.dotm"
    ),
    "a template on a share, by five strokes": partial(
        related, "attachedTemplate", "file://///server.example/x.dotm"
    ),
    "a remote picture": partial(related, "image", "http://example.com/x.png"),
    "a remote picture by half an address": partial(related, "image", "//example.com/x.png"),
    "a remote picture in capitals": partial(related, "image", "HTTP://example.com/x.png"),
    "a remote object": partial(related, "oleObject", "mhtml:http://example.com/x.html!x"),
    "a remote frame": partial(related, "frame", "ftp://example.com/x.html"),
    "a remote part of the document": partial(related, "subDocument", "https://example.com/x.docx"),
    "a remote chunk": partial(related, "aFChunk", "https://example.com/x.html"),
    "a remote film": partial(related, "video", "https://example.com/x.mp4"),
    "an encrypted file": lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 5000,
    "no zip": lambda: b"%PDF-1.7" + b"x" * 5000,
    "nothing": lambda: b"",
    "half a file": lambda: with_paragraphs("x")[:5000],
}

NOTES = "".join(
    f'<comment ref="A{n}" authorId="0"><text><r><t>{{{{ text }}}}</t></r></text></comment>'
    for n in range(1, 60_001)
)
ENDED_FILES: dict[str, Callable[[], bytes]] = {
    "comment bomb": lambda: with_part(
        "xl/comments/comment1.xml",
        f'<comments xmlns="{S}"><authors/><commentList>{NOTES}</commentList></comments>'.encode(),
        book(),
    ),
    "paragraph bomb": lambda: letter("<w:p/>" * 1_000_000),
    "paragraph bomb with tags": lambda: letter("<w:p><w:r><w:t>{{ text }}</w:t></w:r></w:p>" * 20_000),
    "paragraph bomb of half tags": lambda: letter("<w:p><w:r><w:t>{{ te</w:t></w:r></w:p>" * 100_000),
    "run bomb": lambda: letter("<w:p>" + "<w:r><w:t>{</w:t></w:r>" * 200_000 + "</w:p>"),
    "nested tables": lambda: letter(
        "<w:tbl><w:tr><w:tc>" * 3000 + "<w:p><w:r><w:t>{{ text }}</w:t></w:r></w:p>" + "</w:tc></w:tr></w:tbl>" * 3000
    ),
    "nested elements": lambda: letter("<w:sdt>" * 100_000 + "</w:sdt>" * 100_000),
    "an attribute of 20 MB": lambda: letter(f'<w:p w:rsidR="{"x" * 15_000_000}"/>'),
    "50,000 attributes": lambda: letter("<w:p " + " ".join(f'a{n}="1"' for n in range(50_000)) + "/>"),
    "50,000 namespaces": lambda: letter("<w:p " + " ".join(f'xmlns:a{n}="x"' for n in range(50_000)) + "/>"),
    "row bomb": lambda: book("".join(f'<row r="{n}"/>' for n in range(2, 1_000_001))),
    "row bomb of tags": lambda: book(
        "".join(f'<row r="{n}"><c t="inlineStr"><is><t>{{{{ text }}}}</t></is></c></row>' for n in range(2, 20_001))
    ),
    "one cell at XFD1048576": lambda: book(values={"A1": "{{ text }}", "XFD1048576": "{{ text }}"}),
    "a loop that ends at XFD1048576": lambda: book(
        values={"A1": "{%tr for i in range(5) %}", "A2": "{{ i }}", "A3": "{%tr endfor %}", "XFD1048576": "end"}
    ),
    "a million columns": lambda: book('<row r="2"><c r="ZZZZZ2"><v>1</v></c></row>'),
    "row 999,999,999": lambda: book('<row r="999999999"><c r="A999999999"><v>1</v></c></row>'),
    "row -1": lambda: book('<row r="-1"><c r="A-1"><v>1</v></c></row>'),
    "rows without end": lambda: book(
        values={"A1": "{%tr for i in range(99999) %}", "A2": "{%tr for j in range(99999) %}", "A3": "{{ j }}",
                "A4": "{%tr endfor %}", "A5": "{%tr endfor %}"}
    ),
    "columns without end": lambda: book(
        values={"A1": "{%tc for i in range(99999) %}", "B1": "{{ i }}", "C1": "{%tc endfor %}"}
    ),
    "sheets without end": lambda: book(values={"A1": "{%sheet for i in range(99999) %}", "A2": "{{ i }}"}),
    "a merge over all cells": lambda: book(
        "</sheetData><mergeCells><mergeCell ref='A1:XFD1048576'/></mergeCells><sheetData>"
    ),
    "slides without end": lambda: deck("{%slide for i in range(99999) %}"),
    "a huge shared string": lambda: book(values={"A1": "{{ text }}" + "x" * 32_000}),
}  # fmt: skip


def deck(note: str) -> bytes:
    presentation, target = pptx.Presentation(), io.BytesIO()
    slide = presentation.slides.add_slide(presentation.slide_layouts[1])
    slide.shapes.title.text = "{{ text }}"
    slide.notes_slide.notes_text_frame.text = note
    presentation.save(target)
    return target.getvalue()
