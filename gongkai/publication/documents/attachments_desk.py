"""附件的页面: the files of a document with what was found in each; uploading, downloading, taking away."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from gongkai.law.attachments import objection_to_attaching, objection_to_detaching
from gongkai.law.grammar.flow import Role
from gongkai.office.authorities.guards import DeskRequest, own, readable_rows, role
from gongkai.office.journal import access
from gongkai.publication.documents import attachments, queries
from gongkai.publication.documents.models import Document, StoredFile
from gongkai.web import clock
from gongkai.web.forms import Form, posted
from gongkai.web.uploads import DOC, DOCX, JPG, OFD, PDF, PNG, TXT, XLSX, UploadField

STAFF = ("handler", "reviewer", "secrecy_reviewer", "signer", "publisher")
KINDS = (PDF, DOCX, XLSX, OFD, PNG, JPG, TXT, DOC)


class AttachForm(Form):
    """上传附件."""

    seen = forms.IntegerField(widget=forms.HiddenInput)
    file = UploadField(label="文件", kinds=KINDS, megabytes=settings.UPLOAD_MEGABYTES)
    original = forms.BooleanField(
        label="这是原件（全真版）", required=False, help_text="已签发、盖章的版式文件；正文之外的附件不要勾选"
    )

    def clean(self) -> dict[str, Any]:
        """An old Word file is taken as an original only: nobody can look into it, and not everybody can open it."""
        cleaned = super().clean() or {}
        field = self.fields["file"]
        if isinstance(field, UploadField) and field.kind == DOC and not cleaned.get("original"):
            self.add_error("file", "旧版Word文件（doc）只能作为原件上传；附件请另存为docx或者PDF")
        return cleaned


class DetachForm(Form):
    """撤下附件."""

    seen = forms.IntegerField(widget=forms.HiddenInput)
    reason = forms.CharField(label="撤下的理由", max_length=200, widget=forms.Textarea(attrs={"rows": 2}))


def _document(request: DeskRequest, key: int) -> Document:
    rows = readable_rows(request, Document.objects.all())
    return get_object_or_404(rows.select_related("dossier__authority"), dossier_id=key)


def _file(document: Document, key: int) -> StoredFile:
    return get_object_or_404(attachments.files(document).select_related("document__dossier__authority"), pk=key)


@role(*STAFF)
def files(request: DeskRequest, document: int) -> HttpResponse:
    """附件: every file of a document; on posting, one more."""
    record = _document(request, document)
    form = AttachForm(
        posted(request, seen=record.dossier.version), request.FILES or None, initial={"seen": record.dossier.version}
    )
    if request.method == "POST" and _may_write(request, record) and form.is_valid():
        return _attach(request, record, form)
    state = queries.standing(record).state
    context = {
        "document": record,
        "dossier": record.dossier,
        "state": state,
        "files": attachments.files(record).select_related("by"),
        "missing": attachments.missing_files(record),
        "form": form if request.method == "POST" or not objection_to_attaching(state, original=True) else None,
        "objection": objection_to_attaching(state, original=False),
        "may_write": _is_handler(request, record),
        "may_detach": _is_handler(request, record) and objection_to_detaching(state) is None,
    }
    return render(request, "documents/desk/attachments.html", context)


def _is_handler(request: DeskRequest, record: Document) -> bool:
    return Role.HANDLER in request.roles and record.authority_id == request.authority.pk


def _may_write(request: DeskRequest, record: Document) -> bool:
    own(request, record)
    if Role.HANDLER not in request.roles:
        raise PermissionDenied("上传附件需要经办人职责，您目前没有。")
    return True


def _attach(request: DeskRequest, record: Document, form: AttachForm) -> HttpResponse:
    field = form.fields["file"]
    assert isinstance(field, UploadField) and field.kind is not None  # noqa: S101 (the form is valid)
    today = clock.today()
    file = attachments.attach(
        record,
        form.cleaned_data["file"],
        field.kind,
        original=form.cleaned_data["original"],
        on=today,
        today=today,
        by=request.official,
        seen=form.cleaned_data["seen"],
    )
    if file.warnings:
        messages.warning(request, f"“{file.name}”已上传，检查发现{len(file.warnings)}项须核对，见列表")
    else:
        messages.success(request, f"“{file.name}”已上传，检查没有发现问题")
    return redirect("documents:files", record.dossier_id)


@require_safe
@role(*STAFF)
def file_download(request: DeskRequest, document: int, file: int) -> HttpResponseBase:
    """下载附件: entered in the access log."""
    record = _document(request, document)
    found = _file(record, file)
    response = attachments.as_download(found)
    access.download(request.official, record.authority, f"附件“{found.name}”", record.dossier)
    return response


@role("handler")
def file_detach(request: DeskRequest, document: int, file: int) -> HttpResponse:
    """撤下附件: with its reason, while the document is drafted."""
    record = own(request, _document(request, document))
    found = _file(record, file)
    form = DetachForm(posted(request, seen=record.dossier.version), initial={"seen": record.dossier.version})
    if form.is_valid():
        today = clock.today()
        told = form.cleaned_data
        attachments.detach(found, on=today, today=today, by=request.official, reason=told["reason"], seen=told["seen"])
        messages.success(request, f"“{found.name}”已撤下")
        return redirect("documents:files", record.dossier_id)
    context = {
        "document": record,
        "dossier": record.dossier,
        "file": found,
        "form": form,
        "objection": objection_to_detaching(queries.standing(record).state),
    }
    return render(request, "documents/desk/detach.html", context)
