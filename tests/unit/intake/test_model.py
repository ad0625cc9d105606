"""The model keeps its promises: every field a question, no floats, frozen, absent is None."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import get_args

import pytest
from pydantic import ValidationError

from docgen.intake.model import Facts, Intake
from docgen.intake.model.words import ContactRole, TeamRole
from docgen.intake.shape import FactField, Kind, Shape, all_paths, fields_of, root_shape

SOUND = {"playbook": "managed_services", "client": {"code": "HWP", "legal_name": "Harrow Wills"}}


def every_field(shape: Shape, path: str = "") -> Iterator[tuple[str, FactField]]:
    if shape.kind is Kind.GROUP and shape.group:
        for key, field in fields_of(shape.group).items():
            yield f"{path}.{key}", field
            yield from every_field(field.shape, f"{path}.{key}")
    elif shape.inner:
        yield from every_field(shape.inner, f"{path}[]")


FIELDS = dict(every_field(root_shape()))


def test_every_field_is_a_question_in_words() -> None:
    assert len(FIELDS) > 400
    unasked = [path for path, field in FIELDS.items() if not field.info.description]
    assert unasked == []


def test_every_owner_is_a_role_that_the_intake_knows() -> None:
    roles = {*get_args(get_args(TeamRole)[0]), *get_args(get_args(ContactRole)[0]), ""}
    assert [path for path, field in FIELDS.items() if field.owner not in roles] == []


def test_every_required_fact_is_owed_by_someone_or_belongs_to_one_that_is() -> None:
    stages = {stage for field in FIELDS.values() for stage in field.stage.split()}
    assert stages == {"S1", "S2", "S3", "S4", "S5", "S6", "S7", "C1", "C2", "C3", "C4"}


def test_a_fact_names_at_most_one_stage_of_each_process() -> None:
    processes = {path: [stage[0] for stage in field.stage.split()] for path, field in FIELDS.items()}
    assert [path for path, named in processes.items() if len(set(named)) != len(named)] == []


def test_only_what_names_the_client_and_the_process_is_required_by_the_model() -> None:
    required = {path for path, field in FIELDS.items() if field.info.is_required()}
    assert required == {".playbook", ".client", ".client.code", ".client.legal_name"}


def test_what_sales_notes_is_internal() -> None:
    internal = {path for path, field in FIELDS.items() if field.internal}
    assert {
        ".sales.discovery_notes",
        ".sales.why_won",
        ".contacts[].influence",
        ".contacts[].sentiment",
    } <= internal
    assert ".sales.commitments" not in internal


def test_no_field_is_called_like_a_key_of_ones_own() -> None:
    assert not [path for path in all_paths() if ".x_" in path or path.startswith("x_")]


def test_an_intake_made_in_python_refuses_unknown_keys_too() -> None:
    with pytest.raises(ValidationError, match="not known here: teir"):
        Intake.model_validate({**SOUND, "engagement": {"teir": "gold"}})


def test_an_intake_is_frozen() -> None:
    intake = Intake.model_validate(SOUND)
    with pytest.raises(ValidationError):
        intake.playbook = "customer_success"


def test_amounts_are_decimals_with_the_digits_that_were_written() -> None:
    intake = Intake.model_validate({**SOUND, "contract": {"total_value": "816100.10"}})
    assert intake.contract is not None
    assert intake.contract.total_value == Decimal("816100.10")
    assert str(intake.contract.total_value) == "816100.10"


def test_keys_that_are_words_of_python_are_read_by_their_own_name() -> None:
    intake = Intake.model_validate({**SOUND, "engagement": {"scope": {"in": ["Service desk"]}}})
    assert intake.engagement is not None
    assert intake.engagement.scope is not None
    assert intake.engagement.scope.in_ == ("Service desk",)


def test_a_playbook_is_a_known_name_or_a_file() -> None:
    assert Intake.model_validate({**SOUND, "playbook": "ours/managed.yaml"}).playbook == "ours/managed.yaml"
    assert Intake.model_validate({**SOUND, "playbook": "Managed Services"}).playbook == "managed_services"
    with pytest.raises(ValidationError):
        Intake.model_validate({**SOUND, "playbook": "managed"})


def test_groups_are_plain_facts() -> None:
    groups = {field.shape.group for field in FIELDS.values() if field.shape.group}
    assert all(issubclass(group, Facts) for group in groups)


ORDINALS = {"criticality", "escalation_order", "n", "priority", "rank", "vlan_id"}
"""Numbers that count nothing: places in an order, levels that their question explains, names made of digits."""


def test_every_figure_says_what_it_is_a_figure_of() -> None:
    figures = {path: field for path, field in FIELDS.items() if innermost(field) in (int, Decimal)}
    assert len(figures) > 150
    lacking = [path for path, field in figures.items() if not field.unit]
    assert [path for path in lacking if path.rpartition(".")[2] not in ORDINALS] == []


def innermost(field: FactField) -> object:
    shape = field.shape
    while shape.inner:
        shape = shape.inner
    return get_args(shape.type)[0] if get_args(shape.type) else shape.type
