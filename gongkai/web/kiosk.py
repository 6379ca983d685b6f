"""自助终端: a finished page for the touch screen in the hall: nothing leads out of the site, nothing opens beside it.

A link to elsewhere, to a mail programme or to a telephone becomes its text. Before a form that is sent stands a word of
warning, for the next person uses the same screen; and the browser is told to keep nothing of it.
"""

from __future__ import annotations

import re

from gongkai.web.markup import name, pieces

_OUT = re.compile(r'\shref="(?:[a-z][a-z0-9+.-]*:|//)', re.IGNORECASE)
_BESIDE = re.compile(r'\s(?:target|rel)="[^"]*"')
_SENT = re.compile(r'\smethod="post"', re.IGNORECASE)
WARNING = (
    '<p class="notice notice-warn" role="note">自助终端供大家共用，请不要在这里填写身份证件号码等个人信息。'
    "需要填表的，可以用自己的手机打开本网站，或者到受理窗口办理。</p>"
)


def page(html: str) -> str:
    """终端页面: the page with its ways out taken off."""
    done: list[str] = []
    ends: list[str] = []  # what closes each link that is open
    warned = False
    for text, tag in pieces(html):
        done.append(text)
        match name(tag):
            case "a":
                leads_out = _OUT.search(tag) is not None
                ends.append("</span>" if leads_out else "</a>")
                done.append('<span class="no-way-out">' if leads_out else _BESIDE.sub("", tag))
            case "/a":
                done.append(ends.pop() if ends else tag)
            case "form" if _SENT.search(tag):
                done += [] if warned else [WARNING]
                warned = True
                done.append(f'{tag[:-1]} autocomplete="off">')
            case _:
                done.append(tag)
    return "".join(done)
