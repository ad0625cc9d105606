"""JSON to nodes. Numbers, true and false keep their spelling; what JSON leaves open is refused."""

from __future__ import annotations

import json
import re

from docgen.errors import IntakeError
from docgen.intake.model.texts import FORBIDDEN, name_of
from docgen.intake.nodes import DEEPEST, MOST_VALUES, Node, mapping, sequence
from docgen.intake.source import Source
from docgen.problems import Problem

_DECODER = json.JSONDecoder(strict=True)
_SPACE = re.compile(r"[ \t\r\n]*")
_WORD = re.compile(r"-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?(?![\w.+-])|true\b|false\b|null\b")
_STRUCTURE = 'Write "key": value, with commas between pairs and between the items of a list.'
_NO_JSON = re.compile(r"[-+]?(?:NaN|Infinity|inf|nan)\b")


class JsonTree:
    """Reads one JSON value with everything below it; collects duplicate keys, stops at what cannot be read."""

    def __init__(self, source: Source) -> None:
        self.problems: list[Problem] = []
        self.warnings: list[Problem] = []
        self._source = source
        self._text = source.text
        self._count = 0

    def build(self) -> Node | None:
        """Return the value of the file; None when it is empty, or `problems` says why not."""
        if not self._text.strip():
            return None
        try:
            node = self._value(self._skip(0), 0)
            rest = self._skip(node.end)
            if rest < len(self._text):
                raise self._error(rest, "Text follows after the end.", "Take it out; one client per file.")
        except IntakeError as error:
            self.problems.extend(error.problems)
            return None
        return node

    def _skip(self, at: int) -> int:
        match = _SPACE.match(self._text, at)
        return match.end() if match else at

    def _value(self, at: int, depth: int) -> Node:
        self._count += 1
        char = self._text[at : at + 1]
        if depth >= DEEPEST and char in ("{", "["):
            raise self._too_large(at, f"Values are nested more than {DEEPEST} levels deep.")
        if self._count > MOST_VALUES:
            raise self._too_large(at, f"The file holds more than {MOST_VALUES:,} values.")
        if char == "{":
            return self._object(at, depth)
        if char == "[":
            return self._array(at, depth)
        if char == '"':
            text, end = self._string(at)
            return Node(text, at, end, quoted=True)
        return self._word(at)

    def _too_large(self, at: int, message: str) -> IntakeError:
        return self._error(at, message, "Is it the right file?", code="too-large")

    def _word(self, at: int) -> Node:
        match = _WORD.match(self._text, at)
        if match is None:
            raise self._bad_value(at)
        word = match[0]
        return Node(None if word == "null" else word, at, match.end())

    def _bad_value(self, at: int) -> IntakeError:
        if _NO_JSON.match(self._text, at):
            return self._error(at, "NaN and Infinity are no numbers.", "Write a number, or null.")
        if at >= len(self._text):
            return self._error(len(self._text) - 1, "The file ends too early.", "Close every { and [.")
        return self._error(
            at, "A value is expected here.", 'Write "text", a number, true, false, null, { or [.'
        )

    def _string(self, at: int) -> tuple[str, int]:
        try:
            text, end = _DECODER.raw_decode(self._text, at)
        except json.JSONDecodeError as error:
            message = "This text is never closed, or holds a line break or a code that means nothing."
            # Where the line ends there is nothing to mark; the text that runs past it is what is wrong.
            spot = at if self._text[error.pos : error.pos + 1] in ("\n", "\r") else error.pos
            raise self._error(spot, message, 'Close it with ".') from None
        bad = FORBIDDEN.search(text)
        if bad:
            message = f"This text holds {name_of(bad[0])}, which no document can hold."
            self.problems.append(self._source.refuse("forbidden-character", at, end, message, "Take it out."))
        return text, end

    def _object(self, start: int, depth: int) -> Node:
        node, at = mapping(start, flow=True), self._skip(start + 1)
        while self._text[at : at + 1] != "}":
            key, key_end = self._key(node, at)
            colon = self._expect(":", self._skip(key_end), "a colon after the key")
            value = self._value(self._skip(colon), depth + 1)
            node.add_pair(key, (at, key_end), value)
            at = self._next("}", value.end)
        node.end = at + 1
        return node

    def _key(self, node: Node, at: int) -> tuple[str, int]:
        if self._text[at : at + 1] != '"':
            raise self._error(at, "A key in double quotes is expected here.", 'Write "key": value.')
        key, end = self._string(at)
        if key in node.keys:
            first = self._source.place(*node.keys[key]).line
            message = f"The key {key} stands here a second time; the first is on line {first}."
            self.problems.append(
                self._source.refuse("duplicate-key", at, end, message, "Keep one of the two.")
            )
        return key, end

    def _array(self, start: int, depth: int) -> Node:
        node, at = sequence(start, flow=True), self._skip(start + 1)
        while self._text[at : at + 1] != "]":
            value = self._value(at, depth + 1)
            node.add_item(value)
            at = self._next("]", value.end)
        node.end = at + 1
        return node

    def _next(self, close: str, at: int) -> int:
        """Return where the next item starts, or where `close` stands."""
        at = self._skip(at)
        if self._text[at : at + 1] == close:
            return at
        after = self._skip(self._expect(",", at, f"a comma or {close}"))
        if self._text[after : after + 1] == close:
            raise self._error(at, "A comma stands before the end.", "Take the comma out.")
        return after

    def _expect(self, char: str, at: int, what: str) -> int:
        if self._text[at : at + 1] != char:
            raise self._error(at, f"There should be {what} here.", _STRUCTURE)
        return at + 1

    def _error(self, at: int, message: str, hint: str, code: str = "json-syntax") -> IntakeError:
        at = max(0, min(at, len(self._text) - 1))
        return IntakeError([self._source.refuse(code, at, at + 1, message, hint)])
