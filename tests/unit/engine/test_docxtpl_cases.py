"""What docxtpl's own test templates show when docxtpl renders them, they show here.

The templates are not ours and stay outside: the folder is `$DOCGEN_DOCXTPL_CASES`, or `shared/peer_cases/docxtpl`
beside the checkout. Its `cases.json` has one record a rendering: what goes in, and the visible text of each part.
"""

from __future__ import annotations

import io
import json
import os
import re
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import docx
import pytest
from lxml import etree

from docgen.engine import Template
from docgen.engine.included import Document
from docgen.errors import TemplateError

docxtpl = pytest.importorskip("docxtpl", reason="the objects in the records are docxtpl's (extra `bench`)")

CHECKOUT = Path(__file__).resolve().parents[3]
BESIDE = CHECKOUT.parent / "shared" / "peer_cases" / "docxtpl"
FOLDER = Path(os.environ.get("DOCGEN_DOCXTPL_CASES", BESIDE))
CASES: list[dict[str, Any]] = (
    json.loads((FOLDER / "cases.json").read_text("utf-8")) if (FOLDER / "cases.json").is_file() else []
)

pytestmark = pytest.mark.skipif(
    not CASES, reason=f"NOT TESTED: docxtpl's templates are not at hand ({FOLDER}); set DOCGEN_DOCXTPL_CASES"
)

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
SIGNS = {f"{W}t": "", f"{W}tab": "\t", f"{W}br": "\n"}

FILTERS: Mapping[str, Callable[..., Any]] = {
    "my_filterA": lambda value, other: f"{value} {other}",
    "my_filterB": lambda value, other: value + other,
}

# docxtpl gives \a and \f a meaning in every text, here they have one in its Listing and RichText only.
LISTINGS = {"escape.py": ("new_listing",)}


# Where docxtpl loses text: what it shows, and what its template says. The reasons stand in coming-from-docxtpl.md.
RIGHT = {"word2016.py": {" Test tabs in template": "\t\t\t\t\t Test tabs in template"}}


def id_of(case: Mapping[str, Any]) -> str:
    number = CASES.index(dict(case)) + 1
    return f"{number:02d}-{case['script'].removesuffix('.py')}"


GOOD = [pytest.param(case, id=id_of(case)) for case in CASES if "expect" in case]
BAD = [pytest.param(case, id=id_of(case)) for case in CASES if "raises" in case]


@pytest.mark.parametrize("case", GOOD)
def test_each_part_shows_the_text_that_docxtpl_shows(case: dict[str, Any]) -> None:
    shown = zipfile.ZipFile(io.BytesIO(rendered(case)))
    for part in case["expect"]:
        if not part.endswith("#media"):
            assert visible(shown.read(part)) == as_shown(case, part), part


@pytest.mark.parametrize("case", GOOD)
def test_each_part_shows_as_many_pictures_as_docxtpl_shows(case: dict[str, Any]) -> None:
    shown = zipfile.ZipFile(io.BytesIO(rendered(case)))
    for part, expected in case["expect"].items():
        if part.endswith("#media"):
            assert shown.read(part.removesuffix("#media")).count(b"<a:blip ") == expected, part


@pytest.mark.parametrize("case", BAD)
def test_a_template_that_docxtpl_refuses_is_refused_with_its_place(case: dict[str, Any]) -> None:
    with pytest.raises(TemplateError) as raised:
        rendered(case)
    assert [problem.code for problem in raised.value.problems] == ["unbalanced-block"]


def test_there_are_as_many_records_as_the_suite_has_renderings() -> None:
    assert (len(GOOD), len(BAD)) == (36, 1)


# -- what goes in ---------------------------------------------------------------------------------------


def rendered(case: Mapping[str, Any]) -> bytes:
    template = FOLDER / case["template"]
    context = {name: value(given, case) for name, given in case["context"].items()}
    for name in LISTINGS.get(case["script"], ()):
        context[name] = docxtpl.Listing(context[name])
    filters = {name: FILTERS[name] for name in case["filters"]}
    opened = Template.open(template, missing="blank", filters=filters)
    return opened.render(context, replace=replacements(case))


def value(given: Any, case: Mapping[str, Any]) -> Any:
    if isinstance(given, list):
        return [value(each, case) for each in given]
    if not isinstance(given, dict):
        return given
    for name, make in MAKERS.items():
        if name in given:
            return make(given, case)
    return {name: value(each, case) for name, each in given.items()}


def rich_text(given: Mapping[str, Any], case: Mapping[str, Any]) -> Any:
    made = docxtpl.RichText()
    # The records hold the id that another program's copy of the template gave out for the address.
    made.xml = re.sub(r'r:id="rId\d+"', 'r:id="https://www.example.com/"', given["__richtext__"])
    return made


def rich_paragraph(given: Mapping[str, Any], case: Mapping[str, Any]) -> Any:
    made = docxtpl.RichTextParagraph()
    made.xml = given["__richtextparagraph__"]
    return made


def listing(given: Mapping[str, Any], case: Mapping[str, Any]) -> Any:
    made = docxtpl.Listing("")
    made.xml = given["__listing__"]
    return made


