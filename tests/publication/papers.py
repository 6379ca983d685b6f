"""公文测试的积木: a document brought through its flow by acts, and somebody at the desk."""

from __future__ import annotations

from datetime import date

from django.test import Client, RequestFactory

from gongkai.law.documents import CHECKS, Act, DocumentKind, Standing
from gongkai.law.grammar.flow import JSON, Step
from gongkai.office.authorities.models import Official
from gongkai.publication.documents import acts
from gongkai.publication.documents.acts import Draft
from gongkai.publication.documents.models import Document
from gongkai.publication.documents.pasting import pasted
from tests.cast import PASSWORD
from tests.publication.conftest import DAY, House

TITLE = "关于做好2025年临时救助工作的通知"
TEXT = """关于做好2025年临时救助工作的通知
各乡镇人民政府：
为做好临时救助工作，现就有关事项通知如下。
一、救助对象
本县户籍和持有本县居住证的困难群众。
示例县民政局
2025年9月18日
（此件公开发布）"""
ALL = dict.fromkeys(CHECKS, True)


def drafted(
    house: House, text: str = TEXT, title: str = TITLE, kind: DocumentKind = DocumentKind.OTHER, section: str = "救助科"
) -> Document:
    """A draft of 王."""
    written = pasted(text)
    given = Draft(kind, title, written.body, written.text, section=section, phase="execution")
    return acts.draft(house.people.bureau, given, on=DAY, today=DAY, by=house.people.wang)


def take(document: Document, act: Act, by: Official, on: date = DAY, **details: JSON) -> Standing:
    """办理一步 on its own day."""
    return acts.act(document, Step(act.value, on, details), today=on, by=by)


def labelled(house: House, document: Document, attribute: str = "proactive") -> Document:
    """Labelled by its drafter."""
    given: dict[str, JSON] = {"attribute": attribute}
    if attribute != "proactive":
        given |= {"ground": "internal", "reason": "只涉及内部管理"}
    acts.act(document, Step(Act.LABEL.value, DAY, given), today=DAY, by=house.people.wang)
    return document


def reviewed(house: House, document: Document, checks: dict[str, JSON] | None = None) -> Document:
    """Sent and passed by 孙, 钱 and 吴."""
    take(document, Act.SUBMIT, house.people.wang)
    take(document, Act.REVIEW, house.sun)
    take(document, Act.REVIEW, house.qian, checks=checks or dict(ALL))
    take(document, Act.REVIEW, house.wu)
    return document


def signed(house: House, document: Document) -> Document:
    """Signed by 李 with the next number."""
    acts.sign(document, "示民发", on=DAY, today=DAY, by=house.people.li)
    return document


def through(house: House, attribute: str = "proactive", checks: dict[str, JSON] | None = None) -> Document:
    """From the draft to the signature."""
    text = TEXT if attribute == "proactive" else TEXT.replace("（此件公开发布）", "")
    return signed(house, reviewed(house, labelled(house, drafted(house, text), attribute), checks))


def desk(username: str) -> Client:
    """Somebody at the desk."""
    client = Client()
    assert client.login(request=RequestFactory().post("/desk/login/"), username=username, password=PASSWORD)
    return client
