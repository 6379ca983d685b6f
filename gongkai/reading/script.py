"""字形: the many ways one text is written, brought to one.

Published reports come with full-width digits, look-alike radicals out of PDF fonts, invisible characters, traditional
script (and the pronunciation that mirror sites add in brackets). ``plain`` removes these differences and keeps the lines;
``core`` goes on to what a label says without numbering, brackets and blanks.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_PAIRS = (
    "個个條条項项規规範范檔档製制數数總总開开對对質质處处許许辦办務务請请據据單单業业機机構构組组織织會会結结轉转繼继續续"
    "屬属國国權权無无現现補补該该確确認认獲获訴诉訟讼復复複复議议維维糾纠審审經经強强罰罚費费採采購购額额萬万億亿與与為为"
    "爲为於于從从間间門门點点動动態态類类標标準准計计統统報报導导訪访談谈佈布發发話话電电號号網网頁页郵邮傳传見见場场書书"
    "們们長长時时過过還还進进達达運运選选適适邊边際际隊队隨随險险雙双難难響响頒颁領领題题願愿顯显風风館馆驗验體体龍龙眾众"
    "衆众術术衛卫裝装觀观覽览訂订訊讯記记設设評评詢询試试詳详誤误說说説说課课調调論论講讲證证識识護护讀读變变負负財财責责"
    "貫贯貨货資资車车輔辅輯辑輿舆農农連连遞递鄉乡醫医釋释鎮镇關关闡阐隱隐頻频參参員员問问啟启圖图園园團团執执堅坚夠够學学"
    "實实寫写專专將将層层屆届幫帮庫库廢废廣广廳厅彙汇匯汇徑径徵征應应戶户擴扩擬拟擇择損损換换揮挥撥拨擔担斷断暢畅歷历曆历"
    "歸归來来東东極极樓楼樣样樹树檢检欄栏歲岁殘残氣气決决沒没況况減减測测滿满漢汉濟济灣湾災灾狀状獨独獎奖環环產产畫画當当"
    "療疗盡尽監监礦矿碼码種种稱称積积穩稳筆笔節节築筑簡简簽签籌筹級级納纳紙纸細细終终絡络給给綜综綱纲線线緊紧編编縣县績绩"
    "聯联聽听職职聞闻肅肃舉举舊旧興兴華华蓋盖藥药蘇苏親亲討讨訓训決决區区兩两內内創创別别劃划勞劳勢势協协舉举幣币並并"
)
_SIMPLIFIED = dict(zip(map(ord, _PAIRS[::2]), _PAIRS[1::2], strict=True))
_TRADITIONAL = re.compile(f"[{_PAIRS[::2]}]")
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u0000-\u0008\u000e-\u001f]")
_PRONOUNCED = re.compile(r"(?<=[\u4e00-\u9fff])\([a-z\u00e0-\u01dc]{1,7}\)")
_BOLD = re.compile(r"\*\*|__")
_NUMBERING = re.compile(
    r"(?:其中:?|[(]?[一二三四五六七八九十]{1,3}[)、.]|[(]\d{1,2}[)]|\d{1,2}(?:[.、)]|(?=[^\d.,%年月日])))+"
)
_BRACKETED = re.compile(r"\([^()]*(?:\)|$)")
_NO_LETTER = re.compile(r"[^0-9A-Za-z\u4e00-\u9fff]+")


def plain(text: str) -> str:
    """规范字形: simplified script, half-width forms, no invisible characters; lines, tabs and columns stay."""
    text = _BOLD.sub("", _INVISIBLE.sub("", unicodedata.normalize("NFKC", text)))
    if _TRADITIONAL.search(text):
        text = text.translate(_SIMPLIFIED)
        text = _PRONOUNCED.sub("", text)
    return text


def solid(text: str) -> str:
    """去空: the letters and digits of a text, without blanks and punctuation."""
    return _NO_LETTER.sub("", text)


@lru_cache(maxsize=8192)
def core(label: str) -> str:
    """标签之实: a label without numbering, 其中, blanks and punctuation. Takes text already ``plain``."""
    label = squeezed(label)
    head = _NUMBERING.match(label)
    return solid(label[head.end() :] if head else label)


def unbracketed(label: str) -> str:
    """去括注: a label without what stands in brackets after its name; numbering in brackets is not touched."""
    label = squeezed(label)
    if "(" not in label:
        return label
    head = _NUMBERING.match(label)
    start = head.end() if head else 0
    return label[:start] + _BRACKETED.sub("", label[start:])


def squeezed(text: str) -> str:
    """去空白: a text without any blank, for reading prose that was broken at line ends."""
    return "".join(text.split())
