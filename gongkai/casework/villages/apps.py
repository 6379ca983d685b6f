"""村级门户: the room as Django knows it."""

from django.apps import AppConfig


class Villages(AppConfig):
    """村级门户."""

    name = "gongkai.casework.villages"
    label = "villages"
    verbose_name = "村级门户"
