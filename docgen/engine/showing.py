"""From the syntax trees of a template to the places in its data that it can show.

The trees are read as the generated code would run, with places for values: a name, a loop's variable, what `set`,
`with` or a macro's argument holds is the set of places that it may stand for. Every branch is taken. Where a value
goes out of sight (printed, compared, handed to a function), its places count whole, so that nothing derived from it
need be followed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from contextlib import contextmanager
from dataclasses import is_dataclass, replace
from typing import Any, Protocol

from jinja2 import nodes

from docgen.engine.escape import ESCAPES
from docgen.engine.showing_filters import FOLLOWED
from docgen.engine.showing_values import KIND_TESTS, NOTHING, Macro, Scope, Seen, joined, list_of, row_of
from docgen.engine.shown import Key, Shown, Spot
from docgen.engine.tags import Tag
from docgen.engine.tree import walk
from docgen.engine.values import Value

_MOST_STEPS = 1_000_000  # nodes that are read; macros that call macros could multiply without end
# What lands there is printed as text, or not at all.
_TEXTUAL = frozenset({*ESCAPES, "cell", "runs", "blocks"})
_MOST_ROUNDS = 4  # of a macro inside itself, before what it is given counts whole


class _TooMuch(Exception):
    """The trees are too tangled to be followed."""


class Part(Protocol):
    """A compiled part: its syntax tree, in which the line of a node is the number of its tag."""

    @property
    def tree(self) -> nodes.Template: ...
    @property
    def tags(self) -> Sequence[Tag]: ...


def shown_by(parts: Sequence[Part], printers: Iterable[type] = ()) -> Shown:
    """Return what a template of these parts can show; `printers` are the types whose look the caller has chosen."""
    root, chosen = Spot(), frozenset(printers)
    try:
        for part in parts:
            Showing(root, [tag.context for tag in part.tags]).read(part.tree)
    except (_TooMuch, RecursionError):
        for name in {node.name for part in parts for node in walk(part.tree) if isinstance(node, nodes.Name)}:
            root.at(name).whole = True
    return Shown(root, lambda kind: _is_printable(kind, chosen))


def _is_printable(kind: type, chosen: Set[type]) -> bool:
    """Return whether `Runtime.show` may take values of a type for text: what it surely refuses shows nothing."""
    if not chosen.isdisjoint(kind.__mro__) or issubclass(kind, str | Value):
        return True
    return not (is_dataclass(kind) or issubclass(kind, list | tuple | set | frozenset | Mapping))


class Showing:
    """Reads one part's tree and notes in `root` what it can show; `contexts` say where each tag's value lands."""

    def __init__(self, root: Spot, contexts: Sequence[str] = ()) -> None:
        self._scope = Scope(None, root)
        self._contexts = contexts
        self._running: list[Macro] = []
        self._escaped: list[Macro] = []
        self._steps = 0

    def read(self, tree: nodes.Template) -> None:
        self._statements(tree.body)
        for macro in self._escaped:  # it sees names as they are when it is called, which may be last of all
            self._run(macro, (), {}, NOTHING)

    def use(self, seen: Seen) -> None:
        """Note that all of a value counts: it goes where it is not followed."""
        for spot in seen.spots:
            spot.whole = True
        for below in (*seen.items, *seen.named.values()):
            self.use(below)
        for macro in seen.macros:  # somebody may call it, with what counts already
            if macro not in self._escaped:
                self._escaped.append(macro)
                self._run(macro, (), {}, NOTHING)

    # -- statements -----------------------------------------------------------------------------------

    def _statements(self, body: Iterable[nodes.Node]) -> None:
        for node in body:
            self._count()
            getattr(self, f"_do_{type(node).__name__.lower()}")(node)

    def _count(self) -> None:
        self._steps += 1
        if self._steps > _MOST_STEPS:
            raise _TooMuch

    @contextmanager
    def _inside(self, scope: Scope) -> Iterator[Scope]:
        outer, self._scope = self._scope, scope
        yield scope
        self._scope = outer

    def _assign(self, target: nodes.Node, value: Seen) -> None:
        """Set names of the scope. They may stay what they were: under a condition, or to a macro gone out of sight."""
        scope = self._scope
        if isinstance(target, nodes.Name):
            before = (scope.find(target.name),) if scope.branches or self._escaped else ()
            scope.names[target.name] = joined(value, *before)
        elif isinstance(target, nodes.Tuple | nodes.List):
            for position, each in enumerate(target.items):
                self._assign(each, value.unpacked(position))
        else:  # an attribute of a namespace, which may be read anywhere, earlier in a loop too
            self.use(value)

    def _do_output(self, node: nodes.Output) -> None:
        for each in node.nodes:
            if not isinstance(each, nodes.TemplateData):
                self._print(each)

    def _print(self, node: nodes.Expr) -> None:
        value, tag = self.of(node), node.lineno - 1
        if not 0 <= tag < len(self._contexts) or self._contexts[tag] not in _TEXTUAL:
            self.use(value)  # a colour, a chart, a number of columns
            return
        for spot in value.spots:
            spot.printed = True
        self.use(replace(value, spots=frozenset()))

    def _do_if(self, node: nodes.If) -> None:
        self.of(node.test).truth()
        for body in (node.body, node.elif_, node.else_):
            self._perhaps(body)

    def _perhaps(self, body: Iterable[nodes.Node]) -> None:
        """Read statements that run under a condition, in the scope around it."""
        self._scope.branches += 1
        self._statements(body)
        self._scope.branches -= 1

    def _do_for(self, node: nodes.For) -> None:
        items = self.of(node.iter).each()
        with self._inside(self._scope.inner()) as scope:
            self._assign(node.target, items)
            scope.names["loop"] = Seen(named={"previtem": items, "nextitem": items})
            if node.test is not None:
                self.of(node.test).truth()
            self._statements(node.body)
        self._perhaps(node.else_)

    def _do_assign(self, node: nodes.Assign) -> None:
        self._assign(node.target, self.of(node.node))

    def _do_assignblock(self, node: nodes.AssignBlock) -> None:
        self._do_filterblock(node)
        self._assign(node.target, NOTHING)

    def _do_filterblock(self, node: nodes.FilterBlock | nodes.AssignBlock) -> None:
        self._do_scope(node)
        self._over_text(node.filter)

    def _over_text(self, node: nodes.Filter | None) -> None:
        while node is not None:
            self._arguments(node)
            node = node.node if isinstance(node.node, nodes.Filter) else None

    def _do_with(self, node: nodes.With) -> None:
        values = [self.of(value) for value in node.values]
        with self._inside(self._scope.inner()):
            for target, value in zip(node.targets, values, strict=True):
                self._assign(target, value)
            self._statements(node.body)

    def _do_scope(self, node: nodes.Scope | nodes.FilterBlock | nodes.AssignBlock) -> None:
        with self._inside(self._scope.inner()):
            self._statements(node.body)

    def _do_scopedevalcontextmodifier(self, node: nodes.ScopedEvalContextModifier) -> None:
        self._statements(node.body)

    def _do_exprstmt(self, node: nodes.ExprStmt) -> None:
        self._spent(node.node)

    def _do_macro(self, node: nodes.Macro) -> None:
        self._assign(nodes.Name(node.name, "store"), Seen(macros=(Macro(node, self._scope),)))

    def _do_callblock(self, node: nodes.CallBlock) -> None:
        self._called(node.call, Seen(macros=(Macro(node, self._scope),)))

    # -- expressions ----------------------------------------------------------------------------------

    def of(self, node: nodes.Node) -> Seen:
        """Return what an expression may be, and note what is looked at on the way."""
        self._count()
        method = getattr(self, f"_ex_{type(node).__name__.lower()}", None)
        if method is not None:
            found: Seen = method(node)
            return found
        for child in node.iter_child_nodes():  # of operators and comparisons, which make a new value
            self._spent(child)
        return NOTHING

    def _spent(self, node: nodes.Node) -> None:
        self.use(self.of(node))

    def _ex_const(self, node: nodes.Const) -> Seen:  # noqa: ARG002 - all are called alike
        return NOTHING

    def _ex_name(self, node: nodes.Name) -> Seen:
        return self._scope.find(node.name)

    def _ex_getattr(self, node: nodes.Getattr) -> Seen:
        return self.of(node.node).at(node.attr)

    def _ex_getitem(self, node: nodes.Getitem) -> Seen:
        holder = self.of(node.node)
        key = _written_key(node.arg)
        if key is not None:
            return holder.at(key)
        self._spent(node.arg)
        if isinstance(node.arg, nodes.Slice):
            return list_of(holder.each())
        self.use(holder)  # a name that only the data know: even what is no item
        return NOTHING

    def _ex_condexpr(self, node: nodes.CondExpr) -> Seen:
        self.of(node.test).truth()
        return joined(self.of(node.expr1), self.of(node.expr2) if node.expr2 is not None else NOTHING)

    def _ex_and(self, node: nodes.And | nodes.Or) -> Seen:
        left = self.of(node.left)
        left.truth()
        return joined(left, self.of(node.right))

    _ex_or = _ex_and

    def _ex_not(self, node: nodes.Not) -> Seen:
        self.of(node.node).truth()
        return NOTHING

    def _ex_tuple(self, node: nodes.Tuple | nodes.List) -> Seen:
        return row_of(*(self.of(item) for item in node.items))

    _ex_list = _ex_tuple

    def _ex_dict(self, node: nodes.Dict) -> Seen:
        for pair in node.items:
            self._spent(pair.key)
        return list_of(*(self.of(pair.value) for pair in node.items))

    def _ex_test(self, node: nodes.Test) -> Seen:
        value = self.of(node.node)
        self._arguments(node)
        if node.name in KIND_TESTS:
            value.kind()
        else:
            self.use(value)
        return NOTHING

    def _ex_filter(self, node: nodes.Filter) -> Seen:
        assert node.node is not None
        value = self.of(node.node)
        followed = FOLLOWED.get(node.name)
        found = followed(self, value, node) if followed is not None else None
        if found is not None:
            return found
        self._arguments(node)
        self.use(value)
        return NOTHING

    def _arguments(self, node: nodes.Filter | nodes.Test | nodes.Call) -> None:
        for argument in _given(node):
            self._spent(argument)

    # -- calls ----------------------------------------------------------------------------------------

    def _ex_call(self, node: nodes.Call) -> Seen:
        return self._called(node, NOTHING)

    def _called(self, node: nodes.Call, caller: Seen) -> Seen:
        """Note what a call looks at. What it gives holds nothing more: a macro's text, or what got all it knows."""
        if isinstance(
            node.node, nodes.Getattr
        ):  # a method may look at all of its object; a loop's own at no item
            function, holder = NOTHING, self.of(node.node.node)
            self.use(replace(holder, named={}))
        else:
            function = self.of(node.node)
        for macro in function.macros:
            self._run_call(macro, node, caller)
        if not function.macros or function.mixed:
            self.use(Seen(function.spots))
            self._arguments(node)
            self.use(caller)
        return NOTHING

    def _run_call(self, macro: Macro, node: nodes.Call, caller: Seen) -> None:
        given = [self.of(argument) for argument in node.args]
        named = {pair.key: self.of(pair.value) for pair in node.kwargs}
        for spread in (node.dyn_args, node.dyn_kwargs):
            if spread is not None:
                self._spent(spread)
        self._run(macro, given, named, caller)

    def _run(self, macro: Macro, given: Sequence[Seen], named: Mapping[str, Seen], caller: Seen) -> None:
        """Read a macro's body with what its arguments may be."""
        if self._running.count(macro) >= _MOST_ROUNDS:
            self._give_up_following((*given, *named.values(), caller))
            return
        self._running.append(macro)
        with self._inside(macro.scope.inner()) as scope:
            self._fill(macro, given, named, caller, scope)
            self._statements(macro.node.body)
        self._running.pop()

    def _give_up_following(self, given: Iterable[Seen]) -> None:
        """Let what a macro hands to itself, again and again, count whole. Raise _TooMuch if it hands on macros."""
        for value in given:
            if value.macros:
                raise _TooMuch
            self.use(value)

    def _fill(
        self, macro: Macro, given: Sequence[Seen], named: Mapping[str, Seen], caller: Seen, scope: Scope
    ) -> None:
        node, rest = macro.node, dict(named)
        without_default = len(node.args) - len(node.defaults)
        for index, argument in enumerate(node.args):
            default = self.of(node.defaults[index - without_default]) if index >= without_default else NOTHING
            value = given[index] if index < len(given) else rest.pop(argument.name, NOTHING)
            scope.names[argument.name] = joined(value, default)
        scope.names.setdefault("varargs", list_of(*given[len(node.args) :]))
        scope.names.setdefault("kwargs", list_of(*rest.values()))
        scope.names.setdefault("caller", joined(caller, rest["caller"]) if "caller" in rest else caller)


def _written_key(node: nodes.Node) -> Key | None:
    """Return a name or a position that stands in the template as such."""
    if isinstance(node, nodes.Neg) and isinstance(node.node, nodes.Const) and type(node.node.value) is int:
        return -node.node.value
    return node.value if isinstance(node, nodes.Const) and type(node.value) in (str, int) else None


def _given(node: nodes.Filter | nodes.Test | nodes.Call) -> list[nodes.Node]:
    spread: list[Any] = [each for each in (node.dyn_args, node.dyn_kwargs) if each is not None]
    return [*node.args, *(pair.value for pair in node.kwargs), *spread]
