"""Where on each sheet of the tracker the cells lie that formulas of other sheets read."""

from __future__ import annotations

PLAN, OBJECTIVES, MEASURES, READINGS = "Plan", "Objectives", "Measures", "Readings"
ACTIONS, TRAINING, CHECKINS, LOAD, OPEN = "Actions", "Training", "Check-ins", "Platform load", "Open items"

HEAD, BODY = 5, 7
"""Rows of every list: its head, and its first row of the template (between them stands the loop's tag)."""
COUNTED, GOOD, FAIR = f"'{PLAN}'!$C$5", f"'{PLAN}'!$C$6", f"'{PLAN}'!$C$7"
"""The day that counts as today, and the bands of progress as shares of the time that has gone."""

LAST_MEASURE, FIRST_READING, LAST_READING = 8, 8, 13
LAST_ACTION, LAST_SESSION, LAST_CALL = 14, 8, 8


def span(column: str, first: int, last: int, sheet: str = "") -> str:
    """Return a range of one column that never moves: from the first row of a list to the tag that ends it, so that it
    holds a cell even where the list is empty."""
    place = f"'{sheet}'!" if sheet else ""
    return f"{place}${column}${first}:${column}${last}"


def measures(column: str, sheet: str = MEASURES) -> str:
    """Return a column of the list of measures."""
    return span(column, BODY, LAST_MEASURE, sheet)


def readings(column: str, sheet: str = READINGS) -> str:
    """Return a column of the list of readings."""
    return span(column, FIRST_READING, LAST_READING, sheet)


def actions(column: str) -> str:
    """Return a column of the list of actions and promises."""
    return span(column, BODY, LAST_ACTION, ACTIONS)


def sessions(column: str) -> str:
    """Return a column of the list of training sessions."""
    return span(column, BODY, LAST_SESSION, TRAINING)


def calls(column: str) -> str:
    """Return a column of the list of check-ins."""
    return span(column, BODY, LAST_CALL, CHECKINS)
