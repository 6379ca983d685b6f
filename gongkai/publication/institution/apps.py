"""机构和领导: the room as Django knows it."""

from django.apps import AppConfig


class InstitutionConfig(AppConfig):
    """机构和领导."""

    name = "gongkai.publication.institution"
    label = "institution"
    verbose_name = "机构和领导"
