"""同行：Wagtail: makes a county of so many documents and prints milliseconds of processor for list, detail and search.

Run by a Python that has Wagtail, from the root of the project: ``python -m bench.peers.wagtail_site 10000``.
"""

# mypy: ignore-errors

from __future__ import annotations

import json
import sys
import tempfile
from datetime import date, timedelta
from functools import partial
from pathlib import Path

import django
from django.conf import settings
from django.core.management import call_command

WORDS = ("救助", "低保", "耕地", "医保", "招生", "供水", "林草", "养老", "扶贫", "就业", "住房", "审批", "环保", "交通")
APPS = ["search", "users", "images", "documents", "sites", "snippets", "embeds", "admin"]


def configure(folder: Path) -> None:
    """A plain site: SQLite, the middleware of the project template, Wagtail's search in the database."""
    settings.configure(
        SECRET_KEY="for a measurement only",
        ALLOWED_HOSTS=["localhost"],
        INSTALLED_APPS=[
            "bench.peers.county",
            *(f"wagtail.{app}" for app in APPS),
            "wagtail",
            "modelcluster",
            "taggit",
            "django.contrib.admin",
            "django.contrib.auth",
            "django.contrib.contenttypes",
            "django.contrib.sessions",
            "django.contrib.messages",
            "django.contrib.staticfiles",
        ],
        MIDDLEWARE=[
            "django.middleware.security.SecurityMiddleware",
            "django.contrib.sessions.middleware.SessionMiddleware",
            "django.middleware.common.CommonMiddleware",
            "django.middleware.csrf.CsrfViewMiddleware",
            "django.contrib.auth.middleware.AuthenticationMiddleware",
            "django.contrib.messages.middleware.MessageMiddleware",
            "django.middleware.clickjacking.XFrameOptionsMiddleware",
        ],
        ROOT_URLCONF="bench.peers.wagtail_urls",
        TEMPLATES=[
            {
                "BACKEND": "django.template.backends.django.DjangoTemplates",
                "APP_DIRS": True,
                "OPTIONS": {
                    "context_processors": [
                        "django.template.context_processors.request",
                        "django.contrib.auth.context_processors.auth",
                        "django.contrib.messages.context_processors.messages",
                    ]
                },
            }
        ],
        DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": folder / "wagtail.sqlite3"}},
        DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
        WAGTAIL_SITE_NAME="示例县",
        WAGTAILADMIN_BASE_URL="http://localhost",
        WAGTAILSEARCH_BACKENDS={"default": {"BACKEND": "wagtail.search.backends.database"}},
        MIGRATION_MODULES={"county": "county_migrations"},
        STATIC_URL="/static/",
        USE_TZ=True,
        LANGUAGE_CODE="zh-hans",
    )
    (folder / "county_migrations").mkdir()
    (folder / "county_migrations" / "__init__.py").touch()
    sys.path.insert(0, str(folder))
    django.setup()
    call_command("makemigrations", "county", verbosity=0)
    call_command("migrate", verbosity=0)


def filled(rows: int) -> object:
    """A column and its documents, by one bulk insert of each table, as an import by hand would do it."""
    from django.db import transaction
    from wagtail.models import Site

    from bench.peers.county.models import ColumnPage, DocumentPage

    root = Site.objects.get().root_page
    column = root.add_child(instance=ColumnPage(title="文件", slug="wj"))
    with transaction.atomic():
        for number in range(rows):
            one, two = WORDS[number % len(WORDS)], WORDS[(number // 7) % len(WORDS)]
            column.add_child(
                instance=DocumentPage(
                    title=f"关于做好{one}和{two}工作的第{number}号通知",
                    slug=f"d{number}",
                    number=f"示政发〔2018〕{number}号",
                    index_number=f"G{number:07d}",
                    issuer="示例县人民政府",
                    theme=one,
                    published_on=date(2018, 1, 1) + timedelta(number % 365),
                    body=f"<p>{one}工作由{two}部门牵头。</p>" * 20,
                )
            )
    call_command("update_index", verbosity=0)
    return column


def main() -> None:
    """Fill, ask, tell."""
    rows = int(sys.argv[1])
    with tempfile.TemporaryDirectory() as folder:
        configure(Path(folder))
        column = filled(rows)
        from django.test import Client

        from bench.measures import cpu
        from bench.peers.county.models import DocumentPage

        client = Client(HTTP_HOST="localhost")
        addresses = {
            "list": column.url,
            "detail": DocumentPage.objects.latest("pk").url,
            "search": "/search/?q=%E6%95%91%E5%8A%A9",
        }
        found = {name: cpu(partial(_read, client, address), 15) for name, address in addresses.items()}
        sys.stdout.write(json.dumps(found) + "\n")


def _read(client: object, address: str) -> None:
    response = client.get(address)
    if response.status_code != 200:
        raise RuntimeError(f"{address}: {response.status_code}")


if __name__ == "__main__":
    main()
