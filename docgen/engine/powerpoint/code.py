"""The Python of a slide: what the generator writes beyond Word's, for slides and the parts that belong to them."""

from __future__ import annotations

from typing import ClassVar

from docgen.engine.code import Generator
from docgen.engine.powerpoint.runtime import SlideRuntime
from docgen.engine.runtime import Runtime


class SlideGenerator(Generator):
    """Writes `render(out, rt, locale)` for a slide, or for all slides that a slide loop makes of it."""

    runtime: ClassVar[type[Runtime]] = SlideRuntime

    def _op_open_slide(self) -> None:
        self._flush()
        self._write("open_slide()")

    def _op_keep_part(self, name: str) -> None:
        self._flush()
        self._write(f"keep_part({name!r}, out)")

    def _op_close_slide(self) -> None:
        self._flush()
        self._write("close_slide()")

    def _op_close_body(self) -> None:
        self._close("close_body")

    def _op_close_columns(self) -> None:
        self._close("close_columns")

    def _op_close_group(self) -> None:
        self._close("close_group")

    def _op_close_timing(self) -> None:
        self._close("close_timing")
