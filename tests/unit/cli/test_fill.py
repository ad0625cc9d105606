"""What `docgen fill` can be told on its command line."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import docx
import PIL.Image
import pytest
from click.testing import CliRunner, Result
from pptx.util import Inches

from docgen.cli.group import docgen
from tests.unit.engine.make import with_paragraphs
from tests.unit.engine.powerpoint.make import deck
from tests.unit.engine.test_images import picture

REMOTE = (
    '<Relationship Id="rId900" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/image" '
    'Target="https://example.com/x.png" TargetMode="External"/></Relationships>'
)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "data.yaml").write_text("client: Reed & Dale\n", "utf-8")
    return tmp_path


def fill(*options: str) -> Result:
    return CliRunner().invoke(docgen, ["fill", *options])


def fetching() -> bytes:
    """Return a letter with a picture on another machine."""
    made = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(with_paragraphs("Dear {{ client }}"))) as before,
        zipfile.ZipFile(made, "w") as to,
    ):
        for name in before.namelist():
            text = before.read(name)
            if name == "word/_rels/document.xml.rels":
                text = text.replace(b"</Relationships>", REMOTE.encode())
            to.writestr(name, text)
    return made.getvalue()


def test_a_template_that_fetches_is_refused_and_says_how_to_let_it(folder: Path) -> None:
    (folder / "letter.docx").write_bytes(fetching())
    run = fill("letter.docx", "data.yaml", "-o", "out.docx")
    assert run.exit_code == 1
    assert "remote-part" in run.stderr
    assert "https://example.com/x.png" in run.stderr
    assert not (folder / "out.docx").exists()


def test_a_template_that_fetches_is_filled_where_that_is_allowed(folder: Path) -> None:
    (folder / "letter.docx").write_bytes(fetching())
    assert fill("letter.docx", "data.yaml", "-o", "out.docx", "--allow-remote").exit_code == 0
    assert [each.text for each in docx.Document("out.docx").paragraphs] == ["Dear Reed & Dale"]


def drawn(folder: Path) -> None:
    """Write a letter with a picture that is called Signature."""
    document = docx.Document()
    document.add_picture(io.BytesIO(picture()))
    document.inline_shapes[0]._inline.docPr.set("descr", "Signature")
    document.save(str(folder / "letter.docx"))


def test_a_picture_takes_the_place_of_the_templates_in_its_frame(folder: Path) -> None:
    drawn(folder)
    PIL.Image.new("RGB", (60, 20), "teal").save(folder / "fenn.png")
    assert (
        fill("letter.docx", "data.yaml", "-o", "out.docx", "--picture", "Signature=fenn.png").exit_code == 0
    )
    made = docx.Document("out.docx")
    (shape,) = made.inline_shapes
    (part,) = [
        each for each in made.part.related_parts.values() if each.blob == Path("fenn.png").read_bytes()
    ]
    assert shape._inline.graphic.graphicData.pic.blipFill.blip.embed in made.part.rels
    assert part.content_type == "image/png"
    assert (shape.width, shape.height) == _frame("letter.docx")


def _frame(path: str) -> tuple[int, int]:
    (shape,) = docx.Document(path).inline_shapes
    return shape.width, shape.height


def test_a_picture_that_the_template_lacks_is_told_with_the_names_that_it_has(folder: Path) -> None:
    drawn(folder)
    PIL.Image.new("RGB", (60, 20), "teal").save(folder / "fenn.png")
    run = fill("letter.docx", "data.yaml", "-o", "out.docx", "--picture", "Signatur=fenn.png")
    assert run.exit_code == 1
    assert 'Did you mean "Signature"?' in run.stderr


def test_a_picture_file_that_is_not_there_is_told(folder: Path) -> None:
    drawn(folder)
    run = fill("letter.docx", "data.yaml", "-o", "out.docx", "--picture", "Signature=nobody.png")
    assert run.exit_code == 1
    assert "nobody.png" in run.stderr
    assert not (folder / "out.docx").exists()


@pytest.mark.parametrize("given", [("Signature",), ("=a.png",), ("Signature=",), ("a=1.png", "a=2.png")])
def test_a_picture_without_name_or_file_or_with_two_is_wrong_usage(
    folder: Path, given: tuple[str, ...]
) -> None:
    drawn(folder)
    options = [word for each in given for word in ("--picture", each)]
    assert fill("letter.docx", "data.yaml", "-o", "out.docx", *options).exit_code == 2


def test_text_that_overflows_its_shape_is_told_and_the_deck_written(folder: Path) -> None:
    made = deck()
    box = made.slides.add_slide(made.slide_layouts[6]).shapes.add_textbox(
        0, Inches(7), Inches(0.6), Inches(0.4)
    )
    box.text_frame.text = "{{ client }}"
    box.text_frame.word_wrap = True
    made.save(str(folder / "deck.pptx"))
    run = fill("deck.pptx", "data.yaml", "-o", "out.pptx")
    assert run.exit_code == 0
    assert "text-overflow" in run.stderr
    assert (folder / "out.pptx").exists()
