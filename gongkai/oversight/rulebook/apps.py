"""制度库: the room as Django knows it."""

from django.apps import AppConfig


class Rulebook(AppConfig):
    """制度库."""

    name = "gongkai.oversight.rulebook"
    label = "rulebook"
    verbose_name = "制度库"
