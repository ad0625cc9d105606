"""The JSON Schema of brand files, for editors: generated from their model."""

from __future__ import annotations

import json
from typing import Any

from docgen.brand.model import BrandFile


def brand_schema() -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) of a brand file."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **BrandFile.model_json_schema(),
        "title": "docgen brand",
        "description": "How documents look, whatever their template: a name, a logo, colours and two fonts.",
    }


def schema_text() -> str:
    """Return the schema as its file holds it."""
    return json.dumps(brand_schema(), indent=2, ensure_ascii=False) + "\n"
