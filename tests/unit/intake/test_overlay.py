"""Overlay files and `--set`: what they change, what they leave alone, and what is refused, each with its place."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from docgen.errors import ArgumentError, IntakeError
from docgen.intake import ReadIntake, load, read_intake
from docgen.intake.overlay import Override, read_layers
from docgen.problems import Problem
from tests.unit.intake.files import EXAMPLES, SOUND, marked, written

CLIENT = """\
engagement: {tier: gold, kickoff_date: 2027-02-04}   # as sold
contacts:
  - id: c-wills
    name: Dana Wills
    roles: [primary, executive_sponsor]
  - id: c-rao
    name: Priyan Rao
team:
  - {id: t-fenn, name: Gus Fenn, role: account_manager}
  - {id: t-lima, name: Ana Lima, role: service_delivery_manager}
sla:
  targets:
    P1: {response: 15m}
facts:
  sla.targets.P1.response: {source: contract, status: confirmed, by: c-wills, date: 2027-02-22}
  contract.po_number: {status: unknown, owner: c-rao}
"""


def read(folder: Path, *sets: str, overlay: str | None = None, more: str = CLIENT) -> ReadIntake:
    overlays = [written(folder, overlay, "wave.yaml")] if overlay is not None else []
    return read_intake(written(folder, SOUND + more), overlays, sets)


def refused(folder: Path, *sets: str, overlay: str | None = None) -> Problem:
    result = read(folder, *sets, overlay=overlay)
    assert result.intake is None
    assert len(result.problems) == 1, [str(problem) for problem in result.problems]
    return result.problems[0]


def changes(result: ReadIntake) -> list[tuple[str, str, str]]:
    assert result.intake is not None, [str(problem) for problem in result.problems]
    return [(one.path, one.old, one.new) for one in result.overrides]


# -- what is changed ---------------------------------------------------------------------------------


def test_a_value_is_replaced_and_recorded_with_what_it_was(tmp_path: Path) -> None:
    result = read(tmp_path, "engagement.tier=platinum")
    assert result.intake is not None
    assert result.intake.engagement is not None
    assert result.intake.engagement.tier == "platinum"
    assert result.overrides == (Override("engagement.tier", "gold", "platinum", "--set"),)


def test_an_overlay_changes_what_it_names_and_keeps_the_rest(tmp_path: Path) -> None:
    overlay = "engagement:\n  tier: silver\nclient:\n  trading_name: HW\n"
    result = read(tmp_path, overlay=overlay)
    assert changes(result) == [("client.trading_name", "", "HW"), ("engagement.tier", "gold", "silver")]
    assert [one.source for one in result.overrides] == ["wave.yaml:4", "wave.yaml:2"]
    assert result.intake is not None
    assert result.intake.engagement is not None
    assert str(result.intake.engagement.kickoff_date) == "2027-02-04"


def test_what_says_the_same_as_the_intake_is_no_override(tmp_path: Path) -> None:
    assert changes(read(tmp_path, "engagement.tier=gold", overlay="contacts: [{id: c-rao}]\n")) == []


def test_the_last_one_said_wins_and_is_set_against_the_intakes_own_value(tmp_path: Path) -> None:
    result = read(
        tmp_path, "engagement.tier=silver", "engagement.tier=platinum", overlay="engagement: {tier: silver}\n"
    )
    assert changes(result) == [("engagement.tier", "gold", "platinum")]


def test_an_override_that_is_taken_back_is_none(tmp_path: Path) -> None:
    result = read(tmp_path, "engagement.tier=gold", overlay="engagement: {tier: silver}\n")
    assert changes(result) == []
    assert result.intake is not None
    assert result.intake.engagement is not None
    assert result.intake.engagement.tier == "gold"


@pytest.mark.parametrize(
    "said",
    [
        "contacts: [{id: c-rao, title: COO}]\n",
        "contacts: {c-rao: {title: COO}}\n",
        "contacts: {1: {title: COO}}\n",
        "contacts: {name=Priyan Rao: {title: COO}}\n",
    ],
)
def test_one_item_of_a_list_is_named_by_id_position_or_what_it_says(tmp_path: Path, said: str) -> None:
    result = read(tmp_path, overlay=said)
    assert changes(result) == [("contacts[c-rao].title", "", "COO")]
    assert result.intake is not None
    assert [one.name for one in result.intake.contacts or ()] == ["Dana Wills", "Priyan Rao"]


@pytest.mark.parametrize("item", ["t-lima", "role=service_delivery_manager", "1"])
def test_one_item_of_a_list_is_set_from_the_command_line(tmp_path: Path, item: str) -> None:
    result = read(tmp_path, f"team[{item}].name=Jo Marsh")
    assert changes(result) == [("team[t-lima].name", "Ana Lima", "Jo Marsh")]


def test_a_role_that_is_one_of_several_names_its_holder(tmp_path: Path) -> None:
    result = read(tmp_path, "contacts[roles=primary].title=Managing Partner")
    assert changes(result) == [("contacts[c-wills].title", "", "Managing Partner")]


def test_a_new_item_that_is_whole_is_added_after_the_others(tmp_path: Path) -> None:
    new = (
        "contacts:\n  - {id: c-new, name: Ida New, title: CFO, email: ida@hwp.example, "
        "phone: +61 3 5550 1204, roles: [billing]}\n"
    )
    result = read(tmp_path, overlay=new)
    assert result.intake is not None
    assert [one.id for one in result.intake.contacts or ()] == ["c-wills", "c-rao", "c-new"]
    assert ("contacts[c-new].name", "", "Ida New") in changes(result)


TASKS = """\
plan:
  wbs:
    - {id: "5.1", name: Change records}
    - {id: "5.2", name: Remote access}
    - {id: "5.3", name: Agents, predecessors: [{id: "5.1"}]}
