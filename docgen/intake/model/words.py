"""Closed lists that several topics share."""

from typing import Annotated, Literal

from docgen.intake.model.scalar import CHOICE

Stage = Annotated[Literal["S1", "S2", "S3", "S4", "S5", "S6", "S7", "C1", "C2", "C3", "C4"], CHOICE]
Priority = Annotated[Literal["P1", "P2", "P3", "P4"], CHOICE]
Tier = Annotated[Literal["platinum", "gold", "silver"], CHOICE]
Weekday = Annotated[Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"], CHOICE]
Visibility = Annotated[Literal["internal", "client"], CHOICE]
Cadence = Annotated[
    Literal["daily", "weekly", "fortnightly", "monthly", "quarterly", "half_yearly", "annual", "none"], CHOICE
]
ItemStatus = Annotated[Literal["open", "in_progress", "done", "cancelled"], CHOICE]
RiskStatus = Annotated[Literal["open", "in_progress", "closed"], CHOICE]
Decision = Annotated[Literal["go", "no_go", "pending"], CHOICE]
Gate = Annotated[Literal["T1", "T2", "T3", "T4", "T5", "T6", "T7", "T8", "T9"], CHOICE]
WorkStatus = Annotated[Literal["planned", "in_progress", "done", "blocked", "cancelled"], CHOICE]
Level = Annotated[Literal["low", "medium", "high", "critical"], CHOICE]
P1Clock = Annotated[Literal["contracted_hours", "24x7"], CHOICE]
TargetClock = Annotated[Literal["24x7", "service_hours"], CHOICE]
ServiceHours = Annotated[Literal["24x7", "business_hours"], CHOICE]

TeamRole = Annotated[
    Literal[
        "account_manager",
        "account_executive",
        "ai_ml_engineer",
        "csm",
        "head_of_service_delivery",
        "major_incident_manager",
        "onboarding_engineer",
        "onboarding_lead",
        "project_manager",
        "provider_executive",
        "security_engineer",
        "senior_engineer",
        "service_delivery_manager",
        "service_desk_analyst",
        "service_desk_lead",
        "solutions_architect",
        "solutions_engineer",
        "support_lead",
    ],
    CHOICE,
]
ContactRole = Annotated[
    Literal[
        "primary",
        "technical",
        "executive_sponsor",
        "billing",
        "compliance",
        "business_owner",
        "it_lead",
        "vip",
        "champion",
        "admin_user",
        "key_user",
        "approver",
        "emergency",
    ],
    CHOICE,
]
ApprovalKind = Annotated[
    Literal[
        "design",
        "sla",
        "plan",
        "change",
        "spend",
        "go_live",
        "uat",
        "hypercare_exit",
        "bau",
        "success_plan",
    ],
    CHOICE,
]
