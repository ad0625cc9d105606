"""Keeping workers small: what they share is opened before they part, what is done with goes back to the system."""

from __future__ import annotations

import ctypes
import gc
import sys
from collections.abc import Callable, Iterable
from contextlib import suppress
from functools import cache

from docgen.artefacts import INDEX, Artefact, issued_by
from docgen.engine.markup import forget_looks
from docgen.engine.tree import forget_wordings
from docgen.errors import DocgenError
from docgen.pipeline import Options, open_template, selected
from docgen.playbooks.load import load_playbook
from docgen.resources import templates_folder

_OPENED: set[str] = set()
"""The names of the templates that this process has opened: as many as there are templates, however many clients."""


def open_first(
    wanted: Iterable[Artefact], options: Options, *, go_on: Callable[[], bool] = lambda: True
) -> None:
    """Open the templates of the documents that are wanted and of the index, if any is new to this process; settle.

    Rendering would open them one by one, each on top of what the documents before it hold: a fifth more memory at the
    highest point. What is wrong with a template is told when its document is rendered. `go_on` is asked before each.
    """
    names = {
        artefact.templates[extension]
        for artefact in (*wanted, INDEX)
        for extension in artefact.formats
        if extension in (options.formats or artefact.formats) or artefact is INDEX
    }
    fresh = names - _OPENED
    for name in sorted(fresh, key=_weight):
        if not go_on():
            break
        with suppress(Exception):
            _ = open_template(name, options.templates, options.brand).shown
        _OPENED.add(name)
    if fresh:
        forget_wordings()
        forget_looks()
        settle()


def _weight(name: str) -> tuple[int, str]:
    """Sort the largest first: opening one needs most memory for a moment, best while little else is open."""
    return -(templates_folder() / name).stat().st_size, name


def open_ahead(
    processes: Iterable[str], options: Options, *, go_on: Callable[[], bool] = lambda: True
) -> None:
    """Open what clients of these processes want (a playbook's name or file each), for workers that are forked then.

    They share its pages with this process, and none of them opens it again. What is unknown is left to them.
    """
    wanted: list[Artefact] = []
    for process in processes:
        with suppress(DocgenError):
            wanted += selected(options, issued_by(load_playbook(process).stages_by_id))
    if wanted:
        open_first(wanted, options, go_on=go_on)


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
