"""设立机关的命令: an empty platform gets its first authority and its three administrators, or nothing at all."""

from __future__ import annotations

import re
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from gongkai.office.authorities.models import Authority, Official
from gongkai.office.journal.verify import verify

pytestmark = pytest.mark.django_db


def establish(*words: str) -> str:
    out = StringIO()
    call_command("establish", *words, stdout=out)
    return out.getvalue()


def test_the_first_authority_comes_with_three_administrators_who_can_log_in(client: Client) -> None:
    told = establish("shili", "示例县人民政府", "county")
    accounts = re.findall(r"^  (shili-\w+)  (\S+)", told, re.MULTILINE)
    assert [name for name, _ in accounts] == ["shili-engineer", "shili-security", "shili-audit"]
    for username, password in accounts:
        page = Client().post("/desk/login/", {"username": username, "password": password}, follow=True)
        assert page.redirect_chain[-1][0] == "/desk/password/", "the first password is changed before anything else"
    assert list(verify(whole=True)) == []


def test_an_authority_beneath_gets_no_administrators_of_its_own() -> None:
    establish("shili", "示例县人民政府", "county")
    told = establish("shili-minzheng", "示例县民政局", "department", "--parent", "shili", "--since", "2019年5月15日")
    bureau = Authority.objects.get(code="shili-minzheng")
    assert bureau.parent is not None and bureau.parent.code == "shili" and bureau.established_on.year == 2019
    assert "首次密码" not in told and Official.objects.count() == 3


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("Shi Li", "示例县人民政府", "county"), "网址代码应以小写字母开头"),
        (("desk", "示例县人民政府", "county"), "desk"),
        (("shili", " ", "county"), "名称不能为空"),
        (("shili", "示例县人民政府", "county", "--parent", "nowhere"), "没有网址代码为“nowhere”的机关"),
        (("shili", "示例县人民政府", "county", "--since", "2025-02-30"), "2025年2月没有30日"),
    ],
)
def test_what_cannot_be_set_up_is_refused_and_nothing_is_left(words: tuple[str, ...], said: str) -> None:
    with pytest.raises(CommandError, match=re.escape(said)):
        establish(*words)
    assert not Authority.objects.exists() and not Official.objects.exists()