def image(given: Mapping[str, Any], case: Mapping[str, Any]) -> Any:
    return docxtpl.InlineImage(
        None, str(FOLDER / given["__image__"]), width=given["w_emu"], height=given["h_emu"]
    )


def subdocument(given: Mapping[str, Any], case: Mapping[str, Any]) -> Any:
    template = docxtpl.DocxTemplate(FOLDER / case["template"])
    return SUBDOCUMENTS[case["script"]](template)


class Subdoc:
    """What docxtpl's sub-document is: a body whose parts and styles are those of the template that it was made for.

    docxtpl's own needs docxcompose, which nothing else here needs.
    """

    def __init__(self, template: Any) -> None:
        template.init_docx()
        self.docx = template.get_docx()
        self.subdocx = docx.Document()
        self.subdocx._part = self.docx._part

    def __getattr__(self, name: str) -> Any:
        return getattr(self.subdocx, name)

    def __html__(self) -> str:
        raise AssertionError("its XML is for docxtpl alone")


def one_paragraph(text: str) -> Callable[[Any], Any]:
    def made(template: Any) -> Any:
        document = Subdoc(template)
        document.add_paragraph(text)
        return document

    return made


def many_things(template: Any) -> Any:
    document = Subdoc(template)
    document.add_paragraph("This is a sub-document inserted into a bigger one")
    paragraph = document.add_paragraph("It has been ")
    paragraph.add_run("dynamically").style = "dynamic"
    paragraph.add_run(" generated with python by using ")
    paragraph.add_run("python-docx").italic = True
    paragraph.add_run(" library")
    document.add_heading("Heading, level 1", level=1)
    document.add_paragraph("This is an Intense quote", style="IntenseQuote")
    document.add_paragraph("A picture :")
    document.add_picture(str(FOLDER / "templates" / "python_logo.png"))
    document.add_paragraph("A Table :")
    table = document.add_table(rows=0, cols=3)
    for row in (
        ("Qty", "Id", "Desc"),
        ("1", "101", "Spam"),
        ("2", "42", "Eggs"),
        ("3", "631", "Spam,spam, eggs, and ham"),
    ):
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    return document


def whole_file(template: Any) -> Any:
    return Document(FOLDER / "templates" / "merge_docx_subdoc.docx", styles="template")


MAKERS: Mapping[str, Callable[[Mapping[str, Any], Mapping[str, Any]], Any]] = {
    "__richtext__": rich_text,
    "__richtextparagraph__": rich_paragraph,
    "__listing__": listing,
    "__image__": image,
    "__subdoc__": subdocument,
    "__callable__": lambda given, case: lambda table: table.items(),
}
_BREAKS_NOTHING = "This is a sub-document to check it does not break header and footer"
SUBDOCUMENTS: Mapping[str, Callable[[Any], Any]] = {
    "header_footer.py": one_paragraph(_BREAKS_NOTHING),
    "header_footer_utf8.py": one_paragraph(
        f"{_BREAKS_NOTHING} with utf-8 characters inside the template .docx"
    ),
    "subdoc.py": many_things,
    "merge_docx.py": whole_file,
}


def replacements(case: Mapping[str, Any]) -> dict[str | Path | bytes, str | Path | bytes]:
    files = FOLDER / "templates"
    if case["template"].endswith("embedded_main_tpl.docx"):
        inner = Template.open(files / "embedded_embedded_docx_tpl.docx").render({"name": "John Doe"})
        return {
            files / "embedded_dummy.docx": files / "embedded_static_docx.docx",
            files / "embedded_dummy2.docx": inner,
            "word/embeddings/Feuille_Microsoft_Office_Excel3.xlsx": files / "real_Excel.xlsx",
            "word/embeddings/Pr_sentation_Microsoft_Office_PowerPoint4.pptx": files / "real_PowerPoint.pptx",
        }
    if "crc_to_new_media" in case.get("replaces", {}):
        return {files / "dummy_pic_for_header.png": files / "python.png"}
    return {"python_logo.png": files / "python.png"} if "pics_to_replace" in case.get("replaces", {}) else {}


# -- what comes out -------------------------------------------------------------------------------------


def visible(xml: bytes) -> list[str]:
    """Return the paragraphs of a part that show something; one around a text box ends after those in it."""
    lines, text = [], ""
    for _, node in etree.iterwalk(etree.fromstring(xml), events=("end",)):
        if node.tag in SIGNS and node.getparent().tag == f"{W}r":
            text += SIGNS[node.tag] or node.text or ""
        elif node.tag == f"{W}p":
            lines.append(text)
            text = ""
    return [line for line in lines if line.strip()]


def as_shown(case: Mapping[str, Any], part: str) -> list[str]:
    """Return the expected paragraphs without what stands between the tags of the XML and is never shown."""
    lines = [line.removeprefix("\n") if not at else line for at, line in enumerate(case["expect"][part])]
    if case["expect"].get(f"{part}#media"):
        lines = [re.sub(r"(\n( {2,})?)+", "", line) for line in lines]
    right = RIGHT.get(case["script"], {})
    return [right.get(line, line) for line in lines if line.strip()]
