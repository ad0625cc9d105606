"""The line that says how far a batch is."""

from __future__ import annotations

import io

from docgen.batch.progress import Progress, span


class Clock:
    """A clock that goes one second a look."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        self.now += 1.0
        return self.now


def test_away_from_a_terminal_each_tenth_is_a_plain_line() -> None:
    stream = io.StringIO()
    progress = Progress(50, stream, live=False, clock=Clock())
    for number in range(50):
        progress.add(bad=number == 7)
    lines = stream.getvalue().splitlines()
    assert lines[0] == "5 of 50 clients"
    assert lines[1] == "10 of 50 clients, 1 not in order"
    assert lines[-1] == "50 of 50 clients, 1 not in order"
    assert len(lines) == 10
    assert "\r" not in stream.getvalue()


def test_a_small_batch_away_from_a_terminal_says_nothing() -> None:
    stream = io.StringIO()
    progress = Progress(3, stream, live=False)
    for _ in range(3):
        progress.add(bad=False)
    progress.clear()
    assert stream.getvalue() == ""


def test_on_a_terminal_the_line_has_the_rate_and_the_time_left() -> None:
    stream = io.StringIO()
    progress = Progress(10, stream, live=True, clock=Clock())
    for _ in range(5):
        progress.add(bad=False)
    line = stream.getvalue().rpartition("\r")[2]
    assert line.startswith("[##########..........] 5 of 10 clients, ")
    assert line.rstrip().endswith("left")
    assert "a minute" in line


def test_the_line_is_taken_away_before_something_else_is_said() -> None:
    stream = io.StringIO()
    progress = Progress(10, stream, live=True, clock=Clock())
    progress.add(bad=False)
    shown = stream.getvalue().lstrip("\r")
    progress.say("Stopping.")
    rest = stream.getvalue()[len(shown) + 1 :]
    assert rest == "\r" + " " * len(shown) + "\rStopping.\n"


def test_times_read_as_on_a_clock() -> None:
    assert [span(0), span(52.4), span(200), span(3800)] == ["0:00", "0:52", "3:20", "1:03:20"]
