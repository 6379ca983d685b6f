"""建议提案: the room as Django knows it."""

from django.apps import AppConfig


class Proposals(AppConfig):
    """建议提案."""

    name = "gongkai.casework.proposals"
    label = "proposals"
    verbose_name = "建议提案"
