"""The catalogue: every entry is complete, and agrees with what its document says of itself."""

import re
from datetime import date

import pytest

from docgen.artefacts import CATALOGUE, EDITIONS, INDEX, TEMPLATED, Artefact, edition, issued_by
from docgen.derive.control import document_control
from docgen.intake.model import Intake
from docgen.pack import document_path
from docgen.playbooks.load import load_playbook
from docgen.resources import templates_folder

ENTRIES = list(EDITIONS)
PROCESSES = {"S": "managed_services", "C": "customer_success"}


@pytest.mark.parametrize("artefact", ENTRIES, ids=lambda entry: entry.code)
def test_every_template_is_there_in_its_format(artefact: Artefact) -> None:
    assert artefact.formats
    for extension, name in artefact.templates.items():
        assert name.endswith(f".{extension}")
        assert (templates_folder() / name).is_file()


@pytest.mark.parametrize("artefact", ENTRIES, ids=lambda entry: entry.code)
def test_every_code_and_stage_can_stand_in_a_file_name(artefact: Artefact) -> None:
    assert re.fullmatch(r"S[1-7]|C[1-4]", artefact.stage)
    assert document_path("HWP", artefact.stage, artefact.code, "1.0", extension=artefact.formats[0])


@pytest.mark.parametrize("artefact", ENTRIES, ids=lambda entry: entry.code)
def test_a_document_calls_itself_what_the_catalogue_calls_it(artefact: Artefact) -> None:
    process = PROCESSES[artefact.stage[0]]
    facts = {"playbook": process, "client": {"code": "HWP", "legal_name": "Harrow Wills Partners"}}
    intake, playbook = Intake.model_validate(facts), load_playbook(process)
    control = document_control(intake, playbook, artefact=artefact.code, as_of=date(2027, 2, 4))
    assert control.title == artefact.title
    assert control.classification.casefold() == artefact.classification


def test_each_process_issues_a_code_once_in_the_order_of_its_stages() -> None:
    for process in PROCESSES.values():
        issued = issued_by(load_playbook(process).stages_by_id)
        assert len({entry.code for entry in issued}) == len(issued)
        assert [entry.stage for entry in issued] == sorted(entry.stage for entry in issued)


def test_every_code_that_can_be_rendered_is_a_document() -> None:
    assert {entry.code for entry in ENTRIES} == set(CATALOGUE)
    assert all(edition(entry.code, {entry.stage}) == entry for entry in ENTRIES)


def test_what_the_client_reads_says_what_it_is_for_and_no_stage_issues_the_index() -> None:
    assert all(entry.purpose for entry in ENTRIES if entry.shared)
    assert INDEX not in ENTRIES
    assert INDEX in TEMPLATED
    assert all((templates_folder() / name).is_file() for name in INDEX.templates.values())
