"""墙: the Django application of the shells, the components and the limits."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    """墙: labelled ``web``."""

    name = "gongkai.web"
    label = "web"
    verbose_name = "页面"
    default_auto_field = "django.db.models.BigAutoField"
