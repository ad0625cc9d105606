"""Regular expressions whose time is bounded by the length of the pattern times that of the text.

Python's own engine tries one way after another, which takes years for `(a+)+b` on thirty letters. Here all ways are
followed at once, as a set of places in the pattern (K. Thompson, Regular Expression Search Algorithm, 1968), so that
any pattern may come from anybody. The language is the part of Python's that can be followed so: no back-references,
no looking around.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

LONGEST_PATTERN = 200
_MOST_PLACES = 2_000
_DEEPEST = 20

_ATOM = re.compile(r"\\[dDwWsS]|\\[^A-Za-z0-9]|\[\^?\]?(?:\\.|[^\]\\])*\]|[^\\\[\](){}*+?|^$]")
_REPEAT = re.compile(r"([*+?])\??|\{(\d{1,3})(?:(,)(\d{0,3}))?\}\??")
_EDGES = frozenset(["^", "$", r"\b", r"\B"])
_GROUP = re.compile(r"\((\?:)?")
_BOUND = 100


class BadPattern(ValueError):
    """A pattern that cannot be followed; `at` is the character of it where that shows."""

    def __init__(self, message: str, at: int) -> None:
        super().__init__(message)
        self.at = at


@dataclass(slots=True)
class _Place:
    """One place in a pattern: what must be met here (a character, an edge, or nothing) and where that leads."""

    atom: re.Pattern[str] | None = None
    edge: str = ""
    after: list[int] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Piece:
    """A part of a pattern as places: where it starts and where it ends."""

    first: int
    last: int


class Pattern:
    """A pattern that was read once and can be looked for in any number of texts."""

    def __init__(self, text: str) -> None:
        """Read a pattern. Raise BadPattern where it is too long, is broken, or asks for what cannot be followed."""
        self.text = text
        self._places: list[_Place] = []
        self._depth = 0
        if len(text) > LONGEST_PATTERN:
            raise BadPattern(
                f"The pattern has {len(text)} characters; {LONGEST_PATTERN} fit.", LONGEST_PATTERN
            )
        self._at = len("(?i)") if text.startswith("(?i)") else 0
        self._flags = re.IGNORECASE if self._at else re.NOFLAG
        whole = self._either()
        if self._at < len(text):
            raise BadPattern("This bracket closes nothing.", self._at)
        self._first, self._last = whole.first, whole.last

    def found_in(self, text: str) -> bool:
        """Return whether the pattern matches anywhere in `text`; 5,000 characters take a few hundredths of a second."""
        here: frozenset[int] = frozenset()
        for at in range(len(text) + 1):
            here = self._spread(here | {self._first}, text, at)
            if self._last in here:
                return True
            if at < len(text):
                here = self._past(here, text[at])
        return False

    def _past(self, here: frozenset[int], char: str) -> frozenset[int]:
        """Return the places that a character leads to."""
        return frozenset(
            target
            for place in here
            if (atom := self._places[place].atom) is not None and atom.fullmatch(char)
            for target in self._places[place].after
        )

    def _spread(self, here: frozenset[int], text: str, at: int) -> frozenset[int]:
        """Return the places that can be reached without another character."""
        seen, waiting = set(here), list(here)
        while waiting:
            place = self._places[waiting.pop()]
            if place.atom is None and (not place.edge or _is_edge(place.edge, text, at)):
                fresh = [target for target in place.after if target not in seen]
                seen.update(fresh)
                waiting += fresh
        return frozenset(seen)

    def _either(self) -> _Piece:
        """Read alternatives: `a|b|c`."""
        pieces = [self._sequence()]
        while self.text.startswith("|", self._at):
            self._at += 1
            pieces.append(self._sequence())
        if len(pieces) == 1:
            return pieces[0]
        last = self._add()
        for piece in pieces:
            self._places[piece.last].after.append(last)
        return _Piece(self._add(after=[piece.first for piece in pieces]), last)

    def _sequence(self) -> _Piece:
        first = last = self._add()
        while self._at < len(self.text) and self.text[self._at] not in "|)":
            piece = self._repeated()
            self._places[last].after.append(piece.first)
            last = piece.last
        return _Piece(first, last)

    def _repeated(self) -> _Piece:
        """Read one thing and how often it may come."""
        start = self._at
        piece = self._one()
        match = _REPEAT.match(self.text, self._at)
        if match is None:
            return piece
        end = self._at = match.end()
        if _REPEAT.match(self.text, end) or self.text.startswith("+", end):
            raise BadPattern("A repetition is repeated here; put what is meant in brackets.", end)
        low, high = _times(match)
        if high is not None and (low > high or high > _BOUND):
            raise BadPattern(f"Write at most {{{_BOUND}}}, the smaller number first.", match.start())
        most = max(low, 1) if high is None else high
        pieces = [piece, *(self._again(start, end) for _ in range(most - 1))][:most]
        return self._chained(pieces, low, endless=high is None)

    def _chained(self, inner: list[_Piece], low: int, *, endless: bool) -> _Piece:
        """Return copies of a thing, of which the first `low` must come; with `endless` the last may come again."""
        first = last = self._add()
        for count, piece in enumerate(map(self._enclosed, inner)):
            self._places[last].after.append(piece.first)
            if count >= low:
                self._places[piece.first].after.append(piece.last)
            last = piece.last
            if endless and count == len(inner) - 1:
                self._places[last].after.append(piece.first)
        return _Piece(first, last)

    def _again(self, start: int, end: int) -> _Piece:
        """Read once more what a repetition that ends at `end` is about."""
        self._at = start
        piece = self._one()
        self._at = end
        return piece

    def _enclosed(self, inner: _Piece) -> _Piece:
        """Return a piece between places of its own, so that ways round and past it touch nothing else."""
        last = self._add()
        self._places[inner.last].after.append(last)
        return _Piece(self._add(after=[inner.first]), last)

    def _one(self) -> _Piece:
        """Read a character, a class, an edge or a group."""
        rest = self.text[self._at :]
        group = _GROUP.match(rest)
        if group:
            return self._group(group.end())
        edge = next((edge for edge in _EDGES if rest.startswith(edge)), "")
        match = None if edge else _ATOM.match(rest)
        if not edge and match is None:
            raise BadPattern(_why_not(rest), self._at)
        last = self._add()
        taken = edge or (match[0] if match else "")
        place = self._add(after=[last], edge=edge, atom=None if edge else self._atom(taken))
        self._at += len(taken)
        return _Piece(place, last)

    def _group(self, opening: int) -> _Piece:
        start = self._at
        if self.text.startswith("(?", start) and opening == 1:
            raise BadPattern("Only plain groups, (…) and (?:…), can be followed.", start)
        self._at += opening
        self._depth += 1
        if self._depth > _DEEPEST:
            raise BadPattern(f"Brackets stand more than {_DEEPEST} deep here.", start)
        piece = self._either()
        self._depth -= 1
        if not self.text.startswith(")", self._at):
            raise BadPattern("This bracket is never closed.", start)
        self._at += 1
        return piece

    def _atom(self, text: str) -> re.Pattern[str]:
        try:
            return re.compile(text, self._flags)
        except re.error as error:
            raise BadPattern(f"This class cannot be read: {error.msg}.", self._at) from None

    def _add(
        self, *, after: list[int] | None = None, edge: str = "", atom: re.Pattern[str] | None = None
    ) -> int:
        if len(self._places) >= _MOST_PLACES:
            raise BadPattern("The pattern repeats too much.", self._at)
        self._places.append(_Place(atom, edge, after or []))
        return len(self._places) - 1


def _times(match: re.Match[str]) -> tuple[int, int | None]:
    """Return how often a thing must come and how often it may; None for any number."""
    if match[1]:
        return {"*": (0, None), "+": (1, None), "?": (0, 1)}[match[1]]
    low = int(match[2])
    if not match[3]:
        return low, low
    return low, int(match[4]) if match[4] else None


def _why_not(rest: str) -> str:
    if rest[:1] in ("*", "+", "?", "{"):
        return "There is nothing here to repeat."
    if rest[:1] == "[":
        return "This class is never closed."
    if rest[:1] == "\\":
        return f"{rest[:2]} cannot be followed here."
    return f"Write \\{rest[:1]} for the character itself."


def _is_edge(edge: str, text: str, at: int) -> bool:
    if edge == "^":
        return at == 0
    if edge == "$":
        return at == len(text) or (at == len(text) - 1 and text[at] == "\n")
    return bool(re.compile(edge).match(text, at))
