"""Small workbooks before the judges: the Open XML SDK, our own structural rules, LibreOffice's recalculation."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from docgen.engine import Template
from tests.office import judges
from tests.office.documents import faults
from tests.office.recalc import disagreements, recalculated

needs_judges = pytest.mark.skipif(
    bool(judges.missing()) and not judges.required(), reason="a judge is missing"
)


def found_faulty(made: Mapping[str, tuple[bytes, Mapping[str, Any]]], folder: Path) -> list[str]:
    """Return what any judge finds wrong with renderings of templates, which the templates have not wrong themselves.

    `made` holds a template and its data by name.
    """
    files = {}
    for name, (template, data) in made.items():
        source, out = folder / f"{name}-template.xlsx", folder / f"{name}.xlsx"
        source.write_bytes(template)
        out.write_bytes(Template.open(template).render(data))
        files[out] = source
    verdicts = judges.validate([*files, *files.values()])
    recalculations = recalculated(list(files), folder / "judged")
    return [
        f"{out.name}: {told}"
        for out, source in files.items()
        for told in (
            *sorted(set(verdicts[out]) - set(verdicts[source])),
            *sorted(set(faults(out)) - set(faults(source))),
            *disagreements(out, recalculations[out]),
        )
    ]
