"""机关与人员页面: the tree with its three lights, who serves where and since when, accounts, postings.

Everybody in office reads as far as their office reads; telephone numbers are masked. The three administrators are kept apart
(GB/T 22239 系统管理、安全管理): the system administrator makes, resets and closes accounts and gives nobody an office; the
security administrator gives and ends offices and makes nobody an account; neither acts upon himself. Both look after their
authority and everything beneath it. What was so is shown and never overwritten.
"""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_POST, require_safe

from gongkai.law.grammar.flow import Role
from gongkai.office.authorities.acts import first_password
from gongkai.office.authorities.guards import DeskRequest, asks_again, role
from gongkai.office.authorities.models import Authority, AuthorityQuerySet, Official, Period, Posting
from gongkai.office.establishment import acts, queries
from gongkai.office.establishment.forms.people import EndPostingForm, EnrolForm, PostForm
from gongkai.office.journal import establishment
from gongkai.web import clock
from gongkai.web.limits import masked_client

ACCOUNTS = "system_administrator"
OFFICES = "security_administrator"
PAGE = 100


# --- reading -----------------------------------------------------------------------------------------------------


@require_safe
@role()
def index(request: DeskRequest) -> HttpResponse:
    """机关与人员: the tree, with what every unit lacks."""
    branches = queries.branches(request.authority, _seen(request), clock.today())
    lacking = request.GET.get("lacking") == "1"
    wanted = [branch for branch in branches if not lacking or not branch.complete]
    context = {
        "page": Paginator(wanted, PAGE).get_page(request.GET.get("page")),
        "lacking": lacking,
        "total": len(branches),
        "incomplete": sum(not branch.complete for branch in branches),
    }
    return render(request, "establishment/desk/authorities.html", context)


@require_safe
@role()
def show(request: DeskRequest, authority: int) -> HttpResponse:
    """一个机关: who serves there, who served, its handovers, what it was called before."""
    shown = _authority(request, authority)
    today = clock.today()
    services = queries.service(Authority.objects.filter(pk=shown.pk))
    now = queries.serving(services, today)
    context = {
        "authority": shown,
        "lights": queries.lights(shown, [each.posting for each in now if each.posting.since <= today]),
        "now": now,
        "before": [each for each in reversed(services) if each not in now],
        "waiting": queries.waiting(shown, Authority.objects.filter(pk=shown.pk)) if _administers(request) else [],
        "periods": Period.objects.filter(authority=shown).select_related("parent").order_by("-since"),
        "may_enrol": Role.SYSTEM_ADMINISTRATOR in request.roles,
        "may_post": Role.SECURITY_ADMINISTRATOR in request.roles,
        "sees_accounts": _administers(request),
    }
    return render(request, "establishment/desk/authority.html", context)


@require_safe
@role(ACCOUNTS, OFFICES)
def official(request: DeskRequest, official: int) -> HttpResponse:
    """一个人员: the account and every office held under this authority."""
    return _official_page(request, _official(request, official))


def _official_page(request: DeskRequest, person: Official, password: str = "") -> HttpResponse:
    context = {
        "official": person,
        "services": queries.service(_seen(request), person),
        "password": password,
        "may_enrol": Role.SYSTEM_ADMINISTRATOR in request.roles and person != request.official,
    }
    return render(request, "establishment/desk/official.html", context)


# --- accounts ----------------------------------------------------------------------------------------------------


@sensitive_variables("password")
@asks_again()
@role(ACCOUNTS)
def enrol(request: DeskRequest, authority: int) -> HttpResponse:
    """建账号: the first password is drawn, shown this once and never stored as it is."""
    at = _authority(request, authority)
    form = EnrolForm(request.POST or None)
    if not form.is_valid():
        return render(request, "establishment/desk/enrol.html", {"form": form, "authority": at})
    password = first_password()
    person = establishment.enrol(**form.cleaned_data, at=at, password=password, on=clock.today(), by=request.official)
    return _official_page(request, person, password)


@sensitive_variables("password")
@require_POST
@asks_again()
@role(ACCOUNTS)
def issue_password(request: DeskRequest, official: int) -> HttpResponse:
    """重置密码."""
    person = _official(request, official)
    password = first_password()
    acts.issue_password(
        person,
        password,
        at=request.authority,
        on=clock.today(),
        by=request.official,
        network=masked_client(request),
    )
    return _official_page(request, person, password)


@require_POST
@asks_again()
@role(ACCOUNTS)
def close_account(request: DeskRequest, official: int) -> HttpResponse:
    """注销账号."""
    person = _official(request, official)
    establishment.close_account(person, at=request.authority, on=clock.today(), by=request.official)
    messages.success(request, f"{person.name}的账号已注销。")
    return redirect("establishment:official", person.pk)


# --- offices -----------------------------------------------------------------------------------------------------


@asks_again()
@role(OFFICES)
def post(request: DeskRequest, authority: int) -> HttpResponse:
    """办理任职."""
    at = _authority(request, authority)
    form = PostForm(request.POST or None, at=at, today=clock.today(), username=request.GET.get("username", ""))
    if not form.is_valid():
        return render(request, "establishment/desk/post.html", {"form": form, "authority": at})
    given = form.cleaned_data
    posting = establishment.post(
        given["username"],
        at,
        given["office"],
        on=given["on"],
        by=request.official,
        section=given["section"],
        full_time=given["full_time"],
    )
    messages.success(request, f"已登记：{posting.official.name}自{given['on'].isoformat()}起任{posting.post.label}。")
    return redirect("establishment:authority", at.pk)


@asks_again()
@role(OFFICES)
def end_posting(request: DeskRequest, posting: int) -> HttpResponse:
    """免去岗位."""
    held = _posting(request, posting)
    form = EndPostingForm(request.POST or None, posting=held, today=clock.today())
    if not form.is_valid():
        return render(request, "establishment/desk/end_posting.html", {"form": form, "posting": held})
    establishment.end_posting(held, on=form.cleaned_data["on"], by=request.official)
    messages.success(
        request, f"已登记：{held.official.name}自{form.cleaned_data['on'].isoformat()}起不再担任{held.post.label}。"
    )
    return redirect("establishment:authority", held.authority_id)


# --- what one may see --------------------------------------------------------------------------------------------


def _administers(request: DeskRequest) -> bool:
    return bool(request.roles & queries.ADMINISTRATORS)


def _seen(request: DeskRequest) -> AuthorityQuerySet:
    return queries.visible(request.authority, request.offices)


def _authority(request: DeskRequest, pk: int) -> Authority:
    return get_object_or_404(_seen(request).select_related("profile", "parent"), pk=pk)


def _official(request: DeskRequest, pk: int) -> Official:
    seen = _seen(request)
    serves = Q(pk__in=Posting.objects.everywhere().filter(authority__in=seen).values("official"))
    waits = Q(pk__in=[one.pk for one in queries.waiting(request.authority, seen)])
    person = Official.objects.filter(serves | waits, pk=pk).first()
    if person is None:
        raise Http404
    return person


def _posting(request: DeskRequest, pk: int) -> Posting:
    rows = Posting.objects.everywhere().filter(authority__in=_seen(request))
    return get_object_or_404(rows.select_related("official", "authority"), pk=pk)
