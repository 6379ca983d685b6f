"""门户: the application as Django knows it."""

from django.apps import AppConfig


class PortalConfig(AppConfig):
    """门户: the public's door."""

    name = "gongkai.doors.portal"
    label = "portal"
    verbose_name = "门户"
