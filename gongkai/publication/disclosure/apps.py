"""主动公开: the room as Django knows it."""

from django.apps import AppConfig


class Disclosure(AppConfig):
    """主动公开."""

    name = "gongkai.publication.disclosure"
    label = "disclosure"
    verbose_name = "主动公开"
