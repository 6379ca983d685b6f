"""政务服务: the room as Django knows it."""

from django.apps import AppConfig


class Services(AppConfig):
    """政务服务."""

    name = "gongkai.casework.services"
    label = "services"
    verbose_name = "政务服务"
