"""Expressions of the tag language as Python, with the names that they read and the data paths behind them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from keyword import iskeyword
from typing import Any, NoReturn

from jinja2 import nodes
from jinja2.utils import _PassArg

from docgen.engine.sandbox import Sandbox

_COMPARE = {
    "eq": "==",
    "ne": "!=",
    "gt": ">",
    "gteq": ">=",
    "lt": "<",
    "lteq": "<=",
    "in": "in",
    "notin": "not in",
}
_ENDLESS = {
    "inf": "1e999",
    "-inf": "-1e999",
}  # numbers too large for a float, which Python reads but does not write
_PASSED = {
    _PassArg.context: "context()",
    _PassArg.eval_context: "eval_context",
    _PassArg.environment: "environment",
}


class RefusedError(Exception):
    """The template uses something that is not allowed. `line` is the tag's line in the Jinja source."""

    def __init__(self, line: int, message: str, code: str = "refused-tag") -> None:
        self.line, self.code = line, code
        super().__init__(message)


@dataclass(slots=True)
class Scope:
    """Names of one scope: the Python variable of each, and where a loop's variable comes from (for data paths)."""

    parent: Scope | None
    variables: dict[str, str] = field(default_factory=dict)
    origins: dict[str, str] = field(default_factory=dict)

    def find(self, name: str) -> str | None:
        scope: Scope | None = self
        while scope is not None:
            if name in scope.variables:
                return scope.variables[name]
            scope = scope.parent
        return None

    def origin(self, name: str) -> str | None:
        scope: Scope | None = self
        while scope is not None:
            if name in scope.variables:
                return scope.origins.get(name)
            scope = scope.parent
        return name


