"""What the built-in templates are rendered with: the data that the commands themselves hand to the engine."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from click.testing import CliRunner

from docgen.cli.group import docgen
from docgen.engine import Template
from tests.tough.cage import ROOT

EXAMPLES = ROOT / "examples"
Rendering = tuple[Template, Mapping[str, Any]]


def renderings() -> dict[str, Rendering]:
    """Return each built-in template with the data of its first rendering.

    Documents, index, the reports of a batch and of readiness, and the workbooks to fill in.
    """
    seen: dict[str, Rendering] = {}
    with tempfile.TemporaryDirectory() as folder, _watched(seen):
        for intake in ("harrow-wills", "harbour-vale"):
            _run("render", str(EXAMPLES / intake / "intake.yaml"), "-o", folder, "--force")
        intakes = [str(EXAMPLES / name / "intake.yaml") for name in ("harrow-wills", "harbour-vale")]
        report = str(Path(folder) / "report.xlsx")
        _run("batch", *intakes, "-o", folder, "--report", report, "--jobs", "1")
        _run("check", *intakes, "--report", str(Path(folder) / "readiness.xlsx"))
        for number, intake in enumerate(intakes):
            _run("new", f"Client {number}", "--xlsx", "--from", intake, "-o", folder)
    return seen


def _run(*arguments: str) -> None:
    result = CliRunner().invoke(docgen, list(arguments), catch_exceptions=False)
    assert result.exit_code in (0, 1), result.output


@contextmanager
def _watched(seen: dict[str, Rendering]) -> Iterator[None]:
    """Note what every template is rendered with; the renderings themselves are as they are."""
    render, rendered = Template.render, Template.rendered

    def watched_render(self: Template, data: Mapping[str, Any], **options: Any) -> bytes:
        seen.setdefault(self.file, (self, data))
        return render(self, data, **options)

    def watched_rendered(self: Template, data: Mapping[str, Any], **options: Any) -> Any:
        seen.setdefault(self.file, (self, data))
        return rendered(self, data, **options)

    Template.render, Template.rendered = watched_render, watched_rendered  # type: ignore[method-assign]
    try:
        yield
    finally:
        Template.render, Template.rendered = render, rendered  # type: ignore[method-assign]
