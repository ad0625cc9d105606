"""File names: the layout, and what can never be part of one."""

from pathlib import PurePosixPath

import pytest

from docgen.errors import PackError
from docgen.pack.names import MAX_NAME, document_path, refuse_collisions

HOSTILE = [
    "../../etc/x", "..", ".", "", "C:\\x", "a/b", "a\\b", "CON", "con", "nul", "COM1", "lpt9.old", "AUX.SLA", "x\0y",
    "x\ny", "HWP ",
    " HWP", "HWP.", "-HWP", ".HWP", "H:W", "H*W", "H?W", 'H"W', "H<W", "H|W", "Ünïcode", "Ａ", "x" * 300,
    "HWP_SLA", "~",
]  # fmt: skip


def test_a_document_lies_in_its_client_and_stage_and_carries_artefact_and_version() -> None:
    path = document_path("HWP", "S3", "SLA", "1.0", extension="docx")
    assert path == PurePosixPath("HWP/S3/HWP_SLA_v1.0.docx")


def test_variant_and_draft_stand_in_the_name() -> None:
    path = document_path("HWP", "S1", "HOF", "0.1", extension="docx", variant="client", draft=True)
    assert path == PurePosixPath("HWP/S1/HWP_HOF-client_v0.1_DRAFT.docx")


@pytest.mark.parametrize("code", HOSTILE)
def test_a_client_code_that_is_no_safe_name_is_refused(code: str) -> None:
    with pytest.raises(PackError) as caught:
        document_path(code, "S1", "HOF", "1.0", extension="docx")
    assert caught.value.problems[0].code == "unsafe-name"


@pytest.mark.parametrize("piece", ["stage", "artefact", "extension", "variant"])
@pytest.mark.parametrize("text", ["..", "a/b", "CON", "x" * 300])
def test_no_other_piece_of_a_name_may_be_unsafe(piece: str, text: str) -> None:
    pieces = {"stage": "S1", "artefact": "HOF", "extension": "docx", "variant": "client", piece: text}
    with pytest.raises(PackError, match="cannot be part of a file name"):
        document_path("HWP", pieces.pop("stage"), pieces.pop("artefact"), "1.0", **pieces)


@pytest.mark.parametrize("version", ["1", "1.0.0", "v1.0", "1.0/..", "", "1.0\n", "१.०"])
def test_a_version_is_major_and_minor_and_nothing_else(version: str) -> None:
    with pytest.raises(PackError, match="version"):
        document_path("HWP", "S1", "HOF", version, extension="docx")


def test_a_name_longer_than_the_limit_is_refused() -> None:
    spare = MAX_NAME - len("_HOF_v1.0.docx")
    assert len(document_path("A" * spare, "S1", "HOF", "1.0", extension="docx").name) == MAX_NAME
    with pytest.raises(PackError, match="121 characters long"):
        document_path("A" * (spare + 1), "S1", "HOF", "1.0", extension="docx")


def test_two_documents_of_one_name_are_refused_even_if_only_capitals_differ() -> None:
    with pytest.raises(PackError) as caught:
        refuse_collisions([PurePosixPath("S1/HWP_A_v1.0.docx"), PurePosixPath("S1/hwp_a_v1.0.docx")])
    assert [problem.code for problem in caught.value.problems] == ["name-collision"]


def test_different_names_do_not_collide() -> None:
    refuse_collisions([PurePosixPath("S1/HWP_A_v1.0.docx"), PurePosixPath("S3/HWP_A_v1.0.docx")])
