"""访问统计: the room as Django knows it."""

from django.apps import AppConfig


class Visits(AppConfig):
    """访问统计."""

    name = "gongkai.office.visits"
    label = "visits"
    verbose_name = "访问统计"
