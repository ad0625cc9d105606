"""What the generated code of every format calls while it renders one part: looking up, looping, printing."""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import Any, ClassVar

from jinja2 import Undefined
from jinja2.nodes import EvalContext
from jinja2.runtime import Context as JinjaContext
from jinja2.runtime import LoopContext, Macro

from docgen.engine.addresses import ADDRESS, TARGET
from docgen.engine.budget import Budget
from docgen.engine.charts.placing import ShownCharts
from docgen.engine.charts.reading import read_chart
from docgen.engine.controls import CHECKED
from docgen.engine.escape import ESCAPES, THOROUGH, Xml, attribute, plain, slide_text, unsafe, xml
from docgen.engine.guarded import BUDGET_KEY, check_call
from docgen.engine.printable import Unprintable, kind_in_words, plain_look, shortened
from docgen.engine.rich import checked_url
from docgen.engine.sandbox import BINARY, MAX_STEPS, MAX_TEXT, Blank, Bound, Sandbox
from docgen.engine.tags import Tag
from docgen.engine.theme import Palette
from docgen.engine.values import Value

_FAULT = 1_000  # units of work to explain one
SETTINGS = frozenset({TARGET, ADDRESS, CHECKED})
"""The contexts of tags that print no text in any format."""
LOCALE_KEY = " locale"  # no name in a template can begin with a space
Printer = Callable[[Any, str], "str | Value"]


@dataclass(slots=True)
class Document:
    """What the parts of one rendering share: counters for ids, and the parts that values add."""

    next_drawing: int
    next_bookmark: int
    lists: list[tuple[int, str, tuple[tuple[int, int], ...]]] = field(default_factory=list)
    """Numbers added: the id, the definition, and the levels that begin anew, each with its first number."""
    numbers: int = 0
    steps: int = 0
    budget: Budget = field(default_factory=Budget)
    included: Any = None
    """What included documents have in common (`included.including.Including`), once there is one."""


