"""Where things stand across: boxes and zones in rows, zone inside zone. Heights come later, from the lines between.

A level (the whole diagram, or a zone) puts what it holds in ranks, breaks ranks that are too wide into several
rows, and stands them under each other. What comes out is a block: rows of boxes, and frames around some of them. A
frame holds whole blocks only, so that zones never overlap and every box is inside its zone, by construction.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import ceil
from typing import NamedTuple

from docgen.engine.diagrams.density import Density
from docgen.engine.diagrams.levels import Levels
from docgen.engine.diagrams.model import Node, Zone
from docgen.engine.diagrams.spread import spread

_SWEEPS = 4


class Spot(NamedTuple):
    """A box in a row: the node's id, its left edge and its width."""

    node: str
    x: float
    width: float

    @property
    def right(self) -> float:
        return self.x + self.width

    @property
    def centre(self) -> float:
        return self.x + self.width / 2


class Frame(NamedTuple):
    """A zone around the rows from `first` to `last`; `depth` counts the zones around it."""

    zone: str
    x: float
    width: float
    first: int
    last: int
    depth: int

    @property
    def right(self) -> float:
        return self.x + self.width


class Block(NamedTuple):
    """Rows of boxes, with frames around some."""

    width: float
    rows: tuple[tuple[Spot, ...], ...]
    frames: tuple[Frame, ...] = ()

    def moved(self, dx: float, down: int = 0) -> Block:
        """Return the block moved across, with its frames also `down` rows."""
        # Made anew rather than by `_replace`, which takes longer: blocks are moved by the thousand.
        rows = tuple(tuple([Spot(each.node, each.x + dx, each.width) for each in row]) for row in self.rows)
        frames = tuple(
            Frame(each.zone, each.x + dx, each.width, each.first + down, each.last + down, each.depth)
            for each in self.frames
        )
        return Block(self.width, rows, frames)


class Sides(NamedTuple):
    """What a zone adds to its content across: before (left, or above where a diagram goes right) and after."""

    before: float
    after: float

    @property
    def both(self) -> float:
        return self.before + self.after


class Item(NamedTuple):
    """One thing at a level: a box, or a zone with all that it holds."""

    key: str
    block: Block
    zone: str
    centres: Mapping[str, float]

    @property
    def width(self) -> float:
        return self.block.width


class Shelf(NamedTuple):
    """Items side by side, with their left edges; a rigid shelf keeps the columns of the shelves above it."""

    items: tuple[Item, ...]
    lefts: tuple[float, ...]
    rigid: bool = False

    @property
    def width(self) -> float:
        return self.lefts[-1] + self.items[-1].width


