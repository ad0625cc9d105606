"""What stands under a client's own file: the provider's defaults, and those of the group that the client is in.

`docgen.yaml`, beside an intake or in the nearest folder above it, names the files:

    defaults: provider.yaml
    groups:
      wave-1: waves/wave-1.yaml

They are written as intakes and hold only what is common. The intake says which group it is in (`group: wave-1`), and
lies on the group's facts, these on the defaults. What a contract rests on (`sla`, `hypercare`) and nobody of the
client has stated stays the provider's default until it is confirmed: its note says so.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import Final

from docgen.errors import IntakeError
from docgen.intake.load import Loaded, load_tree
from docgen.intake.merge import like, with_source
from docgen.intake.model.scalar import in_words, nearest, shown
from docgen.intake.nodes import Lines, Node, mapping
from docgen.intake.overlay import OWN, Layer
from docgen.intake.paths import trail
from docgen.intake.settings import SETTINGS, Settings, bytes_of, read_settings, settings_above
from docgen.intake.source import Source
from docgen.intake.stacking import Stack
from docgen.problems import Problem, Severity

GROUP: Final = "group"
"""The key of an intake that says which group it is in."""
_FIGURES: Final = ("sla", "hypercare")
_NOT_COMMON: Final = "Take it out: what several clients share cannot say which one it is."


def files_under(intake: Path) -> tuple[Path, ...]:
    """Return the files that an intake may rest on: its `docgen.yaml`, the defaults, and those of all groups.

    Which group is the intake's own is not looked at: nothing of the intake is read. What cannot be read is left out.
    """
    file = settings_above(intake)
    if file is None:
        return ()
    try:
        return read_settings(file).files
    except IntakeError:
        return (file,)


def standing(loaded: Loaded, intake: Path) -> tuple[Loaded, tuple[Layer, ...]]:
    """Return an intake's file on what stands under it, and these layers, the lowest first.

    Every value keeps the place where it was written. Raise IntakeError with every problem: files that cannot be
    read, a group that is not there, a layer that says whose documents these are.
    """
    root = loaded.lines.root
    if root is None:
        return loaded, ()
    stood = _stood(root, loaded.lines.source, intake)
    if stood is None:
        return loaded, ()
    merged, below, layers = stood
    merged = _noted(merged, root, below)
    warnings = (*loaded.warnings, *(warning for layer in layers for warning in layer.warnings))
    data = merged.data if isinstance(merged.data, dict) else {}
    return Loaded(data, Lines(loaded.lines.source, merged), warnings), layers


def standing_root(root: Node, source: Source, intake: Path) -> Node:
    """Return the values of an intake's file, or some of them with its group, on what stands under it.

    Raise IntakeError as `standing` does.
    """
    stood = _stood(root, source, intake)
    return stood[0] if stood else root


def _stood(root: Node, source: Source, intake: Path) -> tuple[Node, Node, tuple[Layer, ...]] | None:
    """Return the facts in the end, those under the intake's own, and the layers of these; None where there are none."""
    file = settings_above(intake)
    layers = _layers(file, root, source, intake) if file or root.child(GROUP) else ()
    if not layers:
        return None
    below, stack = _merged(layers), Stack(source)
    merged = stack.over(below, root)
    if stack.problems:
        raise IntakeError(stack.problems)
    return merged, below, layers


def _merged(layers: tuple[Layer, ...]) -> Node:
    root, problems = layers[0].root, list[Problem]()
    for layer in layers[1:]:
        stack = Stack(layer.source)
        root = stack.over(root, layer.root)
        problems += stack.problems
    if problems:
        raise IntakeError(problems)
    return root


def _layers(file: Path | None, root: Node, source: Source, intake: Path) -> tuple[Layer, ...]:
    settings = read_settings(file) if file else Settings(Path(SETTINGS))
    named = [settings.defaults] if settings.defaults else []
    group = root.child(GROUP)
    if group is not None and group.data is not None:
        named.append(_group_file(settings, group, source))
    layers, problems = list[Layer](), list[Problem]()
    for each in named:
        try:
            layers.append(_at_home(_layer(each, bytes_of(each)), each, intake))
        except IntakeError as error:
            problems += error.problems
    if problems:
        raise IntakeError(problems)
    return tuple(layers)


