"""What is not rendered again: documents that would come out the same, and no others."""

from __future__ import annotations

import io
import json
import shutil
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pptx
import pytest
from pptx.util import Cm

from docgen.batch.client import Outturn, make_client, order_for
from docgen.pipeline import ClientResult, Options, render_client
from docgen.resources import playbooks_folder, templates_folder
from tests.conftest import EXAMPLES

TODAY = date(2027, 4, 15)
SOME = ("HOF", "SLA", "RACI")


@dataclass(frozen=True)
class Place:
    """A folder with an intake in it, and the folder that its documents go to."""

    folder: Path

    @property
    def intake(self) -> Path:
        return self.folder / "intake.yaml"

    def edit(self, old: str, new: str) -> None:
        text = self.intake.read_text(encoding="utf-8")
        assert text.count(old) >= 1, old
        self.intake.write_text(text.replace(old, new, 1), encoding="utf-8")

    def run(self, *artefacts: str, force: bool = False, templates: Path | None = None) -> Outturn:
        options = Options(today=TODAY, artefacts=artefacts, templates=templates)
        outturn = make_client(self.intake, "", order_for(self.folder / "out", options, force=force))
        assert not outturn.refused, outturn.refused
        assert outturn.delivered
        return outturn

    def look(self, *artefacts: str) -> Outturn:
        """Return what a run would give, delivering nothing: a signed document is not written over."""
        options = Options(today=TODAY, artefacts=artefacts, out=self.folder / "out")
        return Outturn(render_client(self.intake, options))

    def file(self, name: str) -> Path:
        (found,) = (self.folder / "out").rglob(name)
        return found


@pytest.fixture
def place(tmp_path: Path) -> Place:
    shutil.copy(EXAMPLES / "harrow-wills" / "intake.yaml", tmp_path / "intake.yaml")
    return Place(tmp_path)


def rendered(outturn: Outturn) -> list[str]:
    """Return the documents that were rendered, `SLA.docx`; the others were left as they lay there."""
    entries = [file.parcel.entry for file in outturn.result.files if file.parcel.data is not None]
    return [f"{entry.artefact}.{entry.format}" for entry in entries]


def outcomes(outturn: Outturn) -> set[str]:
    return {item.outcome.value for item in outturn.delivered}


def test_a_second_run_renders_nothing_and_tells_the_same(place: Place) -> None:
    first = place.run()
    manifest = (place.folder / "out/HWP/manifest.json").read_bytes()
    second = place.run()
    assert len(rendered(first)) == len(first.delivered) == 12
    assert rendered(second) == []
    assert outcomes(second) == {"unchanged"}
    assert [item.entry for item in second.delivered] == [item.entry for item in first.delivered]
    assert second.result.all_problems == first.result.all_problems
    assert (place.folder / "out/HWP/manifest.json").read_bytes() == manifest


def test_force_renders_what_has_not_changed(place: Place) -> None:
    place.run("RET")
    assert rendered(place.run("RET", force=True)) == ["RET.docx"]


def test_a_comment_in_the_intake_renders_nothing_but_is_another_intake(place: Place) -> None:
    (before,) = place.run("SLA").delivered
    place.edit("engagement:", "# a line more\nengagement:")
    after = place.run("SLA")
    assert rendered(after) == []
    assert after.delivered[0].entry.key == before.entry.key
    assert after.delivered[0].entry.intake != before.entry.intake


def test_a_fact_renders_only_what_shows_it(place: Place) -> None:
    place.run(*SOME)
    place.edit(
        "measure: Mean P2 resolution of 6 hours or less", "measure: Mean P2 resolution of 5 hours or less"
    )
    assert rendered(place.look(*SOME)) == ["HOF.docx"]


def test_a_file_that_somebody_has_changed_or_removed_is_made_anew(place: Place) -> None:
    place.run(*SOME)
    sound = place.file("HWP_RACI_*.xlsx").read_bytes()
    place.file("HWP_RACI_*.xlsx").write_bytes(sound[:-1])
    place.file("HWP_HOF_*.docx").unlink()
    again = place.look(*SOME)
    assert rendered(again) == ["HOF.docx", "RACI.xlsx"]
    assert [file.parcel.data for file in again.result.files if file.artefact.code == "RACI"] == [sound]


def test_a_template_of_ones_own_renders_its_document_only(place: Place) -> None:
    place.run("RET", "BAU")
    own = place.folder / "templates"
    own.mkdir()
    repacked(templates_folder() / "BAU.xlsx", own / "BAU.xlsx", comment=b"ours")
    assert rendered(place.run("RET", "BAU", templates=own)) == ["BAU.xlsx"]


