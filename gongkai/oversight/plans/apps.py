"""要点与任务: the room as Django knows it."""

from django.apps import AppConfig


class Plans(AppConfig):
    """要点与任务."""

    name = "gongkai.oversight.plans"
    label = "plans"
    verbose_name = "要点与任务"
