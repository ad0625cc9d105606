"""The JSON Schemas of the process's data files, for editors: generated from their models."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from docgen.playbooks.model import Playbook
from docgen.playbooks.parts import Part
from docgen.playbooks.questions import QuestionBank
from docgen.playbooks.raci import OnboardingMatrix, RunMatrix


@dataclass(frozen=True, slots=True)
class _Sheet:
    """What is said at the head of a schema."""

    part: type[Part]
    title: str
    description: str


_SHEETS: Final[Mapping[str, _Sheet]] = {
    "playbook": _Sheet(
        Playbook,
        "docgen playbook",
        "One delivery process as data. A figure says its source: the process, or a provider default.",
    ),
    "raci_activities": _Sheet(
        OnboardingMatrix, "docgen activity matrix", "Who does what in the onboarding, activity by activity."
    ),
    "bau_raci": _Sheet(
        RunMatrix,
        "docgen run-state matrix",
        "Who does what once the onboarding is over, activity by activity.",
    ),
    "questions": _Sheet(
        QuestionBank,
        "docgen question bank",
        "What the technical discovery asks, and which fact each answer fills.",
    ),
}

SCHEMAS: Final = tuple(_SHEETS)
"""The names of the data files that have a schema here, which are the names of the built-in files too."""

CHANGES: Final = "playbook_changes"
"""The name of the schema of a playbook that extends another."""

_NULL: Final[dict[str, Any]] = {"type": "null"}


def playbook_schema() -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) of a playbook file."""
    return schema_of("playbook")


def schema_of(name: str) -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) of a data file, or of a playbook's changes (`CHANGES`).

    Raise KeyError for another name.
    """
    if name == CHANGES:
        return _changes_schema()
    sheet = _SHEETS[name]
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **_named(sheet.part.model_json_schema()),
        "title": sheet.title,
        "description": sheet.description,
    }


def _changes_schema() -> dict[str, Any]:
    """Return the schema of what a playbook says over the one that it extends: any key, `null` to take one out, and
    lists also by id."""
    whole = schema_of("playbook")
    title = "docgen playbook, changes"
    description = (
        "What differs from the playbook that it extends. A list's items may be keys, by id or position."
    )
    required = ["playbook", "version", "extends"]
    return {**_loose(whole), "title": title, "description": description, "required": required}


def _loose(part: Any) -> Any:
    if isinstance(part, list):
        return [_loose(item) for item in part]
    if not isinstance(part, dict):
        return part
    loose = {key: _loose(value) for key, value in part.items() if key not in ("required", "minItems")}
    if isinstance(part.get("properties"), dict):
        loose["properties"] = {key: _or_null(_loose(value)) for key, value in part["properties"].items()}
    return _or_by_name(loose) if part.get("type") == "array" else loose


def _or_null(part: dict[str, Any]) -> dict[str, Any]:
    return {"anyOf": [part, _NULL]}


def _or_by_name(part: dict[str, Any]) -> dict[str, Any]:
    return {"anyOf": [part, {"type": "object", "additionalProperties": _or_null(part.get("items", {}))}]}


def _named(schema: dict[str, Any]) -> dict[str, Any]:
    """Return the schema with each definition under its title: pydantic spells out a generic's parameters."""
    text = json.dumps(schema)
    for name, definition in schema["$defs"].items():
        text = text.replace(json.dumps(name), json.dumps(definition["title"]))
        text = text.replace(f'#/$defs/{name}"', f'#/$defs/{definition["title"]}"')
    named: dict[str, Any] = json.loads(text)
    return named
