"""账号安全页面: accounts nobody uses, those that are suspended, and who must have a second factor.

The system administrator suspends and resumes; the security administrator says who must have a second factor and takes one away
whose telephone is lost. Neither does the other's (GB/T 22239 权限分离), and neither acts upon himself.
"""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_POST, require_safe

from gongkai.law.grammar.flow import Role
from gongkai.office.authorities.acts import first_password
from gongkai.office.authorities.guards import DeskRequest, asks_again, role
from gongkai.office.authorities.models import Authority, AuthorityQuerySet, Official, Posting
from gongkai.office.establishment import acts as accounts_acts
from gongkai.office.journal import establishment
from gongkai.office.security import dormancy
from gongkai.office.security.factors import acts as factors
from gongkai.office.security.factors.queries import duty_of
from gongkai.office.security.forms import RuleForm
from gongkai.office.security.models import SecondFactor
from gongkai.web import clock
from gongkai.web.limits import masked_client

SYSTEM, SECURITY = "system_administrator", "security_administrator"


@require_safe
@role(SYSTEM, SECURITY)
def accounts(request: DeskRequest) -> HttpResponse:
    """账号安全: of this authority and those beneath it."""
    beneath = _beneath(request)
    serving = Posting.objects.everywhere().filter(authority__in=beneath, until=None).values("official")
    context = {
        "idle": dormancy.idle(beneath, clock.today()),
        "listed_after": dormancy.LISTED_AFTER,
        "suspended": dormancy.suspended(beneath),
        "with_factor": SecondFactor.objects.filter(official__in=serving, confirmed_at__isnull=False)
        .select_related("official")
        .order_by("official__name"),
        "duty": duty_of(request.authority),
        "is_system": Role.SYSTEM_ADMINISTRATOR in request.roles,
        "is_security": Role.SECURITY_ADMINISTRATOR in request.roles,
    }
    return render(request, "security/accounts.html", context)


@asks_again()
@role(SECURITY)
def rule(request: DeskRequest) -> HttpResponse:
    """第二因素规定: for this authority and those beneath it."""
    form = RuleForm(request.POST or None, initial={"who": duty_of(request.authority).value})
    if form.is_valid():
        who = form.cleaned_data["who"]
        factors.set_rule(request.authority, who, on=clock.today(), by=request.official)
        messages.success(request, f"已规定：{who.label}。没有启用的，下次登录时先启用。")
        return redirect("security:accounts")
    return render(request, "security/rule.html", {"form": form})


@require_POST
@asks_again()
@role(SECURITY)
def reset_factor(request: DeskRequest, official: int) -> HttpResponse:
    """重置第二因素."""
    person = _official(request, official)
    factors.reset(person, at=request.authority, on=clock.today(), by=request.official, network=masked_client(request))
    messages.success(request, f"{person.name}的第二因素已经重置，恢复码一并作废。")
    return redirect("security:accounts")


@require_POST
@asks_again()
@role(SYSTEM)
def suspend(request: DeskRequest, official: int) -> HttpResponse:
    """停用账号."""
    person = _official(request, official)
    establishment.suspend(person, at=request.authority, on=clock.today(), by=request.official)
    messages.success(request, f"{person.name}的账号已经停用，可以恢复。")
    return redirect("security:accounts")


@sensitive_variables("password")
@require_POST
@asks_again()
@role(SYSTEM)
def resume(request: DeskRequest, official: int) -> HttpResponse:
    """恢复账号: with a first password that is shown this once."""
    person = _official(request, official)
    password = first_password()
    accounts_acts.resume(
        person,
        password,
        at=request.authority,
        on=clock.today(),
        by=request.official,
        network=masked_client(request),
    )
    return render(request, "security/resumed.html", {"official": person, "password": password})


def _beneath(request: DeskRequest) -> AuthorityQuerySet:
    return Authority.objects.under(request.authority)


def _official(request: DeskRequest, pk: int) -> Official:
    person = get_object_or_404(Official, pk=pk)
    if not Posting.objects.everywhere().filter(official=person, authority__in=_beneath(request)).exists():
        raise Http404
    return person
