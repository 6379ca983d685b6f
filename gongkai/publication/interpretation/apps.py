"""政策解读: the room as Django knows it."""

from django.apps import AppConfig


class Interpretations(AppConfig):
    """政策解读."""

    name = "gongkai.publication.interpretation"
    label = "interpretation"
    verbose_name = "政策解读"
