"""The made-up clients that batches are measured and tested with."""

from __future__ import annotations

from pathlib import Path

from bench.clients import BASES, client_text, code_of, make_clients, names_of, place_of
from docgen.intake import read_intake


def test_the_same_number_gives_the_same_client_and_another_seed_another() -> None:
    assert client_text(7) == client_text(7)
    assert client_text(7, seed=6) != client_text(7)


def test_codes_and_names_differ_and_none_stands_in_another() -> None:
    names = [name for number in range(1, 1001) for name in (code_of(number), place_of(number))]
    assert len(set(names)) == len(names)
    assert len({code_of(number) for number in range(1, 1001)}) == 1000


def test_the_processes_come_by_turns_and_every_intake_can_be_read(tmp_path: Path) -> None:
    intakes = [read_intake(path) for path in make_clients(tmp_path, 4)]
    assert [problem for read in intakes for problem in read.problems if problem.is_error] == []
    read = [each.intake for each in intakes if each.intake]
    assert [intake.client.code for intake in read] == [code_of(number) for number in range(1, 5)]
    assert len({intake.playbook for intake in read}) == len(BASES)


def test_nothing_of_the_examples_names_is_left() -> None:
    for number in (1, 2):
        text = client_text(number)
        for name in ("Harrow", "HWP", "hwp.", "Harbour & Vale", "HVL", "harbourvale", "Okafor", "Carrow"):
            assert name not in text, name
        assert all(name in text for name in names_of(number))
