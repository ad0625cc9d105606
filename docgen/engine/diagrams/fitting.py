"""The roomiest density at which a diagram keeps to its page."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

from docgen.engine.diagrams.density import Density
from docgen.engine.diagrams.drawing import Drawing
from docgen.engine.diagrams.finish import extent_of, finished
from docgen.engine.diagrams.layout import Measured, laid_out, measured_at
from docgen.engine.diagrams.levels import levels_of
from docgen.engine.diagrams.model import Direction, Parts

_TRIES = 3
_PLEASANT = 3  # densities among which fewer rows count for more than room
_WIDER_GAPS = {"down": (2.6, 2.0, 1.5, 1.2), "right": (1.5, 1.2)}  # right: gaps make it higher, not wider


@lru_cache(maxsize=64)
def fitted(parts: Parts, densities: tuple[Density, ...], width: float) -> Drawing | None:
    """Return the best drawing that keeps to `width` and the parts' height (both in points), or None.

    Among the roomier densities the one that breaks fewest ranks into several rows is taken, then gaps are widened as
    far as the page allows; a tighter density is taken only where no other fits. What does not fit going down is
    drawn going right, and the other way round. Kept for the last 64 diagrams: a template may ask for pages first, and
    then print each.
    """
    for way in _ways(parts):
        drawing = _best(way, densities, width)
        if drawing is not None:
            return _widened(way, drawing, width)
    return None


def fits(parts: Parts, densities: tuple[Density, ...], width: float) -> bool:
    """Tell whether `fitted` finds a drawing: asked of the tightest density first."""
    return any(
        _drawn(way, density, width) is not None for way in _ways(parts) for density in reversed(densities)
    )


def _ways(parts: Parts) -> tuple[Parts, ...]:
    other: Direction = "right" if parts.direction == "down" else "down"
    return parts, replace(parts, direction=other)


def _best(parts: Parts, densities: tuple[Density, ...], width: float) -> Drawing | None:
    best: Drawing | None = None
    for density in densities[:_PLEASANT]:
        found = _drawn(parts, density, width)
        if found is not None and (best is None or found.rows < best.rows):
            best = found
        if best is not None and best.rows <= levels_of(parts.nodes, parts.zones, parts.links).rows:
            break  # no other has fewer
    if best is not None:
        return best
    tight = (_drawn(parts, density, width) for density in densities[_PLEASANT:])
    return next((drawing for drawing in tight if drawing is not None), None)


@lru_cache(maxsize=64)
def _drawn(parts: Parts, density: Density, width: float) -> Drawing | None:
    measured = measured_at(parts, density)
    if not _has_room(measured, width):
        return None
    available = width
    for _ in range(_TRIES):
        drawing = laid_out(measured, available=available)
        extent = extent_of(drawing, parts, available)
        if extent.height > parts.height or (measured.turned and extent.body > width):
            return None  # what is turned fills the height that there is: less width would not change it
        if extent.width <= width:
            return finished(drawing, extent)
        # Borders, and lines beside the outermost boxes, took more than there was: once more with less.
        available -= extent.width - width
        if available < width / 2:
            return None
    return None


def _has_room(measured: Measured, width: float) -> bool:
    """Tell whether the page has room for the boxes at all, in as few rows as they can stand in."""
    boxes, height = measured.boxes.values(), measured.parts.height
    if sum(box.width * box.height for box in boxes) > width * height:
        return False
    if measured.turned:
        return measured.levels.rows * max(box.width for box in boxes) <= width
    return measured.levels.rows * min(box.height for box in boxes) <= height


def _widened(parts: Parts, drawing: Drawing, width: float) -> Drawing:
    """Return the drawing with wider gaps between boxes, if they cost no row and no page."""
    for wider in _WIDER_GAPS[parts.direction]:
        found = _drawn(parts, replace(drawing.density, gap=drawing.density.gap * wider), width)
        if found is not None and found.rows == drawing.rows:
            return found
    return drawing
