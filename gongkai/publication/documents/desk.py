"""办公页面: a document with its acts, each act's form, and the one page on which a leader reviews it on a telephone."""

from __future__ import annotations

from datetime import date

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from gongkai.law.contradictions import Contradiction
from gongkai.law.documents import FLOW, Act, Passed, Review, State
from gongkai.law.grammar.dates import read_date
from gongkai.law.grammar.flow import Role, Unlawful
from gongkai.law.reviews import CHECKS, REVIEWERS
from gongkai.office.authorities.guards import DeskRequest, role
from gongkai.office.journal import queries as journal
from gongkai.publication.documents import acts, events, pasting, queries
from gongkai.publication.documents.act_forms import ACT_FORMS, ActForm, LabelForm, ReturnForm, SignForm
from gongkai.publication.documents.around import around
from gongkai.publication.documents.comparing import Change, compare
from gongkai.publication.documents.files import STAFF, TAKERS, File, file_of, may_amend, own_file
from gongkai.publication.documents.models import Version
from gongkai.publication.documents.number_book import next_serial
from gongkai.web import clock
from gongkai.web.forms import posted


@require_safe
@role(*STAFF)
def file(request: DeskRequest, document: int) -> HttpResponse:
    """公文: where it stands, what may be done and what may not and why, its reviews, its text, what happened."""
    opened = file_of(request, document)
    today = clock.today()
    allowed, refused = opened.acts_for(request, today)
    context = {
        "file": opened,
        "record": opened.record,
        "standing": opened.standing,
        "acts": allowed,
        "refused": refused,
        "due": opened.standing.due(opened.calendar),
        "lapsed": opened.standing.label_lapsed(today),
        "marks": red_marks(opened),
        "steps": review_steps(opened),
        "names": names(opened),
        "checks": CHECKS,
        "body": pasting.shown(opened.latest),
        "editions": queries.versions(opened.record),
        "events": events.office(opened.record),
        "is_own": opened.record.authority_id == request.authority.pk,
        "may_write": may_write(request, opened),
        "may_amend": may_amend(request, opened),
        "may_lead": _to_judge(request, opened) is not None,
        "similar": queries.similar(opened.record.authority, opened.record.title, beside=opened.record.pk),
        "around": around(request, opened),
    }
    return render(request, "documents/desk/file.html", context)


@role(*TAKERS)
def take_act(request: DeskRequest, document: int, name: str) -> HttpResponse:
    """办理一步: the form of one act, its article, and why it cannot be taken if it cannot."""
    if name not in {act.value for act in ACT_FORMS}:
        raise Http404
    opened, act = own_file(request, document), Act(name)
    opened.require(request, act)
    form = _form(request, opened, act)
    if form.is_valid():
        _is_ready(opened, act)
        _take(request, opened, form)
        return redirect("documents:file", document)
    objection = opened.objection(request, act, clock.today())
    context = {
        "file": opened,
        "record": opened.record,
        "standing": opened.standing,
        "act": act,
        "basis": next(row.basis for row in FLOW.rows if row.act == act),
        "form": form,
        "objection": objection,
        "marks": red_marks(opened) if act in {Act.SUBMIT, Act.REVIEW} else (),
        "proposals": getattr(form, "proposals", ()),
        "similar": _similar(opened) if act in {Act.LABEL, Act.RELABEL} else (),
        "body": pasting.shown(opened.latest) if act in {Act.REVIEW, Act.SIGN} else "",
        "number": _expected(opened, form) if isinstance(form, SignForm) else "",
    }
    return render(request, "documents/desk/act.html", context)


@require_safe
@role("reviewer", "secrecy_reviewer", "signer")
def leader(request: DeskRequest, document: int) -> HttpResponse:
    """一页审签: what changed, the red marks, who asks and by when; agree, or give it back by a phrase."""
    opened = own_file(request, document)
    act = _to_judge(request, opened)
    since, changes = _since_last_round(opened)
    agree = ACT_FORMS[act] if act else None
    first = {"on": clock.today(), "seen": opened.record.dossier.version}
    context = {
        "file": opened,
        "record": opened.record,
        "standing": opened.standing,
        "act": act,
        "refusal": opened.objection(request, act or _next_act(opened), clock.today()),
        "at_once": act is not None and _at_once(opened, act),
        "form": agree(standing=opened.standing, initial=first | _code(opened)) if agree else None,
        "return_form": ReturnForm(standing=opened.standing, initial=first, auto_id="return_%s"),
        "marks": red_marks(opened),
        "steps": review_steps(opened),
        "names": names(opened),
        "since": since,
        "changes": changes,
        "body": pasting.shown(opened.latest),
        "due": opened.standing.due(opened.calendar),
        "today": clock.today(),
    }
    return render(request, "documents/desk/leader.html", context)


# -- what the pages show -----------------------------------------------------------------------------------------------------


def red_marks(opened: File) -> tuple[str, ...]:
    """红色标记: what whoever judges should see first: contradictions, a missing package, a disputed label."""
    found = [str(each) for each in queries.contradictions_of(opened.record)]
    standing = opened.standing
    if standing.state in {State.DRAFTING, State.REVIEWING, State.TO_SIGN}:
        if standing.owes_package:
            found.append("本件须解读，解读方案和材料还没有报齐")
        if standing.label and standing.label.disputed and standing.label.proposed:
            found.append(f"公开属性标为“{standing.label.attribute.label}”，系统建议“{standing.label.proposed.label}”")
        if not opened.latest or not opened.latest.text.strip():
            found.append("正文是空的")
    return tuple(found)


