"""Parts that no tag touches are copied; the same input gives the same bytes; hostile zips are refused."""

from __future__ import annotations

import io
import threading
import zipfile

import pytest

from docgen.engine import Template
from docgen.errors import PackageError
from tests.unit.engine.make import with_paragraphs


def _zip(members: dict[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return stream.getvalue()


def test_a_template_without_tags_keeps_every_part() -> None:
    template = with_paragraphs("plain text")
    with (
        zipfile.ZipFile(io.BytesIO(template)) as before,
        zipfile.ZipFile(io.BytesIO(Template.open(template).render({}))) as after,
    ):
        assert before.namelist() == after.namelist()
        assert all(before.read(name) == after.read(name) for name in before.namelist())


def test_the_same_input_gives_the_same_bytes_in_many_threads() -> None:
    template = Template.open(with_paragraphs("{% for i in xs %}{{ i }}{% endfor %}{{ name }}"))
    expected = {n: template.render({"xs": range(50), "name": f"client {n}"}) for n in range(8)}
    wrong: list[int] = []

    def work(n: int) -> None:
        for _ in range(20):
            if template.render({"xs": range(50), "name": f"client {n}"}) != expected[n]:
                wrong.append(n)

    threads = [threading.Thread(target=work, args=(n,)) for n in expected]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []


def test_opening_twice_gives_the_same_object() -> None:
    data = with_paragraphs("{{ x }}")
    assert Template.open(data) is Template.open(data)


def test_a_template_file_type_becomes_a_document() -> None:
    template = with_paragraphs("{{ x }}")
    with zipfile.ZipFile(io.BytesIO(template)) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    types = members["[Content_Types].xml"]
    members["[Content_Types].xml"] = types.replace(
        b"wordprocessingml.document.main", b"wordprocessingml.template.main"
    )
    with zipfile.ZipFile(io.BytesIO(Template.open(_zip(members)).render({"x": 1}))) as archive:
        assert b"wordprocessingml.document.main" in archive.read("[Content_Types].xml")


@pytest.mark.parametrize(
    ("members", "code"),
    [
        ({"a.txt": b"x"}, "not-office"),
        ({"[Content_Types].xml": b"<Types/>", "../x.xml": b"<a/>"}, "outside-part"),
        ({"[Content_Types].xml": b"<Types/>", "word/a.xml": b"<!DOCTYPE a><a/>"}, "doctype"),
        ({"[Content_Types].xml": b"<Types/>", "word/a.xml": b"0" * 40_000_000}, "too-large"),
        ({"[Content_Types].xml": b"<Types/>", **{f"p{n}.xml": b"" for n in range(2001)}}, "too-many-parts"),
        (
            {"[Content_Types].xml": b"<Types/>", "Word/a.xml": b"<a/>", "word/a.xml": b"<a/>"},
            "duplicate-part",
        ),
    ],
)
def test_hostile_packages_are_refused(members: dict[str, bytes], code: str) -> None:
    with pytest.raises(PackageError) as caught:
        Template.open(_zip(members))
    assert [problem.code for problem in caught.value.problems] == [code]


def test_a_rendering_can_be_a_template_again() -> None:
    import docx

    from docgen.engine.images import Image
    from tests.unit.engine.test_images import picture

    first = Template.open(with_paragraphs("{{ a }}", "{_{ b }_}")).render({"a": Image(picture(size=(3, 2)))})
    second = Template.open(first).render({"b": Image(picture(size=(4, 2)))})
    names = [part.partname for part in docx.Document(io.BytesIO(second)).part.package.iter_parts()]
    assert len([name for name in names if "/media/" in name]) == 2
