"""A mapping file: which column of somebody's spreadsheet is which fact of an intake."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from docgen.errors import IntakeError
from docgen.imports.locales import habits_of
from docgen.imports.readings import Habits
from docgen.imports.tree import shape_of, way_of
from docgen.intake.load import Loaded, load
from docgen.intake.model.scalar import in_words, nearest, shown
from docgen.intake.nodes import Data, Step
from docgen.intake.paths import meant, trail
from docgen.intake.shape import Kind, all_paths
from docgen.problems import Problem, Severity

_TOP = ("sheet", "header", "locale", "key", "columns", "constants", "ignore", "children")
_CHILD = ("sheet", "header", "key", "list", "columns", "ignore")
_TARGET = ("to", "values", "split", "join", "with", "when", "prefix")


@dataclass(frozen=True, slots=True)
class Target:
    """Where a column goes: the path `to`; what is done with its cells on the way.

    `values` puts facts in place of a file's own words; `split` parts a list; `join` adds other columns, in order, with
    `glue` between; `when` takes the cell only where another column says so; `prefix` stands before each value.
    """

    to: str
    values: Mapping[str, str]
    split: str = ""
    join: tuple[str, ...] = ()
    glue: str = " "
    when: tuple[tuple[str, str], ...] = ()
    prefix: str = ""


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of one sheet. `sheet` is its name (empty: the first), `header` the row of its heads (0: found).

    `key` is the column that says which client a row is about; `path` the list that the rows of a child sheet are items
    of.
    """

    sheet: str
    header: int
    key: str
    targets: Mapping[str, tuple[Target, ...]]
    ignored: frozenset[str]
    path: str = ""

    @property
    def heads(self) -> frozenset[str]:
        """The heads of all columns that are used, in small letters."""
        joined = {head for targets in self.targets.values() for target in targets for head in target.join}
        asked = {head for targets in self.targets.values() for target in targets for head, _ in target.when}
        return frozenset(folded(head) for head in (*self.targets, *joined, *asked, *filter(None, [self.key])))


@dataclass(frozen=True, slots=True)
class Mapped:
    """A whole mapping: a row for each client in `clients`, further rows in `children`, what every intake says."""

    clients: Columns
    children: tuple[Columns, ...] = ()
    constants: tuple[tuple[str, str], ...] = ()
    habits: Habits = field(default_factory=Habits)


def folded(head: str) -> str:
    """Return a head as heads are compared: case and spaces do not matter."""
    return " ".join(head.split()).casefold()


def load_mapping(path: Path) -> Mapped:
    """Return the mapping in a YAML or JSON file. Raise IntakeError with every problem in it."""
    return _Reader(load(path)).mapped()