def review_steps(opened: File) -> list[tuple[Review, str, Passed | None]]:
    """审查进度: each review of the order with its state and who passed it."""
    passed = {each.review: each for each in opened.standing.passed}
    return [
        (review, "已通过" if review in passed else REVIEWERS[review].value, passed.get(review))
        for review in opened.standing.order
    ]


def names(opened: File) -> dict[str, str]:
    """姓名: of everybody the standing names."""
    standing = opened.standing
    reviewed = [each.by for each in standing.passed]
    other = [*(each.by for each in standing.returned), *(each.by for each in standing.relabelled)]
    return queries.names_of([*reviewed, *other, standing.drafted_by, standing.signed_by])


def may_write(request: DeskRequest, opened: File) -> bool:
    """可改正文: a handler of the same authority, while it is a draft."""
    drafting = opened.standing.state is State.DRAFTING
    return drafting and opened.record.authority_id == request.authority.pk and Role.HANDLER in request.roles


def _similar(opened: File) -> list[tuple[str, str, str, str]]:
    """Titles with their attribute and issuer; the address only of those of this authority."""
    return [
        (
            each.title,
            each.attribute.label,
            each.issuer,
            reverse("documents:file", args=[row.dossier_id]) if row.authority_id == opened.record.authority_id else "",
        )
        for row, each in queries.similar(opened.record.authority, opened.record.title, beside=opened.record.pk)
    ]


# -- the forms ---------------------------------------------------------------------------------------------------------------


def _form(request: DeskRequest, opened: File, act: Act) -> ActForm:
    version = opened.record.dossier.version
    given = posted(request, seen=version)
    first: dict[str, object] = {"on": clock.today(), "seen": version}
    kind = ACT_FORMS[act]
    if issubclass(kind, LabelForm):
        return kind(given, standing=opened.standing, initial=first, proposals=queries.proposals(opened.record))
    if issubclass(kind, SignForm):
        found = _found(request, opened)
        return kind(given, standing=opened.standing, initial=first | _code(opened), found=found)
    return kind(given, standing=opened.standing, initial=first)


def _code(opened: File) -> dict[str, object]:
    return {"code": opened.record.authority.profile.letter_code}


def _found(request: DeskRequest, opened: File) -> tuple[Contradiction, ...]:
    """What would contradict the text if it were signed as the form says: with the number that comes next, on that day."""
    code = str(request.POST.get("code") or opened.record.authority.profile.letter_code)
    on = _day_of(request) or clock.today()
    number = opened.standing.number or _number(opened, code, on)
    return queries.contradictions_of(opened.record, number=number, made_on=on)


def _number(opened: File, code: str, on: date) -> str:
    return f"{code}〔{on.year}〕{next_serial(opened.record.authority, code, on.year)}号" if code else ""


def _expected(opened: File, form: SignForm) -> str:
    if opened.standing.number:
        return opened.standing.number
    return _number(opened, str(form["code"].value() or ""), clock.today())


def _day_of(request: DeskRequest) -> date | None:
    try:
        return read_date(str(request.POST.get("on") or ""))
    except ValueError:
        return None


def _is_ready(opened: File, act: Act) -> None:
    if act is Act.SUBMIT and not (opened.latest and opened.latest.text.strip()):
        raise Unlawful("正文是空的，不能送审；请先编辑正文", field="on")


def _take(request: DeskRequest, opened: File, form: ActForm) -> None:
    """Take the step; a second click on the same button finds it taken and is none the worse for it."""
    on, seen, today = form.cleaned_data["on"], form.cleaned_data["seen"], clock.today()
    try:
        if isinstance(form, SignForm):
            acts.sign(
                opened.record,
                form.code_given,
                on=on,
                today=today,
                by=request.official,
                seen=seen,
                explained=form.explained,
            )
        else:
            acts.act(opened.record, form.step(), today=today, by=request.official, seen=seen)
    except Unlawful:
        if not queries.just_taken(opened.record, form.act, on, by=request.official, seen=seen):
            raise


# -- the page of a leader ----------------------------------------------------------------------------------------------------


def _next_act(opened: File) -> Act:
    return Act.SIGN if opened.standing.state is State.TO_SIGN else Act.REVIEW


def _to_judge(request: DeskRequest, opened: File) -> Act | None:
    """The review or the signature that is this person's to give now."""
    act = _next_act(opened)
    judged = opened.standing.state in {State.REVIEWING, State.TO_SIGN}
    return act if judged and opened.objection(request, act, clock.today()) is None else None


def _at_once(opened: File, act: Act) -> bool:
    """Whether one button is enough: nothing to tick, nothing to explain."""
    if act is Act.SIGN:
        code = opened.record.authority.profile.letter_code
        number = opened.standing.number or _number(opened, code, clock.today())
        return bool(number) and not queries.contradictions_of(opened.record, number=number, made_on=clock.today())
    return opened.standing.next_review is not Review.SECRECY


def _since_last_round(opened: File) -> tuple[int, tuple[Change, ...]]:
    """From the version sent for review in the round before to this one; nothing in the first round."""
    sent = [
        int(str(line.step.details.get("edition") or 0))
        for line in journal.timeline(opened.record.dossier)
        if line.step is not None and line.act == Act.SUBMIT
    ]
    if len(sent) < 2 or opened.latest is None:
        return 0, ()
    before = Version.objects.of(opened.record.authority).filter(document=opened.record, number=sent[-2]).first()
    return sent[-2], compare(before.text if before else "", opened.latest.text)
