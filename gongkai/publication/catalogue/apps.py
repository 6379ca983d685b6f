"""目录: the room as Django knows it."""

from django.apps import AppConfig


class Catalogue(AppConfig):
    """目录."""

    name = "gongkai.publication.catalogue"
    label = "catalogue"
    verbose_name = "目录"
