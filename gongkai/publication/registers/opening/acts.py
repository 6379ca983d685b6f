"""使用条款办理: an authority lays down how its data may be used."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from gongkai.law.grammar.flow import Unlawful, not_in_the_future
from gongkai.law.registers.standing import SET_DATA_TERMS
from gongkai.office.authorities.models import Authority, Official
from gongkai.office.journal import acts as journal
from gongkai.publication.gate import acts as gate
from gongkai.publication.registers.models import DataTerms


@transaction.atomic
def set_terms(authority: Authority, text: str, *, on: date, today: date, by: Official) -> DataTerms:
    """制定使用条款: what held before stays in the journal and in the table."""
    not_in_the_future(on, today)
    if not text.strip():
        raise Unlawful("使用条款不能为空", field="text")
    gate.pass_words(authority, "data terms", {"使用条款": text}, on=on, by=by)
    data = {"text": text.strip(), "since": f"{on:%Y-%m-%d}"}
    entry = journal.enter(authority, SET_DATA_TERMS, on=on, by=by, data=data)
    return DataTerms.objects.of(authority).create(authority=authority, text=text.strip(), since=on, entry=entry)
