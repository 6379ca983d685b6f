"""年度报告: the room as Django knows it."""

from django.apps import AppConfig


class Reports(AppConfig):
    """统计和年度报告."""

    name = "gongkai.oversight.reports"
    label = "reports"
    verbose_name = "统计和年度报告"
