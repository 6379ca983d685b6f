"""往年案件: the cases a report prints, each against an application of its own that was answered the year before.

The report of 民和 on 2020 prints 37 cases and at most two applications of the year. The cases add up, so they are entered:
against applications invented for 2019, answered in that year, which the table of 2020 does not count.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from gongkai.casework.applications import acts as applications
from gongkai.casework.applications.acts import Past
from gongkai.casework.applications.models import Application
from gongkai.casework.remedies.acts import Notice
from gongkai.casework.remedies.models import Remedy
from gongkai.demo.clerk import Clerk
from gongkai.demo.papers import draft, filled
from gongkai.demo.place import Place
from gongkai.law.applications import Act, ApplicantKind
from gongkai.law.grammar.flow import JSON, Step
from gongkai.law.receipt import Channel
from gongkai.law.remedies import Act as RemedyAct
from gongkai.law.remedies import RemedyKind, RemedyResult
from gongkai.office.authorities.models import Authority
from gongkai.office.journal.acts import Deed

_U, _C, _O, _P = RemedyResult.UPHELD, RemedyResult.CORRECTED, RemedyResult.OTHER, RemedyResult.PENDING


@dataclass(frozen=True)
class PastFile:
    """往件: an application of the year, how it came in and how it ended; ``carried`` came in the December before."""

    outcome: str
    carried: bool = False


@dataclass(frozen=True)
class Contested:
    """往年案件: the files of a year, and the cases of it by path and result."""

    year: int
    files: tuple[PastFile, ...]
    reviews: tuple[RemedyResult, ...]
    direct: tuple[RemedyResult, ...]
    after_review: tuple[RemedyResult, ...]


CONTESTED = {
    "minhe": Contested(
        2020,
        files=(PastFile("disclosed", carried=True), PastFile("withdrawn")),
        reviews=(_U,) * 5 + (_C,) * 3,
        direct=(_U,) * 15 + (_O,) * 6 + (_P,) * 7,
        after_review=(_U,),
    )
}
"""各地往年案件. Of the two natural persons of 民和 the scan shows how one file ended; the other is put into an unread cell."""


def size(place: Place) -> int:
    """步数: how often ``told`` is called."""
    return 2 if place.code in CONTESTED else 0


def enter(government: Authority, place: Place, today: date, told: Callable[[str], None]) -> None:
    """入账: the files of the year, then those of the year before with their cases."""
    if (past := CONTESTED.get(place.code)) is None:
        return
    clerk = Clerk(government, today)
    list(applications.receive_many(government, _files(clerk, place, past)))
    told(f"{place.short_name}{past.year}年申请")
    _challenge(clerk, place, past)
    told(f"{place.short_name}{past.year}年案件")


def _files(clerk: Clerk, place: Place, past: Contested) -> Iterator[Past]:
    for number, file in enumerate(past.files, place.first_applicant):
        received = date(past.year - 1, 12, 24) if file.carried else date(past.year, 5, 12)
        closed = date(past.year, 1, 10) if file.carried else date(past.year, 5, 20)
        yield _past(clerk, place, number, file.outcome, received, closed)


def _past(clerk: Clerk, place: Place, number: int, outcome: str, received: date, closed: date) -> Past:
    """Signed by another than who drafted; a letter of so long ago is not made up."""
    paper = filled(number, ApplicantKind.PERSON, Channel.IN_PERSON, place.short_name, received.year - 1)
    handler, signer = clerk.drafter_and_signer()
    details: dict[str, JSON] = {"applicant": ApplicantKind.PERSON.value, "channel": Channel.IN_PERSON.value}
    deeds = [Deed(Step(Act.SUBMIT.value, received, details), handler)]
    if outcome == "withdrawn":
        ended = Step(Act.WITHDRAW.value, closed, {"reason": "申请人已从其他渠道获取"})
        return Past(paper, (*deeds, Deed(ended, handler)))
    mark = f"{place.mark}公复〔{closed.year}〕示例{number}号"
    served: dict[str, JSON] = {"method": "direct", "proof": "申请人当面签收"}
    deeds += [
        Deed(Step(Act.DRAFT.value, closed, draft(outcome, number)), handler),
        Deed(Step(Act.REPLY.value, closed, {"number": mark}), signer),
        Deed(Step(Act.SERVE.value, closed, served), handler),
    ]
    return Past(paper, tuple(deeds))


def _challenge(clerk: Clerk, place: Place, past: Contested) -> None:
    """One application each; who went to court after a reconsideration went against the first of these."""
    first = place.first_applicant + len(past.files)
    numbers = range(first, first + len(past.reviews) + len(past.direct))
    earlier = (
        _past(clerk, place, number, "disclosed", date(past.year - 1, 11, 4), date(past.year - 1, 11, 20))
        for number in numbers
    )
    dossiers = list(applications.receive_many(clerk.authority, earlier))
    rows = {row.dossier_id: row for row in Application.objects.of(clerk.authority).select_related("dossier__authority")}
    mine = iter([rows[dossier.pk] for dossier in dossiers])
    reviews = [
        _case(clerk, next(mine), RemedyKind.REVIEW, place.review_body, past.year, number, result)
        for number, result in enumerate(past.reviews, 1)
    ]
    for number, result in enumerate(past.direct, 1):
        _case(clerk, next(mine), RemedyKind.SUIT, place.lower_court, past.year, number, result)
    for number, (result, review) in enumerate(zip(past.after_review, reviews, strict=False), 1):
        kind = RemedyKind.SUIT_AFTER_REVIEW
        _case(clerk, review.application, kind, place.court, past.year, number, result, earlier=review)


def _case(
    clerk: Clerk,
    application: Application,
    kind: RemedyKind,
    body: str,
    year: int,
    number: int,
    result: RemedyResult,
    *,
    earlier: Remedy | None = None,
) -> Remedy:
    """Notified in January, after a reconsideration in June; decided within the year, or in the next where it was pending."""
    notice = Notice(kind, f"〔{year}〕示例{kind.label}第{number}号", body)
    told = date(year, 6, 8) if earlier else date(year, 1, 13)
    remedy = clerk.notified(application, notice, told, earlier)
    decided = date(year + 1, 3, 9) if result is _P else date(year, 10, 20) if earlier else date(year, 5, 18)
    final = _U if result is _P else result
    clerk.respond(remedy, RemedyAct.DECIDE.value, decided, result=final.value)
    return remedy
