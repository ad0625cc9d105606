"""Where a shape lies on its slide: its own place, or that of the placeholder of its layout or master."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from docgen.engine.markup import Element
from docgen.engine.powerpoint.deck import Deck
from docgen.engine.powerpoint.markup import GROUP, SHAPES, a, in_c, p, placeholder_of
from docgen.engine.values import Box

# What a placeholder of the slide inherits from where no placeholder of its layout has its index (ISO 29500-1, 19.7.10)
_ON_MASTER = {"ctrTitle": "title", "subTitle": "body", "obj": "body", "": "body"}
_GROUP_XFRM = f"{p('grpSpPr')}/{a('xfrm')}"
_find_frames = in_c("p:spPr/a:xfrm | p:xfrm | p:grpSpPr/a:xfrm")
_OFFSET, _EXTENT, _CHILD_OFFSET, _CHILD_EXTENT = map(a, ("off", "ext", "chOff", "chExt"))


def box_of(shape: Element, deck: Deck, part: str, *, in_group: bool = False) -> Box | None:
    """Return where a shape of a slide (or layout) lies, in EMU of the slide, or None where nothing says so.

    With `in_group` it is in the measure of the group that holds the shape, if one does.
    """
    own = _own_box(shape)
    if own is not None:
        return own if in_group else _on_slide(own, shape)
    return next((box for each in _ancestry(shape, deck, part) if (box := _own_box(each)) is not None), None)


def _own_box(shape: Element) -> Box | None:
    frame = next(iter(_find_frames(shape)), None)
    if frame is None:
        return None
    offset, extent = frame.find(_OFFSET), frame.find(_EXTENT)
    if offset is None or extent is None:
        return None
    left, top = int(offset.get("x", "0")), int(offset.get("y", "0"))
    return Box(left, top, int(extent.get("cx", "0")), int(extent.get("cy", "0")))


def _on_slide(box: Box, shape: Element) -> Box:
    """Return a box in the coordinates of the slide: a group has its own."""
    for group in shape.iterancestors(GROUP):
        outer, inner = _own_box(group), _child_box(group)
        if outer is not None and inner is not None and inner.width and inner.height:
            across, down = outer.width / inner.width, outer.height / inner.height
            box = Box(
                round(outer.left + (box.left - inner.left) * across),
                round(outer.top + (box.top - inner.top) * down),
                round(box.width * across),
                round(box.height * down),
            )
    return box


def _child_box(group: Element) -> Box | None:
    frame = group.find(_GROUP_XFRM)
    offset = frame.find(_CHILD_OFFSET) if frame is not None else None
    extent = frame.find(_CHILD_EXTENT) if frame is not None else None
    if offset is None or extent is None:
        return None
    left, top = int(offset.get("x", "0")), int(offset.get("y", "0"))
    return Box(left, top, int(extent.get("cx", "0")), int(extent.get("cy", "0")))


def _ancestry(shape: Element, deck: Deck, part: str) -> Iterator[Element]:
    """Yield the placeholders of the layout and the master that a placeholder inherits from."""
    while (mark := placeholder_of(shape)) is not None and (part := deck.layout_of(part)):
        found = _matching(mark, deck.placeholders_behind(part), master=not deck.layout_of(part))
        if found is not None:
            yield found
            shape = found


def _matching(mark: Element, shapes: Sequence[tuple[Element, Element]], *, master: bool) -> Element | None:
    kind, index = mark.get("type", ""), mark.get("idx")
    wanted = _ON_MASTER.get(kind, kind) if master else kind
    if not master and index is not None:
        by_index = next((shape for shape, found in shapes if found.get("idx") == index), None)
        if by_index is not None:
            return by_index
    titles = {"title", "ctrTitle"} if wanted in ("title", "ctrTitle") else {wanted}
    return next((shape for shape, found in shapes if found.get("type", "") in titles), None)


def inherited(shape: Element, deck: Deck, part: str) -> tuple[Element, ...]:
    """Return a shape and the placeholders that it inherits from, nearest first."""
    return (shape, *_ancestry(shape, deck, part))


def top_shapes(root: Element) -> Iterator[Element]:
    """Yield the shapes of a slide that stand in no group."""
    tree = root.find(f"{p('cSld')}/{p('spTree')}")
    for child in tree if tree is not None else ():
        if child.tag in SHAPES:
            yield child


_GAP = 91_440
_EDGE = 365_760  # 0.4 inch: what a table leaves free at the foot of a slide where nothing stands


def room_below(shape: Element, box: Box, deck: Deck, part: str) -> int:
    """Return down to where a table may grow, in EMU from the slide's top: the first thing below it, or the edge."""
    root = shape.getroottree().getroot()
    others = [each for each in top_shapes(root) if each is not shape]
    below = [found for each in others if (found := box_of(each, deck, part)) is not None]
    for source in _behind(deck, part):
        below += [found for each in top_shapes(deck.behind(source)) if (found := _fixed(each)) is not None]
    tops = [other.top - _GAP for other in below if _stands_below(other, box)]
    return min([deck.size[1] - _EDGE, *tops])


def _behind(deck: Deck, part: str) -> Iterator[str]:
    while part := deck.layout_of(part):
        yield part


def _fixed(shape: Element) -> Box | None:
    """Return the box of a shape that a layout or master shows on its slides; placeholders are not shown."""
    return None if placeholder_of(shape) is not None else _own_box(shape)


def _stands_below(other: Box, box: Box) -> bool:
    beside = other.left >= box.left + box.width or other.left + other.width <= box.left
    return not beside and other.top > box.top + _EDGE
