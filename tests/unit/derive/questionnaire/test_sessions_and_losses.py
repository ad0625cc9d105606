"""What stands in the way of a session, and what each system may lose by today's backup."""

from __future__ import annotations

from typing import Any

import pytest

from docgen.derive.questionnaire.losses import LossLine
from docgen.derive.questionnaire.sessions import SessionLine
from tests.unit.derive.questionnaire.asking import view_of
from tests.unit.derive.samples import firm

FIRST = {"id": "ds-1", "date": "2027-02-10", "start": "10:00", "duration": "2h", "attendees": ["c-it"]}


def sessions(*listed: dict[str, Any], due: str = "2027-02-12") -> tuple[SessionLine, ...]:
    return view_of(firm({"discovery": {"due": due, "sessions": list(listed)}})).sessions


def losses(apps: list[dict[str, Any]], backups: list[dict[str, Any]]) -> tuple[LossLine, ...]:
    return view_of(firm({"applications": apps, "environment": {"backups": backups}})).losses


def app(**facts: Any) -> list[dict[str, Any]]:
    return [{"id": "files", "name": "Files", "rpo": "4h", "recovery": "provider", **facts}]


@pytest.mark.parametrize(
    ("second", "chip", "faults"),
    [
        ({"date": "2027-02-10", "start": "11:00", "duration": "1h"}, "Clash", 1),
        ({"date": "2027-02-10", "start": "12:00", "duration": "1h"}, "Fine", 0),
        ({"date": "2027-02-11", "start": "11:00", "duration": "1h"}, "Fine", 0),
        ({"date": "2027-02-06"}, "Look again", 1),
        ({"date": "2027-03-08"}, "Look again", 2),  # Labour Day in Victoria, and after discovery is due
        ({"date": "2027-02-15"}, "Look again", 1),
        ({}, "Not planned", 0),
    ],
)
def test_a_session_is_checked_against_people_days_and_the_day_it_is_due(
    second: dict[str, Any], chip: str, faults: int
) -> None:
    line = sessions(FIRST, {"id": "ds-2", "attendees": ["c-it"], **second})[1]
    assert (line.chip.text, len(line.faults)) == (chip, faults)


def test_a_clash_names_who_is_in_two_places_from_both_sides() -> None:
    first, second = sessions(FIRST, {**FIRST, "id": "ds-2"})
    assert first.faults[0].endswith("is in ds-2 at the same time")
    assert second.faults[0].endswith("is in ds-1 at the same time")


def test_other_people_may_meet_at_the_same_time() -> None:
    assert [line.faults for line in sessions(FIRST, {**FIRST, "id": "ds-2", "attendees": ["c-spo"]})] == [
        (),
        (),
    ]


def test_the_holiday_is_named() -> None:
    (line,) = sessions({"id": "ds-1", "date": "2027-03-08"}, due="2027-03-31")
    assert line.faults == ("Mon 8 March 2027 is Labour Day",)


@pytest.mark.parametrize(
    ("facts", "backups", "chip", "minutes"),
    [
        ({"backup_job": "bk"}, [{"id": "bk", "frequency": "4h"}], "Within", 240),
        ({"backup_job": "bk"}, [{"id": "bk", "frequency": "24h"}], "Loses too much", 1440),
        ({"backup_job": "bk"}, [{"id": "bk", "frequency": "none"}], "No copy", None),
        # Whichever job copies it, none runs more often than once a day.
        ({}, [{"id": "bk", "frequency": "24h"}, {"id": "bk2", "frequency": "2bd"}], "Loses too much", 1440),
        ({}, [{"id": "bk", "frequency": "1h"}], "Not known", None),
        ({}, [], "Not known", None),
        ({"recovery": "vendor"}, [{"id": "bk", "frequency": "24h"}], "By its vendor", None),
    ],
)
def test_the_worst_loss_is_the_interval_of_the_job_that_copies_the_system(
    facts: dict[str, Any], backups: list[dict[str, Any]], chip: str, minutes: int | None
) -> None:
    (line,) = losses(app(**facts), backups)
    assert (line.chip.text, getattr(line.loss, "minutes", None)) == (chip, minutes)
    assert line.allowed.minutes == 240


def test_a_system_without_an_rpo_is_not_judged() -> None:
    assert losses([{"id": "files", "name": "Files"}], []) == ()
