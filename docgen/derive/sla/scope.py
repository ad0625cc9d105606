"""Sections 1, 2, 14 and 16: the parties' agreement, what is covered, the client's duties, who signs."""

from __future__ import annotations

from datetime import date

from docgen.derive.commercial import Commercial
from docgen.derive.lookup import Lookup
from docgen.derive.places import sites_in_words
from docgen.derive.sla.views import AfterHours, Items, Parties, Service, Signatory, SiteCount
from docgen.derive.values import Gap
from docgen.derive.words import join_words
from docgen.intake.model import Intake
from docgen.intake.model.people import Contact

# A contract wants the highest name there is; the service delivery manager signs where no other is on the team.
SIGNING_ROLES = ("provider_executive", "head_of_service_delivery", "service_delivery_manager")


def effective_from(intake: Intake, go_live: date | Gap, look: Lookup) -> date | Gap:
    """Return the day from which the targets bind: the stated one, else go-live, else a gap."""
    stated = intake.sla.effective_from if intake.sla else None
    if stated:
        return stated
    return go_live if isinstance(go_live, date) else look.gap("sla.effective_from")


def parties(intake: Intake, commercial: Commercial, look: Lookup, *, effective: date | Gap) -> Parties:
    """Return the agreement that the schedule belongs to."""
    msa = intake.contract.msa if intake.contract else None
    return Parties(
        msa=commercial.msa.ref,
        msa_signed=commercial.msa.signed,
        clause=look.known(msa.sla_clause if msa else None, "contract.msa.sla_clause"),
        credit_clause=look.known(msa.credit_clause if msa else None, "contract.msa.credit_clause"),
        sow=commercial.sow.ref,
        sow_signed=commercial.sow.signed,
        effective_from=effective,
        term_end=commercial.end,
        term_months=commercial.term_months,
    )


def services(intake: Intake, look: Lookup) -> tuple[Service, ...] | Gap:
    """Return the services that the schedule covers."""
    stated = intake.sla.services if intake.sla else None
    if stated is None:
        return look.gap("sla.services")
    return tuple(
        Service(item.id or "", item.name or "", item.description or "", item.covers or "") for item in stated
    )


def items(intake: Intake, look: Lookup) -> Items:
    """Return the users, devices and sites that are counted in, and what is out of scope."""
    client = intake.client
    scope = intake.engagement.scope if intake.engagement else None
    sites = tuple(
        SiteCount(
            site.name or site.id or "",
            look.known(site.users, f"sites[{site.id}].users"),
            look.known(site.devices, f"sites[{site.id}].devices"),
        )
        for site in intake.sites or ()
    )
    return Items(
        users=look.known(client.users_total, "client.users_total"),
        devices=look.known(client.devices_total, "client.devices_total"),
        sites=sites,
        places=sites_in_words(site.kind for site in intake.sites or ()),
        out_of_scope=tuple((scope.out if scope else None) or ()),
    )


def after_hours(intake: Intake, look: Lookup) -> AfterHours | Gap:
    """Return whom to call when the desk is closed."""
    stated = intake.sla.after_hours_contact if intake.sla else None
    if stated is None:
        return look.gap("sla.after_hours_contact", owner="service_desk_lead")
    phone = look.known(stated.phone, "sla.after_hours_contact.phone")
    return AfterHours(stated.name or "After-hours line", phone, stated.use or "")


def responsibilities(intake: Intake, look: Lookup) -> tuple[str, ...] | Gap:
    """Return what the client must do for the targets to hold."""
    stated = intake.sla.client_responsibilities if intake.sla else None
    return look.known(stated, "sla.client_responsibilities")


def signatories(intake: Intake, look: Lookup) -> tuple[Signatory, Signatory]:
    """Return who signs for the client and for the provider, each with the basis of the authority."""
    provider = next((held for role in SIGNING_ROLES for held in look.in_role(role)), None)
    theirs = Signatory(
        party=_provider_name(intake, look),
        name=provider.name if provider else look.holder(SIGNING_ROLES[0]),
        title=provider.title if provider else look.role_name(SIGNING_ROLES[0]),
        authority="By office",
    )
    return _client_signatory(intake, look), theirs


def _provider_name(intake: Intake, look: Lookup) -> str:
    return (intake.provider.legal_name if intake.provider else None) or look.provider_name


def _client_signatory(intake: Intake, look: Lookup) -> Signatory:
    signer = _sla_authority(intake)
    party = intake.client.legal_name
    if signer is None:
        gap = look.gap(
            "contacts[].authority.approve", question="Who may approve the SLA?", owner="account_manager"
        )
        return Signatory(party, gap, gap, gap)
    title = look.known(signer.title, f"contacts[{signer.id}].title")
    return Signatory(party, signer.name or signer.id or "", title, _authority(signer, intake))


def _sla_authority(intake: Intake) -> Contact | None:
    """Return the named approver of the document if one holds the authority, else the first contact who does."""
    able = [contact for contact in intake.contacts or () if _may_approve(contact)]
    document = (intake.documents or {}).get("SLA")
    named = tuple((document.approvers if document else None) or ())
    return next((contact for contact in able if contact.id in named), able[0] if able else None)


def _may_approve(contact: Contact) -> bool:
    return bool(contact.authority and "sla" in (contact.authority.approve or ()))


def _authority(signer: Contact, intake: Intake) -> str:
    limit = signer.authority.spend_limit if signer.authority else None
    currency = intake.contract.currency if intake.contract else None
    amount = f"up to {currency} {limit:,.2f}" if limit is not None and currency else ""
    if not amount:
        return "Approves service levels; no spending limit on record"
    return join_words(("Approves service levels", amount), last="and commits")
