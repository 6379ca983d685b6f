"""依申请公开: the room as Django knows it."""

from django.apps import AppConfig


class Applications(AppConfig):
    """依申请公开."""

    name = "gongkai.casework.applications"
    label = "applications"
    verbose_name = "依申请公开"
