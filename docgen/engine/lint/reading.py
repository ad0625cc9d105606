"""A part's syntax tree read as it would run, with kinds for values: what would fail is said of the tag it is in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from jinja2 import nodes

from docgen.engine.lint.applying import Applying
from docgen.engine.lint.arguments import macro_fault
from docgen.engine.lint.expressions import Language
from docgen.engine.lint.findings import Findings
from docgen.engine.lint.kinds import (
    ANYTHING,
    TRUTH,
    WHOLE,
    Kind,
    Listed,
    Method,
    is_listed,
    named,
    one_of,
    options,
)
from docgen.engine.lint.members import items_of, member, names
from docgen.engine.lint.scope import Path, Scope, wording
from docgen.engine.tree import walk
from docgen.problems import Severity

_MOST_ROUNDS = 3  # of a macro inside itself
_MOST_CALLS = 2_000  # of macros that are read anew for what they are given


@dataclass(frozen=True, slots=True, eq=False)
class Macro(Kind):
    """A macro, with the scope that it was written in."""

    node: nodes.Macro | nodes.CallBlock
    scope: Scope

    @property
    def words(self) -> str:
        return "a macro"


class Reading(Applying):
    """Reads one part. `read` notes in the findings what is wrong."""

    def __init__(self, language: Language, findings: Findings) -> None:
        super().__init__(language, findings)
        self._running: list[nodes.Node] = []
        self._called: set[int] = set()
        self._calls = 0

    def read(self, tree: nodes.Template) -> None:
        """Read the whole part."""
        self._statements(tree.body)

    def _statements(self, body: Iterable[nodes.Node]) -> None:
        uncalled: list[Macro] = []
        for node in body:
            getattr(self, f"_do_{type(node).__name__.lower()}", self._do_other)(node)
            if isinstance(node, nodes.Macro):
                uncalled.append(Macro(node, self.scope))
        for macro in uncalled:
            if id(macro.node) not in self._called:
                self._run(macro, [ANYTHING] * len(macro.node.args), {})

    def _do_other(self, node: nodes.Node) -> None:
        for child in node.iter_child_nodes():
            self.of(child)

    # -- printing and choosing ------------------------------------------------------------------------

    def _do_output(self, node: nodes.Output) -> None:
        for each in node.nodes:
            if not isinstance(each, nodes.TemplateData):
                context = self.findings.tags[each.lineno - 1].context
                self.must_fit(each, self.of(each), context)

    def _do_if(self, node: nodes.If) -> None:
        failed: list[tuple[Path, Kind]] = []
        for branch in (node, *node.elif_):
            with self.inside(self.scope.inner(failed)):
                self.of(branch.test)
                self._check_condition(branch.test)
                held = self.holding(branch.test, holds=True)
                unheld = self.holding(branch.test, holds=False)
            self._branch(branch.body, [*failed, *held])
            failed += unheld
        self._branch(node.else_, failed)

    def _branch(self, body: Sequence[nodes.Node], tested: Iterable[tuple[Path, Kind]]) -> None:
        with self.inside(self.scope.inner(tested, branch=True)):
            self._statements(body)

    def _check_condition(self, node: nodes.Node) -> None:
        """Say of a condition that asks for a macro or a method where it should call it."""
        with self.muted():
            kind = self.of(node)
        if isinstance(kind, Method | Macro) and isinstance(node, nodes.Name | nodes.Getattr):
            message = f"{wording(node)} is {kind.words}, so this condition always holds."
            hint = f"Write {wording(node)}()."
            self.findings.add(node.lineno, "never-called", message, hint, severity=Severity.WARNING)

    # -- loops ----------------------------------------------------------------------------------------

    def _do_for(self, node: nodes.For) -> None:
        kind = self.of(node.iter)
        self._check_loop(node, kind)
        item = items_of(kind)
        with self.inside(self.scope.inner()) as scope:
            self._assign(node.target, item)
            scope.give("loop", _loop(item))
            tested = []
            if node.test is not None:
                self.of(node.test)
                tested = self.holding(node.test, holds=True)
            with self.inside(self.scope.inner(tested, branch=True)):
                self._statements(node.body)
        self._statements(node.else_)
        self._check_use(node)

    def _check_loop(self, node: nodes.For, kind: Kind) -> None:
        bad = [option for option in options(kind) if option is not ANYTHING and not is_listed(option)]
        if bad:
            subject = wording(node.iter)
            why = "and a loop needs a list"
            self.findings.unfit(node.iter.lineno, subject, kind, bad, why, _other_lists(subject, kind))

    def _check_use(self, node: nodes.For) -> None:
        targets = [each.name for each in walk(node.target) if isinstance(each, nodes.Name)]
        if self.findings.tags[node.lineno - 1].special or _counts(node.iter):
            return  # a column's tag, whose body lies in the rows; a repetition that is meant
        used = {each.name for each in walk(*node.body, *_tests(node)) if isinstance(each, nodes.Name)}
        if used.isdisjoint((*targets, "loop")) and not all(name.startswith("_") for name in targets):
            message = f"nothing in this loop uses {' or '.join(sorted(targets))}."
            hint = "Every round prints the same: print something of it, or take the loop out."
            self.findings.add(node.lineno, "unused-name", message, hint, severity=Severity.INFO)

    # -- names ----------------------------------------------------------------------------------------

    def _assign(self, target: nodes.Node, kind: Kind) -> None:
        if isinstance(target, nodes.Name):
            self.scope.give(target.name, kind)
        elif isinstance(target, nodes.Tuple | nodes.List):
            for position, each in enumerate(target.items):
                found = [member(option, position) for option in options(kind)]
                self._assign(each, one_of(one or ANYTHING for one in found))

    def _do_assign(self, node: nodes.Assign) -> None:
        self._assign(node.target, self.of(node.node))

    def _do_assignblock(self, node: nodes.AssignBlock) -> None:
        self._do_filterblock(node)
        self._assign(node.target, ANYTHING)

    def _do_filterblock(self, node: nodes.FilterBlock | nodes.AssignBlock) -> None:
        self._do_scope(node)
        if node.filter is not None:
            self.over_text(node.filter)

    def _do_with(self, node: nodes.With) -> None:
        values = [self.of(value) for value in node.values]
        with self.inside(self.scope.inner()):
            for target, value in zip(node.targets, values, strict=True):
                self._assign(target, value)
            self._statements(node.body)

    def _do_scope(self, node: nodes.Scope | nodes.FilterBlock | nodes.AssignBlock) -> None:
        with self.inside(self.scope.inner()):
            self._statements(node.body)

    def _do_scopedevalcontextmodifier(self, node: nodes.ScopedEvalContextModifier) -> None:
        self._statements(node.body)

    # -- macros ---------------------------------------------------------------------------------------

    def _do_macro(self, node: nodes.Macro) -> None:
        self.scope.give(node.name, Macro(node, self.scope))

    def _do_callblock(self, node: nodes.CallBlock) -> None:
        self._call(node.call, Macro(node, self.scope))
        if id(node) not in self._called:
            self._run(Macro(node, self.scope), [ANYTHING] * len(node.args), {})

    def _ex_call(self, node: nodes.Call) -> Kind:
        return self._call(node, None)

    def _call(self, node: nodes.Call, caller: Macro | None) -> Kind:
        function = self.of(node.node)
        given = [self.of(argument) for argument in node.args]
        given_by_name = {pair.key: self.of(pair.value) for pair in node.kwargs}
        for spread in (node.dyn_args, node.dyn_kwargs):
            if spread is not None:
                self.of(spread)
        if caller is not None:
            given_by_name["caller"] = caller
        macros = [option for option in options(function) if isinstance(option, Macro)]
        for macro in macros:
            self._check_call(node, macro)
            self._run(macro, given, given_by_name)
        self._check_callable(node, function)
        results = [option.result for option in options(function) if isinstance(option, Method)]
        return one_of(results) if results and not macros else ANYTHING

    def _check_call(self, node: nodes.Call, macro: Macro) -> None:
        words = [word for word in ("varargs", "kwargs") if _uses(macro.node.body, word)]
        fault = macro_fault(macro.node, node, words)
        if fault:
            self.findings.add(node.lineno, "wrong-argument", f"{wording(node.node)} {fault}.", "")

    def _check_callable(self, node: nodes.Call, function: Kind) -> None:
        if not any(isinstance(option, Method | Macro) or option is ANYTHING for option in options(function)):
            message = f"{wording(node.node)} is {function.words}, which cannot be called."
            self.findings.add(
                node.lineno, "wrong-value", message, "Take the brackets out.", path=wording(node.node)
            )

    def _run(self, macro: Macro, given: Sequence[Kind], by_name: Mapping[str, Kind]) -> None:
        """Read a macro's body with what it is given."""
        self._calls += 1
        if self._running.count(macro.node) >= _MOST_ROUNDS or self._calls > _MOST_CALLS:
            return
        self._called.add(id(macro.node))
        self._running.append(macro.node)
        with self.inside(macro.scope.inner()) as scope:
            for name, kind in self._arguments(macro.node, given, by_name).items():
                scope.give(name, kind)
            self._statements(macro.node.body)
        self._running.pop()

    def _arguments(
        self, node: nodes.Macro | nodes.CallBlock, given: Sequence[Kind], by_name: Mapping[str, Kind]
    ) -> dict[str, Kind]:
        without_default = len(node.args) - len(node.defaults)
        found: dict[str, Kind] = {"varargs": Listed(ANYTHING), "kwargs": ANYTHING, "caller": ANYTHING}
        for index, argument in enumerate(node.args):
            if index < len(given):
                found[argument.name] = given[index]
            elif argument.name in by_name or index < without_default:
                found[argument.name] = by_name.get(argument.name, ANYTHING)
            else:
                found[argument.name] = self.of(node.defaults[index - without_default])
        return found | {name: kind for name, kind in by_name.items() if name == "caller"}


