"""场地的设置: the house's own, and beside it what is measured in the same process: an empty page and Django's admin.

The middlewares are the house's, to the last. The admin's templates are drawn by Django's own engine, which knows no other folder.
"""

from __future__ import annotations

from pathlib import Path

from django.contrib import admin

from gongkai.settings import *  # noqa: F403
from gongkai.settings import INSTALLED_APPS as _APPS
from gongkai.settings import TEMPLATES as _TEMPLATES

ADMIN = "admin"
INSTALLED_APPS = [*_APPS, "django.contrib.admin.apps.SimpleAdminConfig"]
MIGRATION_MODULES = {"admin": None}  # nothing is changed through it, so it keeps no log
ROOT_URLCONF = "bench.urls"
TEMPLATES = [
    *_TEMPLATES,
    {
        "NAME": ADMIN,
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [Path(admin.__file__).parent / "templates"],
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ]
        },
    },
]
