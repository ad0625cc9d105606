"""How one value of the intake is read: from text (files keep every value as text) or from a Python value."""

import difflib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, get_args

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic_core import CoreSchema, PydanticCustomError, core_schema


def refuse(code: str, message: str, hint: str = "", *, secret: bool = False) -> PydanticCustomError:
    """Return the error for a value that cannot be taken.

    `message` continues a sentence that starts with the value's path (`is …, not a date.`); `hint` says what to
    write. `code` is the code of the problem that it becomes; what is `secret` is not shown, not even in its line.
    """
    return PydanticCustomError(code, "{message}", {"message": message, "hint": hint, "secret": secret})


def shown(value: object, limit: int = 60) -> str:
    """Return `value` as a message shows it: on one line, shortened, control characters escaped."""
    if isinstance(value, Mapping):
        return "a group of keys"
    if isinstance(value, (list, tuple)):
        return "a list"
    text = "".join(char if char.isprintable() else f"\\u{ord(char):04x}" for char in str(value))
    return f"“{text[:limit]}…”" if len(text) > limit else f"“{text}”"


def nearest(word: str, options: Iterable[str]) -> str:
    """Return the option most like `word`, whatever its case, or an empty text when none is close."""
    by_fold = {option.casefold(): option for option in options}
    close = difflib.get_close_matches(word.casefold(), list(by_fold), n=1, cutoff=0.65)
    return by_fold[close[0]] if close else ""


def in_words(options: Sequence[str], limit: int = 14) -> str:
    """Return the options as `a, b or c`; of a long list the first few."""
    if len(options) > limit:
        return ", ".join(options[:limit]) + " …"
    return " or ".join(filter(None, [", ".join(options[:-1]), options[-1]]))


def expect_text(value: object, expected: str) -> str:
    """Return `value` as text, or refuse it: a list or a group of keys where one `expected` is meant."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if value is None or isinstance(value, (Mapping, list, tuple)):
        found = "empty" if value is None else shown(value)
        raise refuse("wrong-type", f"is {found}, where {expected} is expected.", f"Write {expected}.")
    return str(value)


@dataclass(frozen=True, slots=True)
class Scalar:
    """A pydantic annotation: `parse` turns one raw value into the fact or refuses it, `schema` is for editors."""

    parse: Callable[[object], Any]
    schema: Mapping[str, Any]

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_plain_validator_function(self.parse)

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        return dict(self.schema)

    def __hash__(self) -> int:
        return hash(self.parse)


def _folded(word: str) -> str:
    return word.strip().casefold().replace(" ", "_").replace("-", "_")


def choose(value: object, options: Sequence[str]) -> str:
    """Return the option that `value` names: case, spaces, hyphens and underscores do not matter."""
    if isinstance(value, str) and value in options:  # as nearly all are written
        return value
    word = expect_text(value, "one of " + in_words(options))
    for option in options:
        if _folded(option) == _folded(word):
            return option
    close = nearest(word, options)
    meant = f"Did you mean {close}? " if close else ""
    raise refuse(
        "unknown-value", f"is {shown(word)}, which is not known here.", f"{meant}Known: {in_words(options)}."
    )


class Choice:
    """A pydantic annotation on a `Literal`: closed list, any case in, the literal's spelling out."""

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        options = get_args(source)
        return core_schema.no_info_plain_validator_function(
            lambda value: choose(value, options), metadata={"pydantic_js_extra": {"enum": list(options)}}
        )

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        metadata: dict[str, Any] = dict(schema.get("metadata", {}))
        return {"type": "string", **metadata["pydantic_js_extra"]}


CHOICE = Choice()
