"""证据（条例第三十六条第四项、行政诉讼法第三十四条）: records of searches, and what proves that an application was handled.

Whoever answers that the information does not exist must be able to say who looked where, when and by which words. Whoever is
sued must show what was done: each step of a file leaves a paper, and each paper proves something.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from gongkai.law.applications import Act
from gongkai.law.grammar.dates import chinese_date
from gongkai.law.grammar.flow import Objection, Unlawful
from gongkai.law.grammar.statute import Article, regulation
from gongkai.law.grammar.words import Word

NOT_HELD = "not_held"
"""不存在: the leaf whose letter tells of the search."""
SEARCHING = regulation(36, 0, 4, gist="经检索没有所申请公开信息的，告知该政府信息不存在")
PROVING = Article("行政诉讼法", 34, gist="被告对作出的行政行为负有举证责任")


class SearchPlace(Word):
    """检索处所: where one looked."""

    ARCHIVE = "archive", "档案室（馆）"
    FILE_SYSTEM = "file_system", "办公系统和电子文件"
    OFFICE = "office", "内设机构"
    ELSEWHERE = "elsewhere", "其他处所"


@dataclass(frozen=True, slots=True)
class Search:
    """检索记录: one look in one place: which part of it, by which words, what was found; a ``hit`` found the information."""

    place: SearchPlace
    where: str
    words: str
    found: str
    searched_on: date
    by: str
    hit: bool = False

    def __post_init__(self) -> None:
        for name, title in (("where", "检索的处所和范围"), ("words", "检索用词"), ("found", "检索结果")):
            if not getattr(self, name).strip():
                raise Unlawful(f"{title}不能为空", SEARCHING, field=name)

    def told(self) -> str:
        """检索记录的说法: as a letter tells it."""
        when, found = chinese_date(self.searched_on), self.found.strip().rstrip("。")
        return f"{when}，{self.by}检索了{self.place.label}（{self.where.strip()}），检索用词为{self.words.strip()}，{found}。"


def objection_to_not_held(searches: Sequence[Search]) -> Objection | None:
    """不能答复不存在的理由: nobody has looked, or somebody has found it; None when it may be answered so."""
    if not searches:
        reason = "以信息不存在答复，应当先登记检索记录（何人、何时、检索了哪里、用何检索词），本件还没有一条检索记录"
        return Objection(reason, SEARCHING)
    if hits := [each for each in searches if each.hit]:
        return Objection(f"{chinese_date(hits[0].searched_on)}的检索记录载明已经查得，不能以信息不存在答复", SEARCHING)
    return None


def search_element(searches: Sequence[Search]) -> str:
    """检索情况: the element of the letter, from the records in the order of their days; Unlawful without a single one."""
    if objection := objection_to_not_held(searches):
        raise objection.raised("search")
    return "\n".join(each.told() for each in sorted(searches, key=lambda each: each.searched_on))


class PaperKind(Word):
    """证据材料种类: papers that come from outside the platform and are joined to the file."""

    SERVICE_RETURN = "service_return", "送达回证"
    POST_PROOF = "post_proof", "邮寄凭证"
    ORIGINAL_FORM = "original_form", "申请书原件"
    OPINION = "opinion", "第三方或者其他机关的意见"
    CALL = "call", "电话、电子邮件记录"
    DECISION = "decision", "复议决定、裁判文书"
    OTHER = "other", "其他材料"


PAPER_PROVES: Mapping[PaperKind, str] = {
    PaperKind.SERVICE_RETURN: "文书已经送达及其日期",
    PaperKind.POST_PROOF: "文书已经交邮及其日期",
    PaperKind.ORIGINAL_FORM: "申请人、申请内容和提交方式",
    PaperKind.OPINION: "征求意见的答复",
    PaperKind.CALL: "与申请人、第三方联系的情况",
    PaperKind.DECISION: "复议决定、裁判的内容",
    PaperKind.OTHER: "",
}
"""证明对象: what a paper of a kind usually proves, until the clerk says it better."""


@dataclass(frozen=True, slots=True)
class Proof:
    """证明: the paper a step leaves, and what it proves; an internal one is the office's own opinion."""

    name: str
    proves: str
    internal: bool = False
    of_third_parties: bool = False


PROOFS: Mapping[Act, Proof] = {
    Act.SUBMIT: Proof("政府信息公开申请表", "申请人、申请内容、提交日期和渠道"),
    Act.CONFIRM: Proof("与申请人确认记录", "双方确认之日，即收到申请之日"),
    Act.ASK_CLARIFICATION: Proof("补正告知", "已在法定期限内一次性告知补正"),
    Act.CLARIFY: Proof("收到补正登记", "收到补正之日，答复期限自此重新计算"),
    Act.CONSULT: Proof("征求意见", "依法征求意见，所需时间不计入期限", of_third_parties=True),
    Act.SERVE_CONSULTATION: Proof("征求意见书送达登记", "意见期限自此起算", of_third_parties=True),
    Act.ANSWER_CONSULTATION: Proof("收到意见登记", "被征求意见方的态度和收到之日", of_third_parties=True),
    Act.EXTEND: Proof("延长答复期限告知", "在原期限内批准延长并告知申请人"),
    Act.ASK_REASONS: Proof("要求说明理由告知", "申请数量、频次明显超过合理范围，已要求说明理由"),
    Act.GIVE_REASONS: Proof("收到说明登记", "申请人说明理由及其日期"),
    Act.DEFER: Proof("延迟答复告知", "已确定延迟答复的合理期限并告知"),
    Act.NOTIFY_FEE: Proof("信息处理费收费通知", "收费的依据、标准、数额和缴纳期限"),
    Act.PAY: Proof("缴费登记", "完成缴费之日，期限自此重新计算"),
    Act.SPLIT: Proof("拆分登记", "一份申请包含多项内容，拆分为若干件分别办理"),
    Act.DRAFT: Proof("拟办意见", "拟办经过和审核情况", internal=True),
    Act.REVIEW: Proof("审核意见", "答复经拟办人以外的人审核", internal=True),
    Act.RETURN: Proof("退回修改意见", "审核人退回修改及其理由", internal=True),
    Act.REPLY: Proof("答复书", "答复的内容、依据和救济告知"),
    Act.SERVE: Proof("答复送达登记", "答复已经送达、送达方式和日期"),
    Act.WITHDRAW: Proof("撤回申请登记", "申请人自愿撤回申请"),
    Act.LAPSE: Proof("视为放弃登记", "申请人逾期未补正或者未缴费"),
    Act.TERMINATE: Proof("终止办理登记", "终止办理的事由"),
    Act.REOPEN: Proof("依决定重新办理登记", "复议决定或者裁判的要求及其期限"),
    Act.ARCHIVE: Proof("归档登记", "案卷已经归档"),
}
"""逐步的证据: for every act of an application the paper it leaves; a test proves that none is missing."""
