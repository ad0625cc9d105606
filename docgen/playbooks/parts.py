"""The small shapes that every section of a playbook is made of."""

import re
from collections.abc import Iterable, Mapping
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Any, Final, Generic, Literal, TypeVar, get_args, get_origin
from zoneinfo import available_timezones

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError, WithJsonSchema
from pydantic_core import InitErrorDetails, PydanticCustomError

from docgen.intake.model.scalar import nearest
from docgen.playbooks.strays import Stray

_LENGTH = re.compile(r"(\d{1,5})\s*(m|h)")
_MINUTES = {"m": 1, "h": 60}
T = TypeVar("T")

MISFIT: Final = "misfit"
"""The type of the errors that `misplaced` gives, whose message continues a sentence."""


class Part(BaseModel):
    """A group of a playbook. Frozen; an unknown key is an error."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    @classmethod
    def strays(cls, _data: Mapping[str, Any]) -> Iterable[Stray]:
        """Return what the data of a whole file name that is not there; told together with what does not fit."""
        return ()


def misplaced(faults: Iterable[tuple[tuple[str | int, ...], str]]) -> None:
    """Refuse a part for what does not fit inside it: (steps from the part to the value, what is wrong).

    Each message continues a sentence that starts with the value's path. Raise ValidationError if there is any.
    """
    errors = [
        InitErrorDetails(type=PydanticCustomError(MISFIT, "{said}", {"said": said}), loc=steps, input=None)
        for steps, said in faults
    ]
    if errors:
        raise ValidationError.from_exception_data("part", errors)


class Origin(StrEnum):
    """Where a figure or text of the playbook comes from: the written process, or the provider's own default."""

    PROCESS = "process"
    DEFAULT = "default"


class Sourced(Part):
    """What has an origin. `line` is the process line (`M084`), empty for a default; `note` says why, where it
    is not plain."""

    source: Origin
    line: str = Field(default="", pattern=r"^([MS]\d{3})?$")
    note: str = ""


class Figure(Sourced, Generic[T]):
    """One figure with its origin."""

    value: T

    @classmethod
    def model_parametrized_name(cls, params: tuple[Any, ...]) -> str:
        """Return the name of one kind of figure, short enough for a schema: `FigureMinutes`."""
        return f"Figure{''.join(map(_type_name, params))}"


class Text(Sourced):
    """One sentence with its origin; `id` where other data points at it."""

    text: str
    id: str = ""


class Named(str):
    """The word for a type with bounds, in the names of the figures that hold it: `FigurePercent`."""

    __slots__ = ()


def _type_name(kind: Any) -> str:
    """Return a type as one word: `Minutes`, `MinutesOrNone`, `24x7BusinessHours`, `ListOfStr`."""
    origin, parts = get_origin(kind), get_args(kind)
    if origin is Annotated:
        return next(str(mark) for mark in parts if isinstance(mark, Named))
    if origin is Literal:
        return "".join(str(part).replace("_", " ").title().replace(" ", "") for part in parts)
    if origin is tuple:
        return f"ListOf{_type_name(parts[0])}"
    if type(None) in parts:
        return f"{_type_name(parts[0])}OrNone"
    return str(kind.__name__).capitalize()


def minutes_of(text: Any) -> Any:
    """Return whole minutes for `15m` or `4h`, refuse another text; what is no text is left for pydantic to judge."""
    if not isinstance(text, str):
        return text
    match = _LENGTH.fullmatch(text)
    if match is None:
        raise ValueError("a length of time is written 15m or 4h")
    return int(match[1]) * _MINUTES[match[2]]


Minutes = Annotated[
    int,
    Named("Minutes"),
    BeforeValidator(minutes_of),
    Field(gt=0),
    WithJsonSchema({"type": "string", "pattern": r"^\d{1,5}\s*(m|h)$", "examples": ["15m", "4h"]}),
]
"""A length in whole minutes, written `15m` or `4h`. Which clock it runs on is said beside it."""

Count = Annotated[int, Named("Count"), Field(gt=0)]
"""A whole number of days, people or meetings, at least 1."""

Tolerance = Annotated[int, Named("Tolerance"), Field(ge=0)]
"""A whole number of days, at least 0."""

Percent = Annotated[Decimal, Named("Percent"), Field(ge=0, le=100)]
"""A share of a hundred."""

Factor = Annotated[Decimal, Named("Factor"), Field(gt=0)]
"""A number to multiply by."""

ClockTime = Annotated[
    str, Named("ClockTime"), Field(pattern=r"^([01]\d|2[0-3]):[0-5]\d$", examples=["07:00"])
]
"""A time of day on the wall, `07:00`."""


def zone_of(text: Any) -> Any:
    """Return the name of a time zone, refuse another text; what is no text is left for pydantic to judge."""
    if isinstance(text, str) and text not in available_timezones():
        close = nearest(text, available_timezones())
        hint = f" (did you mean {close}?)" if close else ""
        raise ValueError(f"a time zone is written as IANA does, such as Australia/Melbourne{hint}")
    return text


Zone = Annotated[str, Named("Zone"), BeforeValidator(zone_of)]
"""An IANA time zone, `Australia/Melbourne`."""
