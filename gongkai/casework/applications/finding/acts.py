"""办理: marks for finding alike applications, the proof of a repetition, and the turning into proactive disclosure."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db import transaction

from gongkai.casework.applications.finding import queries
from gongkai.casework.applications.finding.models import Conversion, Mark
from gongkai.casework.applications.models import Application
from gongkai.casework.applications.queries import filled
from gongkai.engines import privacy
from gongkai.law.applications import Act
from gongkai.law.expansions import ASKED_OFTEN, Phrase, Wish, plain_phrase
from gongkai.law.grammar.flow import JSON, Role, Step, Unlawful
from gongkai.law.outcomes import Element
from gongkai.law.repetition import OUTSIDE, REPEATED, OutsideAnswer, may_be_turned
from gongkai.office.authorities.models import Authority, Official
from gongkai.office.authorities.queries import names, roles_of
from gongkai.office.journal import acts as journal
from gongkai.office.journal import vault
from gongkai.publication.catalogue.proposals import suggest_expansion
from gongkai.publication.disclosure import queries as disclosure

REPEATED_KEY = "repeated"

# -- marks -----------------------------------------------------------------------------------------------------------------


def mark(application: Application, wanted: str) -> None:
    """作标记: what an application asks for, so that it is found beside alike ones; made anew when it is made clear."""
    Mark.objects.of(application.authority).filter(application=application).delete()
    mark_many(application.authority, [(application.pk, wanted)])


def mark_many(authority: Authority, asked: Iterable[tuple[int, str]]) -> None:
    """成批作标记: applications of one authority by their keys, with what they ask for."""
    aside = names(authority)
    rows = [
        Mark(authority=authority, application_id=key, mark=each)
        for key, wanted in asked
        for each in queries.marks_of(wanted, aside)
    ]
    Mark.objects.of(authority).bulk_create(rows, batch_size=2000)


def forget(application: Application) -> None:
    """去标记: of an application whose personal data are shredded."""
    Mark.objects.of(application.authority).filter(application=application).delete()


def mark_missing(most: int = 1000) -> int:
    """补作标记: of applications that have none yet, as those from before there were marks; returns how many were marked."""
    unmarked = Application.objects.everywhere().filter(marks=None).exclude(personal=b"")
    marked = 0
    for row in unmarked.select_related("dossier", "authority").order_by("pk")[:most]:
        try:
            wanted = filled(row).wanted
        except vault.Shredded:
            continue
        mark(row, wanted)
        marked += 1
    return marked


# -- repetition -------------------------------------------------------------------------------------------------------------


def prove(application: Application, step: Step, *, today: date, by: Official) -> None:
    """证明重复: a draft that calls an application a repetition must rest on an answered one of the same applicant.

    ``proof`` names it by its registration number; ``系统外`` with day and number stands for a paper from before the
    system and needs a reviewer. The letter must say of it what the record says. Raises Unlawful.
    """
    if step.act != Act.DRAFT or step.details.get("outcome") != REPEATED_KEY:
        return
    number = str(step.details.get("proof") or "").strip()
    if not number:
        reason = "认定重复申请应当有据：须指明本机关已经答复的、同一申请人内容相同的此前申请"
        raise Unlawful(reason, REPEATED, field="proof")
    if number == OUTSIDE:
        answer = OutsideAnswer(step.day("outside_on", "系统外答复日期"), step.text("outside_number", "系统外答复文号"))
        answer.check(step.on, reviewed=Role.REVIEWER in roles_of(by, application.authority, today))
        _says(step, answer.told)
        return
    found = queries.earlier(application, number)
    if found is None:
        raise Unlawful(f"本机关没有编号为{number}的其他申请", REPEATED, field="proof")
    for objection in found.shortcomings(step.on):
        raise objection.raised("proof")
    _says(step, found.told)


def _says(step: Step, told: str) -> None:
    elements = step.details.get("elements")
    said = str(elements.get(Element.EARLIER.value) or "") if isinstance(elements, dict) else ""
    if told not in said:
        reason = f"此前申请和答复的时间、文号应当与记录一致：{told}"
        raise Unlawful(reason, REPEATED, field=Element.EARLIER.value)


# -- 条例44 -----------------------------------------------------------------------------------------------------------------


@transaction.atomic
def propose_conversion(application: Application, phrase: str, *, on: date, by: Official) -> Conversion:
    """提出转为主动公开: what several applicants asked for becomes a proposal for the catalogue, linked to this file."""
    asked = queries.asked_for_the_same(application)
    if objection := may_be_turned(asked.applicants, asked.outcomes):
        raise objection.raised()
    text = plain_phrase(phrase)[:100]
    if privacy.find(text):
        raise Unlawful("事项中含有个人信息，请改写后提出", ASKED_OFTEN, field="phrase")
    wish = Wish.APPLICATIONS
    row = queries.expansion(application.authority, text, wish.value) or suggest_expansion(
        application.authority, Phrase(text, asked.applicants, wish), on=on, by=by
    )
    if queries.conversions(application.authority).filter(expansion=row).exists():
        raise Unlawful(f"“{text}”已经提出转为主动公开", ASKED_OFTEN, field="phrase")
    made = Conversion(
        authority=application.authority,
        application=application,
        expansion=row,
        asked=asked.applicants,
        proposed_on=on,
        proposed_by=by,
    )
    made.save(force_insert=True)
    data: dict[str, JSON] = {
        "application": application.dossier.number,
        "expansion": row.pk,
        "phrase": row.phrase,
        "asked": asked.applicants,
    }
    journal.enter(application.authority, "propose_conversion", on=on, by=by, data=data)
    return made


@transaction.atomic
def record_publication(conversion: Conversion, index_number: str, *, on: date, by: Official) -> None:
    """登记已主动公开: the content by which the wish was met."""
    conversion.refresh_from_db(from_queryset=Conversion.objects.of(conversion.authority).select_for_update())
    if conversion.content_id is not None:
        raise Unlawful("这一事项已经登记公开的内容", ASKED_OFTEN, field="index_number")
    rows = disclosure.public_contents(conversion.authority, on)
    content = rows.filter(index_number=index_number.strip()).first()
    if content is None:
        reason = f"本机关没有索引号为{index_number.strip() or '（空）'}的公开内容"
        raise Unlawful(reason, ASKED_OFTEN, field="index_number")
    conversion.content, conversion.public_on = content, on
    conversion.save(update_fields=["content", "public_on"])
    data: dict[str, JSON] = {"expansion": conversion.expansion_id, "index_number": content.index_number}
    journal.enter(conversion.authority, "record_converted", on=on, by=by, data=data)
