"""边做边学卡: at a form the article that governs it, a good and a bad example, and what to ask whoever errs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from gongkai.law.grammar.statute import Article, regulation


@dataclass(frozen=True, slots=True)
class FormCard:
    """学习卡: of one form. ``fields`` are those at which an error is the typical one; ``questions`` are asked then.

    The examples are invented; where an authority keeps a knowledge entry about the form, it is shown as well.
    """

    key: str
    title: str
    article: Article
    rule: str
    good: str
    bad: str
    questions: tuple[str, ...]
    fields: tuple[str, ...] = ()

    def is_typical(self, wrong: frozenset[str]) -> bool:
        """典型差错: whether one of these fields of a refused form is what the card is about."""
        return bool(wrong) and (not self.fields or bool(wrong & set(self.fields)))


_ALL = (
    FormCard(
        "document-attribute",
        "定公开属性",
        regulation(13, gist="除不予公开的情形外，政府信息应当公开"),
        "以公开为常态。依申请公开和不予公开都要写明理由，理由要落到第十四、十五、十六条的哪一种情形。",
        "不予公开：属于第十六条第二款的磋商信函，涉及尚未议定的补贴标准。",
        "不予公开：内部掌握。（没有情形，没有依据，审核人无从判断）",
        ("label-default", "label-reason", "label-unsure", "label-process"),
        ("attribute", "ground", "reason"),
    ),
    FormCard(
        "application-outcome",
        "选办理结果",
        regulation(36, gist="答复分七种情形"),
        "先检索再定结果；能区分的按部分公开，只计这一种情形；不予公开的写明条款、理由和救济途径。",
        "经检索档案室2019至2023年收文目录和业务系统，没有所申请的信息，告知不存在。",
        "经了解，没有这份文件。（没有写检索过哪里，申请人和复议机关都不会相信）",
        ("outcome-not-held", "outcome-partly", "outcome-reason", "outcome-processing"),
    ),
    FormCard(
        "application-clarify",
        "告知补正",
        regulation(30, gist="自收到之日起7个工作日内一次性告知补正"),
        "一次性写明要补什么、怎样补、合理的期限；补正以后答复期限重新起算。",
        "请写明所需文件的名称或者大致的年份和内容，于10月15日以前补正。",
        "申请内容不明确，请补正。（没有写补什么，等于没有指导和释明）",
        ("term-clarify", "term-clarified", "outcome-lapsed"),
    ),
    FormCard(
        "publication-column",
        "选栏目、发布",
        regulation(26, gist="自形成或者变更之日起20个工作日内公开"),
        "内容与栏目对得上：法定主动公开内容不放动态新闻；发布前看一遍附件里的批注、隐藏行列和个人信息。",
        "《示例县临时救助标准》发到“法定主动公开内容—社会救助”，同步关联解读。",
        "领导调研新闻发到“法定主动公开内容”。（专栏不专，检查扣分）",
        ("column-news", "column-date", "privacy-mask", "term-publish"),
    ),
    FormCard(
        "ticket-reply",
        "答复来信",
        Article("国办秘函〔2019〕19号", gist="及时回应有效留言，选登的遮盖个人信息"),
        "答的是所问的事：办到哪一步、依据什么、下一步谁办、什么时候办完；不转述来信人的个人信息。",
        "您反映的路灯不亮，10月9日已派人检修，更换灯具3盏，10月10日恢复照明。维修电话0900-1000001。",
        "您好，您反映的问题已收悉，我单位高度重视。（没有答任何事）",
        ("privacy-letter", "privacy-applicant", "privacy-minor"),
    ),
)
CARDS: Mapping[str, FormCard] = {card.key: card for card in _ALL}


def card_choices() -> list[tuple[str, str]]:
    """学习卡选项: (key, title) of every card, for whoever says which form a knowledge entry is about."""
    return [(card.key, card.title) for card in _ALL]
