"""人员与责任: the room as Django knows it."""

from django.apps import AppConfig


class People(AppConfig):
    """人员与责任."""

    name = "gongkai.oversight.people"
    label = "people"
    verbose_name = "人员与责任"
