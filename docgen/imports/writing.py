"""Data to the text of an intake: YAML whose every scalar is read back as the text that it was."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping

from docgen.intake.nodes import Data
from docgen.intake.shape import Shape, fields_of, root_shape
from docgen.intake.yaml_text import NULLS

# What YAML reads as it stands, in any position, at any version: words, addresses, dates, numbers without a leading
# zero. All else goes in quotes, as do texts that another reader would take for true, or for a time.
_PLAIN = re.compile(
    r"[A-Za-z0-9(£€][\w ./()+%€£–—’“”…;&'@$·×°-]*(?:, ?[\w ./()+%€£–—’“”…;&'@$·×°-]+)*", re.UNICODE
)
_GUESSED = re.compile(
    r"[-+]?\d[\d_]*_[\d_.]*|(?:y|n|yes|no|on|off|true|false|\.?nan|\.?inf)|[-+]?0\d[\d._]*|[-+]?[\d_]+\.\d*0|\d+(?::\d+)+|\d+\.\d+\.\d+|"
    r"[-+]?\d[\d_]*(?:\.\d+)?e[-+]?\d+|0[xob].*",
    re.IGNORECASE,
)
_WIDTH = 110


def as_yaml(data: Mapping[str, Data], head: str = "") -> str:
    """Return an intake as YAML: keys in the order of the model, a blank line before each topic."""
    ordered = _ordered(dict(data), root_shape())
    assert isinstance(ordered, dict)
    lines = [*filter(None, head.split("\n"))]
    for position, (key, value) in enumerate(ordered.items()):
        topic = isinstance(value, (dict, list)) or position == 0
        lines += [*([""] if topic and lines else []), *_pair(key, value, 0)]
    return "\n".join(lines) + "\n"


def _ordered(data: Data, shape: Shape | None) -> Data:
    """Return data with the keys of each group as the model has them, keys that it does not know last."""
    if isinstance(data, list):
        return [_ordered(item, shape.inner if shape else None) for item in data]
    if not isinstance(data, dict):
        return data
    known = fields_of(shape.group) if shape and shape.group else {}
    keys = [*(key for key in known if key in data), *(key for key in data if key not in known)]
    inner = shape.inner if shape else None
    return {key: _ordered(data[key], known[key].shape if key in known else inner) for key in keys}


def _pair(key: str, value: Data, depth: int) -> Iterator[str]:
    lead = f"{'  ' * depth}{scalar(key)}:"
    if isinstance(value, dict) and value:
        yield lead
        for below, one in value.items():
            yield from _pair(below, one, depth + 1)
    elif isinstance(value, list) and value:
        yield from _listed(lead, value, depth)
    else:
        yield f"{lead} {_single(value)}"


def _listed(lead: str, items: list[Data], depth: int) -> Iterator[str]:
    if all(isinstance(item, str) for item in items):
        flow = f"{lead} [{', '.join(scalar(str(item), flow=True) for item in items)}]"
        if len(flow) <= _WIDTH:
            yield flow
            return
    yield lead
    for item in items:
        yield from _item(item, depth + 1)


def _item(item: Data, depth: int) -> Iterator[str]:
    pad = "  " * depth
    if isinstance(item, (dict, list)) and item:
        inner = list(_inside(item, depth + 1))
        yield f"{pad}- {inner[0].lstrip()}"
        yield from inner[1:]
    else:
        yield f"{pad}- {_single(item)}"


def _inside(item: dict[str, Data] | list[Data], depth: int) -> Iterator[str]:
    if isinstance(item, dict):
        for key, value in item.items():
            yield from _pair(key, value, depth)
    else:
        for each in item:
            yield from _item(each, depth)


def _single(value: Data) -> str:
    if value is None:
        return "null"
    if isinstance(value, str):
        return scalar(value)
    return "{}" if isinstance(value, dict) else "[]"


def scalar(text: str, *, flow: bool = False) -> str:
    """Return a text as a YAML scalar, in quotes where it could be read as anything else. `flow`: in brackets."""
    if text in ("true", "false"):
        return text  # a truth to every reader, which it is meant to be
    plain = _PLAIN.fullmatch(text) and text not in NULLS and not _GUESSED.fullmatch(text)
    if plain and text == text.strip() and not (flow and ("," in text or len(text) > _WIDTH)):
        return text
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\x7f").replace("\x85", "\\x85")
