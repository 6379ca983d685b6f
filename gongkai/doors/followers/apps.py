"""追随者: the application as Django knows it."""

from django.apps import AppConfig


class FollowersConfig(AppConfig):
    """追随者: what follows the journal."""

    name = "gongkai.doors.followers"
    label = "followers"
    verbose_name = "追随者"
