"""接力包背景: whom the leaver worked with, what they did in these weeks of last year, what goes wrong here time and again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from gongkai.law.handing import KIND
from gongkai.law.handing_items import week_last_year
from gongkai.law.procedures import procedure
from gongkai.office.authorities.models import Authority, Official
from gongkai.office.authorities.queries import postings_of
from gongkai.office.journal import queries as journal
from gongkai.office.journal.models import Dossier
from gongkai.oversight.supervision.findings.models import Finding
from gongkai.publication.disclosure.models import Content
from gongkai.publication.documents import queries as documents
from gongkai.publication.documents.models import AuditFinding, Document
from gongkai.web.jinja import url_or_none

REMEMBERED = timedelta(days=365)
MOST = 30
"""各处最多列出几项."""


@dataclass(frozen=True, slots=True)
class Contact:
    """联系人一行: a post somewhere the leaver worked with, and on how many steps; posts, not people's telephone numbers."""

    authority: str
    post: str
    name: str
    steps: int


def contacts(authority: Authority, leaver: Official, on: date) -> list[Contact]:
    """联系图: who took steps on the same files in the last year, the most often first."""
    counted = journal.met(authority, leaver, on - REMEMBERED, but=KIND)
    people = Official.objects.in_bulk(counted)
    found = [_contact(people[key], steps, on) for key, steps in counted.items() if key in people]
    return sorted(found, key=lambda each: (-each.steps, each.authority, each.post))[:MOST]


def _contact(person: Official, steps: int, on: date) -> Contact:
    held = list(postings_of(person, on))
    if not held:
        return Contact("", "已离任", person.name, steps)
    posts = "、".join(dict.fromkeys(each.post.label for each in held))
    return Contact(held[0].authority.short_name, posts, person.name, steps)


# -- last year ---------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Deed:
    """去年的一步: on which day, what was done, on what, and where the like is done now."""

    on: date
    what: str
    about: str
    href: str
    form: str = ""


FORMS = {
    "document": "documents:new",
    "application": "applications:register",
    "ticket": "engagement:register",
    "proposal": "proposals:register",
    "event": "response:register",
    "interview": "engagement:interviews",
    "survey": "engagement:surveys",
    "service_case": "services:counter",
    "annual_report": "reports:desk",
    "list_adjustment": "registers:adjustments",
}
"""照办的表单: where the like is begun, by kind of file."""


def last_year(authority: Authority, leaver: Official, on: date, *, weeks: int = 0) -> list[Deed]:
    """去年今周: what the leaver published and handled in the week of the same number, and some weeks around it."""
    first, last = week_last_year(on).widened(weeks)
    entries = list(journal.deeds(authority, leaver, first, last))
    files = {entry.dossier_id: entry.dossier for entry in entries if entry.dossier}
    labels = {key: journal.act_labels(dossier) for key, dossier in files.items()}
    done = [_deed(entry.act, entry.on, entry.dossier, labels.get(entry.dossier_id, OUTSIDE)) for entry in entries]
    seen = dict.fromkeys([*done, *_published(authority, leaver, first, last)])
    return sorted(seen, key=lambda each: (each.on, each.what, each.about))


def _published(authority: Authority, leaver: Official, first: date, last: date) -> Iterable[Deed]:
    """What came out in the columns the leaver keeps or kept."""
    rows = Content.objects.of(authority).filter(published_on__gte=first, published_on__lte=last, withdrawn_on=None)
    for row in rows.filter(column__owner=leaver).select_related("column").order_by("published_on", "pk"):
        href = url_or_none("disclosure:file", row.pk) or ""
        yield Deed(
            row.published_on, f"公开（{row.column.name}）", row.title, href, url_or_none("disclosure:waiting") or ""
        )


def _deed(act: str, on: date, dossier: Dossier | None, labels: Mapping[str, str]) -> Deed:
    if dossier is None:
        return Deed(on, labels.get(act, "其他登记"), "", "")
    href = url_or_none("desk:dossier", dossier.pk) or ""
    known = procedure(dossier.kind)
    form = url_or_none(FORMS[dossier.kind]) or "" if dossier.kind in FORMS else ""
    return Deed(on, labels.get(act, "其他登记"), f"{known.label}{dossier.number}", href, form)


OUTSIDE = {
    "publish": "公开内容",
    "edit_column": "调整栏目",
    "open_column": "设立栏目",
    "fulfil_slot": "完成应公开时点",
    "decide_placement": "处理移栏建议",
    "enter_records": "登记簿登记",
}
"""案卷以外的登记: how those an informant makes most often are called."""


# -- what goes wrong here --------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Habit:
    """本单位常见问题: what, how often in the last year, and an example."""

    what: str
    times: int
    example: str
    href: str


def habits(authority: Authority, leaver: Official, on: date) -> list[Habit]:
    """常见问题: why drafts came back, which labels were put right, what inspections found; the most frequent first."""
    since = on - REMEMBERED
    found = [*_returned(authority, leaver), *_relabelled(authority, since), *_inspected(authority, since)]
    return sorted(found, key=lambda each: (-each.times, each.what))[:MOST]


def _returned(authority: Authority, leaver: Official) -> Iterable[Habit]:
    rows = Document.objects.of(authority).filter(drafter=leaver, returned__gt=0)
    latest = list(rows.select_related("dossier__authority").order_by("-pk")[:MOST])
    codes: Counter[str] = Counter()
    example: dict[str, Document] = {}
    for row in latest:
        for each in documents.standing(row).returned:
            for code in each.codes:
                codes[code.label] += 1
                example.setdefault(code.label, row)
    for said, times in codes.items():
        row = example[said]
        yield Habit(f"退文：{said}", times, row.title, url_or_none("desk:dossier", row.dossier_id) or "")


def _relabelled(authority: Authority, since: date) -> Iterable[Habit]:
    rows = AuditFinding.objects.of(authority).filter(settled_on__gte=since).exclude(right="")
    rows = rows.select_related("document").order_by("-settled_on", "-pk")
    grouped: dict[str, list[AuditFinding]] = {}
    for row in rows:
        what = f"属性标注更正：{row.get_labelled_display()}改为{row.get_right_display()}"
        grouped.setdefault(what, []).append(row)
    for what, some in grouped.items():
        href = url_or_none("desk:dossier", some[0].document.dossier_id) or ""
        yield Habit(what, len(some), some[0].document.title, href)


def _inspected(authority: Authority, since: date) -> Iterable[Habit]:
    rows = Finding.objects.everywhere().filter(unit=authority, found_on__gte=since).exclude(dossier__outcome="lifted")
    grouped: dict[str, list[Finding]] = {}
    for row in rows.select_related("dossier").order_by("-found_on", "-pk"):
        grouped.setdefault(row.dossier.title, []).append(row)
    for title, some in grouped.items():
        href = url_or_none("supervision:finding", some[0].pk) or ""
        yield Habit(f"检查发现：{title}", len(some), some[0].where, href)
