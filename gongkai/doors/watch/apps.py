"""看护: the application as Django knows it."""

from django.apps import AppConfig


class Watch(AppConfig):
    """看护."""

    name = "gongkai.doors.watch"
    label = "watch"
    verbose_name = "运行状况"
