"""Links to files beside the document: relative, and never out of its folder."""

from __future__ import annotations

import io

import docx
import pytest
from docx.opc.constants import RELATIONSHIP_TYPE

from docgen.engine import Template
from docgen.engine.rich import FileLink
from docgen.errors import RenderError


def rendered(path: str) -> bytes:
    document = docx.Document()
    document.add_paragraph("{{r file }}")
    buffer = io.BytesIO()
    document.save(buffer)
    return Template.open(buffer.getvalue(), name="t.docx").render({"file": FileLink("Open it", path)})


@pytest.mark.parametrize(
    ("path", "target"), [("S3/a.docx", "S3/a.docx"), ("a b&c#.docx", "a%20b%26c%23.docx")]
)
def test_a_link_leads_from_the_documents_own_folder(path: str, target: str) -> None:
    found = docx.Document(io.BytesIO(rendered(path)))
    (link,) = [one for one in found.part.rels.values() if one.reltype == RELATIONSHIP_TYPE.HYPERLINK]
    assert (link.target_ref, link.is_external) == (target, True)
    assert found.paragraphs[0].hyperlinks[0].text == "Open it"


@pytest.mark.parametrize(
    "path", ["", "/etc/passwd", "../x", "a/../x", "a//b", "C:/x", "a\\b", "javascript:x", "./x"]
)
def test_a_path_out_of_the_folder_is_refused(path: str) -> None:
    with pytest.raises(RenderError, match="no file below the folder"):
        rendered(path)
