"""Whether a filter, a test or a macro takes the arguments that a tag gives it."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Sequence
from difflib import get_close_matches
from typing import Any

from jinja2 import nodes
from jinja2.utils import _PassArg

_HIDDEN = frozenset({"locale", "self"})


def call_fault(function: Callable[..., Any], node: nodes.Filter | nodes.Test) -> str:
    """Return why a filter or a test does not take a tag's arguments, in words that follow its name; else nothing."""
    if node.dyn_args is not None or node.dyn_kwargs is not None:
        return ""
    try:
        signature = inspect.signature(function)
    except (TypeError, ValueError):  # a function of C that doesn't say
        return ""
    # Jinja wraps some filters for its asynchronous side; the signature is that of what is wrapped.
    passed = 1 + (_PassArg.from_obj(inspect.unwrap(function)) is not None)
    given = tuple(str(pair.key) for pair in node.kwargs)
    locale = {"locale": None} if getattr(function, "locale_aware", False) else {}
    return _bound(signature, passed, len(node.args), given, locale)


def _bound(
    signature: inspect.Signature, passed: int, count: int, given: Sequence[str], locale: dict[str, None]
) -> str:
    parameters = list(signature.parameters.values())[passed:]
    names = [each.name for each in parameters if each.kind not in _STARRED and each.name not in _HIDDEN]
    unknown = [name for name in given if name not in names]
    if unknown and not any(each.kind is inspect.Parameter.VAR_KEYWORD for each in parameters):
        near = get_close_matches(unknown[0], names, n=1)
        listed = f"it takes {', '.join(names)}" if names else "it takes none"
        return f"has no argument called {unknown[0]}; " + (f"did you mean {near[0]}?" if near else listed)
    try:
        signature.bind(*[None] * (passed + count), **dict.fromkeys(given), **locale)
    except TypeError as error:
        return _in_words(str(error), names)
    return ""


_STARRED = (inspect.Parameter.VAR_POSITIONAL, inspect.Parameter.VAR_KEYWORD)


def _in_words(error: str, names: Sequence[str]) -> str:
    if "too many" in error:
        return f"takes {_counted(len(names))} at most"
    if "missing" in error:
        return f"needs the argument {error.rpartition(': ')[2]}"
    return f"does not take these arguments: {error}"


def _counted(number: int) -> str:
    return {0: "no argument", 1: "1 argument"}.get(number, f"{number} arguments")


def macro_fault(node: nodes.Macro | nodes.CallBlock, call: nodes.Call, caught: Sequence[str]) -> str:
    """Return why a macro does not take a call's arguments, in words that follow its name; else nothing.

    `caught` are those of `varargs` and `kwargs` that its body uses: it takes more than it names.
    """
    if call.dyn_args is not None or call.dyn_kwargs is not None:
        return ""
    names = [argument.name for argument in node.args]
    if len(call.args) > len(names) and "varargs" not in caught:
        return f"takes {_counted(len(names))} at most"
    unknown = [pair.key for pair in call.kwargs if pair.key not in names and pair.key != "caller"]
    if unknown and "kwargs" not in caught:
        near = get_close_matches(unknown[0], names, n=1)
        return f"has no argument called {unknown[0]}" + (f"; did you mean {near[0]}?" if near else "")
    return ""
