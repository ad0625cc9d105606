"""The JSON Schema of a playbook, for editors: generated from the model."""

from __future__ import annotations

import json
from typing import Any

from docgen.playbooks.model import Playbook


def playbook_schema() -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) of a playbook file."""
    schema = _named(Playbook.model_json_schema())
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **schema,
        "title": "docgen playbook",
        "description": "One delivery process as data. A figure says its source: the process, or a provider default.",
    }


def _named(schema: dict[str, Any]) -> dict[str, Any]:
    """Return the schema with each definition under its title: pydantic spells out a generic's parameters."""
    text = json.dumps(schema)
    for name, definition in schema["$defs"].items():
        text = text.replace(json.dumps(name), json.dumps(definition["title"]))
        text = text.replace(f'#/$defs/{name}"', f'#/$defs/{definition["title"]}"')
    named: dict[str, Any] = json.loads(text)
    return named
