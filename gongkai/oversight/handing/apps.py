"""交接: the room as Django knows it."""

from django.apps import AppConfig


class Handing(AppConfig):
    """交接."""

    name = "gongkai.oversight.handing"
    label = "handing"
    verbose_name = "交接"
