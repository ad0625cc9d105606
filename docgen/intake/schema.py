"""The JSON Schema of the intake, for editors: help, completion and first checks while typing."""

from __future__ import annotations

import json
from typing import Any

from docgen.intake.model.base import PRIVATE_PREFIX
from docgen.intake.model.intake import Intake
from docgen.intake.schema_examples import with_examples

_DIALECT = "https://json-schema.org/draft/2020-12/schema"
_PRIVATE = {f"^{PRIVATE_PREFIX}": True}
_NULL = {"type": "null"}


def intake_schema() -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) of an intake file, with every question, unit and example.

    It is a little stricter than the model on spelling (`Gold` is read as `gold`, and marked in an editor) and
    leaves to the model what only it can know: references, dates that exist, time zones.
    """
    schema = Intake.model_json_schema(by_alias=True, mode="validation")
    tidy: dict[str, Any] = _tidy(schema)
    return {"$schema": _DIALECT, **with_examples(tidy), "title": "Intake of one client"}


def schema_text() -> str:
    """Return the schema as the text of its file."""
    return json.dumps(intake_schema(), indent=1, ensure_ascii=False) + "\n"


def _tidy(part: Any) -> Any:
    if isinstance(part, list):
        return [_tidy(item) for item in part]
    if not isinstance(part, dict):
        return part
    if "properties" in part:
        return _group(part)
    return _fact({key: _tidy(value) for key, value in part.items()})


def _group(part: dict[str, Any]) -> dict[str, Any]:
    """Return the schema of a group of keys: closed, but for keys of the writer's own."""
    rest = {key: _tidy(value) for key, value in part.items() if key not in ("title", "properties")}
    properties = {key: _tidy(value) for key, value in part["properties"].items()}
    rest |= {"properties": properties, "patternProperties": _PRIVATE, "additionalProperties": False}
    return rest


def _fact(part: dict[str, Any]) -> dict[str, Any]:
    """Return the schema of one fact: its question with unit and stage as help, `null` read as absent."""
    meta = {key.removeprefix("x-"): part.pop(key) for key in list(part) if key.startswith("x-")}
    part.pop("title", None)
    if part.get("default", 0) is None:
        del part["default"]
    if "description" in part and part.get("type") != "object":
        part["description"] = _help(part["description"], meta)
    options = part.get("anyOf", [])
    if len(options) == 2 and _NULL in options:
        part = _with_null(part, next(option for option in options if option != _NULL))
    return part


def _help(question: str, meta: dict[str, Any]) -> str:
    said = [question if question.endswith("?") else f"{question}."]
    if "unit" in meta:
        said.append(f"Unit: {meta['unit']}.")
    if "stage" in meta:
        owner = f" ({meta['owner'].replace('_', ' ')})" if "owner" in meta else ""
        said.append(f"Needed from stage {meta['stage'].replace(' ', ' or ')} on{owner}.")
    if meta.get("internal"):
        said.append("Internal: never shown to the client.")
    return " ".join(said)


def _with_null(part: dict[str, Any], option: dict[str, Any]) -> dict[str, Any]:
    """Return the fact with `null` folded into its type; a reference to a group stays a choice of two."""
    kinds = option.get("type")
    if kinds is None:
        return part
    kept = {key: value for key, value in part.items() if key != "anyOf"}
    merged = {**option, **kept, "type": [*([kinds] if isinstance(kinds, str) else kinds), "null"]}
    if "enum" in option:
        merged["enum"] = [*option["enum"], None]
    return merged
