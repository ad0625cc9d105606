"""YAML to nodes, from the parser's events. Every scalar stays text; what YAML would guess or run is refused."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from typing import Any

import yaml
from yaml import events

from docgen.intake.model.texts import FORBIDDEN, name_of
from docgen.intake.nodes import DEEPEST, MOST_VALUES, Node, mapping, sequence
from docgen.intake.source import Source
from docgen.intake.yaml_errors import syntax_problem
from docgen.intake.yaml_part import part_of
from docgen.problems import Problem

# The C parser is ten times as fast; where PyYAML was built without it, the Python one says the same.
FASTEST: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

NULLS = frozenset(["", "~", "null", "Null", "NULL"])
_CUT = re.compile(r"[ \t]+(#[^\s#][^\r\n]*)")  # "Item #5 of": nobody means a comment here
# Line breaks in YAML 1.1, whose parsers fold them away with the spaces beside them; plain characters in YAML 1.2.
_SEPARATORS = {"\u2028": "a line separator (U+2028)", "\u2029": "a paragraph separator (U+2029)"}
_SEPARATOR = re.compile("[\u2028\u2029]")
_QUOTE = "Put the text in quotes."


@dataclass(slots=True)
class _Open:
    """A mapping or list that is being read; `key` is the mapping's key that waits for its value."""

    node: Node
    anchor: str | None
    key: tuple[str, tuple[int, int]] | None = None

    @property
    def expects_key(self) -> bool:
        return self.node.pairs is not None and self.key is None


class _Stop(Exception):
    """Going on makes no sense."""


