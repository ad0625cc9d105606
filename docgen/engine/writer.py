"""The text of the generated Python: lines with their tags, values printed in batches, operations between pieces."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from jinja2 import nodes

from docgen.engine.contents import Heading
from docgen.engine.escape import ESCAPES, THOROUGH
from docgen.engine.expressions import Expressions, braced
from docgen.engine.sandbox import Sandbox
from docgen.engine.stream import Piece, Stream

_TEXTUAL = tuple(ESCAPES)
_BATCH = 120  # values and literals that one generated line joins


@dataclass(slots=True)
class Shown:
    """A value to print: the expression, its tag, where it lands, and (careful variant) its data paths."""

    code: str
    tag: int
    context: str
    paths: str


class Writer(Expressions):
    """Gathers the lines of one function; `lines[n]` is the number of the tag behind line n of the `body`."""

    def __init__(
        self,
        stream: Stream,
        environment: Sandbox,
        filters: Mapping[str, Callable[..., Any]],
        *,
        careful: bool,
    ) -> None:
        super().__init__(environment, filters, careful=careful)
        self.stream = stream
        self.body: list[str] = []
        self.lines: list[int] = []
        self._indent = 1
        self._counter = 0
        self._tag = 0
        self._names_loop = True
        self._marks: list[str] = []
        self._batch: list[str | Shown] = []

    # -- the frame ------------------------------------------------------------------------------------

    def _write(self, text: str) -> None:
        self.body.append(" " * self._indent + text)
        self.lines.append(self._tag)

    @contextmanager
    def _nested(self, line: str) -> Iterator[None]:
        self._write(line)
        self._indent += 1
        start = len(self.body)
        yield
        self._flush()
        if len(self.body) == start:
            self._write("pass")
        self._indent -= 1

    @contextmanager
    def _repeating(self) -> Iterator[None]:
        self._repeats += 1
        yield
        self._repeats -= 1

    def _fresh(self, prefix: str) -> str:
        self._counter += 1
        return f"{prefix}{self._counter}"

    def _at(self, node: nodes.Node) -> None:
        self._tag = max(node.lineno - 1, 0)

    # -- names ----------------------------------------------------------------------------------------

    # -- pieces and printing --------------------------------------------------------------------------

    def _print(self, node: nodes.Expr) -> None:
        self._at(node)
        context = self.stream.tags[self._tag][0].context
        self._batch.append(Shown(self._expression(node), self._tag, context, self._paths(node)))

    def _pieces(self, pieces: Iterable[Piece]) -> None:
        for piece in pieces:
            if isinstance(piece, str):
                self._batch.append(piece)
            else:
                getattr(self, f"_op_{piece.name}")(*piece.args)

    def _flush(self) -> None:
        """Write the code of the literals and values gathered so far."""
        batch, self._batch = joined(self._batch), []
        tag = self._tag
        group: list[str | Shown] = []
        for item in batch:
            if isinstance(item, str) or item.context == "ready":
                group.append(item)
            else:
                group.append(self._computed(item) if item.context in _TEXTUAL else self._special(item))
            if len(group) >= _BATCH:
                self._append(group)
                group = []
        self._append(group)
        self._tag = tag

    def _special(self, item: Shown) -> Shown:
        self._tag = item.tag
        name = self._fresh("x")
        placed = f"place({item.code}, {item.tag}, {item.context!r})"
        if self.careful:
            placed = f"guard(lambda: {placed}, {item.tag}, {item.paths}, '')"
        self._write(f"{name} = {placed}")
        return Shown(name, item.tag, "ready", "")

    def _computed(self, item: Shown) -> Shown:
        self._tag = item.tag
        name = self._fresh("x")
        if self.careful:
            self._write(
                f"{name} = guard(lambda: settle(show({item.code}, {item.tag}, {item.context!r}), {item.context!r}),"
                f" {item.tag}, {item.paths}, '')"
            )
            return Shown(name, item.tag, "ready", "")
        if not self._repeats:
            self._write(f"{name} = text({item.code}, {item.tag}, {item.context!r})")
            return Shown(name, item.tag, "ready", "")
        self._write(f"{name} = {item.code}")
        self._write(f"if {name}.__class__ is not str: {name} = show({name}, {item.tag}, {item.context!r})")
        return Shown(name, item.tag, item.context, "")

    def _append(self, group: list[str | Shown]) -> None:
        for context in _TEXTUAL:
            loose = [item for item in group if isinstance(item, Shown) and item.context == context]
            if loose:
                self._settle(loose, context)
        if len(group) == 1 and isinstance(group[0], str):
            self._write(f"append({group[0]!a})")
        elif group:
            parts = [_quoted(item) if isinstance(item, str) else f"{{{item.code}}}" for item in group]
            self._write("append(f'" + "".join(parts) + "')")

    def _settle(self, items: list[Shown], context: str) -> None:
        """Escape values that need it: one scan over all of them, and nothing more where they are clean."""
        self._tag = items[0].tag
        names = [item.code for item in items]
        listed = ", ".join(names) + ","
        tags = tuple(item.tag for item in items)
        joined = names[0] if len(names) == 1 else f"join(({listed}))"
        condition = "" if context in THOROUGH else f"if unsafe({joined}): "
        self._write(f"{condition}{listed} = settle_all(({listed}), {tags}, {context!r})")

    # -- operations -----------------------------------------------------------------------------------

    def _op_nothing(self) -> None: ...

    def _op_open(self) -> None:
        self._flush()
        self._marks.append(self._fresh("m"))
        self._write(f"{self._marks[-1]} = len(out)")

    def _close(self, name: str) -> None:
        self._flush()
        self._write(f"{name}(out, {self._marks.pop()})")

    def _op_close_cell(self) -> None:
        self._close("close_cell")

    def _op_close_row(self) -> None:
        self._close("close_row")

    def _op_close_table(self) -> None:
        self._close("close_table")

    def _op_close_widths(self) -> None:
        self._close("close_widths")

    def _op_contents(self, contents: object) -> None:
        self._flush()
        self._write(f"contents(out, {self._constant(contents)})")

    def _op_open_heading(self) -> None:
        self._flush()
        self._marks.append(self._fresh("m"))
        self._write(f"{self._marks[-1]} = open_heading(out)")

    def _op_close_heading(self, heading: Heading) -> None:
        self._flush()
        self._write(f"close_heading(out, {self._marks.pop()}, {self._constant(heading)})")

    def _op_restart_numbering(self) -> None:
        self._flush()
        self._write("restart_numbering()")

    def _op_list_number(self, number: str) -> None:
        self._made(f"list_number({number!r})")

    def _op_list_properties(self, number: str, level: int) -> None:
        self._made(f"list_properties({number!r}, {level})")

    def _op_sequence(self, name: str) -> None:
        self._made(f"sequence({name!r})")

    def _op_drawing_id(self, original: str) -> None:
        self._unique(original, "next_drawing()")

    def _op_bookmark_id(self, original: str, start: bool) -> None:
        self._unique(original, f"bookmark_id({original!r}, {start})")

    def _op_bookmark_name(self, key: str, name: str) -> None:
        self._unique(name, f"bookmark_name({key!r}, {name!r})")

    def _op_chart_alt(self, alt: str) -> None:
        self._made(f"describe_chart({alt!r})")

    def _op_chart_id(self, name: str, relation: str) -> None:
        self._made(f"show_chart({name!r}, {relation!r})")

    def _unique(self, original: str, code: str) -> None:
        if not self._repeats:
            self._batch.append(_escaped(original))
            return
        self._made(code)

    def _made(self, code: str) -> None:
        """Print what a call of the runtime gives, which is XML already."""
        self._flush()
        name = self._fresh("x")
        self._write(f"{name} = {code}")
        self._batch.append(Shown(name, self._tag, "ready", ""))

    def _constant(self, value: object) -> str:
        name = f"k{len(self.namespace)}"
        self.namespace[name] = value
        return name


def joined(batch: Iterable[str | Shown]) -> list[str | Shown]:
    """Return a batch with its neighbouring literals as one."""
    found: list[str | Shown] = []
    literal: list[str] = []
    for item in batch:
        if isinstance(item, str):
            literal.append(item)
            continue
        found += ["".join(literal), item] if literal else [item]
        literal = []
    return [*found, "".join(literal)] if literal else found


def _quoted(text: str) -> str:
    """Return a literal for the inside of an f-string in single quotes."""
    plain = text.encode("unicode_escape").decode("ascii").replace("'", "\\'")
    return braced(plain)


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;")
