"""A diagram laid out: where everything stands, in points from the drawing's upper left corner."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple

from docgen.engine.diagrams.density import Density
from docgen.engine.diagrams.model import Link, Node, Zone

Side = Literal["top", "left", "bottom", "right"]
Point = tuple[float, float]


class Rect(NamedTuple):
    """A rectangle: its upper left corner and its size."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        return self.x + self.width

    @property
    def bottom(self) -> float:
        return self.y + self.height

    @property
    def centre(self) -> Point:
        return self.x + self.width / 2, self.y + self.height / 2

    def turned(self) -> Rect:
        """Return the rectangle with across and down exchanged."""
        return Rect(self.y, self.x, self.height, self.width)

    def moved(self, dx: float, dy: float) -> Rect:
        return Rect(self.x + dx, self.y + dy, self.width, self.height)

    def meets(self, other: Rect, *, clearance: float = 0.0) -> bool:
        """Tell whether two rectangles share more than an edge, or come closer than the clearance."""
        return (
            self.x < other.right + clearance
            and other.x < self.right + clearance
            and self.y < other.bottom + clearance
            and other.y < self.bottom + clearance
        )

    def holds(self, other: Rect) -> bool:
        """Tell whether another rectangle lies inside this one (rounding apart)."""
        slack = 1e-6
        return (
            self.x <= other.x + slack
            and self.y <= other.y + slack
            and other.right <= self.right + slack
            and other.bottom <= self.bottom + slack
        )


class PlacedNode(NamedTuple):
    """A node with its box and the lines that its text takes in it."""

    node: Node
    box: Rect
    label: tuple[str, ...]
    detail: tuple[str, ...]


class PlacedZone(NamedTuple):
    """A zone with its area, the place and lines of its title, and how deep it is nested (0: not at all)."""

    zone: Zone
    box: Rect
    title: Rect
    lines: tuple[str, ...]
    depth: int


class Stroke(NamedTuple):
    """A line, all of whose pieces run across or down.

    `paths` are its pieces (several where a shared line branches). `links` are the positions of the links that it
    belongs to. `node` and `side` say at which node its first point stands, in the middle of that side (empty
    where it stands elsewhere); `far` the same for its last point. `first` and `last` tell whether heads are there.
    """

    links: tuple[int, ...]
    paths: tuple[tuple[Point, ...], ...]
    near: tuple[str, Side] | None = None
    far: tuple[str, Side] | None = None
    first: bool = False
    last: bool = False


class PlacedLabel(NamedTuple):
    """The label of the link at a position, with its box and lines; `fill` is the token of what lies under it."""

    link: int
    box: Rect
    lines: tuple[str, ...]
    fill: str


@dataclass(frozen=True, slots=True)
class LegendEntry:
    """A sample (the kind of a node, or the style of a line) and the words for it."""

    key: str
    sample: Rect
    words: Rect
    text: str


@dataclass(frozen=True, slots=True)
class Drawing:
    """Everything in its place, within `width` by `height` points; in so many `rows` of boxes (columns, if turned)."""

    width: float
    height: float
    rows: int
    density: Density
    links: tuple[Link, ...]
    zones: tuple[PlacedZone, ...]
    nodes: tuple[PlacedNode, ...]
    strokes: tuple[Stroke, ...]
    labels: tuple[PlacedLabel, ...]
    legend: tuple[LegendEntry, ...]
