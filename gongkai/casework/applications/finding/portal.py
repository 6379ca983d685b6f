"""公众页面: before applying, look whether it is public already; everything typed stays as it is."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache

from gongkai.casework.applications.finding import already
from gongkai.casework.applications.forms import PublicApplication
from gongkai.office.authorities.guards import PortalRequest
from gongkai.web.doors import public
from gongkai.web.limits import limited

HEADINGS = {"person": "公民申请", "organization": "法人或者其他组织申请"}


@public
@never_cache
@limited("look_first", limit=60, per_seconds=3600)
def look_first(request: PortalRequest, code: str, kind: str) -> HttpResponse:
    """先找一找: the form with everything typed still in it, and above it what is public and who is likely right.

    Only the description is looked for; nothing is checked, nothing is kept, and nothing has been applied for.
    """
    if kind not in HEADINGS or not request.authority.duties.answers:
        raise Http404
    if request.method != "POST":
        return redirect("applications:apply_as", code, kind)
    typed = {name: value for name, value in request.POST.dict().items() if name not in _NOT_TYPED}
    form = PublicApplication(None, organization=kind == "organization", initial=typed)
    words = str(typed.get("description", ""))
    context = {
        "authority": request.authority,
        "form": form,
        "heading": HEADINGS[kind],
        "kind": kind,
        "looked": True,
        "findings": already.found(request.authority, words),
    }
    return render(request, "applications/portal/form.html", context)


_NOT_TYPED = {"csrfmiddlewaretoken", "form_of_the_house", "leave_blank", "opened"}
