"""Every rule as data: its number, what it weighs, from which stage it applies, what it asks and why.

The functions that look for breaches are in `docgen.judge.rules`, one per number. The numbers are permanent: they
stand in acknowledgements and in documents.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from docgen.judge.stages import ALL
from docgen.problems import Severity


class Accept(StrEnum):
    """When an error may be accepted with a reason and a name. Warnings always may."""

    NEVER = "never"
    PAST = "past"  # only where it speaks of a day that has gone by and nobody can change it any more
    ALWAYS = "always"  # where the rule can only guess, and may guess wrong


@dataclass(frozen=True, slots=True)
class RuleInfo:
    """What is known of a rule before it runs. `stage` is the first at which it applies, or the first of each process
    (`S1 C1`), or `all`."""

    id: str
    severity: Severity
    stage: str
    title: str
    why: str
    accept: Accept = Accept.NEVER


E, W, INFO = Severity.ERROR, Severity.WARNING, Severity.INFO
PAST, ALWAYS = Accept.PAST, Accept.ALWAYS

# One line for the rule, one for its reason: reads as a table.
# fmt: off
_TABLE: Final = (
    RuleInfo("DOC-01", E, ALL, "The client code has two to eight capital letters or digits and starts with a letter",
             "File names and document numbers are made from it."),
    RuleInfo("DOC-03", E, ALL, "Each version stands once in the revision history, and later versions carry later "
             "dates",
             "A history that contradicts itself proves nothing."),
    RuleInfo("DOC-04", W, ALL, "The document takes effect on or after the date of its latest revision",
             "Otherwise nobody can tell which text was in force on a given day."),
    RuleInfo("DOC-05", E, ALL, "An approved document names who approved it, with the authority to do so, and when",
             "Without that the word Approved is untrue."),
    RuleInfo("DOC-06", W, "S2", "A document with addresses, firewall rules or scan results is at least Restricted",
             "Such details help an attacker."),
    RuleInfo("DOC-08", E, ALL, "No password, key or token stands in the intake",
             "The documents go out by e-mail; secrets belong in a vault and are named by reference.", ALWAYS),
    RuleInfo("REF-03", W, "S3", "Every person and every site is used somewhere",
             "An entry that nothing refers to is mostly a slip or a forgotten role."),
    RuleInfo("ACK-01", W, ALL, "Every acknowledgement answers a finding that is there, and says why, who and when",
             "One that answers nothing hides the next finding of its kind."),
    RuleInfo("CON-01", E, "S1 C1", "Each role of the client that the process relies on is held by someone",
             "Questions, approvals and invoices need an address."),
    RuleInfo("CON-02", W, "S1 C1", "Nobody holds all of these roles alone",
             "When that person is away there is nobody to turn to."),
    RuleInfo("CON-03", E, "S1 C1", "Whoever holds one of them has a phone number and an e-mail address of their own "
             "firm",
             "A P1 at night needs both, and an address of the provider is a copying error."),
    RuleInfo("CON-04", E, "S3 C2", "For each approval that the stage needs, somebody has the authority to give it",
             "A signature without authority is void."),
    RuleInfo("CON-05", E, "S3", "Who signs the SLA may commit the contract's value, or has a delegate who may",
             "Beyond the limit the signature does not bind the client."),
    RuleInfo("CON-06", W, "S6", "Where P1 runs around the clock, the client's escalation contact answers after hours",
             "A call at night that nobody takes stops the work."),
    RuleInfo("CON-07", W, "S1 C1", "No two people share an e-mail address or a phone number",
             "It is nearly always a line that was copied and not changed."),
    RuleInfo("CON-08", E, "S1 C1", "Every provider role that does or answers for the stage's work has a name",
             "A role without a person does nothing."),
    RuleInfo("COM-01", E, "S1 C1", "The master agreement and the statement of work are signed by the kickoff",
             "Before that the work has no contract.", PAST),
    RuleInfo("COM-02", E, "S1 C1", "The contract's end is its start plus the term, less a day",
             "Renewal and notice dates are counted from it."),
    RuleInfo("COM-03", E, "S4", "The contract runs beyond the end of hypercare",
             "An onboarding cannot outlive what it is done under."),
    RuleInfo("COM-04", W, "S1", "The total is the monthly fee times the term plus the onboarding fee, within one "
             "per cent",
             "A gap here turns into a dispute about an invoice."),
    RuleInfo("COM-05", W, "S1", "The first invoice falls in the billing period in which billing starts",
             "An early or a very late first invoice is disputed."),
    RuleInfo("COM-06", E, "S1 C1", "Currency and tax treatment are stated",
             "Without them an amount can be read in two ways."),
    RuleInfo("COM-07", W, "S1 C1", "What Sales promised is in the contract, or Delivery has accepted it with owner "
             "and date",
             "Promises that nobody owns are the first quarrel with a new client."),
    RuleInfo("COM-08", W, "S1 C1", "Special conditions and commitments are listed, if only as an empty list",
             "Nothing written is not the same as none."),
    RuleInfo("DAT-01", E, "S1", "Stages follow each other without overlap, and none ends before it starts",
             "Each stage builds on what the one before it hands over.", PAST),
    RuleInfo("DAT-02", E, "S1", "Stages start and end, and milestones fall, on business days of the client",
             "On other days the client is closed.", PAST),
    RuleInfo("DAT-03", W, "S1", "A stage takes as many business days as the playbook allows",
             "Shorter skips work, longer holds up the next stage."),
    RuleInfo("DAT-04", E, "S4", "Go-live is the first day of S6 and comes after the end of S5",
             "Nothing can go live before it is built and tested."),
    RuleInfo("DAT-05", W, "S1", "The wanted go-live is not before the earliest feasible day",
             "Sales should hear of it at the handoff, not in planning."),
    RuleInfo("DAT-06", W, "S1", "The wanted go-live leaves room for the planned durations",
             "A date that needs every stage at its shortest rarely holds."),
    RuleInfo("DAT-07", E, "S4", "No wave goes live inside a freeze or blackout that the client has set",
             "The client has said that nothing may change then.", PAST),
    RuleInfo("DAT-08", W, "S4", "Go-live is neither on a Friday nor the day before a holiday",
             "The day after go-live brings the most calls."),
    RuleInfo("DAT-09", W, "S4", "The first five stand-ups and the first week are free of holidays and freezes",
             "The first week is when small repairs are needed most."),
    RuleInfo("DAT-10", E, "S4", "What a hard deadline concerns is forecast on or before it",
             "A hard deadline cannot be moved.", PAST),
    RuleInfo("DAT-12", W, "S4", "The incumbent stays for at least 14 days after go-live",
             "Afterwards there is nobody to fall back on."),
    RuleInfo("DAT-13", E, "S4", "The incumbent does not leave before go-live",
             "The client would have no support in between.", PAST),
    RuleInfo("DAT-14", W, "S1", "Notice to the incumbent is given in time",
             "Late notice may renew the old contract."),
    RuleInfo("DAT-15", W, ALL, "What is called actual has happened, and what has passed has its actual date",
             "A plan that is not kept up misleads its readers."),
    RuleInfo("DAT-16", W, ALL, "The calendar knows the holidays of every site's region over the whole plan",
             "A business day that is a holiday there shifts every date after it."),
    RuleInfo("DAT-17", E, ALL, "Region and time zone belong together",
             "The wrong zone moves due times by an hour for half the year."),
    RuleInfo("DSC-01", E, "S2", "The users of all sites add up to the client's users, or the difference is explained",
             "Licences and the price hang on the count."),
    RuleInfo("DSC-02", W, "S2", "There are between half a device and three devices per user, at each count",
             "Outside that range a count is mostly wrong, and devices go unmanaged or unbilled."),
    RuleInfo("DSC-03", E, "S2", "Each mandatory question is answered, or unknown with a name and a date",
             "What nobody asked comes back as a change request."),
    RuleInfo("DSC-04", W, "S2", "The client works, and its peaks fall, inside the hours of service",
             "Outside them calls wait until the desk opens."),
    RuleInfo("DSC-05", W, "S2", "Whatever is out of its vendor's support has a finding",
             "Nobody mends it any more, and somebody has to decide what becomes of it."),
    RuleInfo("DSC-06", W, "S2", "No domain name, certificate, licence or circuit ends before 90 days after go-live",
             "What lapses in the first weeks is taken for the new provider's fault."),
    RuleInfo("DSC-07", E, "S2", "Each discovery domain that is held as a workshop has a session in S2 on a "
             "business day",
             "What is not booked is not discovered."),
    RuleInfo("DSC-08", W, "S2", "The last vulnerability scan is at most 90 days old at discovery, or it is said why",
             "An old scan shows an environment that is no longer there."),
    RuleInfo("DSC-09", W, "S2", "Each compliance obligation fits the client's trade, data and countries",
             "A duty that does not apply costs money; one that is missing costs more."),
    RuleInfo("DSC-10", E, "S2", "Each critical or high finding says what is done, by whom and in which stage",
             "A finding without a treatment is only a complaint."),
    RuleInfo("DSC-11", W, "S2", "Discovery sessions are on business days, in time, and nobody is in two at once",
             "A session that cannot be held delays the design."),
    RuleInfo("APP-01", E, "S2", "Each critical application has a business owner, an RTO and an RPO",
             "Recovery is designed from these three."),
    RuleInfo("APP-02", E, "S3", "An application is back within its tolerable outage, and not before what it "
             "depends on",
             "A promise that its own parts cannot keep is broken on the first day."),
    RuleInfo("APP-03", E, "S3", "A critical application loses no more work than its RPO allows, or its vendor "
             "answers for it",
             "Between two copies lies the work of that time."),
    RuleInfo("APP-04", E, "S3", "A critical application has a backup or its vendor's statement, an alert and a route "
             "for tickets",
             "What nobody copies, watches or answers for fails at the worst time."),
    RuleInfo("APP-05", W, "S3", "The vendor of an application answers in the hours in which it is needed",
             "Nobody else can mend its faults."),
    RuleInfo("APP-06", E, "S2", "Applications do not depend on each other in a circle",
             "There would be no order in which to restore them."),
    RuleInfo("SEC-01", E, "S3", "All eight strategies are assessed, and none aims below where it stands",
             "The eight count as a set, and a target below today plans a loss."),
    RuleInfo("SEC-02", W, "S3", "All eight strategies aim at the same level, or it is said why not",
             "The set is worth no more than its lowest level."),
    RuleInfo("SEC-03", E, "S3", "Each strategy below its target has an action with an owner and a date",
             "A target without work stays a wish."),
    RuleInfo("SEC-04", W, "S3", "No strategy climbs more than one level in the project, or a risk says so",
             "Two levels in a few weeks are rarely reached."),
    RuleInfo("SEC-05", E, "S5", "Every administrator has a second factor at go-live, or an approved exception with "
             "an end",
             "One stolen password of an administrator opens everything."),
    RuleInfo("SEC-06", W, "S3", "Each mail domain enforces DMARC, or has a day by which it will",
             "Anybody can write in its name until then."),
    RuleInfo("SEC-07", W, "S3", "Security logs come from identity, endpoint, firewall and cloud, and are kept as "
             "long as an obligation asks",
             "What was not logged cannot be looked into afterwards."),
    RuleInfo("SEC-08", E, "S3", "An obligation to notify has a rung on an escalation ladder, earlier than its "
             "deadline",
             "The clock of a regulator starts before anybody has read the law."),
    RuleInfo("SEC-09", W, "S3", "Data and its copies lie where the obligations allow it",
             "A copy abroad can break the law that protects the original."),
    RuleInfo("DES-01", E, "S3", "Each requirement, and each finding that is critical or high, is answered in the "
             "design or accepted as a risk",
             "What nobody traces nobody builds."),
    RuleInfo("DES-02", E, "S3", "An agent is planned for each device in scope, class by class",
             "A device without one is neither watched nor patched."),
    RuleInfo("DES-03", E, "S3", "In hypercare each alert fires earlier than in normal service",
             "The process promises closer watch in the first month."),
    RuleInfo("DES-04", E, "S3", "Automation says who lets it act, and what acts by itself can be undone",
             "A machine repeats a mistake faster than anybody can stop it."),
    RuleInfo("DES-05", W, "S3", "Critical data has three copies on two kinds of storage, one off site, one that "
             "nobody can change",
             "Ransomware looks for the copies first."),
    RuleInfo("DES-06", E, "S3", "A recovery runbook takes no longer than the RTO; its people can be reached by two "
             "channels, and someone may declare",
             "A plan that is too slow, or that reaches nobody, is none."),
    RuleInfo("DES-07", W, "S3", "A quarter of each migration window stays free",
             "Copies are slower than their lines, and the last hour is needed for checks."),
    RuleInfo("DES-08", W, "S3", "Storage is at most 80 per cent full after two years of growth",
             "Room that runs out is bought in a hurry."),
    RuleInfo("DES-09", W, "S3", "A critical site has a line that takes over, or the risk is accepted",
             "One cut cable stops the site."),
    RuleInfo("DES-10", E, "S3", "An application is back within its RTO although what it needs is restored first",
             "Times that are met one by one may not be met one after another."),
    RuleInfo("DES-11", E, "S3", "Each network has addresses of its own, inside a range that is set aside for it",
             "Two networks with the same addresses cannot be joined."),
    RuleInfo("DES-12", E, "S3", "The stated order of restore brings back first what others need",
             "An application cannot start before what it stands on."),
    RuleInfo("DES-13", W, "S3", "Each obligation is served by a control of the design, or accepted as a risk",
             "An auditor asks for exactly this list."),
    RuleInfo("SLA-01", E, "S3", "Every priority has a response and a resolution target",
             "A priority without a target promises nothing."),
    RuleInfo("SLA-02", E, "S3", "Each response target is shorter than its resolution target",
             "Otherwise one of the two means nothing."),
    RuleInfo("SLA-03", E, "S3", "Targets grow longer from P1 to P4, also where their clocks differ",
             "A lower priority that is served sooner turns the model upside down."),
    RuleInfo("SLA-04", E, "S3", "A dearer tier is never slower than a cheaper one",
             "The client pays for speed."),
    RuleInfo("SLA-05", E, "S3", "Service hours, their time zone and their holidays are given, and no window is empty",
             "Every due time is counted in them."),
    RuleInfo("SLA-06", E, "S3", "Availability lies between 90 and 100 per cent and has a scope and a formula",
             "A percentage of something unsaid cannot be measured."),
    RuleInfo("SLA-07", E, "S3", "Credit bands join, pay more for less availability, and stay under the cap",
             "In a gap between two bands nobody knows what is owed."),
    RuleInfo("SLA-08", E, "S3", "The contract clause on credits is named, and whether credits are the sole remedy",
             "Credits are paid under the contract, not under a schedule."),
    RuleInfo("SLA-09", E, "S3", "Every figure of the SLA comes from the process, the contract or the client",
             "A default that nobody confirmed becomes a liability once it is signed."),
    RuleInfo("SLA-10", W, "S3", "A custom clause that changes a target is approved by someone with contract authority",
             "It changes what the provider owes."),
    RuleInfo("SLA-11", W, "S3", "Each escalation ladder rises, its rungs have names, and its top is an executive "
             "a side",
             "A ladder with a missing rung stops the escalation there."),
    RuleInfo("SLA-12", E, "S3", "Third-party outages, client-caused incidents and force majeure are excluded",
             "The process excludes these three for every client."),
    RuleInfo("SLA-13", E, "S3", "The vendor of a critical application answers while the P1 clock runs",
             "Nobody mends a fault faster than the vendor answers."),
    RuleInfo("SLA-14", W, "S3", "A zone with daylight saving is not called by its standard time, or the reverse",
             "AEST is UTC+10 all year; Melbourne is not."),
    RuleInfo("SLA-15", E, "S7", "The SLA report goes to a client and to the service delivery manager; reviews fit "
             "the tier",
             "A report that nobody receives controls nothing."),
    RuleInfo("SLA-16", W, "S3", "A critical application may be away at least as long as a P1 may take to resolve",
             "Else two promises about the same outage contradict each other."),
    RuleInfo("RACI-01", E, "S1", "Each stage has exactly one Accountable",
             "Two who answer, or none, means nobody does."),
    RuleInfo("RACI-02", E, "S1", "Each stage has at least one Responsible",
             "Somebody has to do the work."),
    RuleInfo("RACI-03", E, "S1", "A cell holds R, A, C, I, A/R or nothing",
             "Other letters have no meaning here."),
    RuleInfo("RACI-04", W, "S1", "At most three roles are Responsible for a stage",
             "Work that belongs to everybody is done by nobody."),
    RuleInfo("RACI-05", W, "S1", "Who is Accountable for the stage is one named person with a backup",
             "Answering for something takes a person, also in holiday time."),
    RuleInfo("RACI-06", W, "S1", "At most half of the roles are Consulted for an activity",
             "Whoever has to be asked can hold things up."),
    RuleInfo("RACI-07", W, "S1", "Each role is Responsible or Accountable for some activity",
             "Either the role is not needed, or its work was forgotten."),
    RuleInfo("RACI-08", W, "S4", "Nobody is Accountable for more than ten activities in one week",
             "Work waits for the one who answers for all of it."),
    RuleInfo("RACI-09", W, "S1", "Who owns a stage is Responsible or Accountable in it",
             "An owner without a duty is a title."),
    RuleInfo("RACI-11", W, "S1", "The client acts where access, acceptance or a sign-off is needed",
             "Nobody else can give these."),
    RuleInfo("RACI-12", W, "S7", "No role of the onboarding has a part in the run-state service",
             "These roles end with it, and their work with them."),
    RuleInfo("RES-02", W, "S4", "A role with a share of a stage is Responsible or Accountable in it",
             "Time is paid for, and nothing is owed for it."),
    RuleInfo("RES-03", W, "S4", "A role that takes part has a share of its time",
             "Work without time is not done."),
    RuleInfo("RSK-01", E, "S4", "A high risk has a mitigation, an owner, a date and a residual within the "
             "appetite, or the sponsor has accepted it",
             "A high risk that is only written down still happens."),
    RuleInfo("RSK-02", E, "S4", "A risk is not greater after its treatment than before",
             "Then the treatment is the risk."),
    RuleInfo("RSK-03", W, "S4", "An open risk has an owner and a date that has not passed",
             "What nobody owns nobody manages."),
    RuleInfo("RSK-04", W, "S4", "The usual risks of a change of provider have been thought of",
             "These are the ones that stop such projects."),
    RuleInfo("HYP-01", E, "S6", "Hypercare lasts 30 calendar days from go-live",
             "The process promises 30 days.", PAST),
    RuleInfo("HYP-02", E, "S6", "In hypercare a P1 gets a response within 15 minutes, whatever the tier",
             "The process promises it to every client."),
    RuleInfo("HYP-03", W, "S6", "Where the service is not around the clock, the clock of a P1 in hypercare is stated",
             "Fifteen minutes at three in the morning is another promise than in office hours."),
    RuleInfo("HYP-04", E, "S6", "Hypercare has a named engineer with a backup, five stand-ups and four weekly reviews",
             "These carry the first month."),
    RuleInfo("HYP-05", E, "S6-exit", "Each exit criterion has a figure and passes, or is a condition with an owner",
             "Hypercare that ends without proof hands its faults to the service desk."),
    RuleInfo("HYP-06", W, "S6-exit", "The satisfaction score rests on five answers and a tenth of those asked",
             "Two answers are no survey."),
    RuleInfo("HYP-07", E, "S6-exit", "Two weeks in a row, the last before the exit, met every target",
             "A good week long ago says nothing about today."),
    RuleInfo("HYP-08", W, "S6-exit", "Hypercare is not signed off before its last day",
             "The client has paid for the days that are left."),
    RuleInfo("HYP-09", W, "S6", "Every wave gets at least 30 days of hypercare",
             "A late wave needs the same care as the first."),
    RuleInfo("CS-01", W, "C2", "The success manager calls the client within two business days of the signature",
             "The process promises it, and a silent week cools a new client."),
    RuleInfo("CS-02", W, "C2", "The kickoff comes after that call and within ten business days of the signature",
             "Weeks and reviews are counted from it."),
    RuleInfo("CS-03", E, "S3 C2", "Each measure has baseline, target, both their days, unit, source and reader",
             "What was not measured at the start cannot be shown at the review."),
    RuleInfo("CS-04", E, "S3 C2", "A target differs from its baseline and lies on the better side of it",
             "Progress towards it would be undefined, or run backwards."),
    RuleInfo("CS-05", W, "C2", "A target is due by the value review, unless the review is an interim one",
             "The review can only show what was due by then."),
    RuleInfo("CS-06", E, "S3 C2", "Each objective has a measure, and an owner on each side",
             "An objective that nobody measures or owns cannot be reviewed."),
    RuleInfo("CS-07", W, "C3", "Administrators and users each have a session, in the weeks for it, on business days",
             "People who were not trained call the desk instead."),
    RuleInfo("CS-08", W, "C3", "Each administrator and key user is booked on a session",
             "They are the ones whom the others will ask."),
    RuleInfo("CS-09", W, "C4", "The value review is held on day 90, at most five business days either way",
             "The process promises the client that day."),
    RuleInfo("CS-10", W, "C4", "There is a check-in every fourteen days, three days either way",
             "A gap hides a problem until the review."),
    RuleInfo("CS-11", INFO, "C4", "The value review lies after the last of the plan's weeks",
             "The weeks end before day 90: both are right, and a reader should know."),
    RuleInfo("CS-12", E, "C4", "Support takes over after the value review, both sides accept, and a contact remains",
             "Until then the success manager answers, and afterwards somebody must.", PAST),
    RuleInfo("CS-13", W, "C1", "The success manager has the client's territory and room for one more account",
             "An overloaded manager serves nobody well."),
    RuleInfo("CS-14", E, "C2", "A sponsor of the client approves the success plan before the set-up begins",
             "Otherwise the account is built to a plan that nobody agreed.", PAST),
    RuleInfo("CS-15", W, "C3", "Complex integrations and data that moves have a solutions engineer",
             "They are the work that a success manager cannot do alone."),
    RuleInfo("CS-16", W, "C2", "Each promise that the client may see has an owner and a date in the plan",
             "The client will ask for it by name."),
    RuleInfo("BAU-01", E, "S7", "Run-state service starts on or after the exit of hypercare",
             "There is no run-state service before acceptance."),
    RuleInfo("BAU-02", E, "S7", "The service delivery manager has met the client and is not the Onboarding Lead",
             "The client must know whom to turn to."),
    RuleInfo("BAU-03", E, "S7", "Every required kind of document is there, with a version and a place",
             "Nobody can run a client from memory."),
    RuleInfo("BAU-04", W, "S7", "Alert thresholds are normal again; temporary and the former provider's access is gone",
             "What was meant for a month tends to stay for years."),
    RuleInfo("BAU-05", E, "S7", "The tasks of the transition come before the acceptance, the CRM status after it",
             "A status that runs ahead of the signature is untrue."),
    RuleInfo("BAU-06", W, "S7", "A critical or high known issue is accepted by the client, with a date for its fix",
             "The client must know what it accepts."),
    RuleInfo("BAU-07", W, "S7", "The tests and reviews of the first twelve months are dated",
             "What has no date is not done."),
)
# fmt: on

RULES: Final[dict[str, RuleInfo]] = {info.id: info for info in _TABLE}
"""The rules by their number, in the order in which they are listed."""

_LATER = {
    "REF": (1, 2), "DAT": (11,),
    "RACI": (10,), "RES": (1,), "PLN": range(1, 10), "TST": range(1, 7),
    "DOC": (2, 7, 9), "BAT": (1, 2, 3),
}  # fmt: skip

RESERVED: Final = frozenset(
    f"{family}-{number:02}" for family, numbers in _LATER.items() for number in numbers
)
"""Numbers that are taken but judged elsewhere or once their facts are in the intake: an acknowledgement may wait
for one, and none may be given to another rule."""
