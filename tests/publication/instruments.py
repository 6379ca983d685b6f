"""登记样例: registered documents and signed ones, made by acts."""

from __future__ import annotations

from datetime import date

from gongkai.law.documents import CHECKS, Act, DocumentKind
from gongkai.law.grammar.flow import JSON, Step
from gongkai.law.interpretation import Form, Part
from gongkai.law.validity import InstrumentKind
from gongkai.publication.documents import acts
from gongkai.publication.documents.acts import Draft
from gongkai.publication.documents.models import Document, Instrument
from gongkai.publication.documents.validity import acts as validity
from gongkai.publication.documents.validity.acts import Registration
from gongkai.publication.interpretation import acts as interpretation
from gongkai.publication.interpretation.acts import Plan
from tests.publication.conftest import DAY, House

MADE = date(2015, 6, 1)
PLAN = Plan(
    "《示例县临时救助办法》解读",
    (Form.TEXT,),
    "王小样",
    dict.fromkeys((part.value for part in Part), "样例内容。"),
)


def registered(
    house: House,
    number: str,
    title: str = "示例县临时救助办法",
    *,
    made_on: date = MADE,
    effective_on: date | None = None,
    expires_on: date | None = None,
    published_on: date | None = MADE,
) -> Instrument:
    """An older document, entered without a workflow."""
    given = Registration(
        InstrumentKind.NORMATIVE,
        title,
        number,
        "示例县民政局",
        made_on,
        effective_on,
        expires_on,
        published_on,
        f"第一条 为做好{title[3:]}工作，制定本办法。",
    )
    return validity.register(house.people.bureau, given, on=DAY, today=DAY, by=house.people.wang)


def signed(
    house: House,
    title: str,
    text: str,
    *,
    kind: DocumentKind = DocumentKind.OTHER,
    label: dict[str, JSON] | None = None,
    section: str = "",
) -> Document:
    """A document made here, reviewed by three and signed; not published yet."""
    given = Draft(kind, title, f"<p>{text}</p>", text, section=section)
    document = acts.draft(house.people.bureau, given, on=DAY, today=DAY, by=house.people.wang)

    def take(act: Act, by: object, **details: JSON) -> None:
        acts.act(document, Step(act.value, DAY, details), today=DAY, by=by)  # type: ignore[arg-type]

    take(Act.LABEL, house.people.wang, **(label or {"attribute": "proactive"}))
    if kind is DocumentKind.NORMATIVE:
        interpretation.submit(document, PLAN, on=DAY, today=DAY, by=house.people.wang)
    take(Act.SUBMIT, house.people.wang)
    for by in (house.sun, house.qian, house.wu):
        take(Act.REVIEW, by, checks=dict.fromkeys(CHECKS, True))
    acts.sign(document, "示民发", on=DAY, today=DAY, by=house.people.li)
    return document
