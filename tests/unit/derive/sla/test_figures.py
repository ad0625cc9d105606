"""Sources and confirmation of figures."""

from __future__ import annotations

from datetime import date

from docgen.derive.sla.figures import Ledger, Origin, Word

DAY = date(2027, 2, 22)
PROVIDER = Origin("default", "")


def test_a_default_that_nobody_confirmed_is_unconfirmed() -> None:
    figure = Ledger().figure("P1 response", "sla.targets.P1.response", 30, origin=PROVIDER)
    assert (figure.source, figure.unconfirmed) == ("default", True)


def test_a_figure_of_the_process_needs_no_confirmation_and_keeps_its_line() -> None:
    figure = Ledger().figure("Availability", "sla.availability.target", 99, origin=Origin("process", "M087"))
    assert (figure.source, figure.line, figure.unconfirmed) == ("process", "M087", False)


def test_an_entry_in_the_facts_map_covers_the_paths_below_it() -> None:
    ledger = Ledger({"sla.targets": Word("contract", "Dana Wills", DAY)})
    figure = ledger.figure("P1 response", "sla.targets.P1.response", 30, origin=PROVIDER)
    assert (figure.source, figure.confirmed_by, figure.unconfirmed) == ("contract", "Dana Wills", False)


def test_the_nearest_entry_wins() -> None:
    ledger = Ledger({"sla": Word("contract"), "sla.targets.P1": Word("client")})
    assert ledger.figure("P1", "sla.targets.P1.response", 30, origin=PROVIDER).source == "client"
    assert ledger.figure("P2", "sla.targets.P2.response", 60, origin=PROVIDER).source == "contract"


def test_an_entry_for_a_list_covers_its_items() -> None:
    ledger = Ledger({"sla.escalation": Word("client")})
    assert ledger.figure("50 %", "sla.escalation[esc-5.10].at_pct", 50, origin=PROVIDER).source == "client"


def test_a_path_that_only_begins_alike_is_not_covered() -> None:
    ledger = Ledger({"sla.targets.P1": Word("contract")})
    assert ledger.figure("P10", "sla.targets.P10.response", 30, origin=PROVIDER).source == "default"


def test_the_schedule_as_a_whole_confirms_every_default() -> None:
    ledger = Ledger(whole=Word("", "Dana Wills", DAY))
    figure = ledger.figure("P1 response", "sla.targets.P1.response", 30, origin=PROVIDER)
    assert (figure.source, figure.confirmed, figure.unconfirmed) == ("default", True, False)


def test_a_name_without_a_date_confirms_nothing() -> None:
    ledger = Ledger(whole=Word("", "Dana Wills", None))
    assert ledger.figure("P1 response", "sla.targets.P1.response", 30, origin=PROVIDER).unconfirmed


def test_a_figure_that_the_intake_states_without_more_is_an_override() -> None:
    figure = Ledger().figure(
        "Cap", "sla.credits.monthly_cap_pct", 20, origin=Origin("default", ""), stated=True
    )
    assert (figure.source, figure.unconfirmed) == ("override", False)


def test_a_stated_figure_that_the_facts_map_calls_a_default_is_a_default() -> None:
    ledger = Ledger({"sla.targets.P1.response": Word("default")})
    assert ledger.figure("P1", "sla.targets.P1.response", 30, origin=PROVIDER, stated=True).unconfirmed


def test_a_page_prints_what_is_shown_and_the_fact_stays() -> None:
    figure = Ledger().figure("Attainment", "sla.attainment.P1", 95, origin=PROVIDER, shown="95 %")
    assert (figure.value, figure.shown) == (95, "95 %")
