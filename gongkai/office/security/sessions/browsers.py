"""浏览器: the name of a browser and its system, as much as its holder needs to know it again; nothing is kept but that."""

from __future__ import annotations

# In this order: every one of them claims to be those that stand further down.
BROWSERS = (
    ("Edg/", "Edge"),
    ("MicroMessenger/", "微信"),
    ("QIHU", "360浏览器"),
    ("QQBrowser/", "QQ浏览器"),
    ("UOS", "统信浏览器"),
    ("Firefox/", "火狐"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
)
SYSTEMS = (
    ("Windows", "Windows"),
    ("Android", "安卓"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Mac OS X", "Mac"),
    ("Linux", "Linux"),
)


def named(agent: str) -> str:
    """浏览器的名称: such as 火狐（Windows）."""
    browser = next((name for mark, name in BROWSERS if mark in agent), "其他浏览器")
    system = next((name for mark, name in SYSTEMS if mark in agent), "")
    return f"{browser}（{system}）" if system else browser
