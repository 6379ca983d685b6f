"""公开前筛查: what may not go out before a named person has decided on it, what they may decide, and on which ground.

Personal privacy is taken out before publication (条例第十五条), except where the law itself orders it to be shown; whoever
publishes reviews first (条例第十七条). A machine finds, a person decides.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from gongkai.law.grammar.flow import Objection
from gongkai.law.grammar.statute import regulation
from gongkai.law.grammar.words import Word

PRIVACY = regulation(15, gist="涉及个人隐私的不得公开")
SECRECY = regulation(14, gist="国家秘密不予公开")
REVIEW = regulation(17, gist="公开前应当审查")


class Concern(Word):
    """筛查事项: what a finding is about."""

    PERSONAL = "personal", "个人信息"
    NAMED = "named", "点到姓名的个人"
    SECRET = "secret", "密级和涉密标志"
    SENSITIVE = "sensitive", "敏感词"
    WRONG = "wrong", "错误表述"
    LINK = "link", "打不开的链接"
    MISSING = "missing", "缺少的附件"
    HIDDEN = "hidden", "隐藏的内容"
    UNSEEN = "unseen", "机器看不见的内容"


HOLDING = frozenset({Concern.PERSONAL, Concern.SECRET, Concern.SENSITIVE})
"""须决定: what keeps a publication back; the others are told."""
ASKING = frozenset({Concern.NAMED})
"""请核实: keeps nothing back and waits for an answer: only who knows the person can say whether the name belongs there."""


class WordLevel(Word):
    """词的级别: of a word in a county's list."""

    WRONG = "wrong", "错误"
    SENSITIVE = "sensitive", "敏感"
    SECRET = "secret", "密"

    @property
    def concern(self) -> Concern:
        """筛查事项: what a word of this level is about."""
        return Concern(self.value)


class Verdict(Word):
    """筛查决定: what a named person says of a finding."""

    COVER = "cover", "遮盖"
    KEEP = "keep", "保留"
    WITHHOLD = "withhold", "不公开"


class KeepGround(Word):
    """保留的依据: why something stays as it is."""

    PUNISHMENT = "punishment", "惩戒公示"
    MANDATORY = "mandatory", "强制性信息披露"
    CONSENT = "consent", "本人书面同意公开"
    OFFICIAL = "official", "机关对外公布的联系方式或者公务信息"
    NOTICE = "notice", "法定公示名单，已按最少必要隐去"
    MISTAKEN = "mistaken", "误报，不是个人信息"
    NO_SECRET = "no_secret", "不属于国家秘密或者已经解密"
    QUOTED = "quoted", "历史文件或者引文原文"


_GROUNDS = {
    Concern.PERSONAL: frozenset(KeepGround) - {KeepGround.NO_SECRET, KeepGround.QUOTED},
    Concern.NAMED: frozenset(KeepGround) - {KeepGround.NO_SECRET},
    Concern.SECRET: frozenset({KeepGround.NO_SECRET}),
}
_OF_WORDS = frozenset({KeepGround.QUOTED, KeepGround.MISTAKEN, KeepGround.OFFICIAL})
_CITED = frozenset(KeepGround) - {KeepGround.OFFICIAL, KeepGround.MISTAKEN, KeepGround.QUOTED}
"""须写明依据: the article, the paper of consent or of declassification."""


@dataclass(frozen=True, slots=True)
class Ruling:
    """决定内容: what is decided, on which ground, why, and by which provision or paper."""

    verdict: Verdict
    ground: KeepGround | None = None
    reason: str = ""
    basis: str = ""


def grounds(concern: Concern) -> frozenset[KeepGround]:
    """可用的保留依据: of one concern."""
    return _GROUNDS.get(concern, _OF_WORDS)


def objection_to_ruling(ruling: Ruling, concerns: Iterable[Concern], *, brought_it: bool) -> Objection | None:
    """不能这样决定的理由: ``brought_it`` says whether whoever decides has brought the paper in."""
    if ruling.verdict is not Verdict.KEEP:
        return None
    if brought_it:
        return Objection("保留个人信息或者涉密标志须由上传人以外的人决定", REVIEW)
    if ruling.ground is None:
        return Objection("保留应当选明依据", PRIVACY)
    for concern in concerns:
        if ruling.ground not in grounds(concern):
            basis = SECRECY if concern is Concern.SECRET else PRIVACY
            return Objection(f"“{ruling.ground.label}”不能作为保留“{concern.label}”的依据", basis)
    if not ruling.reason.strip():
        return Objection("保留应当写明理由", REVIEW)
    if ruling.ground in _CITED and not ruling.basis.strip():
        return Objection(f"以“{ruling.ground.label}”为由保留的，应当写明条款或者文书", PRIVACY)
    return None
