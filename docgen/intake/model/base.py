"""What every field of the intake carries besides its type: the question, who owes the answer, from which stage."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel, ConfigDict, Field


class Facts(BaseModel):
    """A group of facts. Frozen; an unknown key is an error unless it starts with `x_`; an absent key is None."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=False, validate_default=False)


def fact(
    description: str,
    *,
    example: str = "",
    unit: str = "",
    stage: str = "",
    owner: str = "",
    internal: bool = False,
    default: Any = None,
    **constraints: Any,
) -> Any:
    """Return the field of one fact.

    `description` is the question in words (it becomes the editor's help and the open item's text); `stage` the
    first stage at which the fact is required, `S1` to `S7` (empty: never required); `owner` the role that owes
    it, a key of `team[].role` or `contacts[].roles`; `internal` facts never reach a client document.
    Absent is None ("not asked"), which an empty list ("none") is not.
    """
    meta: dict[str, Any] = {"stage": stage, "owner": owner, "unit": unit, "internal": internal}
    extra = {f"x-{key}": value for key, value in meta.items() if value}
    return Field(
        default=default,
        description=description,
        examples=[example] if example else None,
        json_schema_extra=extra or None,
        **constraints,
    )
