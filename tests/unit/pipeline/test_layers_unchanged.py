"""Facts that several clients share: one change is seen by all whom it concerns, and by no others."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from docgen.batch.client import Order, as_it_was, client_row, order_for
from docgen.pipeline import Options, render_client
from tests.conftest import EXAMPLES

OPTIONS = Options(today=date(2027, 4, 15), artefacts=("HOF", "SLA"), formats=("docx",))


@pytest.fixture
def intake(tmp_path: Path) -> Path:
    """A client whose tier is its group's, whose provider is named by the defaults, with a process that extends."""
    texts = {
        "docgen.yaml": "defaults: provider.yaml\ngroups: {gold: gold.yaml, other: other.yaml}\n",
        "provider.yaml": "playbook: ours.yaml\n",
        "gold.yaml": "engagement: {tier: gold}\n",
        "other.yaml": "engagement: {tier: silver}\n",
        "ours.yaml": 'playbook: ours\nversion: "2"\nextends: managed_services\nfiles: {activities: who.yaml}\n',
        "who.yaml": 'extends: raci_activities\nversion: "2"\n',
    }
    own = (EXAMPLES / "harrow-wills" / "intake.yaml").read_text("utf-8")
    own = own.replace("\nplaybook: managed_services\n", "\ngroup: gold\n").replace("\n  tier: gold\n", "\n")
    for name, text in {**texts, "hwp/intake.yaml": own}.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path / "hwp" / "intake.yaml"


def order(intake: Path) -> Order:
    return order_for(intake.parents[1] / "out", OPTIONS)


def test_a_client_is_made_again_when_any_file_that_it_rests_on_changes(intake: Path) -> None:
    first = client_row(intake, "HWP", order(intake))
    assert [document.outcome.value for document in first.documents] == ["new", "new"], first.problems
    for name in ("docgen.yaml", "provider.yaml", "gold.yaml", "ours.yaml", "who.yaml"):
        assert as_it_was(intake, "HWP", order(intake)), name
        file = intake.parents[1] / name
        before = file.read_bytes()
        file.write_bytes(before + b"# another word\n")
        assert as_it_was(intake, "HWP", order(intake)) is None, name
        file.write_bytes(before)


def test_another_word_of_the_process_renders_the_documents_that_show_it(intake: Path) -> None:
    client_row(intake, "HWP", order(intake))
    assert rendered(intake) == []
    own = intake.parents[1] / "ours.yaml"
    text = own.read_text("utf-8") + "handoff: {checklist: {H2: {text: Tier chosen}}}\n"
    own.write_text(text, encoding="utf-8")
    assert rendered(intake) == ["HOF"]


def rendered(intake: Path) -> list[str]:
    """Return the documents that a run would render, delivering nothing: a signed one is not written over."""
    result = render_client(intake, replace(OPTIONS, out=intake.parents[1] / "out"))
    assert result.files, result.problems
    return [file.parcel.entry.artefact for file in result.files if file.parcel.data is not None]
