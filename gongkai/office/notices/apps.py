"""信使: the application as Django knows it."""

from django.apps import AppConfig


class NoticesConfig(AppConfig):
    """信使: the outbox."""

    name = "gongkai.office.notices"
    verbose_name = "信使"
