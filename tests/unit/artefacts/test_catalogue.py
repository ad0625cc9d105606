"""The catalogue: every entry is complete, and agrees with what its document says of itself."""

import re
from datetime import date

import pytest

from docgen.artefacts import CATALOGUE, Artefact
from docgen.derive.control import document_control
from docgen.intake.model import Intake
from docgen.pack import document_path
from docgen.playbooks.load import load_playbook
from docgen.resources import templates_folder

ENTRIES = list(CATALOGUE.values())


@pytest.mark.parametrize("artefact", ENTRIES, ids=lambda entry: entry.code)
def test_every_template_is_there_in_its_format(artefact: Artefact) -> None:
    assert artefact.formats
    for extension, name in artefact.templates.items():
        assert name.endswith(f".{extension}")
        assert (templates_folder() / name).is_file()


@pytest.mark.parametrize("artefact", ENTRIES, ids=lambda entry: entry.code)
def test_every_code_and_stage_can_stand_in_a_file_name(artefact: Artefact) -> None:
    assert re.fullmatch(r"S[1-7]", artefact.stage)
    assert document_path("HWP", artefact.stage, artefact.code, "1.0", extension=artefact.formats[0])


@pytest.mark.parametrize("artefact", ENTRIES, ids=lambda entry: entry.code)
def test_a_document_calls_itself_what_the_catalogue_calls_it(artefact: Artefact) -> None:
    facts = {"playbook": "managed_services", "client": {"code": "HWP", "legal_name": "Harrow Wills Partners"}}
    intake, playbook = Intake.model_validate(facts), load_playbook("managed_services")
    control = document_control(intake, playbook, artefact=artefact.code, as_of=date(2027, 2, 4))
    assert control.title == artefact.title
    assert control.classification.casefold() == artefact.classification


def test_codes_are_their_own_keys_in_the_order_of_stages() -> None:
    assert [entry.code for entry in ENTRIES] == list(CATALOGUE)
    assert [entry.stage for entry in ENTRIES] == sorted(entry.stage for entry in ENTRIES)
