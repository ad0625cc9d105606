"""Jinja's syntax tree turned into Python that appends to one list.

Jinja parses; the code that runs is ours: names are looked up the short way, values are escaped in batches, loops
and texts are bounded, and every generated line knows its tag. A second, careful variant is generated only after
a rendering failed: it goes on after each fault, so that all of them are reported together.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from jinja2 import nodes
from jinja2.utils import missing

from docgen.engine.contents import Heading
from docgen.engine.expressions import Expressions, RefusedError, Scope, braced
from docgen.engine.sandbox import BINARY, Blank, Sandbox
from docgen.engine.stream import Piece, Stream

_PIECES = re.compile(r"§(\d+)§")
_TEXTUAL = frozenset({"text", "attribute", "plain"})


def jinja_source(stream: Stream) -> str:
    """Return what Jinja parses: one line a tag, so that a node's line number names its tag."""
    marks = {"print": ("{{", "}}"), "block": ("{%", "%}")}
    lines = []
    for number, (tag, _) in enumerate(stream.tags):
        opener, closer = marks[tag.kind.value]
        lines.append(f"{opener} {tag.body} {closer}§{number}§\n")
    return "".join(lines)


@dataclass(slots=True)
class _Shown:
    """A value to print: the expression, its tag, where it lands, and (careful variant) its data paths."""

    code: str
    tag: int
    context: str
    paths: str


