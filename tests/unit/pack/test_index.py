"""The index: the client's documents, why some are drafts, and what is open, each thing once."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import docx
import pytest
from docx.opc.constants import RELATIONSHIP_TYPE

from docgen.derive.values import FileRef, State
from docgen.pack import Manifest, Open, Parcel
from docgen.pack.index import PackView, pack_view, waits_for
from tests.acceptance.command import EXAMPLE, docgen
from tests.unit.pack.parcels import parcel

STAGES = {"S1": "Handoff", "S2": "Discovery", "S3": "Design", "S4": "Planning"}


def fact(path: str, *, item: str = "", owner: str = "Gus Fenn", due: str = "", blocks: bool = False) -> Open:
    return Open(ref="G-01", item=item or path, owner=owner, due=due, kind="gap", path=path, blocks=blocks)


def view(*parcels: Parcel) -> PackView:
    found = pack_view(Manifest("HWP").updated([one.entry for one in parcels], Path("nowhere")), STAGES)
    assert found is not None
    return found


def test_documents_stand_in_the_order_of_the_catalogue_with_a_link_for_each_format() -> None:
    shown = view(
        parcel("a"),
        parcel("b", artefact="SDD", format="pptx"),
        parcel("c", artefact="SDD", format="docx"),
        parcel("d", artefact="TDQ", stage="S2", format="xlsx"),
    )
    assert [one.code for one in shown.documents] == ["TDQ", "SDD", "SLA"]
    assert shown.documents[0].stage == "Discovery"
    assert shown.documents[1].files == (
        FileRef("Word", "S3/HWP_SDD_v1.0.docx"),
        FileRef("PowerPoint", "S3/HWP_SDD_v1.0.pptx"),
    )
    assert all(one.purpose for one in shown.documents)


def test_internal_documents_and_their_open_items_are_not_there() -> None:
    secret = Open(ref="X-1", item="Their margin", kind="warning")
    internal = parcel("x", artefact="HOF", stage="S1", audience="internal", title="Secret", open=(secret,))
    shown = view(internal, parcel("a"))
    assert [one.code for one in shown.documents] == ["SLA"]
    assert shown.open_items == ()


def test_where_nothing_is_the_clients_to_read_there_is_no_index() -> None:
    entry = parcel("x", artefact="HOF", audience="internal").entry
    assert pack_view(Manifest("HWP").updated([entry], Path("nowhere")), STAGES) is None


def test_the_index_does_not_list_itself_and_is_as_strictly_classified_as_what_it_lists() -> None:
    shown = view(
        parcel("i", artefact="IDX", classification="Public"),
        parcel("a"),
        parcel("b", artefact="SDD", classification="Restricted", date="2027-04-15"),
    )
    assert [one.code for one in shown.documents] == ["SDD", "SLA"]
    assert (shown.classification, shown.date) == ("Restricted", date(2027, 4, 15))


def test_only_the_latest_versions_are_listed_and_a_draft_beside_what_is_agreed() -> None:
    old, agreed = parcel("a", version="1.0"), parcel("b", version="1.9")
    draft = parcel("c", version="1.10", draft=True, status="draft")
    assert [(one.version, one.status.text) for one in view(old, agreed, draft).documents] == [
        ("1.10", "Draft"),
        ("1.9", "Approved"),
    ]


def test_a_fact_that_several_documents_lack_is_listed_once_with_all_of_them() -> None:
    one = parcel("a", open=(fact("client.address", due="2027-03-01"),))
    two = parcel("b", artefact="SDD", open=(fact("client.address", due="2027-03-01"), fact("sites")))
    three = parcel("c", artefact="CSP")
    shown = view(one, two, three)
    assert [(line.number, line.item, line.documents) for line in shown.open_items] == [
        (1, "client.address", "SDD, SLA"),
        (2, "sites", "SDD"),
    ]


def test_what_every_document_lists_is_said_to_stand_in_all() -> None:
    items = (fact("client.address"),)
    shown = view(parcel("a", open=items), parcel("b", artefact="SDD", open=items))
    assert [line.documents for line in shown.open_items] == ["all"]


def test_part_of_a_fact_that_is_missing_as_a_whole_is_no_item_of_its_own() -> None:
    one = parcel("a", open=(fact("client.company_number", item="Registered company number"),))
    two = parcel("b", artefact="SDD", open=(fact("client.company_number.value", blocks=True),))
    three = parcel("c", artefact="CSP", open=(fact("client.company"),))
    lines = view(one, two, three).open_items
    assert [(line.item, line.documents) for line in lines] == [
        ("Registered company number", "SDD, SLA"),
        ("client.company", "CSP"),
    ]


def test_what_documents_lack_of_their_own_control_is_one_item_where_it_reads_alike() -> None:
    one = parcel("a", open=(fact("documents.SLA.owner", item="Who keeps the document"),))
    two = parcel("b", artefact="SDD", open=(fact("documents.SDD.owner", item="Who keeps the document"),))
    assert [(line.item, line.documents) for line in view(one, two).open_items] == [
        ("Who keeps the document", "all")
    ]


def test_items_come_by_due_day_and_are_overdue_once_it_has_passed() -> None:
    items = (
        fact("c"),
        fact("b", due="2027-03-02", blocks=True),
        fact("a", due="2027-02-21"),
        Open(ref="R-1", item="It was late", due="2027-02-01", kind="warning"),
    )
    shown = view(parcel("a", open=items))
    assert [(line.item, line.chip.text) for line in shown.open_items] == [
        ("It was late", "To check"),
        ("a", "Overdue"),
        ("b", "Needed now"),
        ("c", "To be confirmed"),
    ]
    assert shown.overdue == 1


def test_what_somebody_has_accepted_is_not_open() -> None:
    accepted = Open(ref="SLA-16", item="RTO", kind="accepted")
    assert view(parcel("a", open=(accepted,))).open_items == ()


def draft(*items: Open, status: str = "for_review", unconfirmed: tuple[str, ...] = ()) -> tuple[str, ...]:
    made = parcel(
        "a", draft=True, status=status, open=items, unconfirmed=unconfirmed, reasons=("SLA-09 is not met",)
    )
    (entry,) = Manifest("HWP").updated([made.entry], Path("nowhere")).entries
    return waits_for(entry)


def test_a_draft_says_why_in_the_clients_words() -> None:
    facts = [fact(name, blocks=True) for name in ("Address", "Sites", "Users", "Devices")]
    error = Open(ref="SLA-08", item="No clause", kind="error", blocks=True)
    assert draft(*facts, fact("other"), error, unconfirmed=("a", "b"), status="draft") == (
        "4 facts that it needs are not known yet: Address, Sites, Users and 1 more.",
        "1 point in it has to be settled first.",
        "2 figures in it are standard values that nobody has confirmed yet.",
        "It has not been released for review yet.",
    )


@pytest.mark.parametrize("status", ["draft", "for_review"])
def test_a_draft_never_goes_without_a_reason(status: str) -> None:
    assert draft(status=status) == ("It has not been released for review yet.",)


def test_a_final_waits_for_nothing() -> None:
    shown = view(parcel("a"), parcel("b", artefact="SDD", status="for_review"))
    assert shown.drafts == ()
    assert (shown.approved, shown.for_review) == (1, 1)
    assert shown.documents[1].status.state is State.GOOD


def test_the_rendered_index_links_to_each_file_by_its_place_beside_it(tmp_path: Path) -> None:
    run = docgen(
        "render",
        EXAMPLE / "intake.yaml",
        "-o",
        "out",
        "-a",
        "SLA",
        "-a",
        "RACI",
        "-a",
        "HOF",
        folder=tmp_path,
    )
    assert run.status == 0, run.err
    folder = tmp_path / "out" / "HWP"
    index = docx.Document(str(folder / "HWP_IDX.docx"))
    links = [one for one in index.part.rels.values() if one.reltype == RELATIONSHIP_TYPE.HYPERLINK]
    assert sorted(one.target_ref for one in links) == ["S3/HWP_SLA_v1.0.docx", "S4/HWP_RACI_v1.1.xlsx"]
    assert all(one.is_external and (folder / one.target_ref).is_file() for one in links)
    text = "\n".join(cell.text for table in index.tables for row in table.rows for cell in row.cells)
    assert "RACI workbook" in text
    assert "handoff" not in text.lower()


def test_the_index_is_right_though_a_run_was_over_one_document_only(tmp_path: Path) -> None:
    docgen("render", EXAMPLE / "intake.yaml", "-o", "out", "-a", "SLA", "-a", "RACI", folder=tmp_path)
    before = (tmp_path / "out" / "HWP" / "HWP_IDX.docx").read_bytes()
    docgen("render", EXAMPLE / "intake.yaml", "-o", "out", "-a", "SLA", folder=tmp_path)
    assert (tmp_path / "out" / "HWP" / "HWP_IDX.docx").read_bytes() == before
