"""A data file to plain values and the places they stand at. Nothing is guessed: every scalar stays text."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from docgen.errors import IntakeError
from docgen.intake.json_text import JsonTree
from docgen.intake.model.scalar import shown
from docgen.intake.nodes import Data, Lines, Node
from docgen.intake.source import Source, read_source
from docgen.intake.yaml_part import RestsOnMore
from docgen.intake.yaml_text import YamlTree
from docgen.problems import Place, Problem, Severity

__all__ = ["Lines", "Loaded", "load"]


@dataclass(frozen=True)
class Loaded:
    """What a file holds: `data` in dicts, lists, texts and None; `lines`, which knows where each value stands.

    `warnings` are about what YAML reads otherwise than people do.
    """

    data: dict[str, Data]
    lines: Lines
    warnings: tuple[Problem, ...] = ()


def load(path: Path) -> Loaded:
    """Return what the YAML or JSON file at `path` holds.

    Raise IntakeError with every problem: no such file, not UTF-8, empty, syntax, duplicate and merge keys, tags,
    several documents, a value that holds itself, too deep, too large, characters that no document can hold.
    """
    source, root, warnings = load_tree(Path(path))
    return Loaded(_groups(source, root), Lines(source, root), warnings)


def load_tree(path: Path, *, only: Collection[str] = ()) -> tuple[Source, Node | None, tuple[Problem, ...]]:
    """Return the text of a YAML or JSON file, its value (None where it is empty) and the warnings.

    With `only`, a YAML file is read for these keys at its top alone, and no further than the last of them: what
    stands under others is not checked. Raise IntakeError as `load` does.
    """
    source = read_source(path)
    tree = JsonTree(source) if path.suffix.lower() == ".json" else YamlTree(source, only=only)
    try:
        root = tree.build()
    except RestsOnMore:
        return load_tree(path)
    if tree.problems:
        raise IntakeError(tree.problems)
    return source, root, tuple(tree.warnings)


def _groups(source: Source, root: Node | None) -> dict[str, Data]:
    if root is None or root.data is None:
        where = Place(source.file)
        hint = "Write at least playbook: and client: with code: and legal_name:."
        raise IntakeError([Problem("empty-file", Severity.ERROR, where, "The file is empty.", hint)])
    if isinstance(root.data, dict):
        return root.data
    message = f"The file holds {shown(root.data)}, where groups of keys are expected."
    raise IntakeError(
        [source.refuse("wrong-type", root.start, root.end, message, "Start with playbook: and client:.")]
    )
