"""检索: the application as Django knows it."""

from django.apps import AppConfig


class SearchConfig(AppConfig):
    """检索: the search page and what belongs to it."""

    name = "gongkai.doors.search"
    label = "search"
    verbose_name = "检索"
