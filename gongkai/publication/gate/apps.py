"""公开前筛查: the room as Django knows it."""

from django.apps import AppConfig


class Gate(AppConfig):
    """公开前筛查."""

    name = "gongkai.publication.gate"
    label = "gate"
    verbose_name = "公开前筛查"
