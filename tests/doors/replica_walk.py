"""副本的一遍: run in an installation of its own; says in JSON which database each kind of request was answered from.

The copy of the database calls the authority by another name, so that a page shows where it was read.
"""

from __future__ import annotations

import json
import os
import sys
from typing import Any

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "gongkai.settings"
django.setup()

from django.db import connections  # noqa: E402
from django.test import Client  # noqa: E402

from gongkai.doors import replicas  # noqa: E402
from gongkai.office.notices.leases import take  # noqa: E402
from gongkai.web import clock  # noqa: E402

PAGE = "/shili/"


def where(client: Client, page: str = PAGE, **headers: Any) -> str:
    replicas._copy.asked = -replicas.ASKED_EVERY
    answer = client.get(page, headers={"host": "localhost"}, **headers)
    assert answer.status_code == 200, answer.status_code
    said = answer.content.decode()
    return "副本" if "副本县" in said else "主库" if "示例县" in said else "都不是"


def main() -> None:
    told: dict[str, str] = {"无人值守": where(Client())}
    take("work", "甲机", clock.now())
    for line in sys.stdin:  # the one who keeps the copy says when it has come up to here
        told[line.strip()] = where(Client())
        if line.strip() == "跟上":
            told["查询"] = where(Client(), PAGE + "?q=1")
            sent = Client()
            sent.post("/shili/ysqgk/", headers={"host": "localhost"})
            told["刚提交过"] = where(sent)
            with_session = Client()
            with_session.cookies["sessionid"] = "x" * 32
            told["有会话"] = where(with_session)
        print(json.dumps(told, ensure_ascii=False), flush=True)
        connections.close_all()


if __name__ == "__main__":
    main()
