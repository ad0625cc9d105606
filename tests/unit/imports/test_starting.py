"""A new client's intake."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from docgen.imports.starting import Start, folder_of, starting_data, starting_text, suggested_code
from docgen.intake.load import load
from docgen.intake.read import read_intake
from docgen.playbooks import load_playbook

_OUT = re.compile(r"^( *)# ((?:- |  )?[a-z_0-9]+:)")
"""A key that is commented out."""


def start(process: str, *answers: tuple[str, str]) -> Start:
    playbook = load_playbook(process)
    return Start("Harrow Wills: Partners", "HWP", process, playbook.name, playbook.not_asked, answers)


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Harrow Wills Partners Pty Ltd", "HWP"),
        ("Harbour & Vale Logistics", "HVL"),
        ("Banksia", "BANK"),
        ("The Co", ""),
        ("Ünïted Söhne GmbH", "US"),
        ("Con Prn", "CP"),
        ("Con", ""),
        ("A Very Long Name Of Many Words Indeed", "AVLNM"),
    ],
)
def test_a_code_is_made_of_the_name(name: str, code: str) -> None:
    assert suggested_code(name) == code


def test_a_folder_is_called_as_the_client_without_its_legal_form() -> None:
    assert folder_of("Harrow Wills Partners Pty Ltd") == "harrow-wills-partners"


@pytest.mark.parametrize("process", ["managed_services", "customer_success"])
def test_a_new_intake_can_be_read_and_says_what_is_known(process: str, tmp_path: Path) -> None:
    path = tmp_path / "intake.yaml"
    made = start(process, ("client.region", "AU-VIC"))
    path.write_text(starting_text(made, "../schemas/intake.schema.json"), "utf-8")
    read = read_intake(path)
    assert read.problems == ()
    assert read.intake is not None
    assert (read.intake.client.legal_name, read.intake.client.region) == ("Harrow Wills: Partners", "AU-VIC")
    assert set(starting_data(made)["documents"]) == set(load(path).data["documents"])  # type: ignore[arg-type]


@pytest.mark.parametrize("process", ["managed_services", "customer_success"])
def test_every_line_that_is_commented_out_can_be_let_in(process: str, tmp_path: Path) -> None:
    lines = starting_text(start(process), "x").split("\n# Later topics")[0].splitlines()
    let_in = [_OUT.sub(r"\1\2", line) for line in lines]
    path = tmp_path / "intake.yaml"
    path.write_text("\n".join(let_in), "utf-8")
    codes = {problem.code for problem in read_intake(path).problems}
    assert codes <= {"broken-reference", "missing-key"}


def test_what_the_first_stage_needs_stands_before_what_may_be_added() -> None:
    text = starting_text(start("managed_services"), "x")
    client = text[text.index("\nclient:") : text.index("\nengagement:")]
    assert client.index("  headcount:") < client.index("  # trading_name:")
    assert "\nsecurity:" not in text
    assert "\n# security: S2" in text


def test_what_a_process_does_not_ask_is_left_out() -> None:
    text = starting_text(start("customer_success"), "x")
    assert "tier:" not in text
    assert "sites:" not in text
