"""Rows of a batch for the tests: four clients, each with another outcome."""

from __future__ import annotations

from datetime import date

from docgen.batch.results import Batch, ClientOutcome, Document, DocumentOutcome, Found, Owed, Row
from docgen.problems import Severity

AS_OF = date(2027, 3, 20)


def problem(
    code: str,
    *,
    file: str = "a/intake.yaml",
    line: int | None = 3,
    path: str = "",
    message: str = "",
    hint: str = "",
    acknowledged: str = "",
) -> Found:
    return Found(
        code=code,
        severity=Severity.ERROR,
        message=message or f"{code} is broken.",
        hint=hint or f"Mend {code}.",
        file=file,
        line=line,
        column=5,
        path=path,
        acknowledged=acknowledged,
    )


def document(artefact: str, outcome: DocumentOutcome, *, draft: bool = False) -> Document:
    return Document(artefact=artefact, format="docx", outcome=outcome, stage="S1", draft=draft)


DONE = Row(
    file="a/intake.yaml",
    outcome=ClientOutcome.RENDERED,
    code="AAA",
    name="Acacia & <Sons>",
    process="managed_services",
    documents=(document("SLA", DocumentOutcome.NEW), document("HOF", DocumentOutcome.CHANGED, draft=True)),
    problems=(
        problem("SLA-03"),
        problem("SLA-03", path="sla.targets.P2"),
        problem("DES-06", acknowledged="agreed (Dana Wills)"),
        Found(code="CON-02", severity=Severity.WARNING, message="Nobody else.", hint="Name one."),
    ),
    owed=(
        Owed(
            path="contract.po_number",
            question="PO number",
            owner="Ana Lima",
            due=date(2027, 3, 1),
            documents=("HOF",),
        ),
        Owed(path="client.headcount", question="People who work there"),
    ),
    seconds=0.5,
)
UNCHANGED = Row(
    file="b/intake.yaml",
    outcome=ClientOutcome.UNCHANGED,
    code="BBB",
    name="Banksia",
    documents=(document("SLA", DocumentOutcome.UNCHANGED), document("SDD", DocumentOutcome.WITHHELD)),
    problems=(problem("SLA-03", file="b/intake.yaml"),),
    owed=(Owed(path="sites", question="Sites", owner="Ana Lima", due=date(2027, 4, 1), documents=("SLA",)),),
    note="Nothing that its documents rest on has changed.",
)
FAILED = Row(
    file="c/intake.yaml",
    outcome=ClientOutcome.FAILED,
    problems=(
        problem(
            "unknown-key",
            file="c/intake.yaml",
            message='=HYPERLINK("http://evil.example") is no key.',
            hint="+1+1",
        ),
        problem("bad-value", file="c/intake.yaml"),
    ),
)
LATE = Row(file="d/intake.yaml", outcome=ClientOutcome.INTERRUPTED, code="DDD", note="The batch was stopped.")

BATCH = Batch(rows=(DONE, UNCHANGED, FAILED, LATE), as_of=AS_OF, seconds=2.5)
EMPTY = Batch(rows=(), as_of=AS_OF)
