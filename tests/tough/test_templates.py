"""Hostile templates: each is refused, or ended within 5 seconds and 512 MB; nothing is executed, nothing fetched."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator
from typing import TypeVar

import pytest

from docgen.engine import Template
from tests.tough.attacks_code import CLIMBING, DATA, LONG_RUNNING
from tests.tough.attacks_files import ENDED_FILES, REFUSED_FILES, RELS, members_of, related
from tests.tough.cage import Cage
from tests.unit.engine.make import with_paragraphs

SHARES = [pytest.param(0.3, id="sample"), pytest.param(1.0, id="all", marks=pytest.mark.soak)]
_T = TypeVar("_T")


def some_of(attacks: Iterable[_T], share: float) -> list[_T]:
    """Return a share of the attacks, the same each time."""
    listed = list(attacks)
    return random.Random(20270104).sample(listed, round(len(listed) * share))


@pytest.fixture(scope="module")
def cage(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cage]:
    with Cage(tmp_path_factory.mktemp("cage")) as ready:
        yield ready


def test_code_that_climbs_is_refused_in_each_of_its_disguises(cage: Cage) -> None:
    ends = {text: cage.try_out(with_paragraphs(text), DATA) for text in CLIMBING}
    assert {text: end for text, end in ends.items() if end.end != "refused" or not end.is_harmless} == {}


@pytest.mark.parametrize("share", SHARES)
def test_code_that_runs_long_is_ended(cage: Cage, share: float) -> None:
    ends = {text[:100]: cage.try_out(with_paragraphs(text), DATA) for text in some_of(LONG_RUNNING, share)}
    assert {text: end for text, end in ends.items() if not end.is_harmless} == {}


def test_files_that_attack_the_reader_are_refused(cage: Cage) -> None:
    ends = {name: cage.try_out(made(), DATA) for name, made in REFUSED_FILES.items()}
    assert {name: end for name, end in ends.items() if end.end != "refused" or not end.is_harmless} == {}


@pytest.mark.parametrize("share", SHARES)
def test_files_that_swell_are_refused_or_ended(cage: Cage, share: float) -> None:
    ends = {name: cage.try_out(made(), DATA) for name, made in some_of(ENDED_FILES.items(), share)}
    assert {name: end for name, end in ends.items() if not end.is_harmless} == {}


@pytest.mark.parametrize(
    "target", ["file:///C:/Templates/Normal.dotm", "Normal.dotm", "C:\\Templates\\Normal.dotm"]
)
def test_a_template_on_ones_own_disk_and_links_to_click_are_no_attack(target: str) -> None:
    assert Template.open(related("attachedTemplate", target)).render(DATA)
    assert Template.open(related("hyperlink", "https://example.com/")).render(DATA)


def test_what_is_remote_is_let_through_when_it_is_asked_for() -> None:
    file = related("image", "https://example.com/x.png")
    rendered = Template.open(file, allow_remote=True).render(DATA)
    assert members_of(rendered)[RELS] == members_of(file)[RELS]
