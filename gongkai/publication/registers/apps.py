"""登记簿: the room as Django knows it."""

from django.apps import AppConfig


class Registers(AppConfig):
    """登记簿."""

    name = "gongkai.publication.registers"
    label = "registers"
    verbose_name = "登记簿"
