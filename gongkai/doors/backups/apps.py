"""备份: the application as Django knows it."""

from django.apps import AppConfig


class BackupsConfig(AppConfig):
    """备份: commands, and no table: what is kept of a backup stands in the backup."""

    name = "gongkai.doors.backups"
    label = "backups"
    verbose_name = "备份"
