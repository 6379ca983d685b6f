"""政民互动: the room as Django knows it."""

from django.apps import AppConfig


class Engagement(AppConfig):
    """政民互动."""

    name = "gongkai.casework.engagement"
    label = "engagement"
    verbose_name = "政民互动"
