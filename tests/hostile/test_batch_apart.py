"""Clients stay apart: documents of one, made in a process that has made others', hold no word of theirs."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import docx
import openpyxl
import pptx
import pytest

from bench.clients import client_text, names_of
from docgen.batch.client import client_row, order_for
from docgen.pipeline import Options

CLIENTS = (1, 2, 3, 4)
"""Two of each process: what they share is most of what could leak."""
TODAY = date(2027, 4, 20)


def render(folder: Path, *numbers: int) -> dict[int, dict[str, bytes]]:
    """Render clients one after the other in this process; return each one's files."""
    order = order_for(folder / "out", Options(today=TODAY))
    made = {}
    for number in numbers:
        path = folder / "clients" / str(number) / "intake.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(client_text(number), encoding="utf-8")
        row = client_row(path, "", order)
        assert row.documents, row.problems
        own = folder / "out" / row.code
        made[number] = {
            file.relative_to(own).as_posix(): file.read_bytes() for file in sorted(own.rglob("*.*x"))
        }
    return made


def texts(name: str, data: bytes) -> Iterator[str]:
    """Yield the texts of a document as another library reads them."""
    file = io.BytesIO(data)
    if name.endswith(".docx"):
        document = docx.Document(file)
        for part in (
            document,
            *(s.header for s in document.sections),
            *(s.footer for s in document.sections),
        ):
            root = getattr(part, "element", None)
            element = root.body if hasattr(root, "body") else part._element
            yield from ("".join(paragraph.itertext()) for paragraph in element.iter("{*}p"))
    elif name.endswith(".xlsx"):
        for sheet in openpyxl.load_workbook(file).worksheets:
            yield sheet.title
            yield from (
                str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value is not None
            )
    else:
        for slide in pptx.Presentation(file).slides:
            yield from ("".join(node.itertext()) for node in slide._element.iter("{*}p"))


def parts(data: bytes) -> bytes:
    """Return all parts of an Office file in one, those of workbooks inside it included."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        inner = [archive.read(name) for name in archive.namelist()]
    return b"\0".join(parts(part) if part.startswith(b"PK\3\4") else part for part in inner)


@pytest.fixture(scope="module")
def together(tmp_path_factory: pytest.TempPathFactory) -> dict[int, dict[str, bytes]]:
    return render(tmp_path_factory.mktemp("together"), *CLIENTS)


@pytest.mark.parametrize("number", CLIENTS)
def test_a_clients_documents_name_the_client_and_no_other(
    together: dict[int, dict[str, bytes]], number: int
) -> None:
    foreign = set().union(*(names_of(other) for other in CLIENTS if other != number)) - names_of(number)
    assert len(foreign) > 20
    said: set[str] = set()
    for name, data in together[number].items():
        text = "\n".join(texts(name, data))
        said |= {own for own in names_of(number) if own in text}
        assert [word for word in foreign if word in text] == [], name
        everything = parts(data)
        assert [word for word in foreign if word.encode() in everything] == [], name
    assert len(said) > 5


@pytest.mark.parametrize("number", [1, 2])
def test_a_clients_documents_are_the_same_bytes_alone_after_others_and_before_them(
    together: dict[int, dict[str, bytes]], tmp_path: Path, number: int
) -> None:
    after = render(tmp_path, *(other for other in CLIENTS if other != number), number)
    assert after[number] == together[number]
