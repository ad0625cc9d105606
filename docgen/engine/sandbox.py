"""What template code may do: Jinja's immutable sandbox, with bounds on what a line can cost."""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping, Sequence
from typing import Any, NoReturn

from jinja2 import ChainableUndefined, StrictUndefined, UndefinedError
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.utils import missing

from docgen.engine.budget import Bound
from docgen.engine.guarded import MAX_RANGE, MAX_TEXT, guarded_filters, guarded_tests

MAX_STEPS = 5_000_000  # rounds of all loops of one rendering
_MAX_POWER = 4_096
__all__ = ["BINARY", "MAX_STEPS", "MAX_TEXT", "Blank", "Bound", "Missing", "MissingName", "Sandbox"]


class MissingName(UndefinedError):
    """A name is not known. `holder` is the value that lacks it (None: the data itself), `name` the key."""

    def __init__(self, message: str, holder: object, name: object) -> None:
        self.holder, self.name = holder, name
        super().__init__(message)


class Missing(StrictUndefined):
    """What an unknown name gives in strict templates: any use of it says so."""

    __slots__ = ()

    def _fail_with_undefined_error(self, *_args: Any, **_kwargs: Any) -> NoReturn:
        holder = None if self._undefined_obj is missing else self._undefined_obj
        raise MissingName(self._undefined_message, holder, self._undefined_name)

    # StrictUndefined binds these to its own method when its class is made
    __iter__ = __str__ = __len__ = __bool__ = __eq__ = __ne__ = __contains__ = _fail_with_undefined_error
    __add__ = __radd__ = __sub__ = __rsub__ = __mul__ = __rmul__ = _fail_with_undefined_error
    __truediv__ = __rtruediv__ = __floordiv__ = __rfloordiv__ = _fail_with_undefined_error
    __mod__ = __rmod__ = __pos__ = __neg__ = __call__ = __getitem__ = _fail_with_undefined_error
    __lt__ = __le__ = __gt__ = __ge__ = __int__ = __float__ = _fail_with_undefined_error
    __complex__ = __pow__ = __rpow__ = __hash__ = _fail_with_undefined_error

    def __getattr__(self, name: str) -> Any:
        if name[:2] == name[-2:] == "__":
            raise AttributeError(name)
        return self._fail_with_undefined_error()


class Blank(ChainableUndefined):
    """What an unknown name gives with `missing="blank"`: nothing, however deep."""

    __slots__ = ()


def _bounded_repeat(left: Any, right: Any) -> Any:
    for text, times in ((left, right), (right, left)):
        if (
            isinstance(text, (str, bytes, Sequence))
            and isinstance(times, int)
            and len(text) * times > MAX_TEXT
        ):
            raise Bound(f"a repetition of {times:,} times is over the bound")
    if (
        isinstance(left, int)
        and isinstance(right, int)
        and left.bit_length() + right.bit_length() > _MAX_POWER
    ):
        raise Bound("a number grows over the bound")
    return left * right


def _bounded_power(left: Any, right: Any) -> Any:
    if isinstance(left, int) and isinstance(right, int) and left.bit_length() * abs(right) > _MAX_POWER:
        raise Bound("a power grows over the bound")
    return left**right


def _bounded_add(left: Any, right: Any) -> Any:
    sized = isinstance(left, (str, bytes, list, tuple)) and isinstance(right, type(left))
    if sized and len(left) + len(right) > MAX_TEXT:
        raise Bound("a text grows over the bound")
    return left + right


def _plain_format(left: Any, right: Any) -> Any:
    if isinstance(left, (str, bytes)):
        raise Bound("the % operator does not format text here; print the values with tags or use ~")
    return left % right


BINARY: Mapping[str, Callable[[Any, Any], Any]] = {
    "add": _bounded_add,
    "sub": operator.sub,
    "mul": _bounded_repeat,
    "div": operator.truediv,
    "floordiv": operator.floordiv,
    "mod": _plain_format,
    "pow": _bounded_power,
}


def _bounded_range(*args: int) -> range:
    numbers = range(*args)
    if len(numbers) > MAX_RANGE:
        raise Bound(f"range() over {MAX_RANGE:,} numbers is over the bound")
    return numbers


class Sandbox(ImmutableSandboxedEnvironment):
    """Jinja's sandbox without the file system: no loader, no import, no attribute that begins with `_`.

    `witness` is shown the stream of each part that is compiled, sound or not.
    """

    witness: Callable[[Any], None] | None = None

    def __init__(self, *, missing: str) -> None:
        super().__init__(undefined=Missing if missing == "error" else Blank, autoescape=False)
        self.globals["range"] = _bounded_range
        del self.globals["lipsum"]
        for name in (
            "attr",
            "xmlattr",
            "urlize",
            "pprint",
            "tojson",
            "random",
        ):  # random: never the same twice
            self.filters.pop(name, None)
        self.filters.update(guarded_filters(self.filters))
        for name in ("safe", "e", "escape", "forceescape"):  # all that is printed is escaped, once
            self.filters[name] = _as_it_is
        tests: dict[str, Any] = dict(self.tests.items())
        self.tests.update(guarded_tests(tests))


def _as_it_is(value: Any) -> Any:
    return value
