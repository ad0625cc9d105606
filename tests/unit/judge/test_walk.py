"""The walk through an intake: which facts it finds, under which paths, and every text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml

from docgen.intake import lookup
from docgen.intake.model import Intake
from docgen.intake.shape import fields_of
from docgen.judge import Survey
from docgen.judge.walk import Fact
from tests.unit.judge.sound import sound

MINIMAL = {"playbook": "managed_services", "client": {"code": "HWP", "legal_name": "Harrow Wills Pty Ltd"}}
EXAMPLE = Path(__file__).parents[3] / "examples" / "harrow-wills" / "intake.yaml"


def example() -> dict[str, Any]:
    data: dict[str, Any] = yaml.load(EXAMPLE.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
    return data


def facts(intake: Intake) -> dict[str, Fact]:
    return {fact.path: fact for fact in Survey(intake).facts}


def leaves(data: Any) -> Iterator[str]:
    if isinstance(data, Mapping):
        for value in data.values():
            yield from leaves(value)
    elif isinstance(data, list):
        for value in data:
            yield from leaves(value)
    else:
        yield data


def test_every_fact_stands_where_its_path_says() -> None:
    intake = Intake.model_validate(example())
    found = facts(intake)
    assert len(found) > 1000
    assert [path for path, fact in found.items() if lookup(intake, path) is not fact.value] == []


def test_a_fact_that_nobody_was_asked_is_found_with_its_stage_and_owner() -> None:
    found = facts(Intake.model_validate(MINIMAL))
    wanted = {field.key: field for field in fields_of(Intake).values() if field.stage}
    absent = {path: (fact.stage, fact.owner) for path, fact in found.items() if path in wanted}
    assert absent == {key: (field.stage, field.owner) for key, field in wanted.items()}
    assert all(found[key].value is None for key in wanted)


def test_items_are_named_by_id_in_a_path_and_not_at_all_in_a_kind() -> None:
    intake = sound()
    assert intake.contacts
    fact = facts(intake)[f"contacts[{intake.contacts[0].id}].email"]
    assert (fact.kind, fact.value) == ("contacts[].email", intake.contacts[0].email)


def test_a_fact_that_is_required_on_a_condition_has_its_stage() -> None:
    assert facts(sound({"incumbent.name": "Old Desk Pty Ltd"}))["incumbent.name"].stage == "S1"


def test_every_text_of_the_file_is_found_with_keys_of_the_writers_own() -> None:
    data = MINIMAL | {
        "x_crm": {"notes": ["Call Ada", {"who": "Grace"}]},
        "sites": [{"id": "mel", "name": "Melbourne"}],
    }
    texts = dict(Survey(Intake.model_validate(data)).texts)
    assert texts == {
        "playbook": "managed_services",
        "client.code": "HWP",
        "client.legal_name": "Harrow Wills Pty Ltd",
        "sites[mel].id": "mel",
        "sites[mel].name": "Melbourne",
        "x_crm.notes[0]": "Call Ada",
        "x_crm.notes[1].who": "Grace",
    }


def test_no_text_of_a_long_file_is_left_out() -> None:
    data = example()
    texts = {text for _, text in Survey(Intake.model_validate(data)).texts}
    long = {leaf for leaf in leaves(data) if isinstance(leaf, str) and leaf.count(" ") > 4}
    assert len(long) > 300
    assert long <= texts