def _group_file(settings: Settings, group: Node, source: Source) -> Path:
    found = settings.groups.get(group.data) if isinstance(group.data, str) else None
    if found is None:
        close = nearest(str(group.data), settings.groups)
        known = f"Known: {in_words(list(settings.groups))}. " if settings.groups else ""
        hint = f"Did you mean {close}?" if close else f"{known}Name its file in {SETTINGS}, under groups:."
        message = f"There is no group {shown(group.data)}."
        where = source.place(group.start, group.end, GROUP)
        raise IntakeError([Problem("broken-reference", Severity.ERROR, where, message, hint)])
    return found


@lru_cache(maxsize=64)
def _layer(file: Path, _data: bytes) -> Layer:
    """Return what a file of defaults or of a group holds; `_data` are its bytes, so that it is read once while they are
    the same."""
    source, root, warnings = load_tree(file)
    if root is None or root.data is None:
        return Layer(source, with_source(mapping(0), source), warnings)
    problems = list(_not_common(source, root))
    if problems:
        raise IntakeError(problems)
    return Layer(source, with_source(root, source), warnings)


def _not_common(source: Source, root: Node) -> Iterator[Problem]:
    """Yield what cannot stand in a file that several clients share."""
    if root.pairs is None:
        message = f"The file holds {shown(root.data)}, where groups of keys are expected."
        yield source.refuse("wrong-type", root.start, root.end, message, "Write it as an intake.")
    for path in OWN:
        *groups, key = path.split(".")
        holder: Node | None = root
        for group in groups:
            holder = holder.child(group) if holder else None
        if holder is not None and holder.child(key) is not None:
            message = f"{path} is each intake's own."
            yield source.refuse("not-settable", *holder.keys[key], message, _NOT_COMMON)


def _at_home(layer: Layer, file: Path, intake: Path) -> Layer:
    """Return a layer whose playbook, if it is a file, is named from the intake's folder as all else expects it."""
    playbook = layer.root.child("playbook")
    if playbook is None or not isinstance(playbook.data, str) or not Path(playbook.data).suffix:
        return layer
    name = os.path.relpath(file.parent / playbook.data, intake.parent)
    root = like(layer.root)
    for key, value in (layer.root.pairs or {}).items():
        moved = Node(Path(name).as_posix(), value.start, value.end, value.quoted, source=value.source)
        root.add_pair(key, layer.root.keys[key], moved if key == "playbook" else value)
    return Layer(layer.source, root, layer.warnings)


def _noted(merged: Node, own: Node, below: Node) -> Node:
    """Return the merged facts with a note for each figure of a contract that only the provider has stated."""
    stated = {path for key in _FIGURES for path, _ in _leaves(own.child(key), key)}
    known = merged.child("facts")
    noted = known.pairs or {} if known else {}
    fresh = {
        path: value
        for key in _FIGURES
        for path, value in _leaves(below.child(key), key)
        if path not in stated and not _is_noted(noted, path) and trail(path)
    }
    if not fresh:
        return merged
    facts = like(known) if known else mapping(merged.start)
    for path, note in noted.items():
        facts.add_pair(path, known.keys[path] if known else (0, 1), note)
    for path, value in fresh.items():
        facts.add_pair(path, (value.start, value.end), _default_note(value))
    return _with(merged, "facts", facts)


def _with(root: Node, key: str, value: Node) -> Node:
    whole = like(root)
    for name, one in (root.pairs or {}).items():
        if name != key:
            whole.add_pair(name, root.keys[name], one)
    whole.add_pair(key, root.keys.get(key, (root.start, root.start + 1)), value)
    return whole


def _default_note(value: Node) -> Node:
    note = mapping(value.start, flow=True)
    note.end, note.source = value.end, value.source
    spot = value.start, value.end
    note.add_pair("source", spot, Node("default", *spot, source=value.source))
    return note


def _leaves(node: Node | None, path: str) -> Iterator[tuple[str, Node]]:
    """Yield the single values and lists below a group with their paths."""
    if node is None:
        return
    if node.pairs is None:
        yield path, node
    for key, value in (node.pairs or {}).items():
        yield from _leaves(value, f"{path}.{key}")


def _is_noted(notes: Iterable[str], path: str) -> bool:
    return any(path == known or path.startswith((f"{known}.", f"{known}[")) for known in notes)
