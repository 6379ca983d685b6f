"""走完一件: the acts that lead an application to an outcome, each on its own day, by who may take them."""

from __future__ import annotations

import json
from datetime import date, timedelta

from gongkai.casework.applications import letters
from gongkai.casework.applications.evidence import acts as evidence
from gongkai.casework.applications.models import Application, Reply
from gongkai.law.applications import Act
from gongkai.law.evidence import Search, SearchPlace
from gongkai.law.grammar.flow import JSON
from gongkai.law.outcomes import Element, outcome
from gongkai.law.repetition import OUTSIDE, OutsideAnswer
from gongkai.office.journal import vault
from gongkai.papers.document import Paragraph
from tests.casework.conftest import Receive, take
from tests.cast import Cast, official

WORDS = {
    Element.FACTS: "经核实，所申请的信息载于相关材料",
    Element.REASON: "依照所引条款不予提供",
    Element.MEANS: "随本答复提供复印件一份",
    Element.DISCLOSED_PART: "第一部分的复印件",
    Element.WITHHELD_PART: "第二部分涉及他人隐私（条例第十五条）",
    Element.SEARCH: "检索了档案室和办公系统，关键词“养护资金”，由收文员于当日检索",
    Element.RIGHT_AUTHORITY: "示例县人民政府，电话0900-0000000",
    Element.EARLIER: "2025年1月6日申请、1月20日以示民公复〔2025〕1号答复",
    Element.CHANNEL: "可以通过12345热线提出",
    Element.UNCLEAR: "没有写明年度",
}


def walk(
    receive: Receive, people: Cast, key: str, on: date, *, serve_after: timedelta = timedelta(days=1)
) -> Application:
    """走完: an application received on a day, led to this outcome and closed."""
    application, leaf, day = receive(on), outcome(key), on
    for act in leaf.after:
        day = _before(application, people, Act(act), key, day)
    if not leaf.is_reply:
        return application
    draft(application, people, key, day)
    take(application, Act.REPLY, day, people.li)
    take(application, Act.SERVE, day + serve_after, people.wang, method="post", proof="挂号信XA00000000000")
    return application


def draft(application: Application, people: Cast, key: str, day: date) -> None:
    """拟办: with every element the outcome must state."""
    elements: dict[str, JSON] = {element.value: WORDS[element] for element in outcome(key).elements}
    if key == "not_held":
        found = Search(SearchPlace.ARCHIVE, "2018年以来的收文", "养护资金", "未见相关文件", day, people.wang.name)
        evidence.register_search(application, found, today=day, by=people.wang)
    if key != "repeated":
        take(application, Act.DRAFT, day, people.wang, outcome=key, elements=elements)
        return
    paper = OutsideAnswer(day - timedelta(days=60), "示民公复〔2018〕9号")
    proof: dict[str, JSON] = {"outside_on": paper.replied_on.isoformat(), "outside_number": paper.reply}
    deputy = official("deputy", "孙副职", people.bureau, "informant", "unit_deputy")
    told: dict[str, JSON] = {"earlier": paper.told}
    take(application, Act.DRAFT, day, deputy, outcome=key, elements=told, proof=OUTSIDE, **proof)


def _before(application: Application, people: Cast, act: Act, key: str, day: date) -> date:
    """What must have happened before the outcome; the day on which the next act may be taken."""
    later = day + timedelta(days=45)
    match act:
        case Act.ASK_CLARIFICATION:  # 逾期不补正
            take(application, Act.ASK_CLARIFICATION, day, people.wang, points="写明年度", days=15)
            take(application, Act.LAPSE, later, people.li)
        case Act.CLARIFY:
            take(application, Act.ASK_CLARIFICATION, day, people.wang, points="写明年度", days=15)
            take(application, Act.CLARIFY, day, people.wang)
        case Act.ASK_REASONS:
            take(application, Act.ASK_REASONS, day, people.li, facts="本月已申请十二件", days=10)
            take(application, Act.GIVE_REASONS, day, people.wang)
        case Act.NOTIFY_FEE:  # 逾期不缴费
            fee: dict[str, JSON] = {"measure": "by_page", "quantity": 68, "received_on": day.isoformat()}
            take(application, Act.NOTIFY_FEE, day, people.li, **fee)
            take(application, Act.LAPSE, later, people.li)
        case Act.WITHDRAW:
            take(application, Act.WITHDRAW, day, people.wang, reason="申请人来信撤回")
        case Act.TERMINATE:
            take(application, Act.TERMINATE, day, people.li, reason="申请人死亡", cause="died")
    return day


def text_of(reply: Reply) -> str:
    """答复书全文: the paragraphs as they were signed."""
    kept = json.loads(vault.unseal(reply.application.dossier, "reply", bytes(reply.content)))
    return "".join(block.text for block in letters.unpacked(kept).body if isinstance(block, Paragraph))
