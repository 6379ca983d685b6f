"""培训: the room as Django knows it."""

from django.apps import AppConfig


class Training(AppConfig):
    """培训."""

    name = "gongkai.oversight.training"
    label = "training"
    verbose_name = "培训"
