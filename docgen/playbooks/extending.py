"""A data file of the process and those that it extends: each text on the one below, as one tree with places.

    extends: managed_services        a built-in file's name, or a file (looked for from the folder of this one)

What the file says below that is laid on the other, as `docgen.intake.stacking` does it. Whoever changes a figure and
says nothing of its source has made it a default of their own: what the written process says of the old one is not
true of the new.
"""

from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Final

from docgen.errors import IntakeError, PlaybookError
from docgen.intake.load import Loaded, load, load_tree
from docgen.intake.merge import like, with_source
from docgen.intake.model.scalar import in_words, nearest
from docgen.intake.nodes import Lines, Node
from docgen.intake.source import Source
from docgen.intake.stacking import Stack
from docgen.problems import Problem
from docgen.resources import playbooks_folder

EXTENDS: Final = "extends"
FILES: Final = "files"
SUFFIXES: Final = (".yaml", ".yml", ".json")
_SAID_OF_SOURCE = frozenset(["source", "line", "note", "id"])
_OWN_NAME = ("playbook", "version")
_START = "Start with playbook: and version:, or with extends: and what differs."


def read_extended(path: Path) -> Loaded:
    """Return what the file at `path` holds, over all that it extends.

    Raise PlaybookError with every problem: a file that cannot be read, that extends itself or one that is not
    there, that changes what is not there or does not say what it is called.
    """
    texts = chain(path)
    root = texts[0].lines.root
    assert root is not None
    problems: list[Problem] = []
    for text in texts[1:]:
        upper = text.lines.root
        assert upper is not None
        problems += _unnamed(text.lines.source, root, upper)
        stack = _Changes(text.lines.source)
        root = stack.over(root, upper)
        problems += stack.problems
    if problems:
        raise PlaybookError(problems)
    data = root.data if isinstance(root.data, dict) else {}
    warnings = tuple(warning for text in texts for warning in text.warnings)
    return Loaded(data, Lines(texts[-1].lines.source, root), warnings)


def chain(path: Path) -> tuple[Loaded, ...]:
    """Return the file at `path` after all that it extends, the lowest first; each value knows its text.

    Raise PlaybookError as `read_extended` does.
    """
    found: list[Loaded] = []
    seen: list[Path] = []
    here: Path | None = path
    while here is not None:
        seen.append(here.resolve())
        text = _read(here)
        found.append(text)
        here = _extended(text, here, seen)
    return tuple(reversed(found))


def files_of(path: Path) -> tuple[Path, ...]:
    """Return every file that the process in the file at `path` rests on: itself first, what it extends, and the data
    files that any of them names. What cannot be read is left out; reading it will tell."""
    files: dict[Path, None] = {}
    waiting = [path]
    while waiting:
        here = waiting.pop()
        if here not in files:
            files[here] = None
            waiting += _named(here)
    return tuple(files)


def named_file(named: str, where: Path) -> Path:
    """Return the file that the data file `where` names: one from its own folder, or a built-in one by its name."""
    return where.parent / named if Path(named).suffix in SUFFIXES else built_in_file(named)


def built_in_file(name: str) -> Path:
    """Return where a built-in data file of this name would be."""
    return playbooks_folder() / f"{name}.yaml"


class _Changes(Stack):
    """The laying of one process on another: `null` takes a key out, and changed figures are the changer's own."""

    def group(self, base: Node, upper: Node, path: str) -> Node:
        merged = super().group(base, upper, path)
        changed = _changed(base, upper) if base.child("source") and not upper.child("source") else ""
        return _as_default(merged, upper, changed) if changed else merged

    def _over_null(self, key: str, null: Node) -> Node | None:
        # A figure's value may be none (`P4: {value: null}`); every other key is taken out.
        return null if key == "value" else None


def _changed(base: Node, upper: Node) -> str:
    """Return the first key of a figure or text that `upper` changes, empty for none. What has a source of its own
    answers for itself."""
    for key, value in (upper.pairs or {}).items():
        old = base.child(key)
        own_source = old is not None and old.child("source") is not None
        if key not in _SAID_OF_SOURCE and not own_source and (old is None or old.data != value.data):
            return key
    return ""


def _as_default(merged: Node, upper: Node, changed: str) -> Node:
    whole = like(merged)
    spot = upper.keys[changed]
    for key, value in (merged.pairs or {}).items():
        if key == "source":
            whole.add_pair(key, spot, Node("default", *spot, source=upper.source))
        elif key not in ("line", "note") or upper.child(key) is not None:
            whole.add_pair(key, merged.keys[key], value)
    return whole


def _read(path: Path) -> Loaded:
    try:
        loaded = load(path)
    except IntakeError as error:
        raise PlaybookError(map(_of_process, error.problems)) from None
    if loaded.lines.root is not None:
        with_source(loaded.lines.root, loaded.lines.source)
    return loaded


def _of_process(problem: Problem) -> Problem:
    """Return a problem of reading with a hint for this kind of file: the reader's own speaks of intakes."""
    about_intakes = "playbook: and client:" in problem.hint
    return replace(problem, hint=_START) if about_intakes else problem


def _extended(text: Loaded, path: Path, seen: list[Path]) -> Path | None:
    """Return the file that a text extends, or None."""
    root = text.lines.root
    node = root.child(EXTENDS) if root else None
    if node is None or node.data is None:
        return None
    found = named_file(node.data, path) if isinstance(node.data, str) else None
    source = text.lines.source
    if found is None or not found.is_file():
        raise PlaybookError([_no_base(source, node)])
    if found.resolve() in seen:
        hint = "Let it extend a file that does not lead back here."
        message = f"{found.name} extends this file: neither could be read."
        raise PlaybookError([source.refuse("extends-itself", node.start, node.end, message, hint)])
    return found


def _no_base(source: Source, node: Node) -> Problem:
    names = sorted(file.stem for file in playbooks_folder().glob("*.yaml"))
    close = nearest(str(node.data), names)
    hint = f"Did you mean {close}?" if close else f"Built-in: {in_words(names)}. Or give a file."
    return source.refuse(
        "unknown-playbook", node.start, node.end, f"There is no {node.data} to extend.", hint
    )


def _unnamed(source: Source, base: Node, upper: Node) -> Iterator[Problem]:
    """Yield a problem for each name of its own that a changed process lacks: a manifest tells processes by them."""
    for key in _OWN_NAME:
        if base.child(key) is not None and upper.child(key) is None:
            spot = upper.keys.get(EXTENDS, (upper.start, upper.start + 1))
            hint = f"Add {key}: beside extends:, so that manifests tell the two apart."
            yield source.refuse("missing-key", *spot, f"{key} is missing here.", hint)


def _named(path: Path) -> tuple[Path, ...]:
    try:
        return _names_in(path, path.read_bytes())
    except OSError:
        return ()


@lru_cache(maxsize=64)
def _names_in(path: Path, _data: bytes) -> tuple[Path, ...]:
    """Return the files that a file names; `_data` are its bytes, so that it is read anew once it has changed."""
    try:
        _, root, _ = load_tree(path, only=(EXTENDS, FILES))
    except IntakeError:
        return ()
    extends, files = (root.child(EXTENDS), root.child(FILES)) if root else (None, None)
    named = [named_file(extends.data, path)] if extends and isinstance(extends.data, str) else []
    values = (files.pairs or {}).values() if files else ()
    return (*named, *(named_file(one.data, path) for one in values if isinstance(one.data, str)))
