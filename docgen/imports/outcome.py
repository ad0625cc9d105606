"""What came of an import: the text of each intake, and every cell that could not be used."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from docgen.imports.tree import Tree
from docgen.imports.writing import as_yaml
from docgen.intake.check_text import problems_of
from docgen.intake.nodes import Data
from docgen.problems import Place, Problem, Severity


@dataclass(frozen=True, slots=True)
class Drawn:
    """One client that was read: its data, and where it stands."""

    data: dict[str, Data]
    place: Place
    problems: tuple[Problem, ...] = ()

    @property
    def code(self) -> str:
        """The client's code, empty where the file has none that can be used."""
        return self._of("code")

    @property
    def name(self) -> str:
        """The client's legal name, or an empty text."""
        return self._of("legal_name")

    def text(self, head: str) -> str:
        """Return the intake as YAML under a head of comments."""
        return as_yaml(self.data, head)

    def _of(self, key: str) -> str:
        client = self.data.get("client")
        value = client.get(key) if isinstance(client, dict) else None
        return value if isinstance(value, str) else ""


@dataclass(frozen=True, slots=True)
class Outcome:
    """All clients of a file, and what is wrong with the file as a whole."""

    clients: tuple[Drawn, ...]
    problems: tuple[Problem, ...] = ()

    @property
    def all_problems(self) -> tuple[Problem, ...]:
        """Every problem, in the order of the file's clients."""
        return (*self.problems, *(problem for client in self.clients for problem in client.problems))


def drawn(tree: Tree, found: Iterable[Problem], place: Place) -> Drawn:
    """Return the client that a tree holds, with what the model says of it added to the problems found so far.

    A problem of the model stands at the cell that its value came from; one of an absent value at `place`. The value
    that it is about is left out: what is written can be read.
    """
    places = tree.by_path()
    said = problems_of(tree.data, place.file)
    problems = [*found, *(replace(one, where=_place(places, one.where.path, place)) for one in said)]
    tree.drop({one.where.path for one in said if one.code in _UNUSABLE})
    return Drawn(tree.data, place, tuple(dict.fromkeys(problems)))


_UNUSABLE = frozenset(
    ["bad-value", "broken-reference", "forbidden-character", "too-long", "unknown-value", "wrong-type"]
)
"""What one value is at fault for: without it the intake can be read."""


def _place(places: dict[str, Place], path: str, otherwise: Place) -> Place:
    """Return the cell of a path: of the value itself, of what it is part of, or of the first value below it."""
    inner = (place for key, place in places.items() if key.startswith((f"{path}.", f"{path}[")))
    found = places.get(path) or next(inner, None) or places.get(path.rpartition("[")[0]) or otherwise
    return replace(found, path=path)


def unusable(code: str, place: Place, message: str, hint: str = "") -> Problem:
    """Return the problem of a cell that could not be used."""
    return Problem(code, Severity.ERROR, place, message, hint)


def noted(code: str, place: Place, message: str, hint: str = "") -> Problem:
    """Return what was done without being asked for."""
    return Problem(code, Severity.INFO, place, message, hint)
