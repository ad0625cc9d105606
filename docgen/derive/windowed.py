"""When, in a process whose stages have windows and that has no go-live: the same view as for one that has."""

from __future__ import annotations

from datetime import date

from docgen.derive.deadlines import deadlines, milestones, windows
from docgen.derive.forecast import StageSpan
from docgen.derive.lookup import Lookup
from docgen.derive.plan_chart import plan_chart
from docgen.derive.timeline_views import StageRow, Timeline
from docgen.derive.values import Gap
from docgen.derive.weeks import Weeks, plan_weeks, stage_spans, window_in_words
from docgen.derive.words import counted, join_words
from docgen.intake.model.engagement import Engagement

_NO_GO_LIVE = "engagement.target_go_live"
_START = "engagement.kickoff_date"


def windowed_timeline(lookup: Lookup) -> Timeline:
    """Return the dates of a process without a go-live; what only a go-live has is not applicable."""
    weeks = plan_weeks(lookup, lookup.gap(_NO_GO_LIVE))
    spans = stage_spans(lookup, weeks)
    engagement, none = lookup.intake.engagement or Engagement(), lookup.gap(_NO_GO_LIVE)
    fixed = deadlines(lookup, dict.fromkeys(("go_live", "hypercare_end", "bau_start"), none))
    return Timeline(
        contract_signed=lookup.known(engagement.contract_signed_date, "engagement.contract_signed_date"),
        closed_won=lookup.known(engagement.closed_won_date, "engagement.closed_won_date"),
        kickoff=lookup.known(engagement.kickoff_date, _START),
        start=spans[0].start if spans else lookup.gap(_START),
        target=none,
        target_basis="",
        go_live=none,
        go_live_basis="",
        go_live_time="",
        go_live_zone="",
        earliest=none,
        latest=none,
        days_to_go_live=none,
        feasibility=none,
        stages=tuple(_row(lookup, span) for span in spans),
        shortest=None,
        planned=None,
        longest=None,
        hypercare_start=none,
        hypercare_end=none,
        hypercare_from="",
        waves=(),
        standups=(),
        reviews=(),
        bau_start=none,
        bau_end=_last_day(lookup, weeks, spans),
        deadlines=fixed,
        windows=windows(lookup),
        milestones=milestones(lookup, spans),
        gantt=plan_chart(lookup, spans, None, fixed),
    )


def _last_day(lookup: Lookup, weeks: Weeks | Gap, spans: tuple[StageSpan, ...]) -> date | Gap:
    """Return the last day that the calendar must know: of the stages, or of the value review."""
    if isinstance(weeks, Gap) or not spans:
        return lookup.gap(_START)
    last = max(span.end for span in spans)
    return max(last, date.fromordinal(weeks.day_0.toordinal() + lookup.playbook.success.review.day.value))


def _row(lookup: Lookup, span: StageSpan) -> StageRow:
    stage = lookup.playbook.stage(span.stage)
    return StageRow(
        id=stage.id,
        name=stage.name,
        owners=join_words(lookup.owner_of(role) for role in stage.owners),
        start=span.start,
        end=span.end,
        days=span.days,
        unit=span.unit,
        range_text=window_in_words(stage) or counted(span.days, "day"),
        shortest_end=span.end,
        longest_end=span.end,
        basis="set" if span.given else "window",
    )
