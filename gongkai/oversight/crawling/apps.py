"""站群巡检: the room as Django knows it."""

from django.apps import AppConfig


class Crawling(AppConfig):
    """站群巡检."""

    name = "gongkai.oversight.crawling"
    label = "crawling"
    verbose_name = "站群巡检"
