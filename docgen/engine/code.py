"""Jinja's syntax tree turned into Python that appends to one list.

Jinja parses; the code that runs is ours: names are looked up the short way, values are escaped in batches, loops
and texts are bounded, and every generated line knows its tag. A second, careful variant is generated only after
a rendering failed: it goes on after each fault, so that all of them are reported together.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any, ClassVar

from jinja2 import nodes
from jinja2.utils import missing

from docgen.engine.costs import cost_of
from docgen.engine.expressions import RefusedError, Scope
from docgen.engine.runtime import Runtime
from docgen.engine.sandbox import BINARY, Blank
from docgen.engine.stream import Stream
from docgen.engine.tree import walk
from docgen.engine.word_runtime import WordRuntime
from docgen.engine.writer import Shown, Writer

_PIECES = re.compile(r"§(\d+)§")


_CAPTURES = (nodes.Macro, nodes.AssignBlock)


def jinja_source(stream: Stream) -> str:
    """Return what Jinja parses: one line a tag, so that a node's line number names its tag."""
    marks = {"print": ("{{", "}}"), "block": ("{%", "%}")}
    lines = []
    for number, (tag, _) in enumerate(stream.tags):
        opener, closer = marks[tag.kind.value]
        lines.append(f"{opener} {tag.body} {closer}§{number}§\n")
    return "".join(lines)


class Generator(Writer):
    """Writes the Python of one part. Use `Generator(...).source(tree)`; `lines[n]` is the tag of Python line n + 1.

    `runtime` is the class whose public side generated code may call by its bare names.
    """

    runtime: ClassVar[type[Runtime]] = WordRuntime

    @property
    def _callable(self) -> frozenset[str]:
        return frozenset(name for name in (*dir(self.runtime), "environment") if not name.startswith("_"))

    def source(self, tree: nodes.Template) -> str:
        """Return the module text; it defines `render(out, rt, locale)`."""
        capturing = any(tag.keyword in ("macro", "set") for tag, _ in self.stream.tags)
        self._makes_xml = capturing and any(isinstance(node, _CAPTURES) for node in walk(tree))
        self._names_loop = any("loop" in tag.body for tag, _ in self.stream.tags)
        self._declare(tree.body, self._scope)
        self._pieces(self.stream.before)
        self._statements(tree.body)
        self._flush()
        used = set(re.findall(r"[a-z_]+", "\n".join(self.body))) | {"get"}
        head = ["def render(out, rt, locale):", " append = out.append"]
        head += [f" {name} = rt.{name}" for name in sorted(used & self._callable)]
        head += [f" {variable} = get({name!r})" for name, variable in self.names.items()]
        self.lines = [0] * len(head) + self.lines
        return "\n".join((*head, *self.body, ""))

    @contextmanager
    def _inner_scope(self, body: Iterable[nodes.Node] = ()) -> Iterator[Scope]:
        outer, self._scope = self._scope, Scope(self._scope)
        self._declare(body, self._scope)
        yield self._scope
        self._flush()
        self._scope = outer

    def _declare(self, body: Iterable[nodes.Node], scope: Scope) -> None:
        """Give each name that a scope sets a variable of its own, which begins as what the name meant outside."""
        for name in _stored(body):
            if name in scope.variables:
                continue
            outer = self.variable(name)
            scope.variables[name] = self._fresh("v")
            scope.origins[name] = ""
            self._write(f"{scope.variables[name]} = {outer}")

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
        with self._nested(f"{word} {self._tested(node)}:"):
            self._statements(node.body)

    def _tested(self, node: nodes.If) -> str:
        if isinstance(node.test, nodes.Tuple):
            raise RefusedError(
                node.lineno, "the comma makes a list of it, which is always true.", "tag-syntax"
            )
        return self._guarded(node.test, "truth({})", "False")

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
        self._iterated(node, items)
        self._loop(node, items, origin)
        if node.else_:
            with self._nested(f"if not {items}:"):
                self._statements(node.else_)

    def _iterated(self, node: nodes.For, items: str) -> None:
        """Write what a loop goes over into the variable `items`."""
        test = [node.test] if node.test is not None else []
        cost = cost_of([*node.body, *test], self.stream)
        self._write(f"{items} = {self._guarded(node.iter, f'items({{}}, {cost})', '()')}")
        if node.test is not None:
            self._filtered(node, items)

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
            counter, line = self._fresh("n"), f"for {target} in rounds({items}, out):"
            if isinstance(node.target, nodes.Name):
                scope.origins[node.target.name] = f"{origin}[{{key({target}, {counter})}}]" if origin else ""
            if self._names_loop and _uses(node.body, "loop"):
                scope.variables["loop"] = self._fresh("l")
                pair = f"{target}, {scope.variables['loop']}"
                line = f"for {pair} in rounds({items}, out, loop_over({items})):"
            if self.careful:
                line = (
                    line.replace("for ", f"for {counter}, (", 1).replace(" in ", ") in enumerate(", 1)[:-1]
                    + "):"
                )
            with self._nested(line):
                self._declare(node.body, scope)
                self._round(node)

    def _round(self, node: nodes.For) -> None:
        """Write one round of a loop."""
        self._statements(node.body)

    def _recursive(self, node: nodes.For) -> None:
        name, items = self._fresh("f"), self._fresh("s")
        head = f"def {name}(reciter, loop_render_func, depth=0):"
        with self._captured(head), self._repeating(), self._inner_scope() as scope:
            target = self._target(node.target, scope)
            scope.variables["loop"] = self._fresh("l")
            self._write(f"{items} = items(reciter, {cost_of(node.body, self.stream)})")
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
            self._write(f"return captured(out, {self._kind()!r})")

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
        self._write(f"append(filtered({self._over_text(node.filter, f'{name}()')}, {self._tag}))")

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
                self._write(f"spend({cost_of(node.body, self.stream)})")
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
        self._batch.append(Shown(name, self._tag, "ready", ""))


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
    return any(isinstance(found, nodes.Name) and found.name == name for found in walk(*body))


FIXED_NAMES: Mapping[str, Any] = {f"op_{name}": function for name, function in BINARY.items()} | {
    "missing": missing,
    "nothing": Blank(),
}
__all__ = ["FIXED_NAMES", "Generator", "RefusedError", "jinja_source"]
