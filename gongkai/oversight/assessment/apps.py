"""考核: the room as Django knows it."""

from django.apps import AppConfig


class Assessment(AppConfig):
    """考核."""

    name = "gongkai.oversight.assessment"
    label = "assessment"
    verbose_name = "考核"
