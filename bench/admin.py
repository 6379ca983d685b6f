"""同行：Django管理后台: the same lists as a desk has them, by the list every Django project has for nothing.

Registered here and nowhere else. It shows the same columns of the same twenty rows and has no filters, which is to its advantage.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.template import engines

from gongkai.casework.applications import queries as applications
from gongkai.casework.engagement.tickets import queries as tickets
from gongkai.casework.engagement.tickets.models import Ticket
from gongkai.office.authorities.models import Official
from gongkai.office.journal.models import Dossier

PAGE = 20
if TYPE_CHECKING:
    _ModelAdmin = admin.ModelAdmin[Any]
else:
    _ModelAdmin = admin.ModelAdmin


class _Site(admin.AdminSite):
    """Whoever holds an office is let in."""

    def has_permission(self, request: HttpRequest) -> bool:
        return isinstance(request.user, Official)


class _Read(_ModelAdmin):
    """A list to be read, twenty rows to a page, drawn by Django's own engine."""

    list_per_page = PAGE
    actions = None

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        vars(self)["change_list_template"] = engines["admin"].get_template("admin/change_list.html")
        return super().changelist_view(request, extra_context)

    def has_view_permission(self, request: HttpRequest, obj: object = None) -> bool:
        return True

    def has_module_permission(self, request: HttpRequest) -> bool:
        return True

    has_add_permission = has_change_permission = has_delete_permission = lambda *_: False


class Tickets(_Read):
    """留言."""

    list_display = ("number", "title", "source", "kind", "unit", "state", "received_on", "due_on", "sealed")
    ordering = ("timeliness", "term_on", "pk")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Ticket]:
        rows = Ticket.objects.of(vars(request)["authority"])
        return tickets.for_a_list(tickets.urgent_first(rows))

    def number(self, row: Ticket) -> str:
        """编号."""
        return row.dossier.number

    def title(self, row: Ticket) -> str:
        """标题."""
        return row.dossier.title

    def state(self, row: Ticket) -> str:
        """状态."""
        return row.dossier.state

    def received_on(self, row: Ticket) -> object:
        """受理日."""
        return row.dossier.received_on

    def due_on(self, row: Ticket) -> object:
        """到期日."""
        return row.dossier.due_on


class Files(_Read):
    """申请案卷: the register, the newest first."""

    list_display = ("number", "subject", "opened_on", "received_on", "state", "outcome", "closed_on")
    ordering = ("-opened_on", "-id")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Dossier]:
        return applications.register(vars(request)["authority"])

    def subject(self, row: Dossier) -> str:
        """申请事项."""
        return row.application.subject


SITE = _Site(name="bench")
SITE.register(Ticket, Tickets)
SITE.register(Dossier, Files)
TICKETS = "/desk/admin/engagement/ticket/"
FILES = "/desk/admin/journal/dossier/"
