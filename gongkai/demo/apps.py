"""示例数据: the application as Django knows it; it has no tables of its own."""

from django.apps import AppConfig


class DemoConfig(AppConfig):
    """示例数据: five places, so that a newcomer sees the house inhabited."""

    name = "gongkai.demo"
    label = "demo"
    verbose_name = "示例数据"
