"""结构化数据: what a page says of itself to machines (JSON-LD, schema.org): who keeps the site, where one is, what is read.

It is data and no script: nothing of it is ever run, so the policy against inline scripts stands. Addresses are the
site's own, and a site without a name yet says only paths.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from markupsafe import Markup

from gongkai.web.context import House

CONTEXT = "https://schema.org"
IN_FORCE, PARTLY, NOT_IN_FORCE = (f"{CONTEXT}/{name}" for name in ("InForce", "PartiallyInForce", "NotInForce"))
FORCE = {"有效": IN_FORCE, "已修改": IN_FORCE, "部分失效": PARTLY, "失效": NOT_IN_FORCE, "废止": NOT_IN_FORCE}
"""有效性的国际说法; what is not in force yet is not in force."""


def script(data: Mapping[str, Any]) -> Markup:
    """数据块: as it stands in a page; nothing in it can end the element or begin another."""
    text = json.dumps({"@context": CONTEXT, **_said(data)}, ensure_ascii=False, separators=(",", ":"))
    safe = text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")
    return Markup(f'<script type="application/ld+json">{safe}</script>')  # noqa: S704 (escaped above)


def organization(house: House) -> Markup:
    """机关: the authority whose page it is, with where and when it can be reached."""
    return script(_organization(house) | {"url": f"{house.base}{house.zone}"})


def breadcrumbs(house: House, items: Iterable[tuple[str, str | None]], path: str) -> Markup:
    """当前位置: the way from the front page to this one."""
    listed = [
        {
            "@type": "ListItem",
            "position": place,
            "name": label,
            "item": f"{house.base}{href or path}",
        }
        for place, (label, href) in enumerate(items, start=1)
    ]
    return script({"@type": "BreadcrumbList", "itemListElement": listed})


def article(
    house: House,
    path: str,
    title: str,
    *,
    published_on: date,
    issuer: str,
    about: str = "",
    description: str = "",
    language: str = "zh-CN",
) -> Markup:
    """文章: what is no legal text: data, notices, interpretations."""
    return script(
        {
            "@type": "Article",
            "headline": title,
            "inLanguage": language,
            "datePublished": published_on.isoformat(),
            "author": {"@type": "GovernmentOrganization", "name": issuer},
            "publisher": _organization(house),
            "about": about,
            "description": description,
            "mainEntityOfPage": f"{house.base}{path}",
        }
    )


def legislation(
    house: House,
    path: str,
    title: str,
    *,
    number: str,
    published_on: date,
    made_on: date | None,
    issuer: str,
    validity: str,
) -> Markup:
    """规范性文件: with its number, its days, and whether it is in force."""
    return script(
        {
            "@type": "Legislation",
            "name": title,
            "legislationIdentifier": number,
            "legislationDate": made_on.isoformat() if made_on else "",
            "datePublished": published_on.isoformat(),
            "legislationPassedBy": {"@type": "GovernmentOrganization", "name": issuer},
            "legislationLegalForce": FORCE.get(validity, NOT_IN_FORCE if validity else ""),
            "inLanguage": "zh-CN",
            "publisher": _organization(house),
            "url": f"{house.base}{path}",
        }
    )


def _organization(house: House) -> dict[str, Any]:
    address = {"@type": "PostalAddress", "streetAddress": house.address, "postalCode": house.postcode}
    return {
        "@type": "GovernmentOrganization",
        "name": house.name or house.site_name,
        "telephone": house.phone,
        "email": house.email,
        "address": address if house.address else "",
    }


def _said(data: Mapping[str, Any]) -> dict[str, Any]:
    """Without what was left empty, at every depth."""
    return {
        name: _said(value) if isinstance(value, Mapping) else value
        for name, value in data.items()
        if value not in ("", None)
    }
