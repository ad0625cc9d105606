"""Rich values through the whole engine: the document is sound to the structural check and to the schema's judge."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import docx
import PIL.Image
import pytest

from docgen.engine import Template
from docgen.engine.images import Image
from docgen.engine.rich import Lines, Link, Runs, Styled
from tests.office import judges, structure
from tests.unit.engine.make import saved

TEXT = """# Head *x*

para **b** `c` [l](https://example.org/?a=1&b=2 "tip")\\
new line

1. one

   more
   - n
     - m
       - deep
         - deeper
2. two

> quote
> > within

```
code
\ttab
```

| a | b |
|---|--:|
| 1 | 2 |

---

7. seven
"""


@pytest.fixture(scope="module")
def document(tmp_path_factory: pytest.TempPathFactory) -> Path:
    pixels = BytesIO()
    PIL.Image.new("RGB", (30, 20), "teal").save(pixels, "PNG")
    data = {
        "text": TEXT,
        "short": "a **b**\n\n- c",
        "lines": Lines("x\ny"),
        "link": Link("here", "https://example.org/x?y=1&z=2"),
        "picture": Image(pixels.getvalue(), width_mm=30, alt='A "map" & more'),
        "decoration": Image(pixels.getvalue(), width_mm=10),
        "words": Runs(["See ", Styled("chip", "Strong")]),
        "nothing": None,
    }
    file = tmp_path_factory.mktemp("rich") / "rich.docx"
    file.write_bytes(Template.open(template()).render(data))
    return file


def template() -> bytes:
    made = docx.Document()
    made.sections[0].header.paragraphs[0].text = "{{ link }} {{ picture }} {{ decoration }}"
    made.add_paragraph("{{p text|markdown }}")
    made.add_paragraph("in {{ short|markdown }}, {{ link }}, {{ picture }}, {{ words }}")
    made.add_paragraph("{{p lines }}")
    table = made.add_table(2, 2)
    table.cell(0, 0).text = "{{p text|markdown }}"
    table.cell(0, 1).text = "{{ lines }}"
    table.cell(1, 0).text = "{{p picture }}"
    table.cell(1, 1).text = "{% cellbg 'accent1@25' %}{{ nothing|default_tbc('IT', '2027-02-20') }}"
    return saved(made)


def test_a_document_with_every_rich_value_is_sound(document: Path) -> None:
    assert structure.faults(document) == ()


@pytest.mark.skipif(judges.validator() is None, reason="the Open XML validator is not installed")
def test_a_document_with_every_rich_value_fits_the_schema(document: Path) -> None:
    assert judges.validate([document]) == {document: ()}


def test_the_same_picture_is_stored_once_for_each_story(document: Path) -> None:
    read = docx.Document(str(document))
    assert len([part for part in read.part.package.parts if part.partname.startswith("/word/media")]) == 1
    assert len(read.inline_shapes) == 1 + 1
