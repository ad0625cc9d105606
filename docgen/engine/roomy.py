"""Room for the frames of Python's functions: without it a rendering may take several times as long, by chance.

Python keeps the frames of calls in chunks of 16 KB. A loop that runs where a chunk is nearly full gets a new one from
the system with every call in it, and gives it back with every return: which loop, depends on how deep its caller
stands. A frame that says it needs much gets a large chunk, in whose rest all further frames find their place.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import ParamSpec, TypeVar

_WORDS = 33_000
"""What the frame says it needs: just over 256 KB, so that Python takes a chunk of 512 KB and leaves the other half."""

_Given = ParamSpec("_Given")
_Result = TypeVar("_Result")


def with_room(function: Callable[_Given, _Result], *args: _Given.args, **kwargs: _Given.kwargs) -> _Result:
    """Return what `function` returns, run where its calls and theirs have 256 KB for their frames."""
    return function(*args, **kwargs)


with_room.__code__ = with_room.__code__.replace(co_stacksize=_WORDS)
