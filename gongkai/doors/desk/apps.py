"""工作台: the application as Django knows it."""

from importlib import import_module

from django.apps import AppConfig


class DeskConfig(AppConfig):
    """工作台: the officials' door."""

    name = "gongkai.doors.desk"
    label = "desk"
    verbose_name = "工作台"

    def ready(self) -> None:
        """Whoever logs in is noted as having given the password, by whatever way they come in and from the first on."""
        import_module("gongkai.doors.desk.again")
