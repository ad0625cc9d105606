"""What the generated code calls while it renders one part: printing, looping, looking up, keeping XML sound."""

from __future__ import annotations

import dataclasses
import math
from collections import ChainMap
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property, lru_cache
from typing import Any, ClassVar

from jinja2 import Undefined
from jinja2.nodes import EvalContext
from jinja2.runtime import Context as JinjaContext
from jinja2.runtime import LoopContext, Macro
from lxml import etree

from docgen.engine.addresses import ADDRESS, TARGET
from docgen.engine.budget import Budget
from docgen.engine.charts.placing import ShownCharts
from docgen.engine.charts.reading import read_chart
from docgen.engine.contents import Contents, Heading
from docgen.engine.controls import CHECKED
from docgen.engine.escape import ESCAPES, THOROUGH, Xml, attribute, run_text, slide_text, unsafe, xml
from docgen.engine.guarded import BUDGET_KEY, check_call
from docgen.engine.markup import TBL, T, w
from docgen.engine.rich import checked_url
from docgen.engine.sandbox import BINARY, MAX_STEPS, MAX_TEXT, Blank, Bound, Sandbox
from docgen.engine.tables import true_widths
from docgen.engine.tags import Tag
from docgen.engine.theme import Palette
from docgen.engine.values import Value, WordSpot

_FAULT = 1_000  # units of work to explain one
MERGED = "vMerge"
SETTINGS = frozenset({TARGET, ADDRESS, CHECKED, MERGED})
LOCALE_KEY = " locale"  # no name in a template can begin with a space
Printer = Callable[[Any, str], "str | Value"]


