"""留言辨识: what in a letter suggests that it is in truth an application for disclosure. A sign is shown, never acted on.

A letter is not an application (条例第二十九条): whoever wants information is told where to apply, and nothing counts as received.
"""

from __future__ import annotations

import re

_WANTS = r"(?:申请|要求|请求|请|希望|想)(?:依法|依申请|你局|贵局|政府|贵单位|你单位)*"
_SIGNS = (
    re.compile(r"(?:依|按)申请公开"),
    re.compile(r"政府信息公开(?:申请|条例)"),
    re.compile(
        rf"{_WANTS}(?:公开|获取|查阅|提供|复制)[^。；！？\n]{{0,40}}(?:文件|信息|材料|批复|复印件|档案|名单|账目|纪要|数据)"
    ),
)


def application_signs(text: str) -> tuple[str, ...]:
    """疑似申请: the words that suggest an application, as written, each once; empty where there are none."""
    return tuple(dict.fromkeys(found.group() for sign in _SIGNS for found in sign.finditer(text)))


def guidance(apply_at: str) -> str:
    """引导用语: what the reply to such a letter says; ``apply_at`` is the address of the form, or the place to go."""
    return (
        "您反映的事项属于申请获取政府信息。留言不是政府信息公开申请，本机关不因此视为收到申请。"
        f"请按照《中华人民共和国政府信息公开条例》第二十九条的规定提出申请：{apply_at}。自申请被收到之日起计算答复期限。"
    )
