"""What every field of the intake carries besides its type: the question, who owes the answer, from which stage."""

from typing import Annotated, Any, Self, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from docgen.intake.model.scalar import refuse

PRIVATE_PREFIX = "x_"

Key = TypeVar("Key")
Value = TypeVar("Value")


def _without_private_keys(value: object) -> object:
    if not isinstance(value, dict):
        return value
    return {key: below for key, below in value.items() if not str(key).startswith(PRIVATE_PREFIX)}


# A group whose keys are the writer's, or one of a closed list: priorities, stages, paths.
Keyed = Annotated[dict[Key, Value], BeforeValidator(_without_private_keys)]


class Facts(BaseModel):
    """A group of facts. Frozen; an unknown key is an error unless it starts with `x_`; an absent key is None.

    Keys that start with `x_` belong to whoever writes them: kept as they are, never checked, readable as
    attributes.
    """

    model_config = ConfigDict(
        frozen=True,
        extra="allow",
        str_strip_whitespace=False,
        validate_default=False,
        defer_build=True,  # only the whole intake is validated: its parts need no validators of their own
    )

    @model_validator(mode="after")
    def _refuse_unknown_keys(self) -> Self:
        unknown = [key for key in self.model_extra or () if not key.startswith(PRIVATE_PREFIX)]
        if unknown:
            raise refuse("unknown-key", f"has keys that are not known here: {', '.join(unknown)}.")
        return self


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
    first stage at which the fact is required, `S1` to `S7`, `C1` to `C4`, or one of each process (`S1 C1`; empty: never
    required); `owner` the role that owes
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
