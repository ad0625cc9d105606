"""The built-in documents show what their templates' tags name, and rest on nothing else."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import cache
from typing import Any, cast

import pytest

from docgen.artefacts import issued_by
from docgen.drafted import Drafted
from docgen.pack.hashes import FACTS_HASH_LENGTH
from docgen.pack.record import document_key, named_topics
from docgen.pipeline import Options, draft_of, judge_document, read_client
from tests.conftest import EXAMPLES
from tests.unit.projected import Poison, Touched, projected

INTAKES = ("harrow-wills/intake", "harrow-wills/handoff", "harbour-vale/intake")
OPTIONS = Options(today=date(2027, 4, 15))


@cache
def drafted(intake: str) -> dict[str, Drafted]:
    """Return the documents of an example before they are rendered, `SLA.docx`."""
    client = read_client(EXAMPLES / f"{intake}.yaml", OPTIONS)
    judged = [judge_document(client, one, OPTIONS) for one in issued_by(client.playbook.stages_by_id)]
    return {
        f"{one.artefact.code}.{extension}": draft_of(client, one, extension, OPTIONS)
        for one in judged
        for extension in one.artefact.formats
    }


@pytest.mark.parametrize("intake", INTAKES)
def test_a_document_looks_the_same_when_all_that_it_does_not_show_is_gone(intake: str) -> None:
    for name, document in drafted(intake).items():
        locale = document.judged.context.locale
        cut = projected(document.topics, document.template.shown)
        whole = document.template.render(document.topics, locale=locale)
        assert document.template.render(cut, locale=locale) == whole, name


def test_what_is_gone_breaks_what_looks_at_it() -> None:
    for look in (bool, str, len, iter, lambda gone: gone.name):
        with pytest.raises(Touched):
            look(Poison())


@pytest.mark.parametrize("intake", INTAKES)
def test_the_hash_that_a_document_prints_begins_the_hash_of_what_it_shows(intake: str) -> None:
    for document in drafted(intake).values():
        assert len(document.made.facts) == 64
        assert document.topics["doc"].facts_hash == document.made.facts[:FACTS_HASH_LENGTH]


def changed(document: Drafted, **fields: Any) -> str:
    """Return the hash of what a document shows of a context with other topics."""
    judged = document.judged
    context = replace(judged.context, **fields)
    return named_topics(context, judged.verdict, shown=document.template.shown)[1]


def test_a_topic_changed_where_the_document_does_not_look_leaves_the_hash() -> None:
    sla = drafted("harrow-wills/intake")["SLA.docx"]
    client = sla.judged.context.client
    assert changed(sla, client=replace(client, legal_name="Another Pty Ltd")) != sla.made.facts
    assert changed(sla, client=replace(client, code="ZZZ")) == sla.made.facts


def test_two_places_of_one_document_have_two_keys() -> None:
    made = drafted("harrow-wills/intake")["SLA.docx"].made
    base: dict[str, Any] = {"path": "S3/HWP_SLA_v1.0.docx", "locale": "en-AU", "status": "approved"}
    others = [{"path": "S3/HWP_SLA_v1.1.docx"}, {"locale": "en-US"}, {"status": "draft"}]
    template = replace(made.sources[2], sha256="0" * 64)
    keys = [document_key(made, **base), *(document_key(made, **{**base, **one}) for one in others)]
    keys += [document_key(replace(made, sources=(*made.sources[:2], template)), **base)]
    keys += [document_key(replace(made, facts="0" * 64), **base)]
    assert len(set(keys)) == len(keys)
    assert document_key(replace(made, facts=""), **base) == ""


def test_another_intake_that_shows_the_same_has_the_same_key() -> None:
    made = drafted("harrow-wills/intake")["SLA.docx"].made
    other = replace(made, sources=(replace(made.sources[0], sha256="0" * 64), *made.sources[1:]))
    where: dict[str, Any] = {"path": "a.docx", "locale": "en-AU", "status": "draft"}
    assert document_key(other, **where) == document_key(made, **where)


class Odd:
    """A value that no canonical form is known of."""


def test_what_has_no_canonical_form_makes_the_key_unknown() -> None:
    sla = drafted("harrow-wills/intake")["SLA.docx"]
    client = replace(sla.judged.context.client, legal_name=cast("str", Odd()))
    assert changed(sla, client=client) == ""
