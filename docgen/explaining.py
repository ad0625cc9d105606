"""Where a value comes from: every layer that gives it, the one that wins first.

The layers of a client's facts, from the strongest: `--set`, overlay files, the intake, its group's file, the
provider's defaults, the playbook and what that one extends. A path that starts with `playbook.` is one of the process
itself: `playbook.stages[S2].name`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from docgen.errors import ArgumentError
from docgen.intake.argument import argument, known_steps
from docgen.intake.items import id_of, items_named
from docgen.intake.layers import standing
from docgen.intake.load import Loaded, load
from docgen.intake.model.scalar import nearest
from docgen.intake.nodes import Data, Node
from docgen.intake.overlay import Layer, overlaid, read_layers
from docgen.intake.source import Source
from docgen.pipeline import Options, beside
from docgen.playbooks.extending import chain, read_extended
from docgen.playbooks.load import path_of
from docgen.problems import Place

_PROCESS: Final = "playbook"
_TOKEN: Final = re.compile(r"\[([^\]]*)\]|\.?([^.\[\]]+)")
_TIER: Final = "{tier}"
_ELSEWHERE: Final = (
    ("sla.targets.", f"sla.tiers.{_TIER}.targets."),
    ("sla.service_hours", f"sla.tiers.{_TIER}.hours"),
    ("sla.priority_definitions.", "sla.priority_matrix.definitions."),
    ("kickoff.agenda", "handoff.agenda"),
)
"""Where the playbook has a fact of the intake at another path than the intake's own."""
_SAME: Final = ("sla.", "hypercare.", "provider.")
_OPTION: Final = "--explain"
_FIGURE: Final = frozenset(["value", "source", "line", "note"])

Step = tuple[str, bool]
"""A key, or what stands in brackets (True)."""


@dataclass(frozen=True, slots=True)
class Said:
    """What one layer says: which layer it is, the place, the value (None where it takes the value out)."""

    layer: str
    place: Place
    value: Data


@dataclass(frozen=True, slots=True)
class Explained:
    """The value at a path in the end, and all that is said of it, the winner first; empty where nobody says it."""

    path: str
    value: Data
    said: tuple[Said, ...] = ()

    @property
    def text(self) -> str:
        """The value as text; groups and lists as JSON."""
        return as_text(self.value)


def as_text(value: Data) -> str:
    """Return a value as text: what is no text as JSON, nothing as `null`."""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def explain(intake: Path, path: str, options: Options) -> Explained:
    """Return where the value at `path` of an intake comes from.

    Raise ArgumentError for a path that is no fact's; IntakeError or PlaybookError for a file that cannot be read. That
    its values fit the model is not asked.
    """
    own = load(intake)
    below, beneath = standing(own, intake)
    above = read_layers(options.overlays, options.sets)
    whole, _ = overlaid(below, above)
    process = options.playbook or beside(intake, _said_process(whole))
    if path.startswith(f"{_PROCESS}."):
        return _of_process(path, path_of(process))
    root = whole.lines.root
    steps = _by_id(root, _steps_of(path))
    said = [one for layer in _facts(above, own, beneath) for one in _said(*layer, steps, root)]
    default, found = _default(path, whole, process), _found(root, steps)
    value = found.data if found is not None else default.value
    return Explained(path, value, (*said, *default.said))


def _default(path: str, whole: Loaded, process: str) -> Explained:
    """Return what the process says of a fact of the intake, nothing where it has none."""
    there = _in_process(path, whole)
    texts = chain(path_of(process)) if there and process else ()
    steps = _tokens(there)
    said = [one for text in reversed(texts) for one in _of_text(text, steps, text.lines.root)]
    found = _figure(_found(read_extended(path_of(process)).lines.root, steps)) if said else None
    return Explained(path, found.data if found is not None else None, tuple(said))


def _facts(
    above: Sequence[Layer], own: Loaded, beneath: Sequence[Layer]
) -> Iterator[tuple[str, Source, Node]]:
    """Yield the layers of facts, the strongest first: what each is called, its text and values."""
    for layer in reversed(above):
        yield ("--set" if layer.source.file.startswith("--set ") else "overlay"), layer.source, layer.root
    if own.lines.root is not None:
        yield "intake", own.lines.source, own.lines.root
    group = own.lines.root.child("group") if own.lines.root else None
    for position, layer in enumerate(reversed(beneath)):
        is_group = group is not None and group.data is not None and position == 0
        yield (f"group {group.data}" if group and is_group else "defaults"), layer.source, layer.root


