"""工作台: the application as Django knows it."""

from django.apps import AppConfig


class DeskConfig(AppConfig):
    """工作台: the officials' door."""

    name = "gongkai.doors.desk"
    label = "desk"
    verbose_name = "工作台"
