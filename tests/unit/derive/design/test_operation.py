"""Sections 6 to 12 of the example's design: monitoring, security, recovery, desk, AI, migration."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from docgen.derive.context import derive
from docgen.derive.design.recovery import COLUMNS, bar
from docgen.derive.values import Gap, Span, State, listed
from docgen.intake import read_intake
from docgen.playbooks import load_playbook
from tests.unit.derive.design.designs import EXAMPLE, SIGNED, design_of, example


def test_every_device_of_the_example_gets_an_agent() -> None:
    monitoring = example().monitoring
    assert not isinstance(monitoring, Gap)
    assert (monitoring.agents_planned, monitoring.devices) == (141, 141)
    assert monitoring.factor == Decimal("0.8")
    assert {row.chip.text for row in listed(monitoring.agents)} == {"All covered"}


def test_an_alert_says_when_it_fires_in_normal_service_and_in_hypercare() -> None:
    monitoring = example().monitoring
    assert not isinstance(monitoring, Gap)
    alerts = {row.id: row for row in listed(monitoring.alerts)}
    space = "\N{NO-BREAK SPACE}"
    assert (alerts["al-01"].bau, alerts["al-01"].hypercare) == (
        f"above 60{space}minutes",
        f"above 48{space}minutes",
    )
    assert (alerts["al-03"].bau, alerts["al-03"].hypercare) == (f"below 200{space}GB", f"below 250{space}GB")
    assert (alerts["al-09"].bau, alerts["al-09"].hypercare) == ("on a no", "on a no")


def test_a_threshold_that_nobody_stated_for_hypercare_is_computed_with_the_playbook_s_factor() -> None:
    alert = {"id": "a", "metric": "Delay", "direction": "above", "bau_threshold": 300, "unit": "s"}
    monitoring = design_of(design={"monitoring": {"alerts": [alert]}}).monitoring
    assert not isinstance(monitoring, Gap)
    (row,) = listed(monitoring.alerts)
    assert row.hypercare == "above 240\N{NO-BREAK SPACE}s"


def test_the_factor_of_the_design_is_also_that_of_the_sla_schedule() -> None:
    read = read_intake(EXAMPLE)
    assert read.intake is not None
    assert read.intake.design is not None
    assert read.intake.design.monitoring is not None
    watch = read.intake.design.monitoring.model_copy(update={"threshold_factor": Decimal("0.5")})
    design = read.intake.design.model_copy(update={"monitoring": watch})
    intake = read.intake.model_copy(update={"design": design})
    context = derive(intake, load_playbook("managed_services"), artefact="SLA", as_of=SIGNED)
    assert "0.5 times that value" in context.hypercare.threshold


def test_a_critical_application_that_nothing_watches_is_red() -> None:
    apps = [{"id": "a", "name": "Ledger", "criticality": 1}, {"id": "b", "name": "Wiki", "criticality": 3}]
    monitoring = design_of(applications=apps, design={"monitoring": {"alerts": []}}).monitoring
    assert not isinstance(monitoring, Gap)
    assert [(row.app, row.chip.state) for row in monitoring.watched] == [
        ("Ledger", State.CRITICAL),
        ("Wiki", State.NEUTRAL),
    ]


def test_the_essential_eight_of_the_example_rise_from_ml0_to_ml1() -> None:
    maturity = example().maturity
    assert (maturity.now, maturity.after, maturity.to_raise) == ("ML0", "ML1", 7)
    assert len(maturity.rows) == 8
    assert maturity.effort == Decimal("12.0")
    macros = next(row for row in maturity.rows if row.key == "office_macros")
    assert (macros.gap, macros.chip.text) == (0, "Reached")
    assert [cell.text for cell in macros.cells] == ["", "Now, kept", "", ""]


def test_the_levels_between_today_and_the_target_are_shaded() -> None:
    eight = {"mfa": {"current": 0, "target": 3}}
    maturity = design_of(security={"essential_eight": eight}).maturity
    row = next(row for row in maturity.rows if row.key == "mfa")
    assert [cell.text for cell in row.cells] == ["Now", "", "", "Target"]
    assert [bool(cell.fill) for cell in row.cells] == [True] * 4
    assert isinstance(maturity.now, Gap)


def test_a_target_below_today_is_red() -> None:
    eight = {"mfa": {"current": 2, "target": 1}}
    maturity = design_of(security={"essential_eight": eight}).maturity
    row = next(row for row in maturity.rows if row.key == "mfa")
    assert (row.gap, row.chip.state) == (-1, State.CRITICAL)


def test_every_obligation_of_the_example_is_mapped_to_controls() -> None:
    assert [row.chip.text for row in example().controls] == ["Mapped"] * 3


def test_an_obligation_without_controls_is_red() -> None:
    obligations = {"obligations": [{"id": "o", "name": "Privacy Act"}]}
    (row,) = design_of(compliance=obligations).controls
    assert (row.chip.text, row.chip.state) == ("Not mapped", State.CRITICAL)


def test_secrets_are_shown_by_their_place_in_the_vault() -> None:
    security = example().security
    assert not isinstance(security, Gap)
    assert all(row.ref.startswith("vault://") for row in security.vault)
    assert [row.total for row in security.rollout] == [20, 141]
    assert [row.target for row in security.mail] == ["Quarantine", "Reject"]


def test_the_critical_applications_of_the_example_keep_both_objectives() -> None:
    recovery = example().recovery
    assert (recovery.met, recovery.judged, recovery.circle) == (4, 4, "")
    rows = {row.id: row for row in recovery.objectives}
    filenest = rows["filenest"]
    assert (filenest.loss, filenest.own, filenest.whole) == (Span(40), Span(165), Span(210))
    assert filenest.way == "Azure core network and directory → FileNest DMS"
    assert (rows["ledgerline"].loss, rows["ledgerline"].rpo_chip.text) == ("As the vendor states", "Attested")


def test_a_daily_backup_does_not_keep_an_rpo_of_an_hour() -> None:
    recovery = _recovery(
        {"rto": "4h", "rpo": "1h", "backup_job": "j"}, {"frequency": "24h", "duration": "10m"}
    )
    (row,) = recovery.objectives
    assert (row.loss, row.rpo_chip.state) == (Span(1450), State.CRITICAL)
    assert recovery.met == 0


def test_a_replica_can_lose_what_it_lags_behind() -> None:
    recovery = _recovery({"rpo": "15m", "backup_job": "j"}, {"frequency": "24h", "replication_lag": "5m"})
    (row,) = recovery.objectives
    assert (row.loss, row.rpo_chip.text) == (Span(5), "Met")


def test_a_vendor_that_states_nothing_is_red() -> None:
    (row,) = _recovery({"rpo": "1h", "recovery": "vendor"}, {}).objectives
    assert (row.rpo_chip.text, row.rpo_chip.state) == ("No statement", State.CRITICAL)


def test_what_is_not_known_about_recovery_is_a_gap_that_somebody_owes() -> None:
    (row,) = _recovery({"backup_job": "j"}, {"frequency": "1h"}).objectives
    assert isinstance(row.loss, Gap)
    assert isinstance(row.whole, Gap)
    assert row.rto_chip.text == "Not known"


def _recovery(app: dict[str, Any], job: dict[str, Any]) -> Any:
    apps = [{"id": "a", "name": "App", "criticality": 1, **app}]
    design = {"backup": {"jobs": [{"id": "j", "scope": "All", **job}]}}
    return design_of(applications=apps, design=design).recovery


def test_applications_in_a_circle_are_named_and_have_no_order() -> None:
    apps = [
        {"id": "a", "name": "Alpha", "depends_on": ["b"], "restore_minutes": 5},
        {"id": "b", "name": "Beta", "depends_on": ["a"], "restore_minutes": 5},
        {"id": "c", "name": "Gamma", "restore_minutes": 5},
    ]
    recovery = design_of(applications=apps).recovery
    assert [row.name for row in recovery.order] == ["Gamma"]
    assert recovery.circle in ("Alpha → Beta → Alpha", "Beta → Alpha → Beta")


def test_the_order_of_restore_follows_the_plan_and_starts_each_when_its_needs_are_back() -> None:
    order = example().recovery.order
    assert [row.name for row in order][:4] == [
        "Azure core network and directory",
        "Microsoft 365",
        "FileNest DMS",
        "LedgerLine Practice",
    ]
    assert (order[2].start, order[2].end, order[2].chip.text) == (Span(45), Span(210), "In time")
    assert len(order) == 13
    assert example().recovery.scale == Span(630)


def test_a_bar_fills_its_columns_whatever_its_length() -> None:
    for start, end, last in ((0, 1, 1000), (999, 1000, 1000), (0, 0, 0), (10, 20, 20), (0, 0, 50)):
        cells = bar(start, end, last)
        assert sum(cell.span for cell in cells) == COLUMNS
        assert sum(bool(cell.fill) for cell in cells) == 1


def test_runbooks_run_a_clock_and_are_measured_against_the_rto() -> None:
    books = {book.id: book for book in listed(example().recovery.runbooks)}
    filenest = books["dr-filenest"]
    assert (filenest.total, filenest.rto, filenest.chip.text) == (Span(195), Span(240), "Within RTO")
    third = listed(filenest.steps)[2]
    assert (third.start, third.end) == (Span(60), Span(130))
    assert listed(filenest.contacts)[2].name == "FileNest Software"
    assert {one.chip.text for book in books.values() for one in listed(book.contacts)} == {"Two channels"}


def test_every_application_of_the_example_has_a_route() -> None:
    desk = example().desk
    assert not isinstance(desk, Gap)
    assert desk.unrouted == ()
    assert len(listed(desk.routing)) == 13
    assert len(desk.vips) == 6
    assert desk.channels == "Phone, e-mail and portal"


def test_an_application_without_a_route_is_named() -> None:
    apps = [{"id": "a", "name": "Ledger"}]
    desk = design_of(applications=apps, design={"service_desk": {"routing": []}}).desk
    assert not isinstance(desk, Gap)
    assert desk.unrouted == ("Ledger",)


def test_automation_is_told_apart_by_who_decides_and_whether_it_can_be_undone() -> None:
    ai = example().ai
    assert not isinstance(ai, Gap)
    assert (ai.automatic, ai.approved) == (2, 2)
    assert (ai.precision, ai.recall) == (Decimal(80), Decimal(80))
    playbooks = [{"id": "p", "approval": "auto"}]
    bare = design_of(design={"ai": {"remediation_playbooks": playbooks}}).ai
    assert not isinstance(bare, Gap)
    (row,) = listed(bare.remediations)
    assert (row.chip.text, row.chip.state) == ("No way back", State.CRITICAL)


def test_moves_are_measured_against_their_windows() -> None:
    moves = {row.id: row for row in listed(example().migration.moves)}
    mail, files = moves["mg-mail"], moves["mg-files"]
    assert (mail.hours, mail.available, mail.slack) == (Decimal("6.7"), Decimal("8.0"), Decimal(17))
    assert mail.chip.text == "Tight"
    assert (files.openings, files.available, files.chip.text) == (9, Decimal("36.0"), "Fits")
    assert example().migration.volume_gb == 3200


def test_a_move_without_a_speed_or_a_window_is_a_gap() -> None:
    moves = [{"id": "m", "workload": "Mail", "volume_gb": 100}]
    (row,) = listed(design_of(design={"migration": moves}).migration.moves)
    assert isinstance(row.hours, Gap)
    assert isinstance(row.starts, Gap)
    assert row.chip.text == "Not known"
