"""数据目录: the registers of an authority as a catalogue other machines can read (DCAT in JSON-LD)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.urls import reverse

from gongkai.law.grammar.kinds import Kind
from gongkai.office.authorities.models import Authority
from gongkai.publication.registers.asking.figures import MEANS
from gongkai.publication.registers.asking.index import Kept

CONTEXT = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "登记簿": "urn:gongkai:registers:",
}
FORMS = (
    ("csv", "text/csv"),
    ("json", "application/json"),
    ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
)


def catalogue(authority: Authority, rows: Iterable[Kept], changed: dict[str, date], base: str) -> dict[str, Any]:
    """数据目录: each register with its basis, limit, unit, number and where to get it; ``changed`` is the last day of each."""
    own = f"{base}{reverse('registers:catalogue', args=[authority.code])}"
    publisher = {"@type": "foaf:Organization", "foaf:name": authority.name}
    terms = f"{base}{reverse('registers:terms', args=[authority.code])}"
    return {
        "@context": CONTEXT,
        "@id": own,
        "@type": "dcat:Catalog",
        "dct:title": f"{authority.name}登记簿",
        "dct:language": "zh-CN",
        "dct:publisher": publisher,
        "dct:license": terms,
        "登记簿:变更数据": f"{base}{reverse('registers:changes', args=[authority.code])}",
        "dcat:dataset": [_dataset(authority, each, changed.get(each.kind.key), base, terms) for each in rows],
    }


def _dataset(authority: Authority, kept: Kept, changed: date | None, base: str, terms: str) -> dict[str, Any]:
    kind, page = kept.kind, reverse("registers:register", args=[authority.code, kept.kind.key])
    return {
        "@id": f"{base}{page}",
        "@type": "dcat:Dataset",
        "dct:identifier": f"{authority.code}/{kind.key}",
        "dct:title": kind.label,
        "dct:description": f"{authority.name}的{kind.label}。{MEANS[kind.measure]}",
        "dct:license": terms,
        "dct:modified": f"{changed:%Y-%m-%d}" if changed else None,
        "dct:publisher": {"@type": "foaf:Organization", "foaf:name": kept.unit or authority.name},
        "dcat:landingPage": f"{base}{page}",
        "登记簿:依据": str(kind.basis),
        "登记簿:公开时限": kind.limit,
        "登记簿:口径": kind.measure.label,
        "登记簿:条数": kept.number,
        "登记簿:字段": _fields(kind),
        "dct:conformsTo": f"{base}{reverse('registers:schema', args=[authority.code, kind.key])}",
        "dcat:distribution": [
            {
                "@type": "dcat:Distribution",
                "dcat:mediaType": media,
                "dcat:downloadURL": f"{base}{reverse(f'registers:register_{form}', args=[authority.code, kind.key])}",
            }
            for form, media in FORMS
        ],
    }


def _fields(kind: Kind) -> list[str]:
    return [each.heading for each in kind.shown]
