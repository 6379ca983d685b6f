"""机关与人员: the application as Django knows it."""

from django.apps import AppConfig


class AuthoritiesConfig(AppConfig):
    """机关与人员: who acts."""

    name = "gongkai.office.authorities"
    verbose_name = "机关与人员"
