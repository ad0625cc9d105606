"""Equal inputs need no work: what counts as equal, and what must be there besides."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import pytest

from docgen.pack import Ground, LastRun, Source, ground, inputs_hash, unchanged
from docgen.pack.hashes import sha256
from docgen.pack.inputs import file_hash, process_file
from tests.unit.pack.parcels import parcel, send

TODAY = date(2027, 3, 1)


@dataclass(frozen=True)
class World:
    """A client's intake, its own process, a template and an overlay."""

    root: Path

    @property
    def intake(self) -> Path:
        return self.root / "clients" / "hwp" / "intake.yaml"

    @property
    def process(self) -> Path:
        return self.root / "clients" / "ours.yaml"

    @property
    def template(self) -> Path:
        return self.root / "templates" / "SLA.docx"

    @property
    def overlay(self) -> Path:
        return self.root / "wave.yaml"

    @property
    def out(self) -> Path:
        return self.root / "out"

    def ground(self, *, today: date = TODAY, zipped: bool = False, **options: object) -> Ground:
        return ground(
            today=today,
            options={"stage": "", **options},
            templates=[self.template],
            overlays=[self.overlay],
            zipped=zipped,
        )

    def deliver(self, *, today: str | None = None, zipped: bool = False) -> None:
        intake = Source(name=self.intake.name, sha256=file_hash(self.intake))
        process = Source(name="ours", sha256=file_hash(self.process))
        inputs = inputs_hash(self.ground(), intake, process)
        run = LastRun(inputs=inputs, playbook="../ours.yaml", today=today)
        send(self.out, parcel("one"), parcel("two", artefact="SDD"), run=run, zipped=zipped)

    def is_unchanged(self, on: Ground | None = None) -> bool:
        return unchanged(self.out / "HWP", self.intake, on or self.ground()) is not None


@pytest.fixture
def world(tmp_path: Path) -> World:
    made = World(tmp_path)
    for path in (made.intake, made.process, made.template, made.overlay):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(path.name)
    made.deliver()
    return made


def test_a_client_of_whom_nothing_changed_needs_nothing(world: World) -> None:
    manifest = unchanged(world.out / "HWP", world.intake, world.ground())
    assert manifest is not None
    assert [entry["artefact"] for entry in manifest.entries] == ["SDD", "SLA"]


@pytest.mark.parametrize("name", ["intake", "process", "template", "overlay"])
def test_any_byte_of_what_the_documents_rest_on_counts(world: World, name: str) -> None:
    path: Path = getattr(world, name)
    path.write_text(path.read_text() + " ")
    assert not world.is_unchanged()
    path.write_text(path.read_text()[:-1])
    assert world.is_unchanged()


def test_an_option_that_chooses_documents_counts(world: World) -> None:
    assert not world.is_unchanged(world.ground(stage="S3"))


def test_another_name_of_the_same_intake_counts_and_another_folder_does_not(world: World) -> None:
    moved = world.root / "elsewhere" / "hwp"
    moved.mkdir(parents=True)
    (moved.parent / "ours.yaml").write_bytes(world.process.read_bytes())
    for name in ("intake.yaml", "other.yaml"):
        (moved / name).write_bytes(world.intake.read_bytes())
    assert unchanged(world.out / "HWP", moved / "intake.yaml", world.ground())
    assert not unchanged(world.out / "HWP", moved / "other.yaml", world.ground())


def test_what_took_its_date_from_the_clock_holds_for_that_day(world: World) -> None:
    world.deliver(today=TODAY.isoformat())
    assert world.is_unchanged(world.ground(today=TODAY))
    assert not world.is_unchanged(world.ground(today=date(2027, 3, 2)))


DAMAGE: dict[str, Callable[[Path], object]] = {
    "a document changed": lambda folder: (folder / "S3" / "HWP_SLA_v1.0.docx").write_bytes(b"x"),
    "a document gone": lambda folder: (folder / "S3" / "HWP_SLA_v1.0.docx").unlink(),
    "the table changed": lambda folder: (folder / "manifest.csv").write_bytes(b"x"),
    "the table gone": lambda folder: (folder / "manifest.csv").unlink(),
    "the manifest gone": lambda folder: (folder / "manifest.json").unlink(),
    "the manifest damaged": lambda folder: (folder / "manifest.json").write_bytes(b"{"),
    "the manifest older": lambda folder: (folder / "manifest.json").write_bytes(b'{"manifest": 1}'),
}


@pytest.mark.parametrize("damage", DAMAGE)
def test_a_folder_that_is_not_as_it_was_written_needs_work(world: World, damage: str) -> None:
    DAMAGE[damage](world.out / "HWP")
    assert not world.is_unchanged()


def test_a_zip_that_is_asked_for_must_be_there_and_whole(world: World) -> None:
    assert not world.is_unchanged(world.ground(zipped=True))
    world.deliver(zipped=True)
    assert world.is_unchanged(world.ground(zipped=True))
    (world.out / "HWP" / "HWP_pack.zip").write_bytes(b"x")
    assert not world.is_unchanged()


def test_a_run_whose_inputs_are_not_known_is_never_taken_for_the_same(world: World) -> None:
    send(world.out, parcel("one"), run=LastRun())
    assert not world.is_unchanged()
    send(world.out, parcel("one"))
    assert not world.is_unchanged()


def test_an_intake_that_cannot_be_read_is_no_equal_of_one_that_could_not(world: World) -> None:
    world.intake.unlink()
    assert not world.is_unchanged()


def test_the_order_of_overlays_counts_and_that_of_templates_does_not(tmp_path: Path) -> None:
    one, two = tmp_path / "one.yaml", tmp_path / "two.yaml"
    one.write_text("1")
    two.write_text("2")
    empty = ground(today=TODAY, options={})
    assert ground(today=TODAY, options={}, templates=[one, two]) == ground(
        today=TODAY, options={}, templates=[two, one]
    )
    assert ground(today=TODAY, options={}, overlays=[one, two]) != ground(
        today=TODAY, options={}, overlays=[two, one]
    )
    assert replace(empty, today=date(2028, 1, 1)).digest == empty.digest


def test_a_process_is_looked_for_where_whoever_names_it_stands(tmp_path: Path) -> None:
    intake = tmp_path / "hwp" / "intake.yaml"
    assert process_file("", intake, "../ours.yaml") == intake.parent / "../ours.yaml"
    assert process_file("ours.yaml", intake, "managed_services") == Path("ours.yaml")
    assert process_file("", intake, "managed_services").is_file()


def test_a_file_that_is_not_there_has_no_hash(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"x")
    assert (file_hash(tmp_path / "a"), file_hash(tmp_path / "b")) == (sha256(b"x"), "")
