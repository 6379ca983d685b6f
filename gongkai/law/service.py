"""送达（国办公开办函〔2016〕235号）: the day that decides whether a reply was in time depends on how it was served."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from gongkai.law.grammar.flow import Step, Unlawful
from gongkai.law.grammar.statute import Article
from gongkai.law.grammar.words import Word

SERVICE_NOTICE = Article("国办公开办函〔2016〕235号")
POST_LAW = Article("邮政法", 55)


class ServiceMethod(Word):
    """送达方式: it decides which day counts as the day of service (国办公开办函〔2016〕235号)."""

    DIRECT = "direct", "直接送达"
    DELEGATED = "delegated", "委托其他行政机关送达"
    POST = "post", "邮寄送达"
    ELECTRONIC = "electronic", "电子送达"

    @property
    def point(self) -> str:
        """送达时点: what the recorded day means for this method."""
        return {"post": "交邮之日", "electronic": "到达申请人指定系统之日"}.get(self.value, "申请人签收之日")


@dataclass(frozen=True)
class Service:
    """送达: how, on which day (the service point of the method), and by what proof."""

    method: ServiceMethod
    served_on: date
    proof: str


def service(step: Step) -> Service:
    """送达: read from a step. Letters of an authority go by the postal enterprise, not by courier (邮政法第五十五条)."""
    try:
        method = ServiceMethod(step.text("method", "送达方式"))
    except ValueError:
        options = "、".join(each.label for each in ServiceMethod)
        raise Unlawful(f"送达方式应从以下各项中选择：{options}", SERVICE_NOTICE, field="method") from None
    if method is ServiceMethod.POST and step.details.get("courier"):
        raise Unlawful("答复书属于国家机关公文，应交邮政企业寄递，不得交快递企业", POST_LAW, field="courier")
    return Service(method, step.on, step.text("proof", "送达凭证（邮件号、送达回证编号或者平台回执）"))
