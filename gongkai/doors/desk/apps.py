"""工作台: the application as Django knows it."""

from typing import Any

from django.apps import AppConfig
from django.contrib.auth.signals import user_logged_in


class DeskConfig(AppConfig):
    """工作台: the officials' door."""

    name = "gongkai.doors.desk"
    label = "desk"
    verbose_name = "工作台"

    def ready(self) -> None:
        """Whoever has just logged in has just given the password, by whatever way they came in."""
        user_logged_in.connect(_note_the_password, dispatch_uid="gongkai.doors.desk")


def _note_the_password(*, request: Any, **_: Any) -> None:
    from gongkai.doors.desk.again import remember

    if request is not None and hasattr(request, "session"):
        remember(request)
