"""docxtpl's value objects as values of the engine.

They are told by what they hold, not by their class: `RichText`, `RichTextParagraph` and `Listing` keep markup in
`xml`, `InlineImage` has an `image_descriptor`, `Subdoc` a `subdocx`. What they hold is read and written anew; none
of their markup is passed through.
"""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

from lxml import etree

from docgen.engine.compat.marked import read_markup
from docgen.engine.images import EMU_PER_MM, Image
from docgen.engine.included import Document
from docgen.engine.values import Value

_SAYS_SO = "__html__"
"""All of docxtpl's objects have it, and hardly anything else that is no text."""


def adopted(value: object) -> Value | None:
    """Return the engine's value for one of docxtpl's objects, or None for anything else.

    Raise ValueError for an object that holds what cannot be printed: broken markup, a picture that cannot be read.
    """
    if not hasattr(type(value), _SAYS_SO):
        return None
    held = getattr(value, "__dict__", {})
    if "subdocx" in held:
        return _subdocument(held["subdocx"], held["docx"])
    if "image_descriptor" in held:
        return _picture(held)
    return read_markup(held["xml"]) if isinstance(held.get("xml"), str) else None


def _picture(held: dict[str, Any]) -> Image:
    """Return an `InlineImage` as a picture; its sides are EMU, and both together force its proportions."""
    width, height = (_millimetres(held.get(side)) for side in ("width", "height"))
    return Image(
        _source(held["image_descriptor"]),
        width_mm=width,
        height_mm=height,
        link=held.get("anchor") or "",
        stretched=True,
    )


def _millimetres(side: Any) -> float | None:
    return None if side is None else int(side) / EMU_PER_MM


def _source(descriptor: Any) -> bytes | Path:
    """Return the bytes of an open file, from its beginning, or the path."""
    if not hasattr(descriptor, "read"):
        return Path(descriptor)
    descriptor.seek(0)
    data = descriptor.read()
    if not isinstance(data, bytes):
        raise ValueError("is a picture from a file that is open as text; open it as bytes")  # noqa: TRY004
    return data


def _subdocument(body: Any, holder: Any) -> Value:
    """Return a `Subdoc`: its body refers to the styles, numbering and pictures of the document that it was made for."""
    file = io.BytesIO()
    holder.save(file)
    return Document(file.getvalue(), styles="template", body=etree.tostring(body.element.body))
