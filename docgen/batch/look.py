"""The cheap look at an intake: the client's code and, on the way to it, the process; without reading on.

Two intakes of one client must be known before anything is written, and a client whose inputs are as they were is
skipped without being parsed. So the file's events are followed only as far as `client.code` stands.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from yaml import events

from docgen.errors import IntakeError
from docgen.intake.load import load
from docgen.intake.source import MOST_BYTES, Source
from docgen.intake.yaml_text import FASTEST
from docgen.problems import Place, Problem, Severity

_CODE = ("client", "code")
_PROCESS = ("playbook",)
_STARTS = (events.MappingStartEvent, events.SequenceStartEvent)
_ENDS = (events.MappingEndEvent, events.SequenceEndEvent)
_VALUES = (events.ScalarEvent, events.AliasEvent)
_LEVELS = 2
_Scalar = Any
"""A scalar's or alias's event: PyYAML's types say nothing of their marks."""


@dataclass(frozen=True, slots=True)
class Look:
    """One intake before it is parsed. `code` is empty where it could not be seen; `place` is where it stands.

    `process` is the playbook as the intake names it, empty where that stands behind the code: enough to open what
    its documents want beforehand, not to rely on.
    """

    path: Path
    place: Place
    code: str = ""
    process: str = ""


def look(path: Path) -> Look:
    """Return what is known of an intake without parsing it. What is wrong with it is told when it is read."""
    try:
        if path.stat().st_size > MOST_BYTES:
            return _unseen(path)
        text = path.read_bytes().decode("utf-8-sig")
        return _in_json(path, text) if path.suffix.lower() == ".json" else _in_yaml(path, text)
    except (OSError, ValueError, RecursionError, yaml.YAMLError, IntakeError):
        return _unseen(path)


def disputes(looks: Iterable[Look]) -> dict[Path, Problem]:
    """Return a problem for each intake whose client's code another one has too, capitals not counted.

    Both would be written to one folder: neither is, for nobody can tell which is right.
    """
    by_code: dict[str, list[Look]] = {}
    for each in looks:
        if each.code:
            by_code.setdefault(each.code.casefold(), []).append(each)
    return {
        each.path: _dispute(each, [other for other in rivals if other is not each])
        for rivals in by_code.values()
        if len(rivals) > 1
        for each in rivals
    }


def _dispute(mine: Look, others: list[Look]) -> Problem:
    places = " and ".join(str(other.place) for other in others)
    message = f"The client {mine.code} is in more than one intake: also in {places}."
    hint = "Give each client a code of its own, or leave the other file out. Neither was written."
    return Problem("client-twice", Severity.ERROR, mine.place, message, hint)


def _unseen(path: Path) -> Look:
    return Look(path, Place(str(path)))


def _in_json(path: Path, text: str) -> Look:
    return _of_data(path, json.loads(text))


def _in_yaml(path: Path, text: str) -> Look:
    process = ""
    for keys, event in _top_values(text):
        if keys == _PROCESS and isinstance(event, events.ScalarEvent):
            process = event.value
        elif keys == _CODE:
            return _of_event(path, text, event, process)
    return _unseen(path)


def _of_event(path: Path, text: str, event: _Scalar, process: str) -> Look:
    if isinstance(event, events.AliasEvent):
        return _of_data(path, load(path).data)  # its value stands elsewhere in the file
    return Look(path, _place(path, text, event), event.value, process)


def _of_data(path: Path, data: Any) -> Look:
    code, process = _text_at(data, _CODE), _text_at(data, _PROCESS)
    return Look(path, Place(str(path), path=".".join(_CODE)), code, process) if code else _unseen(path)


def _text_at(data: Any, keys: Iterable[str]) -> str:
    for key in keys:
        data = data.get(key) if isinstance(data, dict) else None
    return data if isinstance(data, str) else ""


def _place(path: Path, text: str, event: _Scalar) -> Place:
    start, end = event.start_mark.index, event.end_mark.index
    rest = text.find("\n", end)  # no more lines need counting
    return Source(str(path), text[:rest] if rest >= 0 else text).place(start, end, ".".join(_CODE))


def _top_values(text: str) -> Iterator[tuple[tuple[str, ...], _Scalar]]:
    """Yield each scalar or alias that is a value in the file's mapping or in a mapping below it, with its keys."""
    depth = 0
    keys = ["", ""]
    awaits_key = [False, False]
    for event in _parsed(text):
        if isinstance(event, _STARTS):
            depth += 1
            if depth <= _LEVELS:
                awaits_key[depth - 1] = isinstance(event, events.MappingStartEvent)
        elif isinstance(event, _ENDS):
            depth -= 1
            if 0 < depth <= _LEVELS:
                awaits_key[depth - 1] = True
        elif isinstance(event, _VALUES) and 0 < depth <= _LEVELS:
            if awaits_key[depth - 1]:
                keys[depth - 1] = getattr(event, "value", "")
            else:
                yield tuple(keys[:depth]), event
            awaits_key[depth - 1] = not awaits_key[depth - 1]


def _parsed(text: str) -> Iterator[Any]:
    parser = FASTEST(text)
    try:
        while parser.check_event():
            yield parser.get_event()
    finally:
        parser.dispose()
