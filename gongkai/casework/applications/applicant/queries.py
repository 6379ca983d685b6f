"""申请人一侧的查询: what an applicant may do now, and what the desk sees of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from gongkai.casework.applications import queries
from gongkai.casework.applications.applicant.acts import HELP_GIVEN
from gongkai.casework.applications.applicant.models import SatisfactionMark, WithdrawalRequest
from gongkai.casework.applications.correspondence import queries as correspondence
from gongkai.casework.applications.correspondence.models import Notice
from gongkai.casework.applications.models import Application, Reply
from gongkai.law.applicants import Satisfaction
from gongkai.law.letters import Addressee
from gongkai.office.authorities.models import OwnedQuerySet
from gongkai.office.journal import queries as journal
from gongkai.office.journal import vault
from gongkai.papers.document import Letter


def satisfaction(application: Application) -> SatisfactionMark | None:
    """满意度评价: the mark that counts."""
    return SatisfactionMark.objects.of(application.dossier.authority).filter(application=application).first()


def withdrawal(application: Application) -> WithdrawalRequest | None:
    """撤回请求."""
    return WithdrawalRequest.objects.of(application.dossier.authority).filter(application=application).first()


def fetchable(application: Application) -> OwnedQuerySet[Reply]:
    """可下载的答复书: the letters whose signing counts."""
    return queries.replies(application).filter(number__in=queries.numbers_in_force(application))


def notices(application: Application) -> list[Notice]:
    """可下载的告知书: the letters beside the reply that went to the applicant and still rest on what was entered."""
    return [
        each.notice
        for each in correspondence.listed(application)
        if each.notice.kind.addressee is Addressee.APPLICANT and not each.amended
    ]


def letter(paper: Reply | Notice) -> Letter:
    """文书: opened; raises Shredded when the personal data were destroyed."""
    return correspondence.letter(paper) if isinstance(paper, Notice) else correspondence.reply_letter(paper)


@dataclass(frozen=True)
class Words:
    """申请人的话: what the applicant said online, for the desk."""

    label: str
    on: date
    text: str


def words(application: Application) -> list[Words]:
    """申请人的话: the request to withdraw and the mark, opened for whoever may read the file."""
    said = []
    if asked := withdrawal(application):
        said.append(Words("请求撤回", asked.asked_on, _opened(application, "withdrawal", asked.reason)))
    if row := satisfaction(application):
        text = _opened(application, "satisfaction", row.words)
        label = Satisfaction(row.mark).label
        said.append(Words("满意度评价", row.marked_on, f"{label}。{text}" if text else label))
    return said


def _opened(application: Application, field: str, sealed: bytes | memoryview) -> str:
    try:
        return vault.unseal(application.dossier, field, bytes(sealed))
    except vault.Shredded:
        return "（已销毁）"


def help_given(application: Application) -> bool:
    """已提供帮助: whether anybody entered what was done for an applicant who needs help."""
    return journal.entries(application.dossier).filter(act=HELP_GIVEN).exists()


def satisfied(rows: OwnedQuerySet[SatisfactionMark], first: date, last: date) -> dict[Satisfaction, int]:
    """满意度统计: how many of each mark were first given in a span; every mark is named, none left out for being nought."""
    given = rows.filter(first_on__gte=first, first_on__lte=last).values_list("mark", flat=True)
    counted = list(given)
    return {mark: counted.count(mark.value) for mark in Satisfaction}
