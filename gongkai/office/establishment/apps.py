"""机构室: the room as Django knows it."""

from django.apps import AppConfig


class Establishment(AppConfig):
    """机构室: pages over the authorities and the journal; it has no tables."""

    name = "gongkai.office.establishment"
    label = "establishment"
    verbose_name = "机构室"
