"""Values that stand over an intake's own: overlay files, and `--set PATH=VALUE`.

Both are trees of nodes and are merged in one way, before the model reads anything: groups key by key, lists of
things with ids by id, other lists as a whole; `null` takes out. In an overlay the items of a list may also be
written as keys, by id (`app-xero:`), by position (`0:`) or by what one of their keys says
(`role=service_delivery_manager:`), as the brackets of a path do. What is said last wins.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TypeVar

from docgen.errors import ArgumentError, DocgenError, IntakeError
from docgen.intake.argument import Argument, argument, known_steps, read_value
from docgen.intake.confirmed import unconfirming
from docgen.intake.load import Loaded, load_tree
from docgen.intake.merge import Change, Merge, like, with_source
from docgen.intake.model.scalar import shown
from docgen.intake.nodes import Data, Lines, Node, mapping
from docgen.intake.paths import PathStep
from docgen.intake.shape import Kind, root_shape
from docgen.intake.source import Source
from docgen.intake.typed import NotOfType, typed
from docgen.problems import Problem, Severity

_Given = TypeVar("_Given")
_SET = "--set"
OWN = ("client.code", "group")
"""Facts that say which client an intake is of, and what it stands on: nothing but the intake itself can."""


@dataclass(frozen=True, slots=True)
class Override:
    """A value that stands in place of the intake's own: its path, both values as text (empty for none), and where
    it was said: an overlay's `file:line` without its folder, or `--set`. Groups and lists are written as JSON."""

    path: str
    old: str
    new: str
    source: str


@dataclass(frozen=True, slots=True)
class Layer:
    """One text of values that go over the intake's; `warnings` are about what YAML reads otherwise than people."""

    source: Source
    root: Node
    warnings: tuple[Problem, ...] = ()


def read_layers(overlays: Iterable[Path] = (), sets: Iterable[str] = ()) -> tuple[Layer, ...]:
    """Return the overlay files and then the `PATH=VALUE` texts as layers, each over those before it.

    Raise IntakeError with every problem of the files; else ArgumentError with every problem of the texts: no path
    or value, a path that is no fact's, a value that its fact cannot have, and `client.code`.
    """
    files = _each(overlays, _overlay, IntakeError)
    return (*files, *_each(sets, _set, ArgumentError))


def overlaid(loaded: Loaded, layers: Sequence[Layer]) -> tuple[Loaded, tuple[Override, ...]]:
    """Return what an intake's file holds with the layers over it, and the values that they changed, by path.

    Every value keeps the place where it was written. A note of the `facts` map about a changed value gives way to
    one that says `source: override`; that a confirmed value is put aside is a warning. Raise IntakeError with every
    problem: an item that is not there, a key that is not known, another client's code.
    """
    if not layers or loaded.lines.root is None:
        return loaded, ()
    root, changes, problems = loaded.lines.root, _Changes(), list[Problem]()
    for layer in layers:
        merge = Merge(layer.source)
        root = merge.over(root, layer.root, root_shape())
        problems += merge.problems
        changes.add(merge.changes)
    problems += changes.of_identity()
    if problems:
        raise IntakeError(problems)
    root = _renoted(root, changes)
    own = (problem for layer in layers for problem in layer.warnings)
    warnings = (*own, *unconfirming(loaded.lines.root, changes))
    data = root.data if isinstance(root.data, dict) else {}
    lines = Lines(loaded.lines.source, root)
    return Loaded(data, lines, (*loaded.warnings, *warnings)), changes.as_overrides()


class _Changes:
    """What several layers change in the end: one change for each path, from the intake's own value."""

    def __init__(self) -> None:
        self._by_path: dict[str, Change] = {}

    def add(self, changes: Iterable[Change]) -> None:
        for change in changes:
            first = self._by_path.get(change.path, change)
            gone = [path for path in self._by_path if _covers(change.path, path)]
            for path in gone:
                del self._by_path[path]
            if _data(first.old) != _data(change.new):
                merged = Change(change.path, first.old, change.new, change.source, change.spot)
                self._by_path[change.path] = merged

    def __iter__(self) -> Iterator[Change]:
        return iter(self._by_path.values())

    def of_identity(self) -> Iterator[Problem]:
        """Yield a problem for each change that would make another client of this one."""
        for change in self:
            for path in filter(partial(_covers, change.path), OWN):
                hint = "Leave it as it is: one client's facts never go into another's folder."
                message = f"{path} says whose documents these are, and cannot be set from outside."
                yield Problem("not-settable", Severity.ERROR, change.place, message, hint)

    def as_overrides(self) -> tuple[Override, ...]:
        found = (Override(one.path, _text(one.old), _text(one.new), _said_in(one)) for one in self)
        return tuple(sorted(found, key=lambda override: override.path))


def _each(given: Iterable[_Given], read: Callable[[_Given], Layer], error: type[DocgenError]) -> list[Layer]:
    """Return what `read` makes of each. Raise `error` with the problems of all, not of the first alone."""
    layers: list[Layer] = []
    problems: list[Problem] = []
    for one in given:
        try:
            layers.append(read(one))
        except DocgenError as fault:
            problems += fault.problems
    if problems:
        raise error(problems)
    return layers


