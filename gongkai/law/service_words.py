"""政务服务用语: what kinds of items there are, how far they are handled online, and the articles that ask for all of it."""

from __future__ import annotations

from gongkai.law.grammar.statute import Article
from gongkai.law.grammar.words import Word

STANDARDIZED = Article(
    "优化营商环境条例",
    35,
    gist="政务服务事项应当标准化，编制并公布办事指南，材料、环节、时限都写明；没有依据不得增设条件和环节",
)
ONCE = Article("优化营商环境条例", 36, gist="当场办结、一次办结、限时办结；需要补正的，应当一次性告知")
ONLINE = Article("优化营商环境条例", 37, gist="政务服务事项逐步在一体化平台上办理，线上线下标准一致")
SHOWN = Article("行政许可法", 30, gist="许可的事项、依据、条件、程序、期限、费用和全部材料应当公示")
JOINED = Article("国发〔2024〕3号", gist="把相关联的事项合成一件事，一次告知、一表申请、并联办理")
FEWER_PAPERS = Article("国办发〔2018〕47号", gist="没有法律、行政法规依据的证明一律取消，取消的应当公布")


class ItemKind(Word):
    """事项类型: what sort of act of the administration a service item is."""

    LICENCE = "licence", "行政许可"
    CONFIRMATION = "confirmation", "行政确认"
    BENEFIT = "benefit", "行政给付"
    AWARD = "award", "行政奖励"
    RULING = "ruling", "行政裁决"
    LEVY = "levy", "行政征收"
    OTHER_POWER = "other_power", "其他行政权力"
    PUBLIC_SERVICE = "public_service", "公共服务"


class OnlineState(Word):
    """网办程度: how far an item is handled online; each stage holds what the one before it holds."""

    NONE = "none", "未开通"
    INFORMATION = "information", "网上可查指南"
    APPLY = "apply", "网上可申请"
    FULL = "full", "全程网办"

    @property
    def stage(self) -> int:
        """阶段: 0 for not at all, 3 for all the way."""
        return list(OnlineState).index(self)

    @property
    def handled(self) -> bool:
        """网上可办: whether an application can be made online."""
        return self.stage >= OnlineState.APPLY.stage


class PaperForm(Word):
    """材料形式: how a material may be handed in."""

    EITHER = "either", "纸质或者电子"
    PAPER = "paper", "纸质"
    ELECTRONIC = "electronic", "电子"