"""


@pytest.mark.parametrize(
    "said",
    ['predecessors: [{id: "5.2"}]', 'predecessors: [{id: "5.2", type: FS}]', 'predecessors: {"5.2": {}}'],
)
def test_what_is_named_by_its_id_alone_is_added_to_a_list_of_references(tmp_path: Path, said: str) -> None:
    result = read(tmp_path, overlay=f'plan: {{wbs: {{"5.3": {{{said}}}}}}}', more=TASKS)
    assert result.intake is not None, [str(problem) for problem in result.problems]
    assert result.intake.plan is not None
    waiting = (result.intake.plan.wbs or ())[-1]
    assert [one.id for one in waiting.predecessors or ()] == ["5.1", "5.2"]


def test_a_reference_that_an_overlay_adds_names_something_that_is_there(tmp_path: Path) -> None:
    result = read(tmp_path, overlay='plan: {wbs: {"5.3": {predecessors: [{id: "5.9"}]}}}', more=TASKS)
    said = [(problem.code, problem.where.path) for problem in result.problems]
    assert said == [("broken-reference", "plan.wbs[5.3].predecessors[5.9].id")]


def test_null_takes_out_a_value_an_item_and_a_group(tmp_path: Path) -> None:
    result = read(tmp_path, "contacts[c-wills]=null", "sla=null", overlay="engagement: {tier: ~}\n")
    assert result.intake is not None
    assert [one.id for one in result.intake.contacts or ()] == ["c-rao"]
    assert result.intake.sla is None
    assert result.intake.engagement is not None
    assert result.intake.engagement.tier is None
    assert [(one.path, one.new) for one in result.overrides] == [
        ("contacts[c-wills]", ""),
        ("engagement.tier", ""),
        ("sla", ""),
    ]


def test_an_empty_list_says_none_and_a_list_without_ids_is_replaced_whole(tmp_path: Path) -> None:
    result = read(tmp_path, "team=[]", "contacts[c-wills].roles=[billing]")
    assert result.intake is not None
    assert result.intake.team == ()
    assert (result.intake.contacts or ())[0].roles == ("billing",)


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("NO", "NO"),
        ("0800", "0800"),
        ("1e5", "1e5"),
        ("R&D: labs # 1", "R&D: labs # 1"),
        ('"null"', "null"),
        ('" a "', " a "),
        ("  a  ", "a"),
        ("*star", "*star"),
        ("a = b", "a = b"),
    ],
)
def test_a_value_is_the_text_that_was_typed(tmp_path: Path, text: str, kept: str) -> None:
    result = read(tmp_path, f"x_note={text}")
    assert changes(result) == [("x_note", "", kept)]


def test_an_alias_that_stands_twice_in_the_file_is_changed_where_it_is_named_alone(tmp_path: Path) -> None:
    more = "x_a: &one {b: 1}\nx_c: *one\n"
    result = read(tmp_path, "x_c.b=2", more=more)
    assert result.intake is not None
    extra = result.intake.model_extra or {}
    assert (extra["x_a"], extra["x_c"]) == ({"b": "1"}, {"b": "2"})


# -- notes about facts -------------------------------------------------------------------------------


def test_a_confirmation_of_the_old_value_does_not_vouch_for_the_new(tmp_path: Path) -> None:
    result = read(tmp_path, "sla.targets.P1.response=10m")
    assert result.intake is not None
    note = (result.intake.facts or {})["sla.targets.P1.response"]
    assert (note.source, note.status, note.by, note.date) == ("override", None, None, None)


def test_a_fact_that_nobody_knew_is_known_once_it_is_set(tmp_path: Path) -> None:
    result = read(tmp_path, "contract.po_number=PO-7")
    assert result.intake is not None
    assert (result.intake.facts or {})["contract.po_number"].status is None


def test_a_note_that_an_overlay_brings_itself_stands(tmp_path: Path) -> None:
    overlay = (
        "sla: {targets: {P1: {response: 10m}}}\n"
        "facts:\n  sla.targets.P1.response: {source: client, by: c-rao, date: 2027-03-01}\n"
    )
    result = read(tmp_path, overlay=overlay)
    assert result.intake is not None
    note = (result.intake.facts or {})["sla.targets.P1.response"]
    assert (note.source, note.by) == ("client", "c-rao")


def test_a_note_about_what_was_taken_out_goes_with_it(tmp_path: Path) -> None:
    result = read(tmp_path, "sla=null")
    assert result.intake is not None
    assert list(result.intake.facts or {}) == ["contract.po_number"]


# -- places ------------------------------------------------------------------------------------------


def test_every_value_knows_the_file_that_it_stands_in(tmp_path: Path) -> None:
    result = read(tmp_path, "engagement.tier=silver", overlay="team:\n  t-lima: {name: Jo Marsh}\n")
    at = {
        path: result.lines.place(path)
        for path in ("engagement.tier", "team[t-lima].name", "team[t-lima].role")
    }
    assert str(at["engagement.tier"]) == "--set engagement.tier=silver"
    assert str(at["team[t-lima].name"]) == f"{tmp_path / 'wave.yaml'}:2:18"
    assert str(at["team[t-lima].role"]) == f"{tmp_path / 'intake.yaml'}:14:40"


def test_a_key_of_an_overlay_that_is_not_known_is_shown_there(tmp_path: Path) -> None:
    problem = refused(tmp_path, overlay="engagement:\n  teir: gold\n")
    assert (problem.code, str(problem.where)) == ("unknown-key", f"{tmp_path / 'wave.yaml'}:2:3")
    assert problem.hint == "Did you mean tier?"


def test_null_for_a_key_that_is_not_known_is_no_way_to_hide_it(tmp_path: Path) -> None:
    problem = refused(tmp_path, overlay="engagement: {teir: null}\n")
    assert (problem.code, marked(problem)) == ("unknown-key", "teir")


def test_a_reference_that_an_override_breaks_is_shown_where_it_stands(tmp_path: Path) -> None:
    problem = refused(tmp_path, "contacts[c-rao]=null")
    assert (problem.code, problem.where.path) == ("broken-reference", "facts.contract.po_number.owner")
    assert problem.where.file == str(tmp_path / "intake.yaml")


# -- refusals ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "code", "mark", "hint"),
    [
        ("engagement.tier=glod", "unknown-value", "glod", "Did you mean gold?"),
        ("sla.tier=gold", "unknown-value", "tier", "Did you mean engagement.tier?"),
        ("client.name=HW", "unknown-value", "name", "Did you mean client.legal_name?"),
        ("engagment.tier=gold", "unknown-value", "engagment.tier", "Did you mean engagement.tier?"),
        ("engagement.kickoff_date=4 Feb", "bad-value", "4 Feb", "Write year-month-day, such as 2027-03-16."),
        ("applications[].rto=4h", "unknown-value", "[]", "team[role=csm]"),
        ("engagement.tier", "no-value", "engagement.tier", "PATH=VALUE"),
        ("engagement.tier=", "bad-value", "=", "null"),
        ("=gold", "unknown-value", "=", "engagement.tier"),
        ("client.trading_name='t Hooft", "yaml-syntax", "'", "same quote"),
        ("client.trading_name=a\x07b", "forbidden-character", "\x07", "Take it out."),
        ("client.trading_name={a: [}", "yaml-syntax", "}", ""),
    ],
)
def test_a_text_that_says_nothing_is_refused_before_any_client_is_read(
    text: str, code: str, mark: str, hint: str
) -> None:
    with pytest.raises(ArgumentError) as caught:
        read_layers(sets=[text])
    (problem,) = caught.value.problems
    assert (problem.code, marked(problem), str(problem.where)) == (code, mark, f"--set {text}")
    assert hint in problem.hint


def test_all_texts_are_judged_at_once() -> None:
    with pytest.raises(ArgumentError) as caught:
        read_layers(sets=["engagement.tier=glod", "client.trading_name=HW", "a=b"])
    assert [problem.where.file for problem in caught.value.problems] == [
        "--set engagement.tier=glod",
        "--set a=b",
    ]


@pytest.mark.parametrize("text", ["client.code=BMH", "client=null", "client={code: BMH}"])
def test_whose_documents_these_are_cannot_be_set(tmp_path: Path, text: str) -> None:
    assert refused(tmp_path, text).code == "not-settable"


def test_an_item_that_is_not_there_is_refused_with_those_that_are(tmp_path: Path) -> None:
    problem = refused(tmp_path, "contacts[c-roa].title=COO")
    assert (problem.code, marked(problem)) == ("broken-reference", "c-roa")
    assert problem.hint.startswith("Did you mean c-rao?")
    assert "A new one must be given whole" in problem.hint


def test_a_part_of_a_new_item_is_refused_with_what_it_lacks(tmp_path: Path) -> None:
    problem = refused(tmp_path, overlay="contacts:\n  - {id: c-new, name: Ida New}\n")
    assert (problem.code, marked(problem)) == ("broken-reference", "c-new")
    assert "with title, email, phone and roles" in problem.hint


def test_an_item_that_is_not_there_cannot_be_taken_out(tmp_path: Path) -> None:
    assert refused(tmp_path, "contacts[c-zed]=null").code == "broken-reference"


def test_what_names_two_items_is_refused(tmp_path: Path) -> None:
    more = CLIENT.replace("role: account_manager", "role: service_delivery_manager")
    result = read(tmp_path, "team[role=service_delivery_manager].name=Jo", more=more)
    assert [(one.code, one.hint) for one in result.problems] == [
        ("ambiguous-item", "Name one by its id: t-fenn or t-lima.")
    ]


def test_an_item_without_an_id_among_items_with_ids_is_refused(tmp_path: Path) -> None:
    assert refused(tmp_path, overlay="contacts: [{name: Ida}]\n").code == "missing-key"


def test_an_item_that_an_overlay_names_twice_is_refused(tmp_path: Path) -> None:
    overlay = "contacts: [{id: c-rao, title: COO}, {id: c-rao, title: CFO}]\n"
    assert refused(tmp_path, overlay=overlay).code == "duplicate-id"


@pytest.mark.parametrize("text", ["", "# nothing\n", "gold\n", "[gold]\n"])
def test_an_overlay_without_keys_is_refused(tmp_path: Path, text: str) -> None:
    path = written(tmp_path, text, "wave.yaml")
    with pytest.raises(IntakeError) as caught:
        read_layers(overlays=[path])
    assert [problem.code for problem in caught.value.problems] == ["wrong-type"]


def test_an_overlay_that_cannot_be_read_is_a_problem_of_its_own(tmp_path: Path) -> None:
    result = read_intake(written(tmp_path, SOUND), [tmp_path / "none.yaml"])
    assert [(one.code, one.where.file) for one in result.problems] == [
        ("not-a-file", str(tmp_path / "none.yaml"))
    ]


# -- the same as editing the file --------------------------------------------------------------------


def scalars(data: object, path: str = "") -> Iterator[tuple[str, str]]:
    """Yield the path and text of every scalar that has a path of keys and ids."""
    if isinstance(data, str):
        yield path, data
    elif isinstance(data, dict):
        for key, value in data.items():
            yield from scalars(value, f"{path}.{key}" if path else key)
    elif isinstance(data, list):
        for item in data:
            if isinstance(item, dict) and isinstance(item.get("id"), str):
                yield from scalars(item, f"{path}[{item['id']}]")


def test_a_set_value_gives_what_editing_the_line_would_give(tmp_path: Path) -> None:
    source = EXAMPLES / "intake.yaml"
    lines = source.read_text(encoding="utf-8").splitlines(keepends=True)
    loaded = load(source)
    groups = ("client.", "contract.", "contacts[", "sites[", "applications[")
    texts = [
        (path, value)
        for path, value in scalars(loaded.data)
        if path.startswith(groups)
        and path.rpartition(".")[2] in ("name", "title", "trading_name", "vendor", "model")
    ]
    for path, value in random.Random(20270316).sample(texts, 12):
        place = loaded.lines.place(path)
        assert place.line is not None
        line = lines[place.line - 1]
        assert value in line
        edited = [*lines]
        edited[place.line - 1] = line.replace(value, f"{value} Q", 1)
        by_hand = read_intake(written(tmp_path, "".join(edited)))
        by_set = read_intake(source, sets=[f"{path}={value} Q"])
        assert by_hand.intake is not None
        assert by_set.intake == by_hand.intake
        assert by_set.overrides == (Override(path, value, f"{value} Q", "--set"),)
