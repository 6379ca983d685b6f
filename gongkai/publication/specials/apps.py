"""专题专栏: the room as Django knows it."""

from django.apps import AppConfig


class SpecialsConfig(AppConfig):
    """专题专栏."""

    name = "gongkai.publication.specials"
    label = "specials"
    verbose_name = "专题专栏"
