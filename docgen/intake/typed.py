"""One value as the model reads it, outside a whole intake."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from pydantic import TypeAdapter, ValidationError

from docgen.intake.nodes import Data
from docgen.intake.shape import Shape


class NotOfType(ValueError):
    """A value that the model refuses. `message` continues a sentence that starts with the value's path."""

    def __init__(self, code: str, message: str, hint: str) -> None:
        super().__init__(message)
        self.code, self.message, self.hint = code, message, hint


def typed(value: Data, shape: Shape) -> Any:
    """Return a single value (`Kind.VALUE`) as its type in the model. Raise NotOfType where the model refuses it."""
    try:
        return _adapter(shape.type).validate_python(value)
    except ValidationError as error:
        details = error.errors(include_url=False)[0]
        said = details.get("ctx", {})
        message = said.get("message", f"is refused: {details['msg'].lower()}.")
        raise NotOfType(details["type"], message, said.get("hint", "")) from None


@lru_cache(maxsize=512)
def _adapter(kind: Any) -> TypeAdapter[Any]:
    return TypeAdapter(kind)
