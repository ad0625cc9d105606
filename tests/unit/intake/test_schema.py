"""The JSON Schema that editors use is the one that the model gives."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from docgen.intake.model import Intake
from docgen.intake.schema import intake_schema, schema_text
from docgen.intake.shape import fields_of
from tests.unit.intake.files import EXAMPLES, ROOT


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
    found = list(groups(intake_schema()))
    assert len(found) > 60
    for group in found:
        assert group["additionalProperties"] is False
        assert group["patternProperties"] == {"^x_": True}


def test_every_fact_has_its_question_as_help() -> None:
    for group in groups(intake_schema()):
        for key, fact in group["properties"].items():
            assert fact.get("description"), key


def test_help_tells_unit_stage_owner_and_what_is_internal() -> None:
    definitions = intake_schema()["$defs"]
    fee = definitions["Contract"]["properties"]["monthly_service_fee"]["description"]
    assert fee == "Monthly service fee. Unit: currency, ex tax. Needed from stage S3 on (account manager)."
    assert "Internal" in definitions["Sales"]["properties"]["why_won"]["description"]


def test_numbers_may_be_typed_with_and_without_quotes() -> None:
    client = intake_schema()["$defs"]["Client"]["properties"]
    assert client["headcount"]["type"] == ["integer", "string", "null"]
    assert "number" in client["trading_name"]["type"]


def test_lists_of_words_are_offered_for_completion() -> None:
    tier = intake_schema()["$defs"]["Engagement"]["properties"]["tier"]
    assert tier["enum"] == ["platinum", "gold", "silver", None]


def test_the_schema_speaks_the_dialect_it_names() -> None:
    schema = json.loads(schema_text())
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert set(schema["properties"]) == set(fields_of(Intake))


def test_every_example_names_the_schema_in_its_first_line() -> None:
    files = sorted(EXAMPLES.glob("*.yaml"))
    assert len(files) == 3
    for file in files:
        first = file.read_text("utf-8").splitlines()[0]
        assert first == "# yaml-language-server: $schema=../../schemas/intake.schema.json"
        assert (file.parent / "../../schemas/intake.schema.json").resolve().is_file()
