"""站点: the room as Django knows it."""

from django.apps import AppConfig


class Sites(AppConfig):
    """站点."""

    name = "gongkai.office.sites"
    label = "sites"
    verbose_name = "站点"