def _of_process(path: str, file: Path) -> Explained:
    """Return where a value of the process comes from. Raise ArgumentError where it has no such value."""
    inner = path.removeprefix(f"{_PROCESS}.")
    steps = _tokens(inner)
    whole = read_extended(file)
    found = _figure(_found(whole.lines.root, steps))
    steps = _by_id(whole.lines.root, steps)
    said = [one for text in reversed(chain(file)) for one in _of_text(text, steps, whole.lines.root)]
    if found is None and not said:
        raise _no_such_value(path, inner, whole)
    return Explained(path, found.data if found is not None else None, tuple(said))


def _of_text(text: Loaded, steps: Sequence[Step], whole: Node | None) -> Iterator[Said]:
    if text.lines.root is not None:
        yield from _said(_PROCESS, text.lines.source, text.lines.root, steps, whole)


def _no_such_value(path: str, inner: str, whole: Loaded) -> ArgumentError:
    source, steps, root = argument(_OPTION, path), _tokens(inner), whole.lines.root
    known = next((at for at in range(len(steps)) if _found(root, steps[: at + 1]) is None), len(steps))
    near = nearest(steps[known][0], _names(_found(root, steps[:known]))) if known < len(steps) else ""
    hint = f"Did you mean {near}?" if near else "Write a path such as playbook.stages[S2].name."
    message = f"{path} is nowhere in the playbook."
    return source.fault("unknown-value", len(_OPTION) + 1, len(source.text), message, hint)


def _names(node: Node | None) -> list[str]:
    if node is None:
        return []
    ids = [item.child("id") for item in node.items or ()]
    return [*(node.pairs or {}), *(str(one.data) for one in ids if one is not None)]


def _said(
    layer: str, source: Source, root: Node, steps: Sequence[Step], whole: Node | None
) -> Iterator[Said]:
    """Yield what a layer says of a value: itself, or that what holds it is taken out. `whole` is all layers in one."""
    node, spot = root, (root.start, root.start + 1)
    for step in steps:
        if node.data is None:
            break
        key, below = _below(node, step, whole)
        if below is None:
            return
        spot = node.keys[key] if node.pairs is not None else (below.start, below.start + 1)
        node, whole = below, _below(whole, step, None)[1] if whole is not None else None
    figure = _figure(node) or node
    single = figure.pairs is None and figure.items is None and figure.end > figure.start
    yield Said(layer, source.place(*((figure.start, figure.end) if single else spot)), figure.data)


def _figure(node: Node | None) -> Node | None:
    """Return the value of a figure of the process, which knows its source; what is no figure as it is."""
    is_figure = node is not None and node.child("value") is not None and _FIGURE.issuperset(node.pairs or ())
    return node.child("value") if node is not None and is_figure else node


def _found(root: Node | None, steps: Iterable[Step]) -> Node | None:
    node = root
    for step in steps:
        node = _below(node, step, None)[1] if node is not None else None
    return node


def _by_id(root: Node | None, steps: Iterable[Step]) -> tuple[Step, ...]:
    """Return steps with the ids of items in place of what else names them: a layer may know no more of an item."""
    node, named = root, list[Step]()
    for step in steps:
        node = _below(node, step, None)[1] if node is not None else None
        known = id_of(node) if node is not None and step[1] else ""
        named.append((known, True) if known else step)
    return tuple(named)


def _below(node: Node, step: Step, whole: Node | None) -> tuple[str, Node | None]:
    """Return the key and the value that a step leads to. A list may be spoken of by keys, each for an item that only
    the list in `whole` knows."""
    name, is_item = step
    if node.pairs is not None:
        key = name if name in node.pairs or not is_item else _same_item(node, name, whole)
        return key, node.child(key)
    found = items_named(node.items, name) if is_item and node.items else []
    return name, node.items[found[0]] if node.items and len(found) == 1 else None


def _same_item(node: Node, name: str, whole: Node | None) -> str:
    items = whole.items or [] if whole is not None else []
    meant = items_named(items, name)
    return next((key for key in node.pairs or () if meant and items_named(items, key) == meant), name)


def _steps_of(path: str) -> tuple[Step, ...]:
    source = argument(_OPTION, path)
    return tuple((step.name, step.is_item) for step in known_steps(source, path, len(_OPTION) + 1))


def _tokens(path: str) -> tuple[Step, ...]:
    return tuple((item or key, bool(item)) for item, key in _TOKEN.findall(path))


def _in_process(path: str, whole: Loaded) -> str:
    """Return where the playbook has a fact of the intake, empty where it has none."""
    tier = _found(whole.lines.root, (("engagement", False), ("tier", False)))
    for mine, theirs in _ELSEWHERE:
        if path.startswith(mine):
            return theirs.replace(_TIER, str(tier.data if tier else "")) + path.removeprefix(mine)
    return path if path.startswith(_SAME) else ""


def _said_process(whole: Loaded) -> str:
    named = whole.data.get(_PROCESS)
    return named if isinstance(named, str) else ""
