"""The JSON Schema that editors use is the one that the model gives."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from docgen.intake.model import Facts, Intake
from docgen.intake.schema import intake_schema, schema_text
from docgen.intake.shape import Kind, Shape, fields_of, root_shape
from tests.unit.intake.files import ROOT

SCHEMA = intake_schema()
DEFINITIONS = SCHEMA["$defs"]


def test_the_schema_in_the_repository_is_up_to_date() -> None:
    stored = (ROOT / "schemas" / "intake.schema.json").read_text("utf-8")
    assert stored == schema_text(), "run: docgen schema -o schemas"


def groups(part: Any) -> Iterator[dict[str, Any]]:
    if isinstance(part, dict):
        if "properties" in part:
            yield part
        for below in part.values():
            yield from groups(below)
    elif isinstance(part, list):
        for below in part:
            yield from groups(below)


def test_every_group_is_closed_but_for_keys_of_ones_own() -> None:
    found = list(groups(SCHEMA))
    assert len(found) > 60
    for group in found:
        assert group["additionalProperties"] is False
        assert group["patternProperties"] == {"^x_": True}


def test_every_fact_has_its_question_as_help() -> None:
    for group in groups(SCHEMA):
        for key, fact in group["properties"].items():
            assert fact.get("description"), key


def test_help_tells_unit_stage_owner_and_what_is_internal() -> None:
    definitions = DEFINITIONS
    fee = definitions["Contract"]["properties"]["monthly_service_fee"]["description"]
    assert fee == "Monthly service fee. Unit: currency, ex tax. Needed from stage S3 on (account manager)."
    assert "Internal" in definitions["Sales"]["properties"]["why_won"]["description"]


def test_numbers_may_be_typed_with_and_without_quotes() -> None:
    client = DEFINITIONS["Client"]["properties"]
    assert client["headcount"]["type"] == ["integer", "string", "null"]
    assert "number" in client["trading_name"]["type"]


def test_lists_of_words_are_offered_for_completion() -> None:
    tier = DEFINITIONS["Engagement"]["properties"]["tier"]
    assert tier["enum"] == ["platinum", "gold", "silver", None]


def test_the_schema_speaks_the_dialect_it_names() -> None:
    schema = json.loads(schema_text())
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert set(schema["properties"]) == set(fields_of(Intake))


def facts_of(schema: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    for name, group in (("Intake", schema), *schema["$defs"].items()):
        for key, fact in group["properties"].items():
            yield f"{name}.{key}", fact


def test_no_fact_lacks_an_example() -> None:
    facts = dict(facts_of(SCHEMA))
    assert len(facts) > 1_600
    assert [path for path, fact in facts.items() if fact.get("examples") in (None, [], [{}], [[]])] == []


def test_an_example_is_the_facts_own_not_that_of_its_type() -> None:
    assert DEFINITIONS["Contract"]["properties"]["end_date"]["examples"] == ["2030-03-15"]
    assert DEFINITIONS["Target"]["properties"]["resolution"]["examples"] == ["6h"]


def test_examples_of_lists_groups_and_flags_are_values_and_not_texts() -> None:
    assert DEFINITIONS["Kickoff"]["properties"]["attendees"]["examples"] == [["c-wills", "t-solano"]]
    assert DEFINITIONS["Contract"]["properties"]["renewal"]["examples"] == [
        {"auto": True, "notice_days": "90"}
    ]
    assert DEFINITIONS["Hypercare"]["properties"]["weekly"]["examples"] == [
        {"1": {"P1": {"count": "6", "resp_met": "6", "res_met": "5"}}}
    ]


def below(node: dict[str, Any]) -> dict[str, Any]:
    """Return what a reference, or the choice of one and null, stands for."""
    options = [node, *node.get("anyOf", ())]
    named = next((one["$ref"] for one in options if "$ref" in one), None)
    return DEFINITIONS[named.removeprefix("#/$defs/")] if named else node


def groups_with_nodes(
    shape: Shape, node: dict[str, Any]
) -> Iterator[tuple[type[Facts], dict[str, dict[str, Any]]]]:
    """Yield every group of the model with the schema of its keys."""
    here = below(node)
    if shape.group:
        yield shape.group, here["properties"]
        for key, field in fields_of(shape.group).items():
            yield from groups_with_nodes(field.shape, here["properties"][key])
    elif shape.inner and shape.inner.kind is not Kind.VALUE:
        maps = [here.get("additionalProperties"), *here.get("patternProperties", {}).values()]
        yield from groups_with_nodes(shape.inner, here.get("items") or next(one for one in maps if one))


def test_every_example_is_taken_by_the_fact_that_it_stands_at() -> None:
    found = dict(groups_with_nodes(root_shape(), SCHEMA))
    assert len(found) > 200
    for group, keys in found.items():
        group.model_validate({key: fact["examples"][0] for key, fact in keys.items()})
