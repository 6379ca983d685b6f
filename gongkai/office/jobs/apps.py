"""办理中的工作: the room as Django knows it."""

from django.apps import AppConfig


class Jobs(AppConfig):
    """办理中的工作."""

    name = "gongkai.office.jobs"
    label = "jobs"
    verbose_name = "办理中的工作"
