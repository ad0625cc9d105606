"""The cheap look at an intake: the client's code without parsing the file."""

from __future__ import annotations

from pathlib import Path

import pytest

from docgen.batch.look import Look, disputes, look
from docgen.intake import read_intake
from tests.conftest import EXAMPLES


def seen(tmp_path: Path, text: str, name: str = "intake.yaml") -> Look:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return look(path)


@pytest.mark.parametrize(
    "text",
    [
        "client: {code: HWP}\n",
        "provider: {code: X}\nclient:\n  legal_name: A\n  code: HWP\n",
        "a: [client, {client: {code: NO}}]\nb: {client: {code: NO}}\nclient:\n  code: HWP # the code\n",
        "client:\n  deep: {code: NO, client: {code: NO}}\n  list: [code, NO]\n  code: 'HWP'\n",
        "code: NO\nclient: &c {code: &x HWP}\n",
        "names: &n HWP\nclient: {code: *n}\n",
        "? client\n: {code: HWP}\n",
        "\ufeffclient: {code: HWP}\n",
        "client: {code: HWP}\nbroken: [\n",
    ],
)
def test_the_code_is_found_wherever_it_stands(tmp_path: Path, text: str) -> None:
    assert seen(tmp_path, text).code == "HWP"


@pytest.mark.parametrize(
    "text",
    [
        "", "- client: {code: HWP}\n", "client: HWP\n", "client: {code: [HWP]}\n", "client: [code, HWP]\n",
        "client: {legal_name: A}\n", "x: [\n", "client: *nobody\n", "client: {code: *nobody}\n", "'",
    ],
)  # fmt: skip
def test_where_there_is_no_code_none_is_seen(tmp_path: Path, text: str) -> None:
    assert seen(tmp_path, text).code == ""


def test_a_json_intake_is_looked_at_too(tmp_path: Path) -> None:
    assert seen(tmp_path, '{"client": {"code": "HWP"}}', "intake.json").code == "HWP"
    assert seen(tmp_path, '{"client": {"code": 7}}', "intake.json").code == ""
    assert seen(tmp_path, '{"client": ', "intake.json").code == ""


def test_what_is_no_readable_text_is_left_for_the_reader_to_tell(tmp_path: Path) -> None:
    (tmp_path / "intake.yaml").write_bytes(b"\xff\xfeclient")
    assert look(tmp_path / "intake.yaml").code == ""
    assert look(tmp_path / "nobody.yaml").code == ""
    assert look(tmp_path).code == ""


@pytest.mark.parametrize("client", ["harrow-wills", "harbour-vale"])
def test_the_look_agrees_with_the_reader(client: str) -> None:
    path = EXAMPLES / client / "intake.yaml"
    intake = read_intake(path).intake
    assert intake is not None
    assert look(path).code == intake.client.code


def test_the_place_of_the_code_is_known(tmp_path: Path) -> None:
    place = seen(tmp_path, "# first\nclient:\n  code: HWP\n").place
    assert (place.line, place.column, place.length, place.source) == (3, 9, 3, "  code: HWP")


def test_intakes_of_one_client_are_disputed_with_both_places(tmp_path: Path) -> None:
    one = seen(tmp_path, "client: {code: HWP}\n", "one.yaml")
    two = seen(tmp_path, "client: {code: hwp}\n", "two.yaml")
    other = seen(tmp_path, "client: {code: HW}\n", "other.yaml")
    unseen = [seen(tmp_path, "", "three.yaml"), seen(tmp_path, "", "four.yaml")]
    found = disputes([one, two, other, *unseen])
    assert set(found) == {one.path, two.path}
    assert found[one.path].where.file.endswith("one.yaml")
    assert "two.yaml:1:16" in found[one.path].message


@pytest.mark.parametrize(
    ("text", "process"),
    [
        ("playbook: customer_success\nclient: {code: HWP}\n", "customer_success"),
        ("client: {playbook: no, code: HWP}\n", ""),
        ("client: {code: HWP}\nplaybook: customer_success\n", ""),
        ("x: &p other\nplaybook: *p\nclient: {code: HWP}\n", ""),
        ("playbook: [a]\nclient: {code: HWP}\n", ""),
    ],
)
def test_the_process_is_seen_on_the_way_to_the_code(tmp_path: Path, text: str, process: str) -> None:
    seen_so = seen(tmp_path, text)
    assert (seen_so.code, seen_so.process) == ("HWP", process)


def test_the_process_is_seen_in_json_wherever_it_stands(tmp_path: Path) -> None:
    text = '{"client": {"code": "HWP"}, "playbook": "customer_success"}'
    assert seen(tmp_path, text, "intake.json").process == "customer_success"


def test_the_place_of_the_code_is_that_of_the_whole_file(tmp_path: Path) -> None:
    place = seen(tmp_path, "a: 1\nclient:\n  code: HWP # ours\nmore: 2\n").place
    assert (place.line, place.column, place.source) == (3, 9, "  code: HWP # ours")
