"""发布审查登记簿和审查次序: the register of what was reviewed before release, its export, and the order an authority sets."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from gongkai.law.documents import Act, Review
from gongkai.law.grammar.flow import Role
from gongkai.law.reviews import CHECKS, FOCUS, REVIEWERS, REVIEWING
from gongkai.office.authorities.guards import DeskRequest, reads_beneath, role
from gongkai.office.authorities.models import Official
from gongkai.office.authorities.queries import holders
from gongkai.office.journal import access
from gongkai.papers.grid import Grid
from gongkai.papers.xlsx import MEDIA_TYPE, write_xlsx
from gongkai.publication.documents import acts, queries
from gongkai.publication.documents.files import STAFF
from gongkai.publication.documents.forms import OrderForm, RegisterFilters, ThreeReviewsForm
from gongkai.publication.documents.models import ReleaseReview
from gongkai.web import clock
from gongkai.web.paging import Pages

PAGE = 30
MOST = 50_000
"""导出上限: rows of one export; more are narrowed by their year."""
HEADS = ("信息名称", "文号", "来源", "公开属性", "审查清单", "审查人", "审查日期", "台账条目", "状态")
_STEPS = {**{review.value: review.label for review in Review}, Act.RELABEL.value: Act.RELABEL.label}
_FORMULA = ("=", "+", "-", "@")


@require_safe
@role(*STAFF)
def register(request: DeskRequest) -> HttpResponse:
    """发布审查登记簿."""
    form = RegisterFilters(request.GET)
    rows = form.apply(queries.register(request.authority, beneath=reads_beneath(request)))
    page = Pages(rows, PAGE).get_page(request.GET.get("page"))
    kept = request.GET.copy()
    kept.pop("page", None)
    context = {
        "form": form,
        "page": page,
        "lines": lines(page.object_list),
        "basis": REVIEWING,
        "query": f"{kept.urlencode()}&" if kept else "",
        "may_register": Role.HANDLER in request.roles,
    }
    return render(request, "documents/desk/register.html", context)


@require_safe
@role(*STAFF)
def export_xlsx(request: DeskRequest) -> HttpResponse:
    """导出Excel: the register as it is filtered."""
    grid = Grid.from_rows([HEADS, *_exported(request)], head_rows=1, caption="发布审查登记簿")
    content = write_xlsx([grid], title="发布审查登记簿", author=request.authority.name, made_on=clock.today())
    return _file(content, MEDIA_TYPE, "xlsx")


@require_safe
@role(*STAFF)
def export_csv(request: DeskRequest) -> HttpResponse:
    """导出CSV: with the mark that lets Excel read Chinese; no cell begins as a formula would."""
    written = io.StringIO()
    writer = csv.writer(written)
    writer.writerow(HEADS)
    writer.writerows([f"'{cell}" if cell.startswith(_FORMULA) else cell for cell in row] for row in _exported(request))
    return _file(written.getvalue().encode("utf-8-sig"), "text/csv; charset=utf-8", "csv")


def _exported(request: DeskRequest) -> list[tuple[str, ...]]:
    rows = RegisterFilters(request.GET).apply(queries.register(request.authority, beneath=reads_beneath(request)))
    access.download(request.official, request.authority, "发布审查登记簿")
    return [cells for _, cells in lines(rows[:MOST])]


def _file(content: bytes, kind: str, carrier: str) -> HttpResponse:
    response = HttpResponse(content, content_type=kind)
    response.headers["Content-Disposition"] = f'attachment; filename="release-reviews.{carrier}"'
    return response


def lines(rows: Iterable[ReleaseReview]) -> list[tuple[ReleaseReview, tuple[str, ...]]]:
    """登记簿各行: in the columns of ``HEADS``."""
    listed = list(rows)
    names = queries.names_of(person for row in listed for _, person, _ in row.reviewers)
    return [(row, _cells(row, names)) for row in listed]


def _cells(row: ReleaseReview, names: dict[str, str]) -> tuple[str, ...]:
    people = "；".join(
        f"{_STEPS.get(step, step)}：{names.get(person, person)}（{on}）" for step, person, on in row.reviewers
    )
    return (
        row.title,
        row.document.number if row.document else "",
        row.source or (row.document.section if row.document else ""),
        row.get_attribute_display(),
        _checked(row),
        people,
        row.reviewed_on.isoformat(),
        str(row.entry),
        state(row),
    )


def _checked(row: ReleaseReview) -> str:
    left = [text for name, text in CHECKS.items() if not row.checks.get(name)]
    return "逐项确认" if not left else f"未确认：{'；'.join(left)}"


def state(row: ReleaseReview) -> str:
    """登记状态: whether a release may rest on it still."""
    if getattr(row, "superseded", False):
        return "已重新审查"
    return "签发已作废或者正在重新办理" if getattr(row, "unsigned", False) else "有效"


@role("handler")
def add(request: DeskRequest) -> HttpResponse:
    """登记三审: data, notices and news that are no documents, reviewed by three people."""
    form = ThreeReviewsForm(request.POST or None, people=_people(request), initial={"on": clock.today()})
    if not form.is_valid():
        return render(request, "documents/desk/register_add.html", {"form": form})
    given = form.cleaned_data
    acts.register_three(
        request.authority,
        title=given["title"],
        source=given["source"],
        checks=given["checks"],
        people=form.reviewers(),
        on=given["on"],
        today=clock.today(),
        by=request.official,
    )
    messages.success(request, "已登记，可以凭这条登记发布。")
    return redirect("documents:register")


def _people(request: DeskRequest) -> list[Official]:
    roles = (Role.HANDLER, Role.REVIEWER, Role.SECRECY_REVIEWER, Role.SIGNER)
    found = [person for each in roles for person in holders(request.authority, each, clock.today())]
    return list(dict.fromkeys(found))


@require_safe
@role(*STAFF)
def order(request: DeskRequest) -> HttpResponse:
    """审查次序: the one in force, and every one that was set."""
    now = queries.order_on(request.authority, clock.today())
    context = {
        "order": now,
        "rows": [
            (row, "、".join(Review(each).label for each in row.order)) for row in queries.orders(request.authority)
        ],
        "focuses": [(review, REVIEWERS[review].value, FOCUS[review]) for review in now.order],
        "basis": REVIEWING,
        "may_set": bool({Role.SIGNER, Role.DISPATCHER} & request.roles),
    }
    return render(request, "documents/desk/order.html", context)


@role("signer", "dispatcher")
def set_order(request: DeskRequest) -> HttpResponse:
    """设定审查次序: by who signs for the authority or runs its disclosure office."""
    today = clock.today()
    now = queries.order_on(request.authority, today)
    first: dict[str, object] = {"since": today, "re_review_months": now.re_review_months}
    first |= {f"place_{number}": review.value for number, review in enumerate(now.order, 1)}
    first |= {f"place_{number}": "" for number in range(len(now.order) + 1, len(Review) + 1)}
    form = OrderForm(request.POST or None, initial=first)
    if not form.is_valid():
        return render(request, "documents/desk/order_set.html", {"form": form})
    given = form.cleaned_data
    acts.set_review_order(
        request.authority,
        form.order(),
        since=given["since"],
        on=today,
        by=request.official,
        basis=given["basis"],
        re_review_months=given["re_review_months"],
    )
    messages.success(request, "审查次序已设定，改动已记入台账。")
    return redirect("documents:order")
