"""An argument of the command line as a text that values are read from, with places that show all of it."""

from __future__ import annotations

from dataclasses import dataclass

from docgen.errors import ArgumentError
from docgen.intake.model.scalar import nearest
from docgen.intake.model.texts import FORBIDDEN, name_of
from docgen.intake.nodes import Node
from docgen.intake.paths import PathStep, meant, steps_of
from docgen.intake.shape import all_paths
from docgen.intake.source import Source
from docgen.intake.yaml_text import NULLS, YamlTree
from docgen.problems import Place, Problem

_MARKED = ("[", "{", '"', "'")


@dataclass(frozen=True)
class Argument(Source):
    """An argument such as `--set engagement.tier=gold`, option and all: `file` and `text` are the same words."""

    def place(self, start: int, end: int, path: str = "") -> Place:
        """Return the place of the characters from `start` to `end`; an argument has columns and no lines."""
        return Place(self.file, None, start + 1, path, self.file, max(1, end - start))

    def fault(self, code: str, start: int, end: int, message: str, hint: str = "") -> ArgumentError:
        """Return the error that stands at the characters from `start` to `end`."""
        return ArgumentError([self.refuse(code, start, end, message, hint)])


def argument(option: str, text: str) -> Argument:
    """Return the argument of an option. Raise ArgumentError for a character that no document can hold."""
    whole = Argument(f"{option} {text}", f"{option} {text}")
    bad = FORBIDDEN.search(whole.text)
    if bad:
        message = f"There is {name_of(bad[0])} here, which no document can hold."
        raise whole.fault("forbidden-character", bad.start(), bad.end(), message, "Take it out.")
    return whole


def known_steps(source: Argument, path: str, start: int) -> tuple[PathStep, ...]:
    """Return the steps of a path that stands at `start` in the argument.

    Raise ArgumentError, with what was probably meant, where the intake has no such fact.
    """
    steps, known = steps_of(path)
    if path and known == len(path):
        return steps
    end = start + max(len(path), 1)
    if not path:
        hint = "Write the path of a fact, such as engagement.tier."
        raise source.fault("unknown-value", start, end, "There is no path here.", hint)
    spot = start + known + (path[known : known + 1] in (".", "["))
    raise source.fault(
        "unknown-value", min(spot, end - 1), end, f"{path} is not the path of a fact.", _hint(path)
    )


def _hint(path: str) -> str:
    close = meant(path) or _with_this_end(path) or nearest(path, all_paths())
    return f"Did you mean {close}?" if close else "Write a path such as applications[app-xero].rto."


def _with_this_end(path: str) -> str:
    """Return the path that ends as `path` does: client.legal_name for client.name, engagement.tier for tier.

    One in the same group goes before one elsewhere, and that before an item of a list.
    """
    group, _, key = path.rpartition(".")
    known = [(one, *one.rpartition(".")[::2]) for one in all_paths() if not one.startswith("facts")]
    beside = [one for one, home, last in known if home == group and key in last]
    ends = [one for one, _, last in known if last == key]
    return min(beside or ends, key=lambda one: ("[" in one, len(one)), default="") if len(key) > 2 else ""


def read_value(source: Argument, start: int) -> Node:
    """Return the value that stands in the argument from `start` on, read as an intake reads it: every scalar is
    text, `null` is none.

    What starts with a bracket, a brace or a quote is YAML; all else is the text itself, colons, hashes and all.
    Raise ArgumentError for YAML that cannot be read.
    """
    text = source.text[start:]
    bare = text.strip()
    first = start + len(text) - len(text.lstrip())
    if not bare:
        hint = 'Write null to take the value out, or "" for an empty text.'
        raise source.fault(
            "bad-value", len(source.text) - 1, len(source.text), "Nothing follows the =.", hint
        )
    if not bare.startswith(_MARKED):
        return Node(None if bare in NULLS else bare, first, first + len(bare))
    # Blanks in place of what comes before: the parser's offsets are then the argument's own.
    tree = YamlTree(Argument(source.file, " " * start + text))
    root = tree.build()
    found: list[Problem] = [*tree.problems, *tree.warnings]
    if found or root is None:
        raise ArgumentError(found)
    return root