def _loop(item: Kind) -> Kind:
    """Return the kind of `loop` in a loop over items of a kind."""
    counts = dict.fromkeys(("index", "index0", "revindex", "revindex0", "length", "depth", "depth0"), WHOLE)
    calls = dict.fromkeys(("cycle", "changed"), Method(ANYTHING))
    return named({**counts, "first": TRUTH, "last": TRUTH, "previtem": item, "nextitem": item, **calls})


def _counts(node: nodes.Node) -> bool:
    return isinstance(node, nodes.Call) and isinstance(node.node, nodes.Name) and node.node.name == "range"


def _tests(node: nodes.For) -> list[nodes.Node]:
    return [node.test] if node.test is not None else []


def _uses(body: Iterable[nodes.Node], name: str) -> bool:
    return any(isinstance(found, nodes.Name) and found.name == name for found in walk(*body))


def _other_lists(subject: str, kind: Kind) -> str:
    """Return the hint for a loop over what is no list: the lists that it holds, if it has any."""
    known = [name for name in names(kind) if _holds_list(kind, name)]
    return (
        f"Lists in it: {', '.join(f'{subject}.{name}' for name in known[:4])}." if known else "Name a list."
    )


def _holds_list(kind: Kind, name: str) -> bool:
    found = [member(option, name) for option in options(kind)]
    return any(isinstance(each, Listed) for one in found if one is not None for each in options(one))


__all__ = ["Macro", "Reading"]