class YamlTree:
    """Builds nodes from events and collects the problems on the way."""

    def __init__(self, source: Source, *, parser: Any = FASTEST, only: Collection[str] = ()) -> None:
        self.root: Node | None = None
        self.problems: list[Problem] = []
        self.warnings: list[Problem] = []
        self._source = source
        self._parser = parser
        self._only = frozenset(only)
        self._open: list[_Open] = []
        self._anchors: dict[str, Node | None] = {}
        self._documents = 0
        self._may_cut = _CUT.search(source.text) is not None

    def build(self) -> Node | None:
        """Return the value of the only document; None when there is none, or `problems` says why not."""
        if self._refuse_separators():
            return None
        takes = self._takes()
        try:
            for event in self._events():
                if take := takes.get(event.__class__):
                    take(event)
        except yaml.YAMLError as error:
            self.problems.append(syntax_problem(self._source, error))
        except _Stop:
            pass
        return self.root

    def _refuse_separators(self) -> bool:
        """Refuse the first character that YAML programs do not agree about; return whether there is one."""
        found = _SEPARATOR.search(self._source.text)
        if found is None:
            return False
        message = f"There is {_SEPARATORS[found[0]]} here, which some YAML programs read as a new line."
        hint = f'Take it out; where a text needs it, write "\\u{ord(found[0]):04x}" in double quotes.'
        self.problems.append(self._source.refuse("forbidden-character", *found.span(), message, hint))
        return True

    def _takes(self) -> dict[type[events.Event], Callable[[Any], None]]:
        """Return what is done with each kind of event; with the others, nothing is."""
        return {
            events.ScalarEvent: self._scalar,
            events.MappingStartEvent: self._start,
            events.SequenceStartEvent: self._start,
            events.MappingEndEvent: self._end,
            events.SequenceEndEvent: self._end,
            events.AliasEvent: self._alias,
            events.DocumentStartEvent: self._document,
        }

    def _events(self) -> Iterator[events.Event]:
        whole = _events(self._parser(self._source.text))
        return part_of(whole, self._only) if self._only else whole

    def _document(self, event: events.Event) -> None:
        self._documents += 1
        if self._documents > 1:
            self._refuse(
                "yaml-syntax", event, "A second document starts here.", "Keep one client in one file."
            )
            raise _Stop

    def _scalar(self, event: events.ScalarEvent) -> None:
        if event.tag:
            self._check_tag(event)
        text, style = event.value, event.style
        if style == '"':
            self._check_characters(event)
        holder = self._open[-1] if self._open else None
        if holder is not None and holder.key is None and holder.node.pairs is not None:
            self._key(event)
            return
        plain = not style  # None or "", by parser
        data = None if plain and text in NULLS else text
        start, end = _span(event)
        if plain and self._may_cut:
            self._check_comment(end)
        self._add(Node(data, start, end, not plain), event.anchor)

    def _check_characters(self, event: events.ScalarEvent) -> None:
        # Only double quotes can bring in what the check of the whole file has not seen.
        bad = FORBIDDEN.search(event.value)
        if bad:
            message = f"This text holds {name_of(bad[0])}, which no document can hold."
            self._refuse("forbidden-character", event, message, "Take it out.")

    def _key(self, event: events.ScalarEvent) -> None:
        holder, text = self._open[-1], event.value
        if text == "<<" and not event.style:
            hint = "Write the keys out where they belong."
            self._refuse("merge-key", event, "Merge keys (<<) are not read.", hint)
        elif spot := holder.node.keys.get(text):
            message = f"The key {text} stands here a second time; the first is on line {self._line(spot)}."
            self._refuse("duplicate-key", event, message, "Keep one of the two.")
        holder.key = (text, _span(event))

    def _start(self, event: Any) -> None:
        self._check_tag(event)
        if self._open and self._open[-1].expects_key:
            self._refuse("yaml-syntax", event, "A key must be a text.", "Write key: value.")
            raise _Stop
        if len(self._open) >= DEEPEST:
            self._too_deep(event)
        new = mapping if isinstance(event, events.MappingStartEvent) else sequence
        if event.anchor:
            self._anchors[event.anchor] = None
        self._open.append(_Open(new(_span(event)[0], flow=bool(event.flow_style)), event.anchor))

    def _end(self, event: events.Event) -> None:
        done = self._open.pop()
        done.node.end = _span(event)[1]
        self._add(done.node, done.anchor)

    def _alias(self, event: events.AliasEvent) -> None:
        if self._open and self._open[-1].expects_key:
            self._refuse("yaml-syntax", event, "A key must be a text.", "Write key: value.")
            raise _Stop
        name = str(event.anchor)
        node = self._anchors.get(name)
        if node is None:
            known = name in self._anchors
            message = "This value holds itself." if known else f"No value is called &{name}."
            self._refuse("yaml-syntax", event, message, "Write the value out." if known else _QUOTE)
            raise _Stop
        if len(self._open) + node.height > DEEPEST:
            self._too_deep(event)
        self._add(node, None)

    def _add(self, node: Node, anchor: str | None) -> None:
        if anchor:
            self._anchors[anchor] = node
        if not self._open:
            self.root = node
            return
        holder = self._open[-1]
        whole, key = holder.node, holder.key
        if key is not None:
            whole.add_pair(key[0], key[1], node)
            holder.key = None
        else:
            whole.add_item(node)
        if whole.size > MOST_VALUES:
            self._too_many(whole)

    def _check_tag(self, event: Any) -> None:
        # "!" alone only says that a text is a text.
        if event.tag in (None, "!"):
            return
        tag = event.tag.replace("tag:yaml.org,2002:", "!!")
        message = f"The tag {tag} is not read: a file holds facts, not instructions."
        self._refuse("yaml-tag", event, message, "Take the tag out, or put the text in quotes.")

    def _check_comment(self, end: int) -> None:
        cut = _CUT.match(self._source.text, end)
        if cut:
            message = f"{cut[1][:40].rstrip()} is read as a comment and is no part of the text."
            hint = "Put the text in quotes; write a space after the # of a comment."
            self.warnings.append(self._source.warn("comment-cut", cut.start(1), cut.end(1), message, hint))

    def _too_deep(self, event: events.Event) -> None:
        message = f"Values are nested more than {DEEPEST} levels deep."
        self._refuse("too-large", event, message, "Is it the right file?")
        raise _Stop

    def _too_many(self, node: Node) -> None:
        message = f"The file holds more than {MOST_VALUES:,} values once its aliases (*) are written out."
        self.problems.append(self._source.refuse("too-large", node.start, node.start + 1, message))
        raise _Stop

    def _refuse(self, code: str, event: events.Event, message: str, hint: str) -> None:
        self.problems.append(self._source.refuse(code, *_span(event), message, hint))

    def _line(self, spot: tuple[int, int]) -> int | None:
        return self._source.place(*spot).line


def _span(event: Any) -> tuple[int, int]:
    """Return the offsets at which an event starts and ends; a parsed one always has both."""
    return event.start_mark.index, event.end_mark.index


def _events(parser: Any) -> Iterator[events.Event]:
    try:
        yield from iter(parser.get_event, None)
    finally:
        parser.dispose()
