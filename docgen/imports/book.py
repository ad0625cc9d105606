"""The workbook to fill in, as a file: for a new client, or with what an intake says already."""

from __future__ import annotations

from docgen.imports.filling import TEMPLATES, filled
from docgen.intake.nodes import Data
from docgen.pipeline import open_template

_LOCALE = "en-AU"


def intake_book(data: dict[str, Data], *, title: str, process: str, not_asked: tuple[str, ...]) -> bytes:
    """Return the workbook of an intake's data. `process` names its playbook in words; `title` is the client's name.

    Reading it back (`read_form`) gives the same data.
    """
    view = filled(data, title=title, process=process, not_asked=not_asked)
    template = TEMPLATES.get(str(data.get("playbook")), "INTAKE.xlsx")
    shown = {"title": view.title, "process": view.process, "v": view.v, "t": view.t, "further": view.further}
    return open_template(template, None).rendered(shown, locale=_LOCALE).data
