"""`docgen render` with `--set` and `--overlay`: what is written, what is recorded, what is refused."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import docx
import pytest

from tests.conftest import EXAMPLES, ROOT

INTAKE = EXAMPLES / "harrow-wills" / "intake.yaml"


def render(out: Path, *options: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "docgen", "render", str(INTAKE), "-o", str(out), "-a", "SLA", *options]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=120, check=False)


@pytest.fixture(scope="module")
def issued(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Render the SLA schedule with an overlay and a set value over the intake."""
    out = tmp_path_factory.mktemp("overridden")
    overlay = out / "wave.yaml"
    overlay.write_text("sla:\n  targets:\n    P1: {response: 10m}\n", encoding="utf-8")
    run = render(out, "--overlay", str(overlay), "--set", "client.trading_name=HW & Co")
    assert "Traceback" not in run.stderr
    return out / "HWP"


def test_the_document_shows_the_values_and_says_that_they_were_overridden(issued: Path) -> None:
    (file,) = issued.glob("S3/*.docx")
    rows = [
        [cell.text for cell in row.cells] for table in docx.Document(str(file)).tables for row in table.rows
    ]
    said = [text for row in rows for text in row if "Overridden for this issue" in text]
    assert said
    assert "(P1): 10m" in said[0]


def test_the_manifest_lists_each_override_with_what_it_was_and_where_it_was_said(issued: Path) -> None:
    manifest = json.loads((issued / "manifest.json").read_bytes())
    (entry,) = [file for file in manifest["files"] if file["artefact"] == "SLA"]
    assert entry["overrides"] == [
        {"path": "client.trading_name", "old": "Harrow Wills", "new": "HW & Co", "source": "--set"},
        {"path": "sla.targets.P1.response", "old": "", "new": "10m", "source": "wave.yaml:3"},
    ]


def test_a_set_value_that_its_fact_cannot_have_is_wrong_usage_with_a_caret(tmp_path: Path) -> None:
    run = render(tmp_path / "out", "--set", "engagement.tier=glod")
    assert run.returncode == 2
    lines = run.stderr.splitlines()
    assert lines[0].startswith("--set engagement.tier=glod: error unknown-value: engagement.tier is “glod”")
    assert lines[1].index("glod") == lines[2].index("^^^^")
    assert "Did you mean gold?" in lines[3]
    assert not (tmp_path / "out").exists()


def test_an_overlay_with_a_mistake_stops_the_client_at_its_line(tmp_path: Path) -> None:
    overlay = tmp_path / "wave.yaml"
    overlay.write_text("engagement:\n  teir: gold\n", encoding="utf-8")
    run = render(tmp_path / "out", "--overlay", str(overlay))
    assert run.returncode == 1
    assert run.stderr.startswith(f"{overlay}:2:3: error unknown-key: engagement.teir is not known here.")
    assert not (tmp_path / "out").exists()
