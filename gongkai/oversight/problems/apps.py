"""顽疾清单: the room as Django knows it."""

from django.apps import AppConfig


class Problems(AppConfig):
    """顽疾清单."""

    name = "gongkai.oversight.problems"
    label = "problems"
    verbose_name = "顽疾清单"
