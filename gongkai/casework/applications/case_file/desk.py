"""案卷导出页面: choose what goes along, then take the bound file or the package away; each is an entry of the access log."""

from __future__ import annotations

from tempfile import TemporaryFile
from urllib.parse import quote

from django import forms
from django.http import FileResponse, Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from gongkai.casework.applications.admitted import own_file
from gongkai.casework.applications.case_file.compiling import compiled, pack
from gongkai.casework.applications.case_file.pieces import Options
from gongkai.law.grammar.flow import Role
from gongkai.office.authorities.guards import DeskRequest, asks_again, role
from gongkai.office.journal import access
from gongkai.web import clock
from gongkai.web.forms import Form

MAY_EXPORT = ("handler", "reviewer", "signer")
SEES_THE_LOG = frozenset({Role.REVIEWER, Role.INSPECTOR, Role.AUDITOR, Role.AUDIT_ADMINISTRATOR})
"""可附查阅日志者: who looked is told to those who answer for the file and those who supervise it."""
_KINDS = {"pdf": "application/pdf", "zip": "application/zip"}


class ExportForm(Form):
    """导出选项."""

    third_parties = forms.BooleanField(label="附第三方个人信息", required=False, help_text="向公众提供或者不需要时不附")
    opinions = forms.BooleanField(label="附内部拟办意见", required=False)
    log = forms.BooleanField(label="附查阅日志", required=False)

    def options(self, *, may_see_log: bool) -> Options:
        """选项: a log that may not be seen is not taken along."""
        given = self.cleaned_data
        return Options(given["third_parties"], given["opinions"], given["log"] and may_see_log)


@require_safe
@role(*MAY_EXPORT)
def case_file(request: DeskRequest, pk: int) -> HttpResponse:
    """案卷导出."""
    application = own_file(request, pk)
    context = {
        "application": application,
        "dossier": application.dossier,
        "form": ExportForm(),
        "may_see_log": bool(SEES_THE_LOG & request.roles),
    }
    return render(request, "applications/desk/case_file.html", context)


@require_safe
@asks_again(reading=True)
@role(*MAY_EXPORT)
def export(request: DeskRequest, pk: int, carrier: str) -> HttpResponseBase:
    """导出案卷: as one PDF, or packed with the originals; streamed from the disk."""
    application = own_file(request, pk)
    form = ExportForm(request.GET)
    if carrier not in _KINDS or not form.is_valid():
        raise Http404
    options = form.options(may_see_log=bool(SEES_THE_LOG & request.roles))
    what = f"导出案卷（{carrier}，{'附' if options.third_parties else '不附'}第三方个人信息）"
    access.download(request.official, application.authority, what, application.dossier)
    today = clock.today()
    out = TemporaryFile()  # noqa: SIM115 (the response closes it)
    with compiled(application, options, made_on=today) as found:
        if carrier == "zip":
            pack(application, found, out, made_on=today)
        else:
            with found.bound.open("rb") as bound:
                while chunk := bound.read(1024 * 1024):
                    out.write(chunk)
    out.seek(0)
    response = FileResponse(out, content_type=_KINDS[carrier])
    name = quote(f"{application.dossier.number}案卷.{carrier}", safe="")
    plain = f"case-file-{pk}.{carrier}"
    response.headers["Content-Disposition"] = f"attachment; filename=\"{plain}\"; filename*=UTF-8''{name}"
    return response
