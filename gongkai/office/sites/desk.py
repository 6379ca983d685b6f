"""站点页面: the register of sites with its figures, the links and the emblem of one's own pages, the broken links.

Who signs for the authority or runs its disclosure office, and the system administrator, change them; everybody in office reads.
"""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from gongkai.law.grammar.flow import Unlawful
from gongkai.law.sites import LinkGroup, SiteState
from gongkai.office.authorities.guards import DeskRequest, own, role
from gongkai.office.authorities.models import Authority
from gongkai.office.sites import acts, queries
from gongkai.office.sites.forms import EmblemForm, EndForm, LinksForm, ReopenForm, SiteForm
from gongkai.office.sites.models import Site
from gongkai.web import clock
from gongkai.web.forms import posted
from gongkai.web.paging import Pages

EDITORS = ("signer", "dispatcher", "system_administrator")
PAGE = 50


@require_safe
@role()
def sites(request: DeskRequest) -> HttpResponse:
    """站点: of one's own authority and of all beneath it, with how many of each type."""
    context = {
        "sites": queries.sites_under(request.authority),
        "figures": queries.site_figures(request.authority),
        "groups": [(group, len(queries.own_links(request.authority, group))) for group in LinkGroup],
        "emblem": queries.emblem_for([request.authority.pk]),
        "check": queries.last_check(request.authority),
        "broken": queries.broken(request.authority).count(),
        "may_edit": _may_edit(request),
    }
    return render(request, "sites/desk/sites.html", context)


@role(*EDITORS)
def register(request: DeskRequest) -> HttpResponse:
    """登记站点."""
    form = SiteForm(request.POST or None)
    if form.is_valid():
        site = acts.register_site(request.authority, form.facts(), on=clock.today(), by=request.official)
        messages.success(request, f"已登记“{site}”。")
        return redirect("sites:site", site.pk)
    return render(request, "sites/desk/site_form.html", {"form": form, "site": None, "title": "登记站点"})


@require_safe
@role()
def site(request: DeskRequest, site: int) -> HttpResponse:
    """一个站点."""
    row = _site(request, site)
    mine = _may_edit(request) and row.authority_id == request.authority.pk
    context = {"site": row, "may_edit": mine, "running": row.state == SiteState.RUNNING}
    return render(request, "sites/desk/site.html", context)


@role(*EDITORS)
def edit(request: DeskRequest, site: int) -> HttpResponse:
    """修改站点."""
    row = own(request, _site(request, site))
    form = SiteForm(posted(request, seen=row.edition), initial=SiteForm.first(row))
    if form.is_valid():
        seen = form.cleaned_data["seen"] or 0
        acts.edit_site(row, form.facts(), on=clock.today(), by=request.official, seen=seen)
        return redirect("sites:site", row.pk)
    return render(request, "sites/desk/site_form.html", {"form": form, "site": row, "title": "修改站点"})


@role(*EDITORS)
def end(request: DeskRequest, site: int) -> HttpResponse:
    """合并或者关停."""
    row = own(request, _site(request, site))
    form = EndForm(posted(request, seen=row.edition), initial={"seen": row.edition, "on": clock.today()})
    if form.is_valid():
        acts.end_site(row, form.end(), on=clock.today(), by=request.official, seen=form.cleaned_data["seen"])
        return redirect("sites:site", row.pk)
    return render(request, "sites/desk/site_form.html", {"form": form, "site": row, "title": "合并、关停"})


@role(*EDITORS)
def reopen(request: DeskRequest, site: int) -> HttpResponse:
    """恢复运行."""
    row = own(request, _site(request, site))
    form = ReopenForm(posted(request, seen=row.edition), initial={"seen": row.edition})
    if form.is_valid():
        given = form.cleaned_data
        acts.reopen_site(row, reason=given["reason"], on=clock.today(), by=request.official, seen=given["seen"])
        return redirect("sites:site", row.pk)
    return render(request, "sites/desk/site_form.html", {"form": form, "site": row, "title": "恢复运行"})


@role(*EDITORS)
def links(request: DeskRequest, group: str) -> HttpResponse:
    """设置链接: one group as it is to be."""
    try:
        chosen = LinkGroup(group)
    except ValueError:
        raise Http404 from None
    form = LinksForm(request.POST or None, group=chosen, links=queries.own_links(request.authority, chosen))
    if form.is_valid():
        acts.set_links(request.authority, chosen, form.cleaned_data["links"], on=clock.today(), by=request.official)
        messages.success(request, f"“{chosen.label}”已保存。")
        return redirect("sites:sites")
    return render(request, "sites/desk/links.html", {"form": form, "group": chosen})


@role(*EDITORS)
def emblem(request: DeskRequest) -> HttpResponse:
    """更换徽标."""
    form = EmblemForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        file = form.cleaned_data["file"]
        try:
            acts.set_emblem(
                request.authority,
                file.read(),
                name=file.name,
                source=form.cleaned_data["source"],
                on=clock.today(),
                by=request.official,
            )
        except Unlawful as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
        else:
            messages.success(request, "徽标已更换。")
            return redirect("sites:sites")
    shown = queries.emblem_for([request.authority.pk])
    return render(request, "sites/desk/emblem.html", {"form": form, "emblem": shown})


@require_POST
@role(*EDITORS)
def drop_emblem(request: DeskRequest) -> HttpResponse:
    """停用徽标."""
    acts.drop_emblem(request.authority, on=clock.today(), by=request.official)
    return redirect("sites:sites")


@require_safe
@role()
def broken(request: DeskRequest) -> HttpResponse:
    """断链: those not mended, each with its ticket."""
    page = Pages(queries.broken(request.authority), PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "check": queries.last_check(request.authority), "authority": request.authority}
    return render(request, "sites/desk/broken.html", context)


@require_safe
@role()
def snippet(request: DeskRequest) -> HttpResponse:
    """嵌入入口: the lines another site puts into its page to lead to this authority's zone."""
    own_profile = Authority.objects.select_related("profile").get(pk=request.authority.line[0]).profile
    told = own_profile.site_address.strip("/")
    base = told if "://" in told or not told else f"https://{told}"
    context = {
        "authority": request.authority,
        "base": base or request.build_absolute_uri("/").rstrip("/"),
        "hosts": queries.framing_hosts(request.authority),
    }
    return render(request, "sites/desk/snippet.html", context)


def _may_edit(request: DeskRequest) -> bool:
    return bool(request.roles & {"签发人", "分办人", "系统管理员"})


def _site(request: DeskRequest, pk: int) -> Site:
    return get_object_or_404(queries.sites_under(request.authority), pk=pk)