class Unprintable(ValueError):
    """A value has no place in a tag."""


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
    spot: Callable[[Tag], WordSpot]
    palette: Palette | None = None
    declarations: str = ""
    report: Callable[[Exception, int, tuple[str, ...]], None] | None = None
    headings: list[tuple[Heading, str, str]] = field(default_factory=list)
    contents_at: list[tuple[int, Contents]] = field(default_factory=list)
    bookmarks: dict[str, tuple[str, int]] = field(default_factory=dict)
    sequences: dict[str, int] = field(default_factory=dict)
    charts: ShownCharts = field(default_factory=ShownCharts)
    new_number: Callable[[str], str] = str
    """Returns the id of a new number of a list that restarts it."""
    restarted: dict[str, str] | None = None

    text_kind: ClassVar[str] = T
    """The element that holds text in parts of this format."""
    run_context: ClassVar[str] = "text"
    """The context of a tag inside such text, where a value may write runs of its own."""

    xml = staticmethod(xml)
    text_xml = staticmethod(run_text)

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
            raise Unprintable(f"is the text {_shortened(value)}, and a loop needs a list")
        if value is None or isinstance(value, (bool, int, float)):
            raise Unprintable(f"is {_kind(value)}, and a loop needs a list")
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
            raise Unprintable(f"is {_kind(value)}, and a loop needs a list") from None
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
        return self._simple(value)

    def _inherited(self, kind: type) -> Printer | None:
        if kind in (str, bool, float, list, dict) or not self.printers:
            return None
        return next((self.printers[base] for base in kind.__mro__ if base in self.printers), None)

    def _simple(self, value: Any) -> str | Value:
        if value is None:
            if self.environment.undefined is Blank:
                return ""
            raise Unprintable("is empty")
        if isinstance(value, (float, Decimal)) and not math.isfinite(value):
            raise Unprintable("is not a number")
        if hasattr(type(value), "__html__") and (ours := _adopted(value)) is not None:
            return ours
        if isinstance(value, (list, tuple, set, frozenset, Mapping)):
            raise Unprintable(f"is {_kind(value)}, which cannot be printed as text; use a loop, or |list_and")
        if dataclasses.is_dataclass(value) or _is_bare(value):
            raise Unprintable(f"is {_kind(value)}, which cannot be printed as text; name one of its fields")
        return str(value)

    def _in_run(self, value: Value, tag: Tag) -> Xml:
        """Close the run around the tag, write the value's own runs, and open an equal run again."""
        runs = value.word_runs(self.spot(tag))
        return xml(f'</w:t></w:r>{runs}<w:r>{tag.run_properties}<w:t xml:space="preserve">')

    def _fitting(self, value: Xml, tag: Tag) -> Xml:
        inside_text = bool(tag.path) and tag.path[-1] == self.text_kind
        if value.kind and (value.kind == self.text_kind) != inside_text and value:
            raise Unprintable("was written for another place of the page (use {{p … }} for whole paragraphs)")
        return value

    def place(self, value: Any, number: int, context: str) -> str:
        """Return the XML of a value that takes the place of a paragraph, a run or a cell property."""
        tag = self.tags[number]
        if context == "chart":
            return self.give_chart(value, number)
        if context == "shd":
            return self._shade(value)
        if context == "gridSpan":
            return self._columns(value)
        if context in SETTINGS:
            return self._setting(value, tag, context)
        if isinstance(value, Xml):
            return self._fitting(value, tag)
        return self._block(self._printed(value), tag, context)

    def _block(self, value: str | Value, tag: Tag, context: str) -> str:
        if isinstance(value, Value):
            spot = self.spot(tag)
            return value.word_runs(spot) if context == "runs" else value.word_blocks(spot)
        run = f'<w:r>{tag.run_properties}<w:t xml:space="preserve">{run_text(value)}</w:t></w:r>'
        return run if context == "runs" else f"<w:p>{tag.paragraph_properties}{run}</w:p>"

    def _setting(self, value: Any, tag: Tag, context: str) -> str:
        """Return what a tag says that prints no text: an address, whether a box is checked or a cell begins a merge."""
        if context == MERGED:
            return '<w:vMerge w:val="restart"/>' if value else "<w:vMerge/>"
        if context == CHECKED:
            if not isinstance(self.known(value), bool):
                raise Unprintable(f"is {_kind(value)}, and a check box takes yes or no (true or false)")
            return "1" if value else "0"
        shown = self._printed(value)
        address = shown.sheet_link() if isinstance(shown, Value) else ""
        address = address or checked_url(str(shown))
        return attribute(self._relate(tag, address) if context == TARGET else address)

    def _relate(self, tag: Tag, address: str) -> str:
        """Return the id of a relationship to an address."""
        return self.spot(tag).relate("hyperlink", address, True)

    def _shade(self, value: Any) -> str:
        token = "" if value is None else str(value).strip()
        if not token:
            return ""
        palette = self.palette or Palette.office()
        return f"<w:shd {palette.word_fill(token)}/>"

    def _columns(self, value: Any) -> str:
        try:
            count = int(str(value))
        except ValueError:
            raise Unprintable(f"is {_kind(value)}, and colspan needs a whole number") from None
        if not 1 <= count <= 63:  # the most columns that a Word table can have
            raise Unprintable(f"is {count}, and a cell spans 1 to 63 columns")
        return f'<w:gridSpan w:val="{count}"/>' if count > 1 else ""

    # -- escaping -------------------------------------------------------------------------------------

    def settle(self, text: str, context: str) -> str:
        return text if isinstance(text, Xml) else ESCAPES[context](text)

    def text(self, value: Any, number: int, context: str) -> str:
        """Return what a value looks like, escaped for where it lands."""
        shown = value if value.__class__ is str else self.show(value, number, context)
        if context in THOROUGH or unsafe(shown):
            (shown,) = self.settle_all((shown,), (number,), context)
        return shown

    def settle_all(self, texts: tuple[str, ...], numbers: tuple[int, ...], context: str) -> tuple[str, ...]:
        escape = ESCAPES[context]
        if context == "slide":  # a line break ends the run, and an equal one goes on
            return self._settle_runs(texts, numbers)
        out = []
        for text, number in zip(texts, numbers, strict=True):
            try:
                out.append(text if isinstance(text, Xml) else escape(text))
            except ValueError as error:
                raise TagFault(number, error) from error
        return tuple(out)

    def _settle_runs(self, texts: tuple[str, ...], numbers: tuple[int, ...]) -> tuple[str, ...]:
        out = []
        for text, number in zip(texts, numbers, strict=True):
            try:
                out.append(
                    text if isinstance(text, Xml) else slide_text(text, self.tags[number].run_properties)
                )
            except ValueError as error:
                raise TagFault(number, error) from error
        return tuple(out)

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
        shown = [part if isinstance(part, Xml) else self._joined(part) for part in parts]
        if sum(map(len, shown)) > MAX_TEXT:
            raise Bound("a text grows over the bound")
        if any(isinstance(part, Xml) for part in shown):
            joined = "".join(part if isinstance(part, Xml) else self.text_xml(part) for part in shown)
            return xml(self.made(joined), self.text_kind)
        return str(self.made("".join(shown)))

    def _joined(self, value: Any) -> str:
        shown = self._printed(value)
        return shown if isinstance(shown, str) else str(shown)

    # -- sound XML ------------------------------------------------------------------------------------

    def close_cell(self, out: list[str], mark: int) -> None:
        """Give a cell that has lost its last paragraph an empty one."""
        for piece in reversed(out[mark:]):
            if piece and not piece.isspace():
                if piece.rstrip().endswith(("</w:p>", "<w:p/>")):
                    return
                break
        out.append("<w:p/>")

    def close_row(self, out: list[str], mark: int) -> None:
        """Drop a row that has lost all its cells."""
        if not any("<w:tc>" in piece or "<w:tc " in piece for piece in out[mark:]):
            del out[mark:]

    def close_table(self, out: list[str], mark: int) -> None:
        """Drop a table that has lost all its rows."""
        if not any("<w:tr>" in piece or "<w:tr " in piece for piece in out[mark:]):
            del out[mark:]

    def close_widths(self, out: list[str], mark: int) -> None:
        """Make the grid and the widths of a table agree with the columns that came out."""
        text = "".join(out[mark:])
        if not text:
            return
        root = etree.fromstring(f"<dg {self.declarations}>{text}</dg>")
        for table in root.iter(TBL):
            true_widths(table)
        clean = etree.tostring(root, encoding="unicode")
        out[mark:] = [clean[clean.index(">") + 1 : clean.rindex("</dg>")]]

    def sequence(self, name: str) -> str:
        """Return the next number of a caption's sequence."""
        self.sequences[name] = self.sequences.get(name, 0) + 1
        return str(self.sequences[name])

    def restart_numbering(self) -> None:
        """Let the lists that follow begin anew."""
        self.restarted = {}

    def list_number(self, number: str) -> str:
        """Return the id of the number of a list: its own until lists are restarted, then a new one each time."""
        if self.restarted is None:
            return number
        if number not in self.restarted:
            self.restarted[number] = self.new_number(number)
        return self.restarted[number]

    def list_properties(self, number: str, level: int) -> str:
        """Return the `<w:numPr>` of a paragraph that its style puts in a list; nothing while the style's will do."""
        if self.restarted is None:
            return ""
        return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{self.list_number(number)}"/></w:numPr>'

    def next_drawing(self) -> str:
        self.document.next_drawing += 1
        return str(self.document.next_drawing)

    def bookmark_id(self, key: str, start: bool) -> str:
        if start or key not in self.bookmarks:
            self.document.next_bookmark += 1
            round_ = self.bookmarks.get(key, ("", 0))[1] + 1
            self.bookmarks[key] = (str(self.document.next_bookmark), round_)
        return self.bookmarks[key][0]

    def bookmark_name(self, key: str, name: str) -> str:
        round_ = self.bookmarks.get(key, ("", 1))[1]
        return name if round_ <= 1 else f"{name[:34]}_{round_}"  # a name has at most 40 characters

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

    # -- contents -------------------------------------------------------------------------------------

    def contents(self, out: list[str], contents: Contents) -> None:
        self.contents_at.append((len(out), contents))
        out.append("")

    def open_heading(self, out: list[str]) -> int:
        out.append("")
        return len(out) - 1

    def close_heading(self, out: list[str], mark: int, heading: Heading) -> None:
        """Bookmark a heading, unless it came out blank, and remember it for the contents."""
        text = self._heading_text("".join(out[mark:]))
        if not text.strip():
            return
        number, name = self.note_heading(heading, text)
        out[mark] = f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>'
        out.append(f'<w:bookmarkEnd w:id="{number}"/>')

    def note_heading(self, heading: Heading, text: str) -> tuple[int, str]:
        """Remember a heading for the contents, and return the id and the name of its bookmark."""
        self.document.next_bookmark += 1
        name = f"_Toc{len(self.headings) + 1:06d}"
        self.headings.append((heading, name, text))
        return self.document.next_bookmark, name

    def _heading_text(self, runs: str) -> str:
        # A value may have ended the paragraph and begun another.
        root = etree.fromstring(f"<dg {self.declarations}><w:p>{runs}</w:p></dg>")
        breaks = (w("tab"), w("br"), w("p"))
        parts = [" " if node.tag in breaks else node.text or "" for node in root.iter(T, *breaks)]
        return "".join(parts[1:])

    def fill_contents(self, out: list[str]) -> None:
        """Write the entries of the contents field, now that all headings are known."""
        for position, contents in self.contents_at:
            out[position] = "".join(_entries(contents, _numbered(self.headings)))

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


