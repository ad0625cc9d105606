"""Keeping a worker small: what is done with goes back to the system before the next thing is begun."""

from __future__ import annotations

import ctypes
import gc
import sys
from collections.abc import Callable, Iterable
from contextlib import suppress
from functools import cache

from docgen.artefacts import Artefact
from docgen.errors import DocgenError
from docgen.pipeline import Options, open_template

_OPENED: set[str] = set()
"""The names of the templates that this process has opened: as many as there are templates, however many clients."""


def open_first(wanted: Iterable[Artefact], options: Options) -> None:
    """Open the templates of the documents that are wanted, if any is new to this process, and then settle.

    Rendering would open them one by one, each on top of what the documents before it hold: a fifth more memory at the
    highest point. What is wrong with a template is told when its document is rendered.
    """
    names = {
        artefact.templates[extension]
        for artefact in wanted
        for extension in artefact.formats
        if extension in (options.formats or artefact.formats)
    }
    if names <= _OPENED:
        return
    for name in sorted(names - _OPENED):
        with suppress(DocgenError):
            open_template(name, options.templates, options.brand)
    _OPENED.update(names)
    settle()


def settle() -> None:
    """Give back the memory of what is done with; take what is left, such as templates, to stay for good."""
    gc.collect()
    gc.freeze()  # the collector need not look at it again
    trim = _trim()
    if trim is not None:
        trim(0)


@cache
def _trim() -> Callable[[int], int] | None:
    """Return the C library's call that hands free memory back to the system, None where there is none (not glibc).

    Compiling templates and filling large ones leaves tens of megabytes free in pieces that nothing else fits.
    """
    if sys.platform != "linux":
        return None
    found: Callable[[int], int] | None = getattr(ctypes.CDLL(None), "malloc_trim", None)
    return found