@dataclass(frozen=True, slots=True)
class Arranger:
    """What the arranging of all levels shares. `widths` are those of the boxes, `titles` those of the zones.

    With `fill` the outermost zones reach over all the room there is.
    """

    nodes: Mapping[str, Sequence[Node]]
    zones: Mapping[str, Sequence[Zone]]
    levels: Levels
    widths: Mapping[str, float]
    titles: Mapping[str, float]
    sides: Mapping[str, Sides]
    density: Density
    fill: bool

    def arrange(self, zone: str, available: float, depth: int = 0) -> Block:
        """Return the block of what a zone holds (of all, for no zone), `available` points wide if it can be."""
        items = [self._box(node) for node in self.nodes.get(zone, ())]
        items += [self._framed(child.id, available, depth) for child in self.zones.get(zone, ())]
        if not items:
            return Block(0.0, ((),))
        by_key = {item.key: item for item in items}
        shelves: list[Shelf] = []
        for rank in self.levels.ranks[zone]:
            shelves += self._shelved([by_key[key] for key in rank], available, depth)
        width = max(shelf.width for shelf in shelves)
        if self.fill and not zone:
            width = max(width, available)
        shelves = [_stretched(shelf, width) for shelf in shelves]
        return _stacked(self._aligned(shelves, width, zone), width)

    def _box(self, node: Node) -> Item:
        width = self.widths[node.id]
        return Item(node.id, Block(width, ((Spot(node.id, 0.0, width),),)), "", {node.id: width / 2})

    def _framed(self, zone: str, available: float, depth: int) -> Item:
        sides = self.sides[zone]
        inner = self.arrange(zone, available - sides.both, depth + 1)
        width = max(inner.width, self.titles[zone]) + sides.both
        content = inner.moved(sides.before + (width - sides.both - inner.width) / 2)
        frame = Frame(zone, 0.0, width, 0, len(inner.rows) - 1, depth)
        return _item(f"zone {zone}", Block(width, content.rows, (frame, *content.frames)), zone)

    # -- ranks to shelves -----------------------------------------------------------------------------

    def _shelved(self, items: list[Item], available: float, depth: int) -> list[Shelf]:
        if _total(items, self.density.gap) <= available or len(items) == 1:
            return [_shelf(items, self.density.gap)]
        if any(item.zone for item in items):
            narrow = self._narrowed(items, available, depth)
            if _total(narrow, self.density.gap) <= available:
                return [_shelf(narrow, self.density.gap)]
            return self._broken(items, available)
        return self._grid(items, available)

    def _narrowed(self, items: list[Item], available: float, depth: int) -> list[Item]:
        """Return the items with the room shared out: zones get theirs by how many boxes they hold."""
        counts = {item.key: len(item.centres) or 1 for item in items if item.zone}
        fixed = sum(item.width for item in items if not item.zone)
        room = available - fixed - self.density.gap * (len(items) - 1)
        found = {}
        for key, item in sorted(
            ((item.key, item) for item in items if item.zone), key=lambda pair: counts[pair[0]]
        ):
            share = room * counts[key] / sum(counts[other] for other in counts if other not in found)
            found[key] = item if item.width <= share else self._framed(item.zone, share, depth)
            room -= found[key].width
        return [found.get(item.key, item) for item in items]

    def _broken(self, items: list[Item], available: float) -> list[Shelf]:
        shelves: list[list[Item]] = [[]]
        for item in items:
            if shelves[-1] and _total([*shelves[-1], item], self.density.gap) > available:
                shelves.append([])
            shelves[-1].append(item)
        return [_shelf(shelf, self.density.gap) for shelf in shelves]

    def _grid(self, items: list[Item], available: float) -> list[Shelf]:
        """Return rows of equal columns, as even as they can be."""
        pitch = max(item.width for item in items) + self.density.gap
        columns = max(1, int((available + self.density.gap) / pitch))
        columns = ceil(len(items) / ceil(len(items) / columns))
        lefts = [at * pitch for at in range(columns)]
        rows = [items[at : at + columns] for at in range(0, len(items), columns)]
        return [
            Shelf(
                tuple(row),
                tuple(
                    left + (pitch - self.density.gap - item.width) / 2
                    for left, item in zip(lefts, row, strict=False)
                ),
                rigid=True,
            )
            for row in rows
        ]

    # -- alignment ------------------------------------------------------------------------------------

    def _aligned(self, shelves: list[Shelf], width: float, zone: str) -> list[Shelf]:
        """Return the shelves centred, then each item drawn towards what it is linked to."""
        rigid = max((shelf.width for shelf in shelves if shelf.rigid), default=0.0)
        shelves = [_moved(shelf, (width - (rigid if shelf.rigid else shelf.width)) / 2) for shelf in shelves]
        wishes, centres = self.levels.anchors[zone], _centres(shelves)
        for sweep in range(_SWEEPS):
            order = range(len(shelves)) if sweep % 2 == 0 else reversed(range(len(shelves)))
            for at in order:
                if not shelves[at].rigid:
                    shelves[at] = self._drawn(shelves[at], centres, wishes, width)
                    centres |= _centres([shelves[at]])
        return shelves

    def _drawn(
        self,
        shelf: Shelf,
        centres: Mapping[str, float],
        wishes: Mapping[str, list[tuple[str, str]]],
        width: float,
    ) -> Shelf:
        lefts = []
        for item, left in zip(shelf.items, shelf.lefts, strict=True):
            wanted = [centres[other] - item.centres[own] for own, other in wishes.get(item.key, ())]
            lefts.append(sum(wanted) / len(wanted) if wanted else left)
        apart = [item.width + self.density.gap for item in shelf.items[:-1]]
        high = width - shelf.items[-1].width
        return Shelf(shelf.items, spread(lefts, apart, low=0.0, high=high), shelf.rigid)


