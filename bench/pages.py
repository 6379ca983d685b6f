"""页面: processor time of this process per uncached page, middleware, queries and template together."""

from __future__ import annotations

from functools import partial

from django.test import Client, RequestFactory

from bench.ledger import Place
from bench.measures import cpu
from gongkai.casework.applications.models import Application


def pages(where: Place) -> dict[str, float]:
    """Milliseconds by page."""
    clerk = Client()
    clerk.login(request=RequestFactory().post("/desk/login/"), username="clerk", password="Bench-password-2")
    public = Client()
    closed = Application.objects.of(where.authority).filter(dossier__outcome="disclosed").latest("pk")
    addresses = {
        "desk: inbox (20 files)": (clerk, "/desk/applications/"),
        "desk: register (20 files)": (clerk, "/desk/applications/all/"),
        "desk: a file with its timeline and clock": (clerk, f"/desk/applications/{closed.dossier_id}/"),
        "portal: home": (public, f"/{where.authority.code}/"),
        "portal: how to apply": (public, f"/{where.authority.code}/ysqgk/"),
        "portal: the form": (public, f"/{where.authority.code}/ysqgk/person/"),
    }
    return {name: cpu(partial(_read, client, address)) for name, (client, address) in addresses.items()}


def _read(client: Client, address: str) -> None:
    response = client.get(address, headers={"host": "localhost"})
    if response.status_code != 200:
        raise RuntimeError(f"{address}: {response.status_code}")
