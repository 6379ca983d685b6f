"""语言版本: the languages a content may also be told in, and the states a translation passes before anybody reads it.

What a machine has translated is never published: a person must have written or rewritten it, and another have read it.
"""

from __future__ import annotations

from gongkai.law.grammar.flow import Unlawful
from gongkai.law.grammar.words import Word


class Language(Word):
    """语种: by its tag of the web, with its name in Chinese."""

    TIBETAN = "bo", "藏语"
    UYGHUR = "ug", "维吾尔语"
    MONGOLIAN = "mn-Mong", "蒙古语"
    ZHUANG = "za", "壮语"
    KOREAN = "ko", "朝鲜语"
    YI = "ii", "彝语"
    KAZAKH = "kk-Arab", "哈萨克语"
    ENGLISH = "en", "英语"

    @property
    def direction(self) -> str:
        """书写方向: from the right for the two in Arabic letters."""
        return "rtl" if self in {Language.UYGHUR, Language.KAZAKH} else "ltr"

    @property
    def vertical(self) -> bool:
        """竖排: written in columns from the left."""
        return self is Language.MONGOLIAN


class TranslationState(Word):
    """翻译状态: asked for, drafted, read by another, public."""

    WANTED = "wanted", "待译"
    DRAFTED = "drafted", "初译"
    REVIEWED = "reviewed", "已校"
    PUBLISHED = "published", "已发布"


def may_review(state: TranslationState, *, by_machine: bool, same_person: bool) -> None:
    """可以校对: a draft a person answers for, read by somebody else; raises what is in the way."""
    if state is not TranslationState.DRAFTED:
        raise Unlawful("只有初译的文本可以校对")
    if by_machine:
        raise Unlawful("机器翻译的文本不得校对发布，请由译者改写后重新提交，并去掉“机器翻译”的标记", field="by_machine")
    if same_person:
        raise Unlawful("译者不能校对自己的译文，请由他人校对")


def may_publish(state: TranslationState, *, translated_edition: int, edition: int) -> None:
    """可以发布: read by a person, and of the text as it is now."""
    if state is not TranslationState.REVIEWED:
        raise Unlawful("没有校对的译文不能发布")
    if translated_edition != edition:
        raise Unlawful("原文已经改动，译文应先照现在的原文修改、校对")