def _item(key: str, block: Block, zone: str) -> Item:
    return Item(key, block, zone, {spot.node: spot.centre for row in block.rows for spot in row})


def _total(items: Sequence[Item], gap: float) -> float:
    return sum(item.width for item in items) + gap * (len(items) - 1)


def _shelf(items: Iterable[Item], gap: float) -> Shelf:
    lefts, left = [], 0.0
    chosen = tuple(items)
    for item in chosen:
        lefts.append(left)
        left += item.width + gap
    return Shelf(chosen, tuple(lefts))


def _moved(shelf: Shelf, dx: float) -> Shelf:
    return Shelf(shelf.items, tuple([left + dx for left in shelf.lefts]), shelf.rigid)


def _centres(shelves: Sequence[Shelf]) -> dict[str, float]:
    return {
        node: left + centre
        for shelf in shelves
        for item, left in zip(shelf.items, shelf.lefts, strict=True)
        for node, centre in item.centres.items()
    }


def _stretched(shelf: Shelf, width: float) -> Shelf:
    """Return a shelf whose only item is a zone as wide as its level: bands of one width look calm."""
    if len(shelf.items) > 1 or not shelf.items[0].zone:
        return shelf
    item = shelf.items[0]
    block = _widened(item.block, width)
    return Shelf((_item(item.key, block, item.zone),), (0.0,))


def _widened(block: Block, width: float) -> Block:
    """Return a framed block with a wider frame, its content centred again; a sole inner frame widens with it."""
    extra = width - block.width
    outer, *inner = block.frames
    moved = Block(block.width, block.rows, tuple(inner)).moved(extra / 2)
    widened = [outer._replace(width=width)]
    for frame in moved.frames:  # outer frames come before those inside them
        grown = frame._replace(x=frame.x - extra / 2, width=frame.width + extra)
        fits = any(_within(grown, other) and other.depth == frame.depth - 1 for other in widened)
        widened.append(grown if fits and _alone(frame, moved) else frame)
    return Block(width, moved.rows, tuple(widened))


def _within(frame: Frame, other: Frame) -> bool:
    across = other.x <= frame.x and frame.right <= other.right
    return across and other.first <= frame.first and frame.last <= other.last


def _alone(frame: Frame, block: Block) -> bool:
    """Tell whether nothing of a block stands beside a frame in its rows."""
    near: list[Spot | Frame] = [spot for row in block.rows[frame.first : frame.last + 1] for spot in row]
    near += [other for other in block.frames if other.first <= frame.last and frame.first <= other.last]
    return not any(other.right <= frame.x or frame.right <= other.x for other in near)


def _stacked(shelves: Sequence[Shelf], width: float) -> Block:
    rows: list[tuple[Spot, ...]] = []
    frames: list[Frame] = []
    for shelf in shelves:
        height = max(len(item.block.rows) for item in shelf.items)
        merged: list[list[Spot]] = [[] for _ in range(height)]
        for item, left in zip(shelf.items, shelf.lefts, strict=True):
            block = item.block.moved(left, len(rows))
            for at, row in enumerate(block.rows):
                merged[at] += row
            frames += _deepened(block.frames, len(rows) + height - 1)
        rows += map(tuple, merged)
    return Block(width, tuple(rows), tuple(frames))


def _deepened(frames: Sequence[Frame], last: int) -> list[Frame]:
    """Return a zone's frames, the outer one reaching down as far as those beside it."""
    return [frame._replace(last=last) if at == 0 else frame for at, frame in enumerate(frames)]
