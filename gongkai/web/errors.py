"""出错页: what a reader is told when a page cannot be shown. Says what to do next and nothing about our insides."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.views.decorators.csrf import requires_csrf_token

from gongkai.web import looks
from gongkai.web.context import remembered, shell
from gongkai.web.refusing import Why, mark
from gongkai.web.room import no_room
from gongkai.web.tracing import request_number


@dataclass(frozen=True, slots=True)
class Trouble:
    """出错: a status with its heading, what happened, and what the reader can do."""

    status: int
    title: str
    reason: str
    advice: tuple[str, ...]


BAD_REQUEST = Trouble(
    400,
    "请求无法识别",
    "您提交的内容不完整，或者超出了允许的大小，系统没有保存任何内容。",
    ("返回上一页检查填写的内容后重新提交", "附件较大时，请压缩或分次提交"),
)
FORBIDDEN = Trouble(
    403,
    "不能查看这个页面",
    "这个页面不对您开放。",
    ("工作人员请用有相应权限的账号登录", "需要开通权限的，请联系本单位的系统管理员"),
)
EXPIRED_FORM = Trouble(
    403,
    "页面停留过久，请重新提交",
    "为保护您的信息，表单打开一段时间后会失效；浏览器禁用Cookie时也会出现这个提示。系统没有保存任何内容。",
    ("返回上一页，刷新后重新填写并提交", "请确认浏览器允许本网站使用Cookie"),
)
NOT_FOUND = Trouble(
    404,
    "没有找到这个页面",
    "您访问的地址不存在，或者内容已经移走。",
    ("检查地址是否完整", "从首页的栏目进入", "没有找到需要的政府信息，可以依法提交政府信息公开申请"),
)
TOO_MANY = Trouble(
    429,
    "提交过于频繁",
    "为防止恶意提交，同一网络在一段时间内提交的次数有限。",
    ("请稍后再提交", "也可以当面、邮寄或电话联系受理机构"),
)
BROKEN = Trouble(
    500,
    "系统暂时出现故障",
    "这不是您的操作造成的，故障已经记录，正在处理。",
    ("请稍后再试", "急需办理的，请电话联系受理机构"),
)

NO_ROOM = Trouble(
    507,
    "服务器空间不足",
    "服务器的磁盘已满，您提交的内容没有保存，也没有留下一半。",
    ("请稍后再试", "工作人员请告诉系统管理员腾出空间", "急需办理的，请电话联系受理机构"),
)


def error_page(request: HttpRequest, trouble: Trouble, context: Mapping[str, object] | None = None) -> HttpResponse:
    """出错页: the page of this trouble in the shell of the door the reader came by."""
    return render(
        request, "web/error.html", {"trouble": trouble, **shell_of(request), **(context or {})}, status=trouble.status
    )


def shell_of(request: HttpRequest) -> dict[str, Any]:
    """外壳: the desk's for an official at the desk, the portal's for everybody else."""
    at_desk = request.path_info.startswith("/desk/") and getattr(request, "official", None) is not None
    return {"shell": "web/desk.html" if at_desk else "web/portal.html", "request_number": request_number()}


@login_not_required
@requires_csrf_token
def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400: the request could not be read; what is in Chinese was said by us and is shown."""
    said = str(exception)
    return error_page(request, BAD_REQUEST, {"said": "" if said.isascii() else said})


@login_not_required
@requires_csrf_token
def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:
    """403: a guard of the house may say why; what is not in Chinese was not said by us and is not shown."""
    said = "" if str(exception).isascii() else str(exception)
    mark(request, Why.DUTY, said)
    return error_page(request, FORBIDDEN, {"said": said})


@login_not_required
def expired_form(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403: the token of a form was missing or too old."""
    mark(request, Why.TOKEN)
    return error_page(request, EXPIRED_FORM)


@login_not_required
def server_error(request: HttpRequest) -> HttpResponse:
    """500: drawn without the session, the database or a context processor, for any of them may be what is broken."""
    path, trouble = request.path_info, _trouble()
    context = {
        "trouble": trouble,
        "request_number": request_number(),
        **shell(remembered(path), path, look=looks.of(request)),
    }
    return HttpResponse(render_to_string("web/broken.html", context), status=trouble.status)


def _trouble() -> Trouble:
    """What the page is drawn for is still being handled."""
    broken_by = sys.exc_info()[1]
    return NO_ROOM if broken_by is not None and no_room(broken_by) else BROKEN
