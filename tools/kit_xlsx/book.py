"""A workbook template as a whole: its sheets in order, and the package that holds its parts."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, field

from openpyxl import Workbook
from openpyxl.workbook.defined_name import DefinedName

from docgen.engine.package import CONTENT_TYPES, Member, write_package
from tools.kit.properties import core_properties
from tools.kit.theme import theme_part
from tools.kit.xml import DECLARATION
from tools.kit_xlsx.sheet import PaperSize, Sheet
from tools.kit_xlsx.styles import install

_APPLICATION = (
    f"{DECLARATION}<Properties"
    ' xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
    "<Application>docgen</Application></Properties>"
)


@dataclass(slots=True)
class Volume:
    """A workbook that is being written. `template` names the template and its version, for the control sheet."""

    template: str
    book: Workbook = field(default_factory=Workbook)

    def __post_init__(self) -> None:
        self.book.remove(self.book.active)
        self.book.loaded_theme = theme_part().encode()
        install(self.book)
        # openpyxl asks for a full calculation on opening; the engine does where a value is not known.
        self.book.calculation.fullCalcOnLoad = None

    def sheet(
        self,
        name: str,
        widths: tuple[float, ...],
        *,
        paper: PaperSize = "A4",
        landscape: bool = True,
        title_rows: str = "",
    ) -> Sheet:
        """Add a sheet after the others. `widths` are of its columns from A, in characters; `title_rows` (`5:6`)
        repeat on each printed page."""
        sheet = Sheet(self.book.create_sheet(name))
        sheet.setup(widths, paper, landscape=landscape, title_rows=title_rows)
        return sheet

    def name(self, name: str, sheet: Sheet, cells: str) -> None:
        """Give a range (`$D$7:$F$9`) a name for the whole workbook."""
        self.book.defined_names[name] = DefinedName(name, attr_text=f"{sheet.name}!{cells}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Book:
    """One built-in template; `fill` are the functions that write its sheets, in order.

    `core` is its part of properties, where it is no document of a client's.
    """

    code: str
    version: str
    fill: tuple[Callable[[Volume], object], ...]
    core: str = field(default_factory=core_properties)

    def build(self) -> bytes:
        """Return the bytes of the .xlsx; the same each time."""
        return write_package(Member.pack(name, data) for name, data in self.parts().items())

    def parts(self) -> dict[str, bytes]:
        """Return every part by its name, the content types first."""
        volume = Volume(f"{self.code} {self.version}")
        for write in self.fill:
            write(volume)
        written = io.BytesIO()
        volume.book.save(written)
        with zipfile.ZipFile(written) as package:
            parts = {name: package.read(name) for name in package.namelist()}
        # In these openpyxl writes its own name and the time of day.
        parts |= {"docProps/core.xml": self.core.encode(), "docProps/app.xml": _APPLICATION.encode()}
        return {CONTENT_TYPES: parts.pop(CONTENT_TYPES), **parts}
