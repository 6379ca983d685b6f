"""同行的页: a column with its documents, as the handbook of Wagtail would have one written."""

# mypy: ignore-errors

from __future__ import annotations

from django.core.paginator import Paginator
from django.db import models
from django.shortcuts import render
from modelcluster.fields import ParentalKey
from wagtail.contrib.forms.models import AbstractForm, AbstractFormField
from wagtail.models import Page
from wagtail.search import index

MANY = 20


class DocumentPage(Page):
    """A document: what our own content has that its page shows."""

    number = models.CharField(max_length=60, blank=True)
    index_number = models.CharField(max_length=60)
    issuer = models.CharField(max_length=100)
    theme = models.CharField(max_length=20, blank=True)
    published_on = models.DateField()
    body = models.TextField()

    search_fields = [*Page.search_fields, index.SearchField("body"), index.SearchField("number")]
    template = "county/document.html"


class ColumnPage(Page):
    """A column: its documents, the newest first, twenty to a page; with words, what is found by them."""

    template = "county/column.html"

    def get_context(self, request):
        """The page of the list, or of what was found."""
        context = super().get_context(request)
        rows = DocumentPage.objects.child_of(self).live().order_by("-published_on", "-pk")
        context["page_of_rows"] = Paginator(rows, MANY).get_page(request.GET.get("page"))
        return context


class FormField(AbstractFormField):
    """A field of a form an editor has put together."""

    page = ParentalKey("FormPage", on_delete=models.CASCADE, related_name="form_fields")


class FormPage(AbstractForm):
    """A form for citizens; what is sent is kept with it."""

    template = "county/form.html"
    landing_page_template = "county/sent.html"


def fields(page):
    """The fields of an application: six lines of text and two choices."""
    told = (
        *(("name", "singleline", ""), ("identity", "dropdown", "居民身份证,其他")),
        *(("identity_number", "singleline", ""), ("phone", "singleline", ""), ("address", "singleline", "")),
        *(
            ("description", "multiline", ""),
            ("carrier", "dropdown", "电子,纸质"),
            ("delivery", "dropdown", "网上,邮寄"),
        ),
    )
    return [
        FormField(page=page, sort_order=place, label=name, clean_name=name, field_type=kind, choices=choices)
        for place, (name, kind, choices) in enumerate(told)
    ]


def search(request):
    """The search view of Wagtail's own project template."""
    found = DocumentPage.objects.live().search(request.GET.get("q", ""))
    return render(request, "county/found.html", {"page_of_rows": Paginator(found, MANY).get_page(1)})