def _adopted(value: object) -> Value | None:
    from docgen.engine.compat import adopted  # noqa: PLC0415 - few programs have docxtpl's objects

    return adopted(value)


def _safely(paths: Callable[[], tuple[str, ...]]) -> tuple[str, ...]:
    try:
        return paths()
    except Exception:
        return ()


@lru_cache(maxsize=512)
def _field_names(kind: type) -> Mapping[str, Any]:
    """Return the fields of a dataclass, none for what is no dataclass or has keys as well."""
    return {} if issubclass(kind, Mapping) else getattr(kind, "__dataclass_fields__", {})


_BARE = (object.__str__, object.__repr__)


def _is_bare(value: object) -> bool:
    """Tell whether a value has no text of its own but Python's `<… object at …>`."""
    kind: Any = type(value)
    return (kind.__str__, kind.__repr__) == _BARE


def _kind(value: Any) -> str:
    """Return a value's kind in words."""
    words = {dict: "a group of values", list: "a list", tuple: "a list", bool: "yes or no", int: "a number"}
    words |= {float: "a number", type(None): "empty", set: "a list", frozenset: "a list", str: "a text"}
    return words.get(type(value), f"a value of the kind {type(value).__name__}")


def _shortened(value: str | bytes) -> str:
    text = repr(value)
    return text if len(text) <= 40 else f"{text[:39]}…"


