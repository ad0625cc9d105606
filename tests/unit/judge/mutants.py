"""Clients that somebody has changed here and there: values moved, emptied, taken out, said twice."""

from __future__ import annotations

import copy
import random
import re
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from docgen.intake.read import ReadIntake, read_intake

EXAMPLES = Path(__file__).parents[3] / "examples"
CLIENTS = (
    Path(__file__).parent / "sound.yaml",
    *(EXAMPLES / name / "intake.yaml" for name in ("harrow-wills", "harbour-vale", "banksia")),
)

_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_NUMBER = re.compile(r"\d{1,9}(\.\d+)?")
_LENGTH = re.compile(r"\d+(m|h|d|bd)")
_SHIFTS = (-400, -90, -31, -14, -7, -3, -1, 1, 2, 5, 14, 30, 45, 200)
_NUMBERS = ("0", "1", "2", "7", "100", "99999")

Place = tuple[Any, str | int]


@cache
def data_of(client: Path) -> Any:
    """Return what an intake file holds, every value as the text that stands there; copy it before you change it."""
    return yaml.load(client.read_text(encoding="utf-8"), Loader=yaml.CBaseLoader)


def places(value: Any) -> Iterator[Place]:
    """Yield every key and position below a value, with what holds it."""
    keys = value.keys() if isinstance(value, dict) else range(len(value)) if isinstance(value, list) else ()
    for key in keys:
        yield value, key
        yield from places(value[key])


def mutated(client: Path, source: random.Random, *, most: int = 12) -> Any:
    """Return a client's data with up to `most` changes. Ids and the client's name stay."""
    changed = copy.deepcopy(data_of(client))
    for _ in range(source.randrange(1, most + 1)):
        known = [one for one in places(changed) if one[1] not in ("id", "client", "code", "playbook")]
        _change(*source.choice(known), source)
    return changed


def _change(holder: Any, key: str | int, source: random.Random) -> None:
    value = holder[key]
    if isinstance(value, list) and source.random() < 0.6:
        holder[key] = [] if source.random() < 0.5 else value[: len(value) // 2]
    elif isinstance(value, str) and (other := _other(value, source)):
        holder[key] = other
    elif isinstance(holder, dict):
        del holder[key]


def _other(value: str, source: random.Random) -> str:
    """Return another value of the same kind, empty for a text."""
    if day := _DAY.match(value):
        moved = date.fromisoformat(day[0]) + timedelta(days=source.choice(_SHIFTS))
        return moved.isoformat() + value[day.end() :]
    if length := _LENGTH.fullmatch(value):
        return source.choice(("1", "90", "500")) + length[1]
    if _NUMBER.fullmatch(value):
        return source.choice(_NUMBERS)
    return {"true": "false", "false": "true"}.get(value, "")


def read(data: Any, folder: Path) -> ReadIntake:
    """Return what the reader makes of data; `intake` is None where it refuses them."""
    file = folder / "intake.yaml"
    file.write_text(yaml.dump(data, Dumper=yaml.CSafeDumper, allow_unicode=True), encoding="utf-8")
    return read_intake(file)
