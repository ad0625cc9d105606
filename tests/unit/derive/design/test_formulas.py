"""The formulas of the design, on figures that can be worked out by hand."""

from __future__ import annotations

from decimal import Decimal

import pytest

from docgen.derive.design.formulas import (
    chains,
    circle,
    grown,
    hypercare_threshold,
    in_order,
    inside,
    length,
    overlaps,
    rounded,
    share,
    slack_percent,
    stricter,
    transfer_hours,
    usable_addresses,
    worst_loss,
)


@pytest.mark.parametrize(
    ("gigabytes", "mbps", "hours"), [("420", "200", "6.7"), ("2600", "500", "16.5"), ("180", "500", "1.1")]
)
def test_a_copy_takes_gigabytes_times_8000_over_seven_tenths_of_the_line(
    gigabytes: str, mbps: str, hours: str
) -> None:
    found = transfer_hours(Decimal(gigabytes), Decimal(mbps))
    assert found is not None
    assert rounded(found, 1) == Decimal(hours)


def test_a_line_without_speed_copies_nothing() -> None:
    assert transfer_hours(Decimal(1), Decimal(0)) is None


def test_slack_is_the_share_of_the_window_that_stays_free() -> None:
    assert slack_percent(Decimal(6), Decimal(8)) == 25
    assert slack_percent(Decimal(12), Decimal(8)) == -50
    assert slack_percent(Decimal(1), Decimal(0)) is None


def test_growth_is_compound() -> None:
    assert grown(Decimal("2.6"), Decimal(22), 2) == Decimal("3.86984")
    assert grown(Decimal(4), Decimal(-50), 1) == 2


def test_a_backup_can_lose_its_interval_and_the_time_of_one_run() -> None:
    assert worst_loss(30, 10) == 40


@pytest.mark.parametrize(
    ("bau", "direction", "hypercare"),
    [("60", "above", "48"), ("200", "below", "250"), ("12", "above", "9.6"), ("1", "below", "1.25")],
)
def test_thresholds_in_hypercare_are_times_the_factor_above_and_divided_by_it_below(
    bau: str, direction: str, hypercare: str
) -> None:
    found = hypercare_threshold(Decimal(bau), direction, Decimal("0.8"))
    assert found == Decimal(hypercare)
    assert stricter(Decimal(bau), found, direction)


def test_a_threshold_that_stays_the_same_is_not_stricter() -> None:
    assert not stricter(Decimal(60), Decimal(60), "above")
    assert not stricter(Decimal(60), Decimal(50), "below")
    assert f"{hypercare_threshold(Decimal(1000), 'above', Decimal('0.8'))}" == "800"


NEEDS = {"web": ("db", "id"), "db": ("disk",), "disk": (), "id": ()}
MINUTES: dict[str, int | None] = {"web": 20, "db": 30, "disk": 15, "id": 60}


def test_each_application_comes_after_what_it_needs_and_else_in_the_order_given() -> None:
    assert in_order(NEEDS, NEEDS) == ("disk", "db", "id", "web")
    assert in_order(("b", "a"), {}) == ("b", "a")


def test_the_slowest_way_counts() -> None:
    ways = chains(MINUTES, NEEDS)
    assert ways["web"] == ("id", "web")
    assert length(MINUTES, ways["web"]) == 80
    assert ways["db"] == ("disk", "db")


def test_an_unknown_time_on_a_way_leaves_it_without_a_length() -> None:
    ways = chains({**MINUTES, "disk": None}, NEEDS)
    assert set(ways) == {"id"}


def test_what_lies_in_a_circle_has_no_place_in_the_order() -> None:
    needs = {"a": ("b",), "b": ("a",), "c": ("a",), "d": ()}
    assert in_order(needs, needs) == ("d",)
    assert set(circle(needs)) == {"a", "b"}
    assert circle(needs)[0] == circle(needs)[-1]
    assert circle(NEEDS) == ()
    assert chains(dict.fromkeys(needs, 5), needs) == {"d": ("d",)}


def test_a_need_that_is_no_application_does_not_hold_anything_up() -> None:
    assert in_order(("a",), {"a": ("gone",)}) == ("a",)


def test_networks_that_share_an_address_are_found_across_lengths_and_kinds() -> None:
    known = [("a", "10.0.0.0/23"), ("b", "10.0.1.0/24"), ("c", "10.0.2.0/24"), ("d", "2001:db8::/32")]
    assert overlaps(known) == (("a", "b"),)


def test_a_network_lies_inside_a_block_only_with_all_its_addresses() -> None:
    assert inside("10.0.1.0/24", ["10.0.0.0/16"])
    assert not inside("10.0.0.0/15", ["10.0.0.0/16"])
    assert inside("2001:db8:1::/48", ["10.0.0.0/8", "2001:db8::/32"])
    assert not inside("2001:db8::/32", ["10.0.0.0/8"])


@pytest.mark.parametrize(
    ("prefix", "room"), [("10.0.0.0/24", 254), ("10.0.0.0/30", 2), ("10.0.0.0/31", 2), ("10.0.0.1/32", 1)]
)
def test_the_first_and_the_last_address_are_nobodys(prefix: str, room: int) -> None:
    assert usable_addresses(prefix) == room


def test_a_share_of_nothing_is_unknown() -> None:
    assert share(1, 0) is None
    assert share(1, 8) == Decimal("12.5")
    assert rounded(Decimal("12.5")) == 13
