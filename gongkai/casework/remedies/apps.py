"""救济: the room as Django knows it."""

from django.apps import AppConfig


class Remedies(AppConfig):
    """救济."""

    name = "gongkai.casework.remedies"
    label = "remedies"
    verbose_name = "行政复议诉讼"
