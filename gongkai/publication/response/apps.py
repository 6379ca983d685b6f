"""回应关切: the room as Django knows it."""

from django.apps import AppConfig


class Responses(AppConfig):
    """回应关切."""

    name = "gongkai.publication.response"
    label = "response"
    verbose_name = "回应关切"
