"""监督检查: the room as Django knows it."""

from django.apps import AppConfig


class Supervision(AppConfig):
    """监督检查."""

    name = "gongkai.oversight.supervision"
    label = "supervision"
    verbose_name = "监督检查"
