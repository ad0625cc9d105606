"""Plain text for a terminal: nothing in somebody's data may steer it."""

from __future__ import annotations

import json
import os
import sys
import unicodedata
from collections.abc import Sequence
from typing import Any

import click

_STEERING = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
"""Unicode categories that move the cursor, hide or reverse text, or cannot be encoded."""


def clean(text: str) -> str:
    """Return `text` with tabs as a space and every character that could steer a terminal as `�`."""
    return "".join(_shown(character) for character in text)


def _shown(character: str) -> str:
    if character == "\t":
        return " "
    return "�" if unicodedata.category(character) in _STEERING else character


def prepare() -> None:
    """Make both streams print what they cannot encode as an escape, rather than fail."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")


def wants_colour() -> bool | None:
    """Return False if `NO_COLOR` is set (whatever its value, unless empty), else None: decide by the stream."""
    return False if os.environ.get("NO_COLOR") else None


def columns(text: str) -> int:
    """Return how many columns of a terminal `text` takes: two for a wide character, none for a combining one."""
    return sum(_width(character) for character in text)


def _width(character: str) -> int:
    if unicodedata.combining(character):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Return rows under a head as aligned columns, two spaces apart; the last column runs free."""
    lines = [[clean(cell) for cell in row] for row in (head, *rows)]
    widths = [max(columns(line[i]) for line in lines) for i in range(len(head))]
    return "\n".join(
        "  ".join(
            cell + " " * (width - columns(cell)) for cell, width in zip(line, widths, strict=True)
        ).rstrip()
        for line in lines
    )


def print_json(data: Any) -> None:
    """Print `data` as JSON on standard output, in ASCII: any program on any system can read it."""
    click.echo(json.dumps(data, indent=2))
