"""Where rows and columns went."""

from __future__ import annotations

import pytest

from docgen.engine.excel.growth import Axis, Referred, needs_blank

# rows 1, 2 | 3 for | 4, 5 | 6 endfor | 7, in three rounds
LOOP = [(1, ()), (2, ()), *((row, ((9, n),)) for n in range(3) for row in (4, 5)), (7, ())]
BODIES = {9: (4, 5)}


def axis() -> Axis:
    return Axis(LOOP, size=7, bodies=BODIES)


def test_a_row_of_a_loop_is_in_every_round_seen_from_outside() -> None:
    assert axis().runs(4, 4) == ((3, 3), (5, 5), (7, 7))


def test_a_row_of_a_loop_is_in_its_own_round_seen_from_within() -> None:
    assert axis().runs(4, 4, ((9, 1),)) == ((5, 5),)


def test_all_rows_of_a_loop_are_one_run() -> None:
    assert axis().runs(4, 5) == ((3, 8),)


def test_a_range_beyond_the_loop_is_seen_as_from_outside() -> None:
    assert axis().runs(4, 7, ((9, 1),)) == ((3, 9),)


def test_control_rows_leave_nothing() -> None:
    assert axis().runs(3, 3) == ()
    assert axis().hull(6, 6) is None


def test_control_rows_around_a_loop_stand_for_all_of_it_even_from_within() -> None:
    assert axis().runs(3, 6, ((9, 2),)) == ((3, 8),)


def test_rows_below_the_template_move_by_what_came_or_went() -> None:
    assert axis().runs(10, 12) == ((12, 14),)
    assert axis().template(12) == 10


def test_a_range_to_the_end_of_the_sheet_touches_what_lies_below() -> None:
    assert axis().runs(1, 1_048_576) == ((1, 1_048_578),)


def test_what_is_gone_stands_where_the_next_row_stands() -> None:
    assert axis().near(3) == 3
    assert axis().near(6) == 9


def test_rounds_that_hold_a_range_are_told_one_by_one() -> None:
    found = list(axis().instances(4, 5))
    assert found == [((3, 4), ((9, 0),)), ((5, 6), ((9, 1),)), ((7, 8), ((9, 2),))]


def test_a_range_across_a_loop_has_one_instance() -> None:
    assert list(axis().instances(2, 7)) == [((2, 9), ())]


def test_bodies_are_told_from_the_rows_where_nobody_gives_them() -> None:
    assert Axis(LOOP).runs(4, 4, ((9, 1),)) == ((5, 5),)


def test_an_axis_on_which_nothing_moves_says_so() -> None:
    assert Axis.still(5).is_still
    assert not axis().is_still
    assert Axis.still(5).runs(3, 99) == ((3, 99),)


@pytest.mark.parametrize(
    ("referred", "wanted"),
    [
        (Referred(4, 5), True),
        (Referred(5, 5), True),
        (Referred(3, 6), True),
        (Referred(2, 5), False),
        (Referred(5, 7), False),
        (Referred(4, 4, viewer=5), False),
        (Referred(4, 4, viewer=7), True),
    ],
)
def test_an_empty_loop_leaves_a_row_only_for_what_would_lose_everything(
    referred: Referred, wanted: bool
) -> None:
    assert needs_blank((4, 5), [referred]) is wanted


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [(1, 2, True), (7, 7, True), (7, 900, True), (4, 4, False), (2, 4, False), (3, 3, False), (2, 7, False)],
)
def test_rows_are_straight_outside_loops_and_beyond_the_last_row(
    first: int, last: int, expected: bool
) -> None:
    assert axis().straight(first, last) is expected


def test_rows_on_both_sides_of_a_loop_that_came_out_once_are_not_straight() -> None:
    once = Axis([(1, ()), (3, ((9, 0),)), (5, ())], size=5, bodies={9: (3, 3)})
    assert not once.straight(1, 5)


def test_output_rows_are_parted_into_straight_runs_and_single_rows_of_loops() -> None:
    single = [(row, row) for row in range(3, 9)]
    assert list(axis().parted(1, 9)) == [(1, 2), *single, (9, 9)]
    assert list(axis().parted(2, 4)) == [(2, 2), (3, 3), (4, 4)]