def _overlay(path: Path) -> Layer:
    source, root, warnings = load_tree(path)
    if root is None or root.pairs is None:
        start, end = (root.start, root.start + 1) if root else (0, 1)
        holds = f"holds {shown(root.data)}" if root and root.data is not None else "is empty"
        message = f"The overlay {holds}, where groups of keys are expected."
        hint = "Write what differs as an intake does, such as engagement: with tier: below it."
        raise IntakeError([source.refuse("wrong-type", start, end, message, hint)])
    return Layer(source, with_source(root, source), warnings)


def _set(text: str) -> Layer:
    """Return the layer that one `PATH=VALUE` stands for: the value inside a group for each step of the path."""
    source = argument(_SET, text)
    start = len(_SET) + 1
    path, equals, _ = _split(source.text[start:])
    if not equals:
        hint = "Write PATH=VALUE, such as engagement.tier=gold."
        raise source.fault("no-value", start, len(source.text), f"{shown(text)} has no = in it.", hint)
    steps = known_steps(source, path, start)
    value = read_value(source, start + len(path) + 1)
    _refuse_strange(source, path, steps, value)
    for step in reversed(steps):
        value = _inside(step, value, start)
    return Layer(source, with_source(value, source))


def _split(text: str) -> tuple[str, str, str]:
    """Return path, equals sign and value: the first `=` that stands in no brackets parts them."""
    depth = 0
    for at, char in enumerate(text):
        depth += (char == "[") - (char == "]")
        if char == "=" and not depth:
            return text[:at], char, text[at + 1 :]
    return text, "", ""


def _refuse_strange(source: Argument, path: str, steps: Sequence[PathStep], value: Node) -> None:
    """Raise ArgumentError for an item without a name, and for a value that the fact cannot have."""
    start = len(_SET) + 1
    for step in steps:
        if step.is_item and not step.name:
            hint = "Name one by its id, or by a key that tells it apart: team[role=csm]."
            message = f"{path} does not say which item is meant."
            raise source.fault("unknown-value", start + step.start - 1, start + step.end + 1, message, hint)
    shape = steps[-1].shape
    if shape is None or shape.kind is not Kind.VALUE or value.data is None:
        return
    try:
        typed(value.data, shape)
    except NotOfType as fault:
        raise source.fault(
            fault.code, value.start, value.end, f"{path} {fault.message}", fault.hint
        ) from None


def _inside(step: PathStep, value: Node, offset: int) -> Node:
    spot = offset + step.start, offset + step.end
    holder = mapping(spot[0], flow=True)
    holder.end = value.end
    holder.add_pair(step.name, spot, value)
    return holder


def _renoted(root: Node, changes: _Changes) -> Node:
    """Return the intake with the notes of its `facts` map as they are once the values have changed.

    What was said of the old value (whose it is, who confirmed it, that nobody knows it) is not true of the new.
    """
    notes = root.child("facts")
    if notes is None or not notes.pairs:
        return root
    fresh: dict[str, Node | None] = {}
    for change in changes:
        if not change.path.startswith("facts."):
            said = [path for path in notes.pairs if _covers(change.path, path)]
            about = [path for path in notes.pairs if _covers(path, change.path)]
            fresh |= dict.fromkeys((path for path in said if not _told(notes, path, changes)), None)
            if about and change.new is not None and not _told(notes, change.path, changes):
                fresh[change.path] = _note(change)
    return _with_notes(root, notes, fresh) if fresh else root


def _told(notes: Node, path: str, changes: _Changes) -> bool:
    """Return whether a layer has itself said something of a path."""
    return path in (notes.pairs or ()) and any(_covers(f"facts.{path}", change.path) for change in changes)


def _note(change: Change) -> Node:
    start, end = change.spot
    note = mapping(start, flow=True)
    note.end, note.source = end, change.source
    note.add_pair("source", change.spot, Node("override", start, end, source=change.source))
    return note


def _with_notes(root: Node, notes: Node, fresh: dict[str, Node | None]) -> Node:
    held = _copied(notes, without=fresh)
    for path, note in fresh.items():
        if note is not None:
            held.add_pair(path, (note.start, note.end), note)
    whole = _copied(root, without={"facts"})
    whole.add_pair("facts", root.keys["facts"], held)
    return whole


def _copied(node: Node, *, without: Collection[str]) -> Node:
    made = like(node)
    for key, value in (node.pairs or {}).items():
        if key not in without:
            made.add_pair(key, node.keys[key], value)
    return made


def _covers(wide: str, path: str) -> bool:
    return path == wide or path.startswith((f"{wide}.", f"{wide}["))


def _data(node: Node | None) -> Data:
    return node.data if node is not None else None


def _text(node: Node | None) -> str:
    data = _data(node)
    return "" if data is None else data if isinstance(data, str) else json.dumps(data, ensure_ascii=False)


def _said_in(change: Change) -> str:
    if isinstance(change.source, Argument):
        return _SET
    return f"{Path(change.source.file).name}:{change.place.line}"
