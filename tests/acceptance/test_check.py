"""`docgen check` over several intakes: grouped, as annotations, as JSON, with what is missing and a report."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest

from tests.acceptance.command import ROOT, docgen, files

EXAMPLES = ROOT / "examples"
INTAKES = ("gaps.yaml", "sound.yaml", "broken.yaml")
DAY = ("--as-of", "2027-03-01")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with an intake that has gaps, one that is ready, and one that cannot be read."""
    place = tmp_path_factory.mktemp("check")
    sources = ("harrow-wills/handoff.yaml", "harbour-vale/intake.yaml", "harbour-vale/mistakes.yaml")
    for name, source in zip(INTAKES, sources, strict=True):
        (place / name).write_bytes((EXAMPLES / source).read_bytes())
    return place


@pytest.mark.parametrize("key", ["file", "rule", "owner"])
def test_grouping_tells_the_same_problems_under_headings(folder: Path, key: str) -> None:
    plain = docgen("check", *INTAKES, *DAY, folder=folder)
    grouped = docgen("check", *INTAKES, *DAY, "--group-by", key, folder=folder)
    assert grouped.status == plain.status == 1
    assert grouped.out == plain.out

    def placed(text: str) -> list[str]:
        return sorted(line for line in text.splitlines() if line.startswith(INTAKES))

    heads = [line for line in placed(grouped.err) if " (" in line and line.endswith(")") and ": " not in line]
    assert [line for line in placed(grouped.err) if line not in heads] == placed(plain.err)
    assert len(heads) == (3 if key == "file" else 0)


def test_json_gives_every_problem_its_owner_and_every_document_and_stage_its_percentage(folder: Path) -> None:
    run = docgen("check", *INTAKES, *DAY, "--json", folder=folder)
    gaps, sound, broken = json.loads(run.out)["intakes"]
    assert run.err == ""
    assert all(problem["owner"] for one in (gaps, sound, broken) for problem in one["problems"])
    assert [stage["stage"] for stage in gaps["stages"]] == ["S1", "S2", "S3", "S4", "S7"]
    assert {document["facts"]["percent"] for document in sound["documents"]} == {100}
    assert broken["documents"] == broken["stages"] == []
    assert docgen("check", *INTAKES, *DAY, "--format", "json", folder=folder).out == run.out


def test_annotations_are_one_line_for_each_problem_and_nothing_else(folder: Path) -> None:
    run = docgen("check", *INTAKES, *DAY, "--format", "github", folder=folder)
    told = json.loads(docgen("check", *INTAKES, *DAY, "--json", folder=folder).out)["intakes"]
    lines = run.out.splitlines()
    assert (run.status, run.err) == (1, "")
    assert len(lines) == sum(len(one["problems"]) for one in told)
    for one in told:
        for problem in one["problems"]:
            start = f"file={one['file']},line={problem['line']},col={problem['column']},"
            assert any(start in line and f"title={problem['code']}::" in line for line in lines)


def test_readiness_lists_what_is_missing_up_to_a_stage(folder: Path) -> None:
    run = docgen("check", "gaps.yaml", *DAY, "--stage", "S1", "--readiness", folder=folder)
    assert "Missing from S1 on, Sales handoff and kickoff:" in run.out
    assert "Laws and standards that bind the client" in run.out
    assert "Missing from S2 on" not in run.out


def test_the_report_is_a_workbook_or_json_and_the_intakes_stay_as_they_were(folder: Path) -> None:
    before = {name: (folder / name).read_bytes() for name in INTAKES}
    run = docgen("check", *INTAKES, *DAY, "--report", "ready.xlsx", folder=folder)
    again = docgen("check", *INTAKES, *DAY, "--report", "ready.json", folder=folder)
    assert (run.status, again.status) == (1, 1)
    assert zipfile.ZipFile(folder / "ready.xlsx").testzip() is None
    told = json.loads((folder / "ready.json").read_text(encoding="utf-8"))
    assert [client["file"] for client in told["clients"]] == list(INTAKES)
    assert {name: (folder / name).read_bytes() for name in INTAKES} == before


def test_a_report_of_a_strange_kind_is_wrong_usage_before_anything_is_read(tmp_path: Path) -> None:
    run = docgen("check", "nowhere.yaml", "--report", "ready.pdf", folder=tmp_path)
    assert run.status == 2
    assert "report-kind" in run.err
    assert "nowhere" not in run.err
    assert not files(tmp_path)


def test_a_fact_set_for_the_check_counts_like_the_files_own(folder: Path) -> None:
    before = json.loads(docgen("check", "gaps.yaml", *DAY, "--json", folder=folder).out)["intakes"][0]
    run = docgen("check", "gaps.yaml", *DAY, "--json", "--set", "client.headcount=140", folder=folder)
    after = json.loads(run.out)["intakes"][0]
    paths = {"client.headcount"}
    gone = {p["path"] for p in before["problems"]} - {p["path"] for p in after["problems"]}
    assert gone == paths
