"""Starting: help and version are quick, usage mistakes are told, nothing heavy is imported for them."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from docgen import __version__
from tests.acceptance.command import ROOT, docgen

HEAVY = ("pydantic", "lxml", "jinja2", "babel", "holidays", "yaml", "markdown_it", "docx", "openpyxl", "pptx")
COMMANDS = ("render", "check", "fill", "templates", "schema", "rules")

_IMPORTED = """
import sys
from docgen.cli import main
try:
    main()
except SystemExit as end:
    assert not end.code, end.code
print("IMPORTED", *sorted({name.partition(".")[0] for name in sys.modules}))
"""


@pytest.mark.parametrize("arguments", [["--version"], ["--help"], *([name, "--help"] for name in COMMANDS)])
def test_help_and_version_import_no_library_that_is_only_needed_for_work(arguments: list[str]) -> None:
    command = [sys.executable, "-c", _IMPORTED, *arguments]
    done = subprocess.run(
        command, cwd=ROOT, env=os.environ, capture_output=True, text=True, check=True, timeout=60
    )
    imported = done.stdout.splitlines()[-1].split()
    assert imported[0] == "IMPORTED"
    assert "click" in imported
    assert not set(imported) & set(HEAVY)


def test_version_prints_the_version(tmp_path: Path) -> None:
    run = docgen("--version", folder=tmp_path)
    assert (run.status, run.out) == (0, f"docgen {__version__}\n")


def test_help_names_every_command_and_teaches_by_example(tmp_path: Path) -> None:
    run = docgen("--help", folder=tmp_path)
    assert run.status == 0
    assert "docgen render harrow-wills/intake.yaml -o out" in run.out
    assert all(f"  {name} " in run.out for name in COMMANDS)


@pytest.mark.parametrize("command", COMMANDS)
def test_the_help_of_each_command_shows_how_it_is_typed(tmp_path: Path, command: str) -> None:
    run = docgen(command, "--help", folder=tmp_path)
    assert run.status == 0
    assert f"docgen {command} " in run.out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["rendr"], "Did you mean render?"),
        (["x"], "No such command"),
        (["render"], "Missing argument"),
        (["render", "i.yaml"], "-o"),
        (["render", "i.yaml", "-o", "out", "-a", "SLAA"], "Did you mean SLA?"),
        (["render", "i.yaml", "-o", "out", "-f", "docs"], "Did you mean docx?"),
        (["render", "i.yaml", "-o", "out", "--as-of", "16/03/2027"], "year-month-day"),
        (["render", "i.yaml", "-o", "out", "--stage", "S9"], "S1, S2"),
        (["render", "i.yaml", "-o", "out", "--stage", "S1", "-a", "SLA"], "HOF at S1"),
        (["render", "i.yaml", "-o", "out", "--finl"], "--final"),
        (["check"], "Missing argument"),
        (["fill", "t.docx"], "Missing argument"),
        (["fill", "t.docx", "d.yaml", "-o", "x.docx", "--missing", "maybe"], "error"),
        (["fill", "t.docx", "d.yaml", "-o", "x.docx", "--locale", "xx-YY"], "such as en-AU"),
        (["schema"], "intake, playbook"),
        (["rules", "SLA-99"], "Did you mean SLA-"),
        (["templates", "eject", "HOFF"], "Did you mean HOF?"),
    ],
)  # fmt: skip
def test_wrong_usage_is_exit_status_2_with_a_hint_and_writes_nothing(
    tmp_path: Path, arguments: list[str], said: str
) -> None:
    run = docgen(*arguments, folder=tmp_path)
    assert run.status == 2
    assert said in run.err
    assert not list(tmp_path.iterdir())


def test_names_of_documents_may_be_typed_in_small_letters(tmp_path: Path) -> None:
    run = docgen("render", "absent.yaml", "-o", "out", "-a", "sla", "--stage", "s3", folder=tmp_path)
    assert run.status == 1
    assert "absent.yaml" in run.err