@dataclass
class Runtime:
    """One rendering of one part. `faults` stays None in the quick variant, where the first fault ends it."""

    data: Mapping[str, Any]
    tags: Sequence[Tag]
    environment: Sandbox
    printers: Mapping[type, Printer]
    locale: str
    document: Document
    palette: Palette | None = None
    declarations: str = ""
    report: Callable[[Exception, int, tuple[str, ...]], None] | None = None
    charts: ShownCharts = field(default_factory=ShownCharts)

    text_kind: ClassVar[str] = ""
    """The element that holds text in parts of this format."""
    run_context: ClassVar[str] = ""
    """The context of a tag inside such text, where a value may write runs of its own."""
    settings: ClassVar[frozenset[str]] = SETTINGS
    """The contexts of tags that print no text."""

    xml = staticmethod(xml)
    text_xml = staticmethod(plain)
    """Escapes a text for the inside of such an element."""

    def __post_init__(self) -> None:
        self.document.budget.data = self.data

    # -- names and values -----------------------------------------------------------------------------

    def get(self, name: str) -> Any:
        if name in self.data:
            return self.data[name]
        if name in self.environment.globals:
            return self.environment.globals[name]
        return self.environment.undefined(name=name)

    def unset(self, name: str) -> Any:
        return self.environment.undefined(name=name)

    def get_attr(self, holder: Any, name: str) -> Any:
        if name in _field_names(holder.__class__):
            return getattr(holder, name)
        if holder.__class__ is dict or isinstance(holder, Mapping):
            if name in holder:
                return holder[name]
        elif isinstance(holder, Undefined):
            return getattr(holder, name)
        return self.environment.getattr(holder, name)

    def get_item(self, holder: Any, key: Any) -> Any:
        if isinstance(holder, Undefined):
            return holder[key]
        if isinstance(key, str) and key.startswith("_") and not isinstance(holder, Mapping):
            return self.environment.undefined(obj=holder, name=key)
        return self.environment.getitem(holder, key)

    def known(self, value: Any) -> Any:
        if isinstance(value, Undefined):
            str(value)
        return value

    def truth(self, value: Any) -> bool:
        return bool(value)

    def call(self, function: Any, *args: Any, **kwargs: Any) -> Any:
        if isinstance(function, Undefined):
            return function()
        budget = self.document.budget
        if function.__class__ is not _XmlMacro:
            check_call(function, args, kwargs, budget)
        return budget.made(self.environment.call(self.context(), function, *args, **kwargs))

    def set_in(self, holder: Any, name: str, value: Any) -> None:
        holder[name] = value

    def context(self) -> JinjaContext:
        return self._context

    @cached_property
    def _context(self) -> JinjaContext:
        # Not a dict of all names: a name may be worked out when it is asked for, and only then.
        own = {LOCALE_KEY: self.locale, BUDGET_KEY: self.document.budget}
        names = ChainMap(own, self.data)  # type: ignore[arg-type]
        return JinjaContext(self.environment, names, None, {})  # type: ignore[arg-type]

    @cached_property
    def eval_context(self) -> EvalContext:
        return EvalContext(self.environment)

    # -- loops ----------------------------------------------------------------------------------------

    def items(self, value: Any, cost: int = 1) -> Sequence[Any]:
        """Return what a loop goes over as a sequence, and count its rounds, of that cost each, against the bounds."""
        if isinstance(value, (str, bytes)):
            raise Unprintable(f"is the text {shortened(value)}, and a loop needs a list")
        if value is None or isinstance(value, (bool, int, float)):
            raise Unprintable(f"is {kind_in_words(value)}, and a loop needs a list")
        found = value if isinstance(value, (list, tuple, range)) else self._gathered(value)
        self.document.steps += len(found)
        if self.document.steps > MAX_STEPS:
            raise Bound(f"the loops run more than {MAX_STEPS:,} times")
        self.document.budget.spend(len(found) * cost)
        return found

    def _gathered(self, value: Any) -> list[Any]:
        try:
            rounds = iter(value)
        except TypeError:
            raise Unprintable(f"is {kind_in_words(value)}, and a loop needs a list") from None
        found = []
        for item in rounds:
            found.append(item)
            if len(found) > MAX_STEPS:
                raise Bound(f"a loop runs more than {MAX_STEPS:,} times")
        return found

    def rounds(
        self, items: Sequence[Any], out: list[str], each: Iterable[Any] | None = None
    ) -> Iterable[Any]:
        return self.document.budget.rounds(items, out, each)

    def spend(self, units: int) -> None:
        self.document.budget.spend(units)

    def made(self, value: Any) -> Any:
        return self.document.budget.made(value)

    def seen(self, value: Any) -> Any:
        return self.document.budget.seen(value)

    def captured(self, out: list[str], kind: str) -> Xml:
        """Return what a macro or a block wrote, as a value of its own."""
        text = "".join(out)
        self.document.budget.write(len(text) + 1)
        return xml(text, kind)

    def op_add(self, left: Any, right: Any) -> Any:
        return self.document.budget.made(BINARY["add"](left, right))

    def op_mul(self, left: Any, right: Any) -> Any:
        return self.document.budget.made(BINARY["mul"](left, right))

    def loop_over(self, items: Sequence[Any], render: Any = None, depth: int = 0) -> LoopContext:
        return LoopContext(items, self.environment.undefined, render, depth)

    def key(self, item: Any, index: int) -> Any:
        """Return what names an item in a data path: its id, else its position."""
        found = item.get("id") if isinstance(item, Mapping) else getattr(item, "id", None)
        return found if isinstance(found, str) and found else index

    def macro(
        self, function: Any, name: str, arguments: tuple[str, ...], kwargs: bool, varargs: bool, caller: bool
    ) -> Macro:
        return _XmlMacro(self.environment, function, name, list(arguments), kwargs, varargs, caller, False)

    # -- printing -------------------------------------------------------------------------------------

    def show(self, value: Any, number: int, context: str) -> str:
        """Return what a value looks like: text still to be escaped, or Xml."""
        if value.__class__ is int:
            return str(value)
        if isinstance(value, Xml):
            return self._fitting(value, self.tags[number])
        value = self._printed(value)
        if isinstance(value, Value):
            return str(value) if context != self.run_context else self._in_run(value, self.tags[number])
        return value if value.__class__ is str else str(value)

    def _printed(self, value: Any) -> str | Value:
        printer = self.printers.get(type(value)) or self._inherited(type(value))
        if printer is not None:
            value = printer(value, self.locale)
        if isinstance(value, (str, Value)):
            return value
        if isinstance(value, Undefined):
            return str(value)
        if value is None:
            if self.environment.undefined is Blank:
                return ""
            raise Unprintable("is empty")
        return plain_look(value)

    def _inherited(self, kind: type) -> Printer | None:
        if kind in (str, bool, float, list, dict) or not self.printers:
            return None
        return next((self.printers[base] for base in kind.__mro__ if base in self.printers), None)

    def _in_run(self, value: Value, tag: Tag) -> Xml:
        """Close the run around the tag, write the value's own runs, and open an equal run again."""
        raise NotImplementedError

    def _fitting(self, value: Xml, tag: Tag) -> Xml:
        inside_text = bool(tag.path) and tag.path[-1] == self.text_kind
        if value.kind and (value.kind == self.text_kind) != inside_text and value:
            raise Unprintable("was written for another place of the page (use {{p … }} for whole paragraphs)")
        return value

    def place(self, value: Any, number: int, context: str) -> str:
        """Return the XML of a value that takes the place of a paragraph, a run, a cell property or an address."""
        tag = self.tags[number]
        if context == "chart":
            return self.give_chart(value, number)
        if context in self.settings:
            return self._setting(value, tag, context)
        if isinstance(value, Xml):
            return self._fitting(value, tag)
        return self._block(self._printed(value), tag, context)

    def _block(self, value: str | Value, tag: Tag, context: str) -> str:
        """Return the paragraphs, or in the context `runs` the runs, that a value gives where a tag stands."""
        raise NotImplementedError

    def _setting(self, value: Any, tag: Tag, context: str) -> str:
        """Return what a tag says that prints no text: whether a box is checked, an address, how a cell looks."""
        if context == CHECKED:
            if not isinstance(self.known(value), bool):
                raise Unprintable(
                    f"is {kind_in_words(value)}, and a check box takes yes or no (true or false)"
                )
            return "1" if value else "0"
        shown = self._printed(value)
        address = shown.sheet_link() if isinstance(shown, Value) else ""
        address = address or checked_url(str(shown))
        return attribute(self._relate(tag, address) if context == TARGET else address)

    def _relate(self, tag: Tag, address: str) -> str:
        """Return the id of a relationship to an address."""
        raise NotImplementedError

    # -- escaping -------------------------------------------------------------------------------------

    def settle(self, text: str, context: str) -> str:
        return text if isinstance(text, Xml) else ESCAPES[context](text)

    def text(self, value: Any, number: int, context: str) -> str:
        """Return what a value looks like, escaped for where it lands."""
        shown = value if value.__class__ is str else self.show(value, number, context)
        return self._settled(shown, number, context) if context in THOROUGH or unsafe(shown) else shown

    def settle_all(self, texts: tuple[str, ...], numbers: tuple[int, ...], context: str) -> tuple[str, ...]:
        """Return texts as `settle` does; one that has no place there is told of at its own tag."""
        if context == "slide":
            pairs = zip(texts, numbers, strict=True)
            return tuple([self._settled(text, number, context) for text, number in pairs])
        escape, out = ESCAPES[context], []
        for text, number in zip(texts, numbers, strict=True):  # as `_settled`, a call less for each text
            try:
                out.append(text if isinstance(text, Xml) else escape(text))
            except ValueError as error:
                raise TagFault(number, error) from error
        return tuple(out)

    def _settled(self, text: str, number: int, context: str) -> str:
        if isinstance(text, Xml):
            return text
        try:
            if context == "slide":  # a line break ends the run, and an equal one goes on
                return slide_text(text, self.tags[number].run_properties)
            return ESCAPES[context](text)
        except ValueError as error:
            raise TagFault(number, error) from error

    def settle_text(self, value: Any) -> Xml:
        return xml(self.text_xml(str(value)), self.text_kind)

    def filtered(self, value: Xml, number: int) -> str:  # noqa: ARG002 - workbooks need the tag
        """Return what a filter block gives, for where its tag stands."""
        return value

    def unmarked(self, value: Any) -> Any:
        """Return a captured text as plain text for a filter, and any other value as it is."""
        return self.plain(value) if isinstance(value, Xml) else value

    def plain(self, value: Xml) -> str:
        if "<" in value:
            raise Unprintable("holds paragraphs or formats, and a filter block works on plain text only")
        return str(value).replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")

    def concat(self, parts: Iterable[Any]) -> str:
        shown = [part if isinstance(part, Xml) else str(self._printed(part)) for part in parts]
        if sum(map(len, shown)) > MAX_TEXT:
            raise Bound("a text grows over the bound")
        if any(isinstance(part, Xml) for part in shown):
            joined = "".join(part if isinstance(part, Xml) else self.text_xml(part) for part in shown)
            return xml(self.made(joined), self.text_kind)
        return str(self.made("".join(shown)))

    # -- charts ---------------------------------------------------------------------------------------

    def give_chart(self, value: Any, number: int) -> str:
        """Give the value of a chart tag to the charts of its name; print nothing."""
        value = self.known(value)
        printer = self.printers.get(type(value)) or self._inherited(type(value))
        chart = read_chart(value if printer is None else printer(value, self.locale))
        self.charts.give(self.tags[number].special, chart, number)
        return ""

    def describe_chart(self, alt: str) -> str:
        return self.charts.describe(alt)

    def show_chart(self, name: str, relation: str) -> str:
        return self.charts.show(name, relation)

    # -- faults ---------------------------------------------------------------------------------------

    def guard(
        self, work: Callable[[], Any], number: int, paths: Callable[[], tuple[str, ...]], default: Any
    ) -> Any:
        """Do what the careful variant does: on a fault, report it and go on with a stand-in."""
        try:
            return work()
        except Bound:
            raise
        except Exception as error:
            assert self.report is not None
            self.spend(_FAULT)
            self.report(error, number, _safely(paths))
            return default


class TagFault(Exception):
    """A fault at a tag that the line of the generated code does not name by itself."""

    def __init__(self, number: int, error: Exception) -> None:
        self.number, self.error = number, error
        super().__init__(str(error))


class _XmlMacro(Macro):
    def _invoke(self, arguments: list[Any], autoescape: bool) -> Any:  # noqa: ARG002  Jinja's signature
        return self._func(*arguments)


def _safely(paths: Callable[[], tuple[str, ...]]) -> tuple[str, ...]:
    try:
        return paths()
    except Exception:
        return ()


@lru_cache(maxsize=512)
def _field_names(kind: type) -> Mapping[str, Any]:
    """Return the fields of a dataclass, none for what is no dataclass or has keys as well."""
    return {} if issubclass(kind, Mapping) else getattr(kind, "__dataclass_fields__", {})