def _numbered(headings: Iterable[tuple[Heading, str, str]]) -> Iterator[tuple[int, str, str, str]]:
    counts: dict[str, list[int]] = {}
    for heading, name, text in headings:
        number = ""
        if heading.sequence:
            count = counts.setdefault(heading.sequence, [0] * 9)
            count[heading.depth] += 1
            count[heading.depth + 1 :] = [0] * (8 - heading.depth)
            number = heading.shape
            for depth in range(9):
                number = number.replace(f"%{depth + 1}", str(count[depth]))
        yield heading.level, number, name, text


_BEGIN = (
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
    '<w:r><w:instrText xml:space="preserve"> {} </w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
)
_END = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'


def _entries(contents: Contents, headings: Iterable[tuple[int, str, str, str]]) -> Iterator[str]:
    begin = _BEGIN.format(ESCAPES["plain"](contents.instruction))
    entries = [entry for entry in headings if contents.levels[0] <= entry[0] <= contents.levels[1]]
    if not entries:
        yield f"<w:p>{begin}{_END}</w:p>"
    for index, (level, number, name, text) in enumerate(entries):
        style = contents.styles.get(level)
        properties, of_number, of_text = (
            (style.paragraph, style.number, style.text) if style else ("", "", "")
        )
        label = f"<w:r>{of_number}<w:t>{number}</w:t></w:r><w:r>{of_text}<w:tab/></w:r>" if number else ""
        title = f'<w:r>{of_text}<w:t xml:space="preserve">{ESCAPES["plain"](text)}</w:t></w:r>'
        link = f'<w:hyperlink w:anchor="{name}" w:history="1">{label}{title}</w:hyperlink>'
        yield f"<w:p>{properties}{begin if index == 0 else ''}{link}{_END if index == len(entries) - 1 else ''}</w:p>"