class Generator(Expressions):
    """Writes the Python of one part. Use `Generator(...).source(tree)`; `lines[n]` is the tag of Python line n + 1."""

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
        self._repeats = 0
        self._marks: list[str] = []
        self._batch: list[str | _Shown] = []

    # -- the frame ------------------------------------------------------------------------------------

    def source(self, tree: nodes.Template) -> str:
        """Return the module text; it defines `render(out, rt, locale)`."""
        self._makes_xml = any(tree.find(kind) is not None for kind in (nodes.Macro, nodes.AssignBlock))
        self._declare(tree.body, self._scope)
        self._pieces(self.stream.before)
        self._statements(tree.body)
        self._flush()
        used = set(re.findall(r"[a-z_]+", "\n".join(self.body))) | {"get"}
        head = ["def render(out, rt, locale):", " append = out.append"]
        head += [f" {name} = rt.{name}" for name in _RUNTIME if name in used]
        head += [f" {variable} = get({name!r})" for name, variable in self.names.items()]
        self.lines = [0] * len(head) + self.lines
        return "\n".join((*head, *self.body, ""))

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
    def _inner_scope(self, body: Iterable[nodes.Node] = ()) -> Iterator[Scope]:
        outer, self._scope = self._scope, Scope(self._scope)
        self._declare(body, self._scope)
        yield self._scope
        self._flush()
        self._scope = outer

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

    def _declare(self, body: Iterable[nodes.Node], scope: Scope) -> None:
        """Give each name that a scope sets a variable of its own, which begins as what the name meant outside."""
        for name in _stored(body):
            if name in scope.variables:
                continue
            outer = self.variable(name)
            scope.variables[name] = self._fresh("v")
            scope.origins[name] = ""
            self._write(f"{scope.variables[name]} = {outer}")

    # -- pieces and printing --------------------------------------------------------------------------

    def _statements(self, body: Iterable[nodes.Node]) -> None:
        for node in body:
            getattr(self, f"_do_{type(node).__name__.lower()}", self._refuse)(node)

    def _do_output(self, node: nodes.Output) -> None:
        for child in node.nodes:
            if isinstance(child, nodes.TemplateData):
                for number in _PIECES.findall(child.data):
                    self._pieces(self.stream.tags[int(number)][1])
            else:
                self._print(child)

    def _print(self, node: nodes.Expr) -> None:
        self._at(node)
        context = self.stream.tags[self._tag][0].context
        self._batch.append(_Shown(self._expression(node), self._tag, context, self._paths(node)))

    def _pieces(self, pieces: Iterable[Piece]) -> None:
        for piece in pieces:
            if isinstance(piece, str):
                self._batch.append(piece)
            else:
                getattr(self, f"_op_{piece.name}")(*piece.args)

    def _flush(self) -> None:
        """Write the code of the literals and values gathered so far."""
        batch, self._batch = self._batch, []
        tag = self._tag
        group: list[str | _Shown] = []
        for item in batch:
            if isinstance(item, str) or item.context == "ready":
                group.append(item)
            else:
                group.append(self._computed(item) if item.context in _TEXTUAL else self._special(item))
            if len(group) >= 120:
                self._append(group)
                group = []
        self._append(group)
        self._tag = tag

    def _special(self, item: _Shown) -> _Shown:
        self._tag = item.tag
        name = self._fresh("x")
        placed = f"place({item.code}, {item.tag}, {item.context!r})"
        if self.careful:
            placed = f"guard(lambda: {placed}, {item.tag}, {item.paths}, '')"
        self._write(f"{name} = {placed}")
        return _Shown(name, item.tag, "ready", "")

    def _computed(self, item: _Shown) -> _Shown:
        self._tag = item.tag
        name = self._fresh("x")
        if self.careful:
            self._write(
                f"{name} = guard(lambda: settle(show({item.code}, {item.tag}, {item.context!r}), {item.context!r}),"
                f" {item.tag}, {item.paths}, '')"
            )
            return _Shown(name, item.tag, "ready", "")
        self._write(f"{name} = {item.code}")
        self._write(f"if {name}.__class__ is not str: {name} = show({name}, {item.tag}, {item.context!r})")
        return _Shown(name, item.tag, item.context, "")

    def _append(self, group: list[str | _Shown]) -> None:
        for context in ("text", "attribute", "plain"):
            loose = [item for item in group if isinstance(item, _Shown) and item.context == context]
            if loose:
                self._settle(loose, context)
        if group:
            parts = [_quoted(item) if isinstance(item, str) else f"{{{item.code}}}" for item in group]
            self._write("append(f'" + "".join(parts) + "')")

    def _settle(self, items: list[_Shown], context: str) -> None:
        """Escape values that need it: one scan over all of them, and nothing more where they are clean."""
        self._tag = items[0].tag
        names = [item.code for item in items]
        listed = ", ".join(names) + ","
        tags = tuple(item.tag for item in items)
        joined = names[0] if len(names) == 1 else f"join(({listed}))"
        self._write(f"if unsafe({joined}): {listed} = settle_all(({listed}), {tags}, {context!r})")

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

    def _op_drawing_id(self, original: str) -> None:
        self._unique(original, "next_drawing()")

    def _op_bookmark_id(self, original: str, start: bool) -> None:
        self._unique(original, f"bookmark_id({original!r}, {start})")

    def _op_bookmark_name(self, key: str, name: str) -> None:
        self._unique(name, f"bookmark_name({key!r}, {name!r})")

    def _unique(self, original: str, code: str) -> None:
        if not self._repeats:
            self._batch.append(_escaped(original))
            return
        self._flush()
        name = self._fresh("x")
        self._write(f"{name} = {code}")
        self._batch.append(_Shown(name, self._tag, "ready", ""))

    def _constant(self, value: object) -> str:
        name = f"k{len(self.namespace)}"
        self.namespace[name] = value
        return name

    # -- statements -----------------------------------------------------------------------------------

    def _do_if(self, node: nodes.If) -> None:
        self._flush()
        self._at(node)
        self._branch("if", node)
        for branch in node.elif_:
            self._at(branch)
            self._branch("elif", branch)
        if node.else_:
            with self._nested("else:"):
                self._statements(node.else_)

    def _branch(self, word: str, node: nodes.If) -> None:
        test = self._guarded(node.test, "truth({})", "False")
        with self._nested(f"{word} {test}:"):
            self._statements(node.body)

    def _guarded(self, node: nodes.Node, form: str, default: str) -> str:
        code = self._expression(node)
        if self.careful:
            return f"guard(lambda: {form.format(code)}, {self._tag}, {self._paths(node)}, {default})"
        return code if form == "truth({})" else form.format(code)

    def _do_for(self, node: nodes.For) -> None:
        self._flush()
        self._at(node)
        if node.recursive:
            self._recursive(node)
            return
        items, origin = self._fresh("s"), self._path(node.iter) or ""
        self._write(f"{items} = {self._guarded(node.iter, 'items({})', '()')}")
        if node.test is not None:
            self._filtered(node, items)
        self._loop(node, items, origin)
        if node.else_:
            with self._nested(f"if not {items}:"):
                self._statements(node.else_)

    def _filtered(self, node: nodes.For, items: str) -> None:
        assert node.test is not None
        kept, one = self._fresh("s"), self._fresh("e")
        self._write(f"{kept} = []")
        with self._inner_scope() as scope, self._nested(f"for {one} in {items}:"):
            self._write(f"{self._target(node.target, scope)} = {one}")
            self._write(f"if {self._guarded(node.test, 'truth({})', 'False')}: {kept}.append({one})")
        self._write(f"{items} = {kept}")

    def _loop(self, node: nodes.For, items: str, origin: str) -> None:
        with self._repeating(), self._inner_scope() as scope:
            target = self._target(node.target, scope)
            counter, line = self._fresh("n"), f"for {target} in {items}:"
            if isinstance(node.target, nodes.Name):
                scope.origins[node.target.name] = f"{origin}[{{key({target}, {counter})}}]" if origin else ""
            if _uses_loop(node):
                scope.variables["loop"] = self._fresh("l")
                line = f"for {target}, {scope.variables['loop']} in loop_over({items}):"
            if self.careful:
                line = (
                    line.replace("for ", f"for {counter}, (", 1).replace(" in ", ") in enumerate(", 1)[:-1]
                    + "):"
                )
            with self._nested(line):
                self._declare(node.body, scope)
                self._statements(node.body)

    def _recursive(self, node: nodes.For) -> None:
        name, items = self._fresh("f"), self._fresh("s")
        head = f"def {name}(reciter, loop_render_func, depth=0):"
        with self._captured(head), self._repeating(), self._inner_scope() as scope:
            target = self._target(node.target, scope)
            scope.variables["loop"] = self._fresh("l")
            self._write(f"{items} = items(reciter)")
            if node.test is not None:
                self._filtered(node, items)
            pair = f"{target}, {scope.variables['loop']}"
            with self._nested(f"for {pair} in loop_over({items}, loop_render_func, depth):"):
                self._declare(node.body, scope)
                self._statements(node.body)
            if node.else_:
                with self._nested(f"if not {items}:"):
                    self._statements(node.else_)
        self._at(node)
        self._write(f"append({name}({self._expression(node.iter)}, {name}))")

    @contextmanager
    def _captured(self, line: str) -> Iterator[None]:
        """Write a function whose output is a value of its own: `Xml` that knows where it can stand."""
        with self._nested(line):
            self._write("out = []; append = out.append")
            yield
            self._flush()
            self._write(f"return xml(''.join(out), {self._kind()!r})")

    def _kind(self) -> str:
        path = self.stream.tags[self._tag][0].path
        return path[-1] if path else ""

    def _target(self, node: nodes.Node, scope: Scope) -> str:
        if isinstance(node, nodes.Name):
            if node.name not in scope.variables:
                scope.variables[node.name] = self._fresh("v")
            scope.origins.setdefault(node.name, "")
            return scope.variables[node.name]
        if isinstance(node, (nodes.Tuple, nodes.List)):
            return "(" + "".join(f"{self._target(item, scope)}, " for item in node.items) + ")"
        raise RefusedError(node.lineno, "a loop can fill names only.")

    def _do_assign(self, node: nodes.Assign) -> None:
        self._flush()
        self._at(node)
        value = self._guarded(node.node, "{}", "None")
        if isinstance(node.target, nodes.NSRef):
            self._write(f"set_in({self.variable(node.target.name)}, {node.target.attr!r}, {value})")
        else:
            self._write(f"{self._target(node.target, self._scope)} = {value}")

    def _do_assignblock(self, node: nodes.AssignBlock) -> None:
        self._flush()
        self._at(node)
        name = self._fresh("f")
        with self._captured(f"def {name}():"), self._inner_scope(node.body):
            self._statements(node.body)
        self._at(node)
        value = f"{name}()"
        if node.filter is not None:
            value = self._over_text(node.filter, value)
        self._write(f"{self._target(node.target, self._scope)} = {value}")

    def _do_filterblock(self, node: nodes.FilterBlock) -> None:
        self._flush()
        self._at(node)
        name = self._fresh("f")
        with self._captured(f"def {name}():"), self._inner_scope(node.body):
            self._statements(node.body)
        self._at(node)
        self._write(f"append({self._over_text(node.filter, f'{name}()')})")

    def _over_text(self, node: nodes.Filter, value: str) -> str:
        """Return a filter over captured text: on the plain text, which is escaped again afterwards."""
        return f"settle_text({self._filter(node, f'plain({value})')})"

    def _do_with(self, node: nodes.With) -> None:
        self._flush()
        self._at(node)
        values = [self._guarded(value, "{}", "None") for value in node.values]
        with self._inner_scope() as scope:
            for target, value in zip(node.targets, values, strict=True):
                self._write(f"{self._target(target, scope)} = {value}")
            self._declare(node.body, scope)
            self._statements(node.body)

    def _do_scope(self, node: nodes.Scope) -> None:
        self._flush()
        with self._inner_scope(node.body):
            self._statements(node.body)

    def _do_scopedevalcontextmodifier(self, node: nodes.ScopedEvalContextModifier) -> None:
        self._statements(node.body)  # autoescape: all is escaped anyway

    def _do_exprstmt(self, node: nodes.ExprStmt) -> None:
        self._flush()
        self._at(node)
        self._write(self._expression(node.node))

    def _do_macro(self, node: nodes.Macro) -> None:
        self._flush()
        self._at(node)
        variable = self._target(nodes.Name(node.name, "store"), self._scope)
        self._write(f"{variable} = {self._macro(node, node.name)}")

    def _macro(self, node: nodes.Macro | nodes.CallBlock, name: str) -> str:
        function = self._fresh("f")
        tag = self._tag
        with self._repeating(), self._inner_scope() as scope:
            arguments = [self._target(argument, scope) for argument in node.args]
            caught = {word: word for word in ("caller", "kwargs", "varargs") if _uses(node.body, word)}
            for word in caught:
                scope.variables.setdefault(word, f"a_{word}")
            names = [*arguments, *(scope.variables[word] for word in caught)]
            with self._captured(f"def {function}({', '.join(names)}):"):
                self._defaults(node, arguments)
                self._declare(node.body, scope)
                self._statements(node.body)
                self._flush()
                self._tag = tag
        listed = tuple(argument.name for argument in node.args)
        flags = ", ".join(str(word in caught) for word in ("kwargs", "varargs", "caller"))
        return f"macro({function}, {name!r}, {listed!r}, {flags})"

    def _defaults(self, node: nodes.Macro | nodes.CallBlock, arguments: list[str]) -> None:
        offset = len(arguments) - len(node.defaults)
        for index, argument in enumerate(arguments):
            default = self._expression(node.defaults[index - offset]) if index >= offset else ""
            if index < offset:
                default = f"unset({node.args[index].name!r})"
            self._write(f"if {argument} is missing: {argument} = {default}")

    def _do_callblock(self, node: nodes.CallBlock) -> None:
        self._flush()
        self._at(node)
        caller = self._macro(node, "caller")
        name = self._fresh("x")
        self._write(
            f"{name} = place({self._call(node.call, extra=f'caller={caller}')}, {self._tag}, 'macro')"
        )
        self._batch.append(_Shown(name, self._tag, "ready", ""))


