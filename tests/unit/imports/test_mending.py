"""Mending by machine: what can mean one thing is mended, all else and every other character stays."""

from __future__ import annotations

from pathlib import Path

import pytest

from docgen.imports.locales import habits_of
from docgen.imports.mending import mend
from docgen.intake.load import load
from tests.unit.imports.books import EXAMPLES

HEAD = "playbook: managed_services\nclient:\n  code: HWP\n  legal_name: Harrow Wills\n"


def mended(folder: Path, text: str, name: str = "intake.yaml") -> str:
    path = folder / name
    path.write_bytes(text.encode())
    return mend(path).text


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("  headcont: 12  # asked on Monday\n", "  headcount: 12  # asked on Monday\n"),
        ("  tradingName: HW\n", "  trading_name: HW\n"),
        ("  haedcount: 12\n", "  headcount: 12\n"),
        ("  headcount: '1,200' # all\n", "  headcount: 1200 # all\n"),
        ("  headcount: 12   \n", "  headcount: 12\n"),
        ("  headcount: 12\r\n", "  headcount: 12\r\n"),
        (
            "engagement: {kickoff_date: 16/03/2027, tier: GOLD}\n",
            "engagement: {kickoff_date: 2027-03-16, tier: gold}\n",
        ),
        ("contract: {renewal: {auto: Yes}}\n", "contract: {renewal: {auto: true}}\n"),
        ("contract:\n  total_value: 816.100,00\n", 'contract:\n  total_value: "816100.00"\n'),
        ("contacts:\n- nmae: Dana\n  roles: [Primary]\n", "contacts:\n- name: Dana\n  roles: [primary]\n"),
        ("kickoff: {start_time: 9:30 am}\n", 'kickoff: {start_time: "09:30"}\n'),
    ],
)
def test_what_can_mean_one_thing_is_mended(wrong: str, right: str, tmp_path: Path) -> None:
    assert mended(tmp_path, HEAD + wrong) == HEAD + right


@pytest.mark.parametrize(
    "text",
    [
        "engagement: {kickoff_date: 03/04/2027}\n",
        "  headcount: about 12\n",
        "  x_own:   Anything  # kept\n",
        "  headcont: 12\n  headcount: 12\n",
        "  colour: red\n",
        "sales:\n  discovery_notes: |\n    two spaces  \n    end\n",
        "sales:\n  why_won: 'two spaces  \n    end'\n",
        "contacts:\n- {id: c-1, name: Dana}\nkickoff: {attendees: [c-2]}\n",
        "engagement: {tier: bronze}\n",
    ],
)
def test_what_may_mean_more_stays(text: str, tmp_path: Path) -> None:
    assert mended(tmp_path, HEAD + text) == HEAD + text


def test_a_locale_lets_more_be_mended(tmp_path: Path) -> None:
    path = tmp_path / "intake.yaml"
    path.write_text(HEAD + "engagement: {kickoff_date: 03/04/2027}\n", "utf-8")
    assert "kickoff_date: 2027-04-03" in mend(path, habits_of("en-AU")).text


def test_tabs_that_indent_become_spaces(tmp_path: Path) -> None:
    client = "client:\n\tcode: HWP\n\tcompany_number:\n\t\tkind: ABN\n\tlegal_name: Harrow\tWills\n"
    text = f"playbook: managed_services\n{client}"
    assert mended(tmp_path, text) == text.replace("\n\t\t", "\n    ").replace("\n\t", "\n  ")


def test_json_is_mended_as_json(tmp_path: Path) -> None:
    wrong = '{"playbook": "managed_services", "client": {"code": "HWP", "leagl_name": "X Y", "headcount": "1,200"}}'
    right = wrong.replace("leagl_name", "legal_name").replace("1,200", "1200")
    assert mended(tmp_path, wrong, "intake.json") == right


@pytest.mark.parametrize("name", EXAMPLES)
def test_a_sound_intake_keeps_its_facts(name: str, tmp_path: Path) -> None:
    from docgen.intake.model.intake import Intake

    path = tmp_path / "intake.yaml"
    path.write_text(mend(EXAMPLES[name]).text, "utf-8")
    assert Intake.model_validate(load(path).data) == Intake.model_validate(load(EXAMPLES[name]).data)


@pytest.mark.parametrize("name", EXAMPLES)
def test_mending_twice_is_mending_once(name: str, tmp_path: Path) -> None:
    broken = EXAMPLES[name].with_name("mistakes.yaml")
    once = mended(tmp_path, broken.read_text("utf-8"))
    assert mended(tmp_path, once) == once
