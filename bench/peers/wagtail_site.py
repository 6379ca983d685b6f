"""同行：Wagtail: a county of so many documents; milliseconds of processor for list, detail, search and a form that is sent.

Run by a Python that has Wagtail, the site lying in the folder ``BENCH_WAGTAIL``: ``python -m bench.peers.wagtail_site 10000``.
"""

# mypy: ignore-errors

from __future__ import annotations

import json
import os
import sys
from functools import partial
from pathlib import Path

import django
from django.conf import settings
from django.core.management import call_command

from bench.peers.wagtail import SEARCHED

WORDS = ("救助", "低保", "耕地", "医保", "招生", "供水", "林草", "养老", "扶贫", "就业", "住房", "审批", "环保", "交通")
LINES = 20
SEARCH = "/search/?q=%E6%95%91%E5%8A%A9"
FAR = 1_000_000_000
"""So far from the keys the search has given that none is given twice."""
SENT = {
    "name": "陈样例",
    "identity": "居民身份证",
    "identity_number": "110101190001010014",
    "phone": "13900000000",
    "address": "示例县样本路1号",
    "description": "示例县2024年农村道路养护资金的分配结果",
    "carrier": "电子",
    "delivery": "网上",
}
APPS = ["search", "users", "images", "documents", "sites", "snippets", "embeds", "admin"]


def configure(folder: Path, *, anew: bool = True) -> None:
    """A plain site: SQLite, the middleware of the project template, Wagtail's search in the database; empty where made anew."""
    settings.configure(
        SECRET_KEY="for a measurement only",
        ALLOWED_HOSTS=["localhost", "127.0.0.1"],
        INSTALLED_APPS=[
            "bench.peers.county",
            "wagtail.contrib.forms",
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
    sys.path.insert(0, str(folder))
    if not anew:
        return
    (folder / "county_migrations").mkdir()
    (folder / "county_migrations" / "__init__.py").touch()
    django.setup()
    call_command("makemigrations", "county", verbosity=0)
    call_command("migrate", verbosity=0)


def filled(rows: int) -> tuple[object, object]:
    """A column with its documents, and the page with the form. The first document comes in as an editor would have it; the rest
    are copied from it by the database, each with its own title, address and words, as an import by hand would do it.
    """
    from django.db import connection
    from wagtail.models import Site

    from bench.peers.county.models import ColumnPage, DocumentPage, FormPage, fields

    root = Site.objects.get().root_page
    column = root.add_child(instance=ColumnPage(title="文件", slug="wj"))
    form = root.add_child(instance=FormPage(title="依申请公开", slug="ysqgk"))
    for field in fields(form):
        field.save()
    first = column.add_child(
        instance=DocumentPage(
            title="第0号通知",
            slug="d0",
            number="示政发〔2018〕0号",
            index_number="G0000000",
            issuer="示例县人民政府",
            theme=WORDS[0],
            published_on="2018-01-01",
            body="<p>救助工作由低保部门牵头。</p>" * LINES,
        )
    )
    call_command("update_index", verbosity=0)
    connection.ensure_connection()
    for name, told in (("under", partial(_under, column.path)), ("title", _title), ("body", _body), ("cut", _cut)):
        connection.connection.create_function(name, 1, told, deterministic=True)
    with connection.cursor() as cursor:
        for statement in _pour(first, rows):
            cursor.execute(statement)
    return column, form


def _pour(document: object, rows: int) -> list[str]:
    """The statements that make of the first document ``rows`` of them."""
    first = document.pk
    numbers = f"WITH RECURSIVE numbers(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < {rows - 1}) "
    page = {
        "id": f"{first} + n",
        "path": "under(n + 1)",
        "title": "title(n)",
        "draft_title": "title(n)",
        "slug": "'d' || n",
        "url_path": f"'{document.url_path.removesuffix('0/')}' || n || '/'",
        "translation_key": "lower(hex(randomblob(16)))",
    }
    told = {
        "page_ptr_id": f"{first} + n",
        "number": "'示政发〔2018〕' || n || '号'",
        "index_number": "printf('G%07d', n)",
        "published_on": "date('2018-01-01', (n % 365) || ' days')",
        "body": "body(n)",
    }
    found = {"id": f"{FAR} + n", "object_id": f"{first} + n", "title": "cut(title(n))", "body": "cut(body(n))"}
    return [
        _copied("wagtailcore_page", page, f"id = {first}", numbers),
        _copied("county_documentpage", told, f"page_ptr_id = {first}", numbers),
        _copied("wagtailsearch_indexentry", found | {"autocomplete": "''"}, f"object_id = '{first}'", numbers),
        f"UPDATE wagtailcore_page SET numchild = {rows} WHERE slug = 'wj'",
        "ANALYZE",
    ]


def _copied(table: str, changed: dict[str, str], which: str, numbers: str) -> str:
    from django.db import connection

    with connection.cursor() as cursor:
        columns = [each.name for each in connection.introspection.get_table_description(cursor, table)]
    values = ", ".join(changed.get(column, f'"{column}"') for column in columns)
    into = ", ".join(f'"{column}"' for column in columns)
    return f"INSERT INTO {table} ({into}) {numbers} SELECT {values} FROM {table}, numbers WHERE {which}"


def _under(parent: str, place: int) -> str:
    """The path of a child as the tree of pages writes it: four places of base 36."""
    told = ""
    for _ in range(4):
        place, digit = divmod(place, 36)
        told = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"[digit] + told
    return parent + told


def _two(number: int) -> tuple[str, str]:
    return WORDS[number % len(WORDS)], WORDS[number // 7 % len(WORDS)]


def _title(number: int) -> str:
    return "关于做好{}和{}工作的第{}号通知".format(*_two(number), number)


def _body(number: int) -> str:
    return "<p>{}工作由{}部门牵头。</p>".format(*_two(number)) * LINES


def _cut(text: str) -> str:
    """Its search takes a row of Chinese for one word, and would find nothing: the words are cut for it."""
    for word in WORDS:
        text = text.replace(word, f" {word} ")
    return text.replace("<p>", " ").replace("</p>", " ")


def main() -> None:
    """Fill, ask, tell: list, detail, form, and search where there are not too many; in milliseconds."""
    rows = int(sys.argv[1])
    configure(Path(os.environ["BENCH_WAGTAIL"]))
    column, form = filled(rows)
    from django.test import Client

    from bench.measures import within
    from bench.peers.county.models import DocumentPage

    client = Client(HTTP_HOST="localhost")
    addresses = (column.url, DocumentPage.objects.latest("pk").url)
    told = [within(partial(_read, client, address)) for address in addresses]
    told.append(within(partial(_send, client, form.url)))
    if rows <= SEARCHED:
        if "共0条" in client.get(SEARCH).content.decode():
            raise RuntimeError("the search found nothing")
        told.append(within(partial(_read, client, SEARCH)))
    sys.stdout.write(json.dumps(told) + "\n")


def _read(client: object, address: str) -> None:
    response = client.get(address)
    if response.status_code != 200:
        raise RuntimeError(f"{address}: {response.status_code}")


def _send(client: object, address: str) -> None:
    """The form as a citizen fills it in, the same fields as ours."""
    response = client.post(address, SENT)
    if response.status_code != 200 or "已经提交" not in response.content.decode():
        raise RuntimeError(f"{address}: {response.status_code}")


if __name__ == "__main__":
    main()
