"""公文: the room as Django knows it."""

from django.apps import AppConfig


class Documents(AppConfig):
    """公文."""

    name = "gongkai.publication.documents"
    label = "documents"
    verbose_name = "公文"
