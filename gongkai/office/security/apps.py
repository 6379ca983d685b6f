"""安全: the room as Django knows it."""

from django.apps import AppConfig


class Security(AppConfig):
    """安全."""

    name = "gongkai.office.security"
    label = "security"
    verbose_name = "安全"