def repacked(source: Path, target: Path, *, comment: bytes) -> None:
    """Write the same Office file with other bytes."""
    shutil.copy(source, target)
    with zipfile.ZipFile(target, "a") as package:
        package.comment = comment


@pytest.mark.parametrize(
    ("name", "value"), [("key", ""), ("key", "0" * 64), ("doubts", None), ("brand", []), ("sha256", "0" * 64)]
)
def test_an_entry_that_says_something_else_is_not_trusted(place: Place, name: str, value: object) -> None:
    place.run("BAU")
    at = place.folder / "out/HWP/manifest.json"
    body = json.loads(at.read_text(encoding="utf-8"))
    for entry in body["files"]:
        entry[name] = value
    at.write_text(json.dumps(body), encoding="utf-8")
    assert rendered(place.run("BAU")) == ["BAU.docx", "BAU.xlsx"]


def test_what_was_doubtful_about_a_deck_is_told_again(place: Place) -> None:
    deck = pptx.Presentation()
    box = deck.slides.add_slide(deck.slide_layouts[6]).shapes.add_textbox(0, 0, Cm(3), Cm(1))
    box.text_frame.word_wrap = True
    box.text_frame.text = "{{ client.legal_name }} " * 30
    own = place.folder / "templates"
    own.mkdir()
    deck.save(str(own / "CSP.pptx"))
    first, second = (place.run("CSP", templates=own) for _ in range(2))
    assert rendered(second) == []
    assert "text-overflow" in {problem.code for problem in first.result.all_problems}
    assert second.result.all_problems == first.result.all_problems


# -- a figure of the playbook -----------------------------------------------------------------------------

TIERS = ("platinum", "gold", "silver")
FIGURE = "P4: {response: {value: 24h, source: default}, resolution: {value: 120h, source: default}"


@pytest.fixture(scope="module")
def clients(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Place]:
    """One client on each tier, and one of the other process, with processes of their own to edit."""
    root = tmp_path_factory.mktemp("clients")
    for name in ("managed_services", "customer_success"):
        shutil.copy(playbooks_folder() / f"{name}.yaml", root / f"{name}.yaml")
    intakes = {
        tier: (EXAMPLES / "harrow-wills/intake.yaml")
        .read_text(encoding="utf-8")
        .replace("\n  tier: gold\n", f"\n  tier: {tier}\n")
        for tier in TIERS
    }
    intakes["other process"] = (EXAMPLES / "harbour-vale/intake.yaml").read_text(encoding="utf-8")
    for name, text in intakes.items():
        (root / name).mkdir()
        own = text.replace("playbook: managed_services", "playbook: ../managed_services.yaml")
        own = own.replace("playbook: customer_success", "playbook: ../customer_success.yaml")
        (root / name / "intake.yaml").write_text(own, encoding="utf-8")
    return {name: Place(root / name) for name in intakes}


def test_one_tiers_figure_renders_only_the_clients_and_documents_that_show_it(
    clients: dict[str, Place],
) -> None:
    before = {name: contents(place.run().result, place.folder) for name, place in clients.items()}
    process = clients["gold"].folder.parent / "managed_services.yaml"
    text = process.read_text(encoding="utf-8")
    assert text.count(FIGURE) == 1
    process.write_text(text.replace(FIGURE, FIGURE.replace("120h", "110h")), encoding="utf-8")
    for name, place in clients.items():
        anew = render_client(place.intake, Options(today=TODAY))
        other = [path for path, text in texts(anew).items() if text != before[name][path]]
        made = rendered_paths(render_client(place.intake, Options(today=TODAY, out=place.folder / "out")))
        assert made == other, name
        assert bool(made) == (name == "silver")


def contents(result: ClientResult, folder: Path) -> dict[str, bytes]:
    """Return what each document holds beside the hash that it prints, by path; its data lie in the folder."""
    entries = [file.parcel.entry for file in result.files]
    code = result.code
    return {
        entry.path: unpacked((folder / "out" / code / entry.path).read_bytes(), entry.facts)
        for entry in entries
    }


def texts(result: ClientResult) -> dict[str, bytes]:
    parcels = [file.parcel for file in result.files]
    return {parcel.entry.path: unpacked(parcel.data, parcel.entry.facts) for parcel in parcels if parcel.data}


def unpacked(data: bytes, facts: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        parts: Iterable[bytes] = [package.read(name) for name in sorted(package.namelist())]
    return b"\0".join(parts).replace(facts.encode(), b"")


def rendered_paths(result: ClientResult) -> list[str]:
    return [file.parcel.entry.path for file in result.files if file.parcel.data is not None]
