"""出版: the application as Django knows it."""

from django.apps import AppConfig


class PressConfig(AppConfig):
    """出版: the tree of pressed pages and what is known of each."""

    name = "gongkai.engines.press"
    label = "press"
    verbose_name = "静态页"