class Expressions:
    """Turns expression nodes into Python. `names` gathers what is looked up in the data, `namespace` the functions."""

    def __init__(
        self, environment: Sandbox, filters: Mapping[str, Callable[..., Any]], *, careful: bool
    ) -> None:
        self.environment = environment
        self.own_filters = filters
        self.careful = careful
        self.namespace: dict[str, Any] = {}
        self.names: dict[str, str] = {}
        self._scope = Scope(None)
        self._makes_xml = False
        # Loops and macros around what is being written: quick code pays in them, and short code elsewhere.
        self._repeats = 0

    def variable(self, name: str) -> str:
        found = self._scope.find(name)
        if found is not None:
            return found
        if name not in self.names:
            self.names[name] = f"c{len(self.names)}"
        return self.names[name]

    def _refuse(self, node: nodes.Node) -> NoReturn:
        word = {"FromImport": "from"}.get(type(node).__name__, type(node).__name__.lower())
        raise RefusedError(node.lineno, f"a template cannot use {word} here.")

    # -- expressions ----------------------------------------------------------------------------------

    def _expression(self, node: nodes.Node) -> str:
        method = getattr(self, f"_ex_{type(node).__name__.lower()}", None)
        if method is None:
            self._refuse(node)
        result: str = method(node)
        return result

    def _ex_const(self, node: nodes.Const) -> str:
        return _ENDLESS.get(repr(node.value), repr(node.value))

    def _ex_templatedata(self, node: nodes.TemplateData) -> str:
        return repr(node.data)

    def _ex_name(self, node: nodes.Name) -> str:
        return self.variable(node.name)

    def _ex_getattr(self, node: nodes.Getattr) -> str:
        if node.attr.startswith("_"):
            raise RefusedError(
                node.lineno,
                f"a name that begins with _ is not open to templates: {node.attr}.",
                "refused-name",
            )
        holder = self._expression(node.node)
        attr = repr(node.attr)
        if self._repeats and holder.isidentifier():
            quick = f"{holder}[{attr}] if {holder}.__class__ is dict and {attr} in {holder}"
            return f"({quick} else get_attr({holder}, {attr}))"
        return f"get_attr({holder}, {attr})"

    def _ex_getitem(self, node: nodes.Getitem) -> str:
        holder = self._expression(node.node)
        if isinstance(node.arg, nodes.Slice):
            bounds = (node.arg.start, node.arg.stop, node.arg.step)
            listed = ", ".join("None" if bound is None else self._expression(bound) for bound in bounds)
            return f"made(known({holder})[slice({listed})])"
        return f"get_item({holder}, {self._expression(node.arg)})"

    def _ex_call(self, node: nodes.Call) -> str:
        return self._call(node)

    def _call(self, node: nodes.Call, extra: str = "") -> str:
        arguments = self._arguments(node, extra)
        return f"call({self._expression(node.node)}{arguments})"

    def _arguments(self, node: nodes.Call | nodes.Filter | nodes.Test, extra: str = "") -> str:
        parts = [self._expression(argument) for argument in node.args]
        if node.dyn_args is not None:
            parts.append(f"*{self._expression(node.dyn_args)}")
        parts += self._keywords(node)
        if node.dyn_kwargs is not None:
            parts.append(f"**{self._expression(node.dyn_kwargs)}")
        if extra:
            parts.append(extra)
        return "".join(f", {part}" for part in parts)

    def _keywords(self, node: nodes.Call | nodes.Filter | nodes.Test) -> list[str]:
        names = [str(pair.key) for pair in node.kwargs]
        twice = next((name for name in names if names.count(name) > 1), None)
        if twice is not None:
            raise RefusedError(node.lineno, f"{twice} is given twice.")
        # Words of Python's own, and letters that it takes for others, are not written as names.
        values = [self._expression(pair.value) for pair in node.kwargs]
        return [
            f"{name}={value}" if name.isascii() and not iskeyword(name) else f"**{{{name!r}: {value}}}"
            for name, value in zip(names, values, strict=True)
        ]

    def _ex_filter(self, node: nodes.Filter) -> str:
        assert node.node is not None
        value = self._expression(node.node)
        return self._filter(node, f"unmarked({value})" if self._makes_xml else value)

    def _filter(self, node: nodes.Filter, value: str) -> str:
        function = self.own_filters.get(node.name) or self.environment.filters.get(node.name)
        if function is None:
            raise RefusedError(node.lineno, node.name, "unknown-filter")
        return self._applied(f"f_{node.name.replace('.', '_')}", function, value, node)

    def _applied(
        self, name: str, function: Callable[..., Any], value: str, node: nodes.Filter | nodes.Test
    ) -> str:
        self.namespace[name] = function
        passed = _PassArg.from_obj(function)
        first = f"{_PASSED[passed]}, " if passed is not None else ""
        extra = "locale=locale" if getattr(function, "locale_aware", False) else ""
        return f"{name}({first}{value}{self._arguments(node, extra)})"

    def _ex_test(self, node: nodes.Test) -> str:
        if node.name not in self.environment.tests:
            raise RefusedError(node.lineno, node.name, "unknown-test")
        function: Any = self.environment.tests[node.name]
        value = self._expression(node.node)
        if node.name not in ("defined", "undefined"):
            value = f"known({value})"  # or a mistyped name would be no number, no mapping and so on, without a word
        return self._applied(f"t_{node.name.replace('.', '_')}", function, value, node)

    def _ex_condexpr(self, node: nodes.CondExpr) -> str:
        other = "nothing" if node.expr2 is None else self._expression(node.expr2)
        return f"({self._expression(node.expr1)} if {self._expression(node.test)} else {other})"

    def _ex_concat(self, node: nodes.Concat) -> str:
        return f"concat(({''.join(self._expression(item) + ', ' for item in node.nodes)}))"

    def _ex_compare(self, node: nodes.Compare) -> str:
        operands = [node.expr, *(operand.expr for operand in node.ops)]
        # With a constant, a comparison ends at once; else both sides may be long. `in` looks through its right side.
        long = not any(map(_is_short, operands))
        parts = [self._looked_at(node.expr, long)]
        for operand in node.ops:
            looked = long or (operand.op in ("in", "notin") and not _is_short(operand.expr))
            parts.append(f" {_COMPARE[operand.op]} {self._looked_at(operand.expr, looked)}")
        return f"({''.join(parts)})"

    def _looked_at(self, node: nodes.Node, long: bool) -> str:
        code = self._expression(node)
        return f"seen({code})" if long else code

    def _ex_and(self, node: nodes.And) -> str:
        return f"({self._expression(node.left)} and {self._expression(node.right)})"

    def _ex_or(self, node: nodes.Or) -> str:
        return f"({self._expression(node.left)} or {self._expression(node.right)})"

    def _ex_not(self, node: nodes.Not) -> str:
        return f"(not {self._expression(node.node)})"

    def _ex_neg(self, node: nodes.Neg) -> str:
        return f"(-{self._expression(node.node)})"

    def _ex_pos(self, node: nodes.Pos) -> str:
        return f"(+{self._expression(node.node)})"

    def _binary(self, node: nodes.BinExpr) -> str:
        name = type(node).__name__.lower()
        return f"op_{name}({self._expression(node.left)}, {self._expression(node.right)})"

    _ex_add = _ex_sub = _ex_mul = _ex_div = _ex_floordiv = _ex_mod = _ex_pow = _binary

    def _ex_tuple(self, node: nodes.Tuple) -> str:
        code = f"({''.join(self._expression(item) + ', ' for item in node.items)})"
        return code if _is_short(node) else f"made({code})"

    def _ex_list(self, node: nodes.List) -> str:
        code = f"[{', '.join(self._expression(item) for item in node.items)}]"
        return code if all(map(_is_short, node.items)) else f"made({code})"

    def _ex_dict(self, node: nodes.Dict) -> str:
        pairs = (f"{self._expression(pair.key)}: {self._expression(pair.value)}" for pair in node.items)
        return f"made({{{', '.join(pairs)}}})" if node.items else "{}"

    # -- data paths, for messages ---------------------------------------------------------------------

    def _paths(self, node: nodes.Node) -> str:
        """Return a lambda that gives the data paths that an expression reads; only the careful variant needs it."""
        if not self.careful:
            return ""
        found = [path for chain in _chains(node) if (path := self._path(chain))]
        return "lambda: (" + "".join(f"f{_format(path)}, " for path in found) + ")"

    def _path(self, node: nodes.Node) -> str:
        if isinstance(node, nodes.Name):
            return self._scope.origin(node.name) or ""
        if isinstance(node, nodes.Getattr):
            holder = self._path(node.node)
            return f"{holder}.{node.attr}" if holder else ""
        if isinstance(node, nodes.Getitem) and isinstance(node.arg, nodes.Const):
            holder = self._path(node.node)
            return f"{holder}[{braced(str(node.arg.value))}]" if holder else ""
        if isinstance(node, nodes.Filter) and node.node is not None:
            return self._path(node.node)
        return ""


def _is_short(node: nodes.Node) -> bool:
    """Tell whether a value is a constant, or a group of constants: comparing with it costs nothing worth counting."""
    return isinstance(node, nodes.Const) or (
        isinstance(node, nodes.Tuple) and all(map(_is_short, node.items))
    )


def _chains(node: nodes.Node) -> Iterator[nodes.Node]:
    if isinstance(node, (nodes.Name, nodes.Getattr, nodes.Getitem)):
        yield node
        if isinstance(node, nodes.Getitem):
            yield from _chains(node.arg)
        return
    for child in node.iter_child_nodes():
        yield from _chains(child)


def braced(text: str) -> str:
    return text.replace("{", "{{").replace("}", "}}")


def _format(path: str) -> str:
    return "'" + path.replace("\\", "\\\\").replace("'", "\\'") + "'"
