"""读网登记: one press for each page; pressed twice it is once."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from gongkai.law.grammar.flow import JSON, Step, Unlawful, not_in_the_future
from gongkai.law.supervision.faults import RULES, Fault
from gongkai.law.supervision.paging import ReadVerdict
from gongkai.law.supervision.rectifications import MENDED, Act, Gravity
from gongkai.office.authorities.models import Authority, Official
from gongkai.office.journal import acts as journal
from gongkai.oversight.supervision.findings import acts as findings
from gongkai.oversight.supervision.findings.acts import Given
from gongkai.oversight.supervision.findings.models import Finding
from gongkai.oversight.supervision.findings.names import OTHER
from gongkai.oversight.supervision.reading.models import PageReading
from gongkai.publication.disclosure import queries as disclosure
from gongkai.publication.disclosure.models import Content

READ = "read_page"


@transaction.atomic
def read(
    authority: Authority,
    content: Content,
    verdict: ReadVerdict,
    kind: str = "",
    *,
    on: date,
    today: date,
    by: Official,
) -> PageReading:
    """登记读后: fine, or a fault of a kind, which becomes a finding of the reader's authority and is handed over."""
    not_in_the_future(on, today, MENDED)
    content.refresh_from_db(from_queryset=Content.objects.everywhere().select_for_update(of=("self",)))
    if there := PageReading.objects.of(authority).filter(content=content, edition=content.edition).first():
        return there
    if not content.authority.path.startswith(authority.path):
        raise Unlawful("不在本机关的检查范围", MENDED)
    if verdict is ReadVerdict.FAULT and kind not in {OTHER, *(fault.value for fault in Fault)}:
        raise Unlawful("有问题的应当选明是哪一种", MENDED, field="kind")
    kind = kind if verdict is ReadVerdict.FAULT else ""
    finding = _found(authority, content, kind, on=on, today=today, by=by) if kind else None
    data: dict[str, JSON] = {
        "content": content.pk,
        "index_number": content.index_number,
        "edition": content.edition,
        "verdict": verdict.value,
        "kind": kind,
        "finding": finding.dossier.number if finding else "",
    }
    entry = journal.enter(authority, READ, on=on, by=by, data=data)
    return PageReading.objects.of(authority).create(
        authority=authority,
        content=content,
        edition=content.edition,
        verdict=verdict.value,
        kind=kind,
        read_on=on,
        by=by,
        finding=finding,
        entry=entry,
    )


def _found(authority: Authority, content: Content, kind: str, *, on: date, today: date, by: Official) -> Finding:
    label, gravity = ("其他问题", Gravity.ORDINARY)
    if kind != OTHER:
        label, gravity = Fault(kind).label, RULES[Fault(kind)].gravity
    where = disclosure.address(content)
    text = f"读网时发现{label}：{content.title}（{content.index_number}）。"
    given = Given(
        kind, gravity, f"{label}：{content.title}"[:120], text, where, f"{on:%Y-%m-%d}读网所见的第{content.edition}版"
    )
    finding = findings.find(authority, content.authority, given, on=on, today=today, by=by)
    findings.act(finding, Step(Act.ASSIGN.value, on, {}), today=today, by=by)
    return finding