def _stored(body: Iterable[nodes.Node]) -> list[str]:
    """Return the names that statements set in their own scope, in order of appearance."""
    names: list[str] = []
    for node in body:
        if isinstance(node, (nodes.Assign, nodes.AssignBlock)):
            names += (
                [name.name for name in node.target.find_all(nodes.Name)]
                if not isinstance(node.target, nodes.Name)
                else [node.target.name]
            )
        elif isinstance(node, nodes.Macro):
            names.append(node.name)
        elif isinstance(node, nodes.If):
            names += _stored([*node.body, *node.elif_, *node.else_])
        elif isinstance(node, nodes.ScopedEvalContextModifier):
            names += _stored(node.body)
    return list(dict.fromkeys(names))


def _uses(body: Iterable[nodes.Node], name: str) -> bool:
    return any(found.name == name for node in body for found in (*_self(node), *node.find_all(nodes.Name)))


def _self(node: nodes.Node) -> tuple[nodes.Name, ...]:
    return (node,) if isinstance(node, nodes.Name) else ()


def _uses_loop(node: nodes.For) -> bool:
    return _uses(node.body, "loop")


def _quoted(text: str) -> str:
    """Return a literal for the inside of an f-string in single quotes."""
    plain = text.encode("unicode_escape").decode("ascii").replace("'", "\\'")
    return braced(plain)


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;")


_RUNTIME = [
    "get",
    "guard",
    "show",
    "place",
    "settle",
    "unmarked",
    "settle_all",
    "settle_text",
    "items",
    "key",
    "loop_over",
    "get_attr",
    "get_item",
    "call",
    "concat",
    "known",
    "truth",
    "macro",
    "xml",
    "plain",
    "set_in",
    "unset",
    "context",
    "close_cell",
    "close_row",
    "close_table",
    "close_widths",
    "contents",
    "open_heading",
    "close_heading",
    "next_drawing",
    "bookmark_id",
    "bookmark_name",
    "environment",
    "eval_context",
]
FIXED_NAMES: Mapping[str, Any] = {f"op_{name}": function for name, function in BINARY.items()} | {
    "missing": missing,
    "nothing": Blank(),
}
__all__ = ["FIXED_NAMES", "Generator", "RefusedError", "jinja_source"]
