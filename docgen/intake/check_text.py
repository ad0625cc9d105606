"""Every problem of an intake that is not in a file yet: its data, as an import or an edit has it."""

from __future__ import annotations

from collections.abc import Mapping

from docgen.intake.load import Loaded
from docgen.intake.nodes import Data, Lines, Node, mapping, sequence
from docgen.intake.read import problems_in
from docgen.intake.source import Source
from docgen.problems import Problem


def problems_of(data: Mapping[str, Data], file: str) -> tuple[Problem, ...]:
    """Return what the model and the checks beside it say of an intake's data. Places have paths, and no lines."""
    root = _node(dict(data))
    return problems_in(Loaded(dict(data), Lines(Source(file, ""), root)))


def _node(data: Data) -> Node:
    """Return data as nodes that stand nowhere."""
    if isinstance(data, dict):
        group = mapping(0)
        for key, value in data.items():
            group.add_pair(key, (0, 0), _node(value))
        return group
    if isinstance(data, list):
        items = sequence(0)
        for value in data:
            items.add_item(_node(value))
        return items
    return Node(data, 0, 0)
