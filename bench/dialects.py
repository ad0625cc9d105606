"""How the contenders' tags are typed: one template, written once in each contender's language."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

Rows = list[list[str]]


class Jinja:
    """docgen's tags and docxtpl's: a row with tags stands between two rows that hold the loop's."""

    def scalar(self, name: str) -> str:
        """Return the tag that prints a fact."""
        return f"{{{{ {name} }}}}"

    def condition(self, flag: str) -> tuple[str, str]:
        """Return the two paragraphs around what is shown if `flag` holds."""
        return f"{{%p if {flag} %}}", "{%p endif %}"

    def rows(self, items: str, keys: Sequence[str]) -> Rows:
        """Return the rows of a table that is to have one row for each of the `items`."""
        empty = [""] * (len(keys) - 1)
        return [[f"{{%tr for item in {items} %}}", *empty], _items(keys), ["{%tr endfor %}", *empty]]


class Bare(Jinja):
    """The tags that code looks for which one writes with a library that has none: a row, and no loop."""

    def rows(self, items: str, keys: Sequence[str]) -> Rows:  # noqa: ARG002 - the code knows the list
        """Return the one row whose copies the code makes."""
        return [_items(keys)]


class Xltpl(Jinja):
    """xltpl's tags: a cell that keeps its value's type is `{% xv … %}`; the loop ends in a cell below."""

    def rows(self, items: str, keys: Sequence[str]) -> Rows:
        """Return the row that repeats, and the one that closes the loop."""
        cells = [f"{{% xv item.{key} %}}" for key in keys]
        cells[0] = f"{{% for item in {items} %}}{cells[0]}"
        return [cells, ["{% endfor %}", *[""] * (len(keys) - 1)]]


class Mustache(Jinja):
    """docxtemplater's tags and easy-template-x's: a loop opens in a row's first cell and closes in its last."""

    def scalar(self, name: str) -> str:
        """Return the tag that prints a fact."""
        return f"{{{name}}}"

    def condition(self, flag: str) -> tuple[str, str]:
        """Return the two paragraphs around what is shown if `flag` holds."""
        return f"{{#{flag}}}", f"{{/{flag}}}"

    def rows(self, items: str, keys: Sequence[str]) -> Rows:
        """Return the row that repeats."""
        cells = [f"{{{key}}}" for key in keys]
        return [[f"{{#{items}}}{cells[0]}", *cells[1:-1], f"{cells[-1]}{{/{items}}}"]]


class Carbone(Jinja):
    """carbone's tags: a row for an item and one for the next, from which it infers the loop."""

    def scalar(self, name: str) -> str:
        """Return the tag that prints a fact."""
        return f"{{d.{name}}}"

    def condition(self, flag: str) -> tuple[str, str]:
        """Return the two paragraphs around what is shown if `flag` holds."""
        return f"{{d.{flag}:ifEQ(true):showBegin}}", f"{{d.{flag}:showEnd}}"

    def rows(self, items: str, keys: Sequence[str]) -> Rows:
        """Return the row that repeats, and the one that stands for the next."""
        return [[f"{{d.{items}[{at}].{key}}}" for key in keys] for at in ("i", "i+1")]


@dataclass(frozen=True)
class Language:
    """A contender and the tags that it reads."""

    contender: str
    tags: Jinja


def _items(keys: Sequence[str]) -> list[str]:
    return [f"{{{{ item.{key} }}}}" for key in keys]


WORD = (
    Language("docgen", Jinja()),
    Language("docxtemplater", Mustache()),
    Language("easy-template-x", Mustache()),
    Language("carbone", Carbone()),
)
EXCEL = (Language("docgen", Jinja()), Language("openpyxl", Bare()), Language("xltpl", Xltpl()))
POWERPOINT = (
    Language("docgen", Jinja()),
    Language("python-pptx", Bare()),
    Language("docxtemplater", Mustache()),
    Language("carbone", Carbone()),
)
