"""The success plan: the first contact, measures, training, check-ins, the value review, the passage to support."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from docgen.derive.success.review import both_sides
from docgen.derive.success.risks import for_client
from docgen.derive.values import Gap
from docgen.derive.weeks import Weeks, plan_weeks
from docgen.judge import people, words
from docgen.judge.rule import Case, DayCase, Finding, day_rule, rule

if TYPE_CHECKING:
    from docgen.derive.success.dates import Phase
    from docgen.derive.success.training import Session
    from docgen.intake.model.success import Kpi, Objective, Success

_KPI_FACTS = {
    "baseline": "baseline",
    "baseline_date": "day of the baseline",
    "target": "target",
    "target_date": "day of the target",
    "unit": "unit",
    "source": "source",
    "owner": "reader",
}


def _plan(case: Case) -> Success | None:
    return case.intake.success


def _kpis(case: Case) -> tuple[Kpi, ...]:
    plan = _plan(case)
    return (plan.kpis if plan else None) or ()


@day_rule("CS-01")
def first_contact_in_time(case: DayCase) -> Iterator[Finding]:
    first = case.context.success.outreach
    if first is None or isinstance(first.by, Gap):
        return
    path, limit = "engagement.csm_outreach_date", words.count(first.business_days, "business day")
    if first.done and first.done > first.by and first.taken is not None:
        taken = words.count(first.taken, "business day")
        message = f"The first contact was on {words.day(first.done)}, {taken} after the signature; {limit} are allowed"
        yield Finding(path, message, "Say in an acknowledgement what delayed it.", day=first.done)
    elif first.done is None and case.as_of > first.by:
        message = f"The first contact was due by {words.day(first.by)} and none is recorded"
        yield Finding(path, message, "Call the client, and record the day.", day=first.by)


@rule("CS-02")
def kickoff_follows(case: Case) -> Iterator[Finding]:
    engagement = case.intake.engagement
    kickoff = engagement.kickoff_date if engagement else None
    if engagement is None or kickoff is None:
        return
    contact, signed = engagement.csm_outreach_date, engagement.contract_signed_date
    if contact and kickoff < contact:
        message = (
            f"The kickoff on {words.day(kickoff)} comes before the first contact on {words.day(contact)}"
        )
        yield Finding("engagement.kickoff_date", message, "Correct one of the two dates.")
    if signed:
        yield from _kickoff_soon(case, kickoff, signed)


def _kickoff_soon(case: Case, kickoff: date, signed: date) -> Iterator[Finding]:
    plan, days = case.playbook.success, case.calendar.days_between(signed, kickoff)
    if plan.kickoff_within and days > plan.kickoff_within.value:
        message = (
            f"The kickoff on {words.day(kickoff)} is {words.count(days, 'business day')} after the signature; "
            f"{plan.kickoff_within.value} are allowed"
        )
        yield Finding("engagement.kickoff_date", message, "Bring the kickoff forward.")
    elif plan.day_0.value == "contract_signed" and Weeks(signed, "").number(kickoff) > 1:
        message = f"The kickoff on {words.day(kickoff)} is not in week 1, which holds the signature"
        yield Finding("engagement.kickoff_date", message, "Bring the kickoff forward.")


@rule("CS-03")
def measures_are_complete(case: Case) -> Iterator[Finding]:
    for kpi in _kpis(case):
        for field, what in _KPI_FACTS.items():
            if getattr(kpi, field) is None:
                message = f"The measure {kpi.name or kpi.id} has no {what}"
                yield Finding(f"success.kpis[{kpi.id}].{field}", message, "Agree it with the client.")


@rule("CS-04")
def targets_make_sense(case: Case) -> Iterator[Finding]:
    for kpi in _kpis(case):
        if kpi.baseline is None or kpi.target is None:
            continue
        path, name = f"success.kpis[{kpi.id}].target", kpi.name or kpi.id
        if kpi.target == kpi.baseline:
            message = f"The target of {name} is its baseline, {words.number(kpi.baseline)}"
            yield Finding(path, message, "Agree a target that differs.")
        elif kpi.direction and (kpi.target > kpi.baseline) != (kpi.direction == "higher"):
            found = f"{words.number(kpi.target)} against a baseline of {words.number(kpi.baseline)}"
            message = f"{name}: {kpi.direction} is better, but the target is {found}"
            yield Finding(path, message, "Correct the target, the baseline or the direction.")


@day_rule("CS-05")
def targets_fall_due_by_the_review(case: DayCase) -> Iterator[Finding]:
    plan = _plan(case)
    review = plan.value_review if plan else None
    day = case.context.success.review.when.day
    if not isinstance(day, date) or (review and review.interim):
        return
    for kpi in _kpis(case):
        if kpi.target_date and kpi.target_date > day:
            message = (
                f"The target of {kpi.name or kpi.id} is due on {words.day(kpi.target_date)}, after the value review "
                f"on {words.day(day)}"
            )
            hint = "Agree an earlier target, or set success.value_review.interim: true."
            yield Finding(f"success.kpis[{kpi.id}].target_date", message, hint)


@rule("CS-06")
def objectives_are_measured_and_owned(case: Case) -> Iterator[Finding]:
    plan = _plan(case)
    if plan is None or plan.kpis is None:
        return  # that nobody has given any measure is a missing fact of its own
    measured = {kpi.objective for kpi in plan.kpis}
    for aim in plan.objectives or ():
        yield from _objective(aim, measured=aim.id in measured)


def _objective(aim: Objective, *, measured: bool) -> Iterator[Finding]:
    path, name = f"success.objectives[{aim.id}]", aim.statement or aim.id
    if not measured:
        yield Finding(path, f"No measure belongs to the objective {name}", "Add one to success.kpis.")
    for field, side in (("owner_client", "the client"), ("owner_provider", "the provider")):
        if not getattr(aim, field):
            message = f"The objective {name} has no owner at {side}"
            yield Finding(f"{path}.{field}", message, "Name a person.")


@day_rule("CS-07")
def training_is_complete(case: DayCase) -> Iterator[Finding]:
    plan = case.context.success.training
    if isinstance(plan.sessions, Gap):
        return
    for kind in plan.kinds:
        if not kind.planned:
            message = f"No session is planned for {kind.kind.lower()}"
            yield Finding("success.training", message, "Plan one, or acknowledge why none is needed.")
    for session in plan.sessions:
        yield from _on_a_good_day(case, session)


def _on_a_good_day(case: Case, session: Session) -> Iterator[Finding]:
    path, rules = f"success.training[{session.id}].date", case.playbook.success.training
    if not isinstance(session.date, date):
        return
    day = words.day(session.date)
    if session.note:
        message = f"{session.title} is on {day}: {session.note}"
        yield Finding(path, message, "Move it to a business day of the client.")
    week = session.week
    if rules.first_week and week is not None and not rules.first_week <= week <= rules.last_week:
        weeks = f"weeks {rules.first_week} to {rules.last_week}"
        message = f"{session.title} is on {day}, in week {week}; training is in {weeks}"
        yield Finding(path, message, "Move it, or acknowledge why it lies outside.")


@day_rule("CS-08")
def key_users_are_booked(case: DayCase) -> Iterator[Finding]:
    plan = case.context.success.training
    left = [user.name for user in plan.key_users if not user.sessions]
    if left and not isinstance(plan.sessions, Gap):
        share = f"{len(left)} of {len(plan.key_users)} to be trained"
        message = f"On no session: {words.listed(left)} ({share})"
        yield Finding("success.training", message, "Add them to the attendees of a session.")


@day_rule("CS-09")
def review_on_its_day(case: DayCase) -> Iterator[Finding]:
    when, most = case.context.success.review.when, case.playbook.success.review.tolerance_business_days.value
    if when.stated is None or when.apart is None or abs(when.apart) <= most or isinstance(when.due, Gap):
        return
    apart = f"{words.count(abs(when.apart), 'business day')} {'after' if when.apart > 0 else 'before'}"
    message = (
        f"The value review is on {words.day(when.stated)}, {apart} day {when.days} ({words.day(when.due)})"
    )
    yield Finding("success.value_review.date", message, f"Hold it within {most} business days of that day.")


@day_rule("CS-10")
def check_ins_keep_their_rhythm(case: DayCase) -> Iterator[Finding]:
    plan = _plan(case)
    if plan is None or plan.checkins is None:
        return
    most = case.playbook.success.checkins.tolerance_days.value
    for call in case.context.success.checkins.rows:
        if call.due is None:
            continue
        if call.apart is None:
            message = f"No check-in is planned near {words.day(call.due)}, when one is due"
            yield Finding("success.checkins", message, "Add it, or acknowledge why it is left out.")
        elif abs(call.apart) > most:
            apart = words.count(abs(call.apart), "day")
            message = f"The check-in on {words.day(call.date)} is {apart} from {words.day(call.due)}, when it is due"
            yield Finding("success.checkins", message, f"Move it to within {most} days.")


@day_rule("CS-11")
def review_lies_after_the_weeks(case: DayCase) -> Iterator[Finding]:
    when, last = case.context.success.review.when, case.playbook.success.checkins.last_week
    if when.week is not None and when.week > last and isinstance(when.due, date):
        message = f"Day {when.days}, {words.day(when.due)}, lies in week {when.week}, after week {last}"
        yield Finding("success.value_review.date", message, "Nothing is wrong: the chart shows both.")


@day_rule("CS-12")
def support_takes_over(case: DayCase) -> Iterator[Finding]:
    plan = _plan(case)
    passage = plan.support_transition if plan else None
    review = case.context.success.review.when.day
    if passage is None:
        return
    path = "success.support_transition"
    if passage.date and isinstance(review, date) and passage.date <= review:
        message = f"Support takes over on {words.day(passage.date)}, not after the value review on {words.day(review)}"
        yield Finding(f"{path}.date", message, "Move it after the review.", day=passage.date)
    if not both_sides(case.context.facts, passage.accepted_by or ()):
        message = "The passage to support is not accepted by both Support and the client"
        yield Finding(f"{path}.accepted_by", message, "Name who accepts it on each side.")
    if not passage.csm_remains:
        message = "Nobody is named as the contact who remains"
        yield Finding(f"{path}.csm_remains", message, "Name the success manager.")


@day_rule("CS-13")
def manager_fits(case: DayCase) -> Iterator[Finding]:
    given = case.context.success.assignment
    if given is None:
        return
    if given.within is False:
        message = f"With this client {given.manager} has {given.after} accounts; {given.limit} are allowed"
        yield Finding("csm_assignment.capacity_before", message, "Assign another success manager.")
    if given.same_territory is False:
        message = (
            f"{given.manager} works in {given.territory}, the client belongs to {given.client_territory}"
        )
        yield Finding("csm_assignment.territory", message, "Assign a success manager of the territory.")


@day_rule("CS-14")
def plan_is_approved_first(case: DayCase) -> Iterator[Finding]:
    plan, start = _plan(case), _set_up_from(case)
    given = plan.plan_approval if plan else None
    if start is None:
        return
    if given is None or given.date is None:
        if case.as_of >= start:
            message = f"The set-up begins on {words.day(start)}, and nobody has approved the success plan"
            hint = "Have the sponsor approve it, and record who and when."
            yield Finding("success.plan_approval", message, hint, day=start)
    elif given.date > start:
        began = words.day(start)
        message = (
            f"The success plan is approved on {words.day(given.date)}, after the set-up began on {began}"
        )
        yield Finding("success.plan_approval.date", message, "Correct the date.", day=start)
    if given and given.by and given.by not in _sponsors(case):
        message = f"{people.name(case.intake, given.by)} approved the success plan without the authority to"
        yield Finding(
            "success.plan_approval.by", message, "Have a sponsor with authority success_plan approve it."
        )


def _set_up_from(case: DayCase) -> date | None:
    """Return the first day of the stage in which the account is set up: the one in whose weeks training begins."""
    first = case.playbook.success.training.first_week
    weeks = plan_weeks(case.context.facts, case.context.timeline.go_live)
    if not first or isinstance(weeks, Gap):
        return None
    day = weeks.span(first, first)[0]
    return next((phase.start for phase in case.context.success.phases if _holds(phase, day)), None)


def _holds(phase: Phase, day: date) -> bool:
    return phase.start <= day <= phase.end


def _sponsors(case: Case) -> set[str | None]:
    return {one.id for one in people.may_approve(case.intake, case.playbook.success.approves)}


@day_rule("CS-15")
def engineer_is_engaged(case: DayCase) -> Iterator[Finding]:
    setup = case.context.success.setup
    if setup.needed and isinstance(setup.engineer, Gap):
        message = f"A solutions engineer is needed ({setup.why}), and nobody has that role"
        yield Finding("team", message, "Add a person with role: solutions_engineer to team.")
    elif not setup.needed and setup.why:
        message = f"There is {setup.why}, but no solutions engineer is wanted"
        yield Finding("success.needs_solutions_engineer", message, "Write true, and name the engineer.")


@rule("CS-16")
def promises_are_in_the_plan(case: Case) -> Iterator[Finding]:
    sales = case.intake.sales
    for one in (sales.commitments if sales else None) or ():
        lacking = [what for what in ("owner", "due") if not getattr(one, what)]
        if for_client(one) and lacking:
            message = f"The promise “{one.text}” stands in the success plan without {words.listed(lacking)}"
            yield Finding(f"sales.commitments[{one.id}]", message, "Name who keeps it, and by when.")
