"""The part of a YAML document that is asked for, as a parser's events: what is left out costs next to nothing."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from yaml import events

_STARTS = (events.MappingStartEvent, events.SequenceStartEvent)
_ENDS = (events.MappingEndEvent, events.SequenceEndEvent)


class RestsOnMore(Exception):
    """What is asked for holds an alias of something that was left out."""


def part_of(whole: Iterator[events.Event], only: Collection[str]) -> Iterator[events.Event]:
    """Yield the events of a document as if the mapping at its top held the keys in `only` and no others.

    The document ends where all of them have been met. One whose top is no mapping is left as it is. Raise
    RestsOnMore where the part cannot be understood alone.
    """
    for event in whole:
        yield event
        if isinstance(event, events.MappingStartEvent):
            yield from _asked(whole, set(only))
            return
        if isinstance(event, (events.SequenceStartEvent, events.ScalarEvent)):
            break
    yield from whole


def _asked(whole: Iterator[events.Event], waiting: set[str]) -> Iterator[events.Event]:
    """Yield the keys that are waited for, with their values, and the end of the mapping."""
    anchors: set[str] = set()
    met: set[str] = set()
    for key in whole:
        if not isinstance(key, events.ScalarEvent):  # the end, or a key that will be refused
            yield key
            break
        if key.value in met:
            raise RestsOnMore  # nobody can tell which of the two is meant: the whole file will say so
        met.add(key.value)
        value = _value(whole)
        if key.value not in waiting:
            for _ in value:
                pass
            continue
        yield key
        yield from _known(value, anchors)
        waiting.discard(key.value)
        if not waiting:
            yield events.MappingEndEvent(key.end_mark, key.end_mark)
            return
    yield from whole


def _value(whole: Iterator[events.Event]) -> Iterator[events.Event]:
    """Yield the events of the one value that comes next."""
    depth = 0
    for event in whole:
        yield event
        kind = event.__class__
        depth += (kind in _STARTS) - (kind in _ENDS)
        if not depth:
            return


def _known(value: Iterator[events.Event], anchors: set[str]) -> Iterator[events.Event]:
    """Yield the events of a value that is asked for; `anchors` are those met so far."""
    for event in value:
        anchor = getattr(event, "anchor", None)
        if isinstance(event, events.AliasEvent) and anchor not in anchors:
            raise RestsOnMore
        if anchor:
            anchors.add(anchor)
        yield event