class _Reader:
    """One mapping file that is being read."""

    def __init__(self, loaded: Loaded) -> None:
        self._loaded = loaded
        self._problems: list[Problem] = []

    def mapped(self) -> Mapped:
        data = self._loaded.data
        self._known(data, _TOP, ())
        children = data.get("children")
        listed = children if isinstance(children, list) else []
        mapped = Mapped(
            self._columns(data, (), ""),
            tuple(
                self._child(each, ("children", n)) for n, each in enumerate(listed) if isinstance(each, dict)
            ),
            tuple(self._constants(data.get("constants"))),
            self._habits(data),
        )
        if self._problems:
            raise IntakeError(self._problems)
        return mapped

    def _child(self, data: Mapping[str, Data], steps: tuple[Step, ...]) -> Columns:
        self._known(data, _CHILD, steps)
        path = _text(data.get("list"))
        found = trail(path)
        if found is None or found.shape.kind is not Kind.LIST:
            self._refuse(
                (*steps, "list"), f"{shown(path)} is no list of an intake.", "Write such as contacts."
            )
            return Columns("", 0, "", {}, frozenset(), path)
        return self._columns(data, steps, path)

    def _columns(self, data: Mapping[str, Data], steps: tuple[Step, ...], path: str) -> Columns:
        given = data.get("columns")
        if not isinstance(given, dict) or not given:
            self._refuse(
                (*steps, "columns"),
                "The mapping names no columns.",
                "Write columns: and below it HEAD: path.",
            )
            given = {}
        targets = {
            head: tuple(self._targets(value, (*steps, "columns", head), path))
            for head, value in given.items()
        }
        ignored = data.get("ignore")
        left = (
            frozenset(folded(str(each)) for each in ignored)
            if isinstance(ignored, list)
            else frozenset[str]()
        )
        header = _text(data.get("header"))
        return Columns(
            _text(data.get("sheet")),
            int(header) if header.isdecimal() else 0,
            _text(data.get("key")),
            targets,
            left,
            path,
        )

    def _targets(self, value: Data, steps: tuple[Step, ...], path: str) -> Iterator[Target]:
        for each in value if isinstance(value, list) else [value]:
            if isinstance(each, dict):
                self._known(each, _TARGET, steps)
                yield self._target(each, steps, path)
            else:
                yield self._target({"to": each}, steps, path)

    def _target(self, data: Mapping[str, Data], steps: tuple[Step, ...], path: str) -> Target:
        to = _text(data.get("to"))
        self._path(to, steps, path)
        values, when, join = data.get("values"), data.get("when"), data.get("join")
        words = (
            {folded(key): _text(value) for key, value in values.items()} if isinstance(values, dict) else {}
        )
        return Target(
            to,
            words,
            _text(data.get("split")),
            tuple(map(_text, join)) if isinstance(join, list) else (),
            data["with"] if isinstance(data.get("with"), str) else " ",  # type: ignore[arg-type]
            tuple((key, _text(value)) for key, value in when.items()) if isinstance(when, dict) else (),
            _text(data.get("prefix")),
        )

    def _path(self, to: str, steps: tuple[Step, ...], path: str) -> None:
        whole = f"{path}[0].{to}" if path else to
        shape = shape_of(whole)
        single = shape is None or shape.kind is Kind.VALUE or _holds_values(shape.inner)
        if way_of(whole) is None or not single:
            close = meant(whole) or nearest(whole, all_paths())
            hint = f"Did you mean {close}?" if close and not path else "Write the path of a single fact."
            self._refuse(
                steps, f"{shown(to)} is not the path of a fact{f' of {path}' if path else ''}.", hint
            )

    def _constants(self, data: Data) -> Iterator[tuple[str, str]]:
        for path, value in data.items() if isinstance(data, dict) else ():
            self._path(path, ("constants", path), "")
            yield path, _text(value)

    def _habits(self, data: Mapping[str, Data]) -> Habits:
        code = _text(data.get("locale"))
        if not code:
            return Habits()
        try:
            return habits_of(code)
        except ValueError as fault:
            self._refuse(("locale",), str(fault), "Write such as en-AU or de-DE.")
            return Habits()

    def _known(self, data: Mapping[str, Data], keys: tuple[str, ...], steps: tuple[Step, ...]) -> None:
        for key in data:
            if key not in keys:
                close = nearest(key, keys)
                hint = f"Did you mean {close}?" if close else f"Known here: {in_words(keys)}."
                where = self._loaded.lines.key_place((*steps, key))
                message = f"{key} is not known in a mapping."
                self._problems.append(Problem("unknown-key", Severity.ERROR, where, message, hint))

    def _refuse(self, steps: tuple[Step, ...], message: str, hint: str) -> None:
        where = self._loaded.lines.place_of(steps)
        self._problems.append(Problem("bad-mapping", Severity.ERROR, where, message, hint))


def _holds_values(inner: object) -> bool:
    return getattr(inner, "kind", None) is Kind.VALUE


def _text(value: Data) -> str:
    return value if isinstance(value, str) else ""
