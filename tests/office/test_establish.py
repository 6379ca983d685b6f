"""设立机关的命令: an empty platform gets its first authority and its three administrators, or nothing at all."""

from __future__ import annotations

import re
from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from pytest_django.fixtures import Settings

from gongkai.office.authorities.models import Authority, Official
from gongkai.office.journal.models import Entry
from gongkai.office.journal.verify import verify
from gongkai.office.notices.queries import notices_for
from gongkai.office.security.factors import acts as factors
from gongkai.office.security.factors import codes
from gongkai.office.security.factors.queries import factor_of
from gongkai.web import clock
from tests.structure.house import ROOT

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


def set_by_the_page() -> dict[str, str]:
    """What the file says that docs/install.md puts on a host."""
    lines = (ROOT / "deploy" / "gongkai.env").read_text(encoding="utf-8").splitlines()
    return dict(line.split("=", 1) for line in lines if line.startswith("GONGKAI_"))


def test_a_host_set_up_by_the_page_lets_no_administrator_in_by_a_password_alone(settings: Settings) -> None:
    told = set_by_the_page()
    assert told["GONGKAI_HTTPS"] == "1"
    settings.SECOND_FACTOR = told["GONGKAI_SECOND_FACTOR"]
    accounts = re.findall(r"^  (shili-\w+)  (\S+)", establish("shili", "示例县人民政府", "county"), re.MULTILINE)
    assert len(accounts) == 3
    for username, first in accounts:
        client, own = Client(), f"Own-{first}"
        client.post("/desk/login/", {"username": username, "password": first})
        sent = {"present": first, "password": own, "repeated": own}
        changed = client.post("/desk/password/", sent, follow=True)
        assert changed.redirect_chain[-1][0] == "/desk/account/factor/", "a factor before anything else"
        secret = re.sub(r"\s", "", re.findall(r'class="code">([A-Z2-7 ]+)<', changed.text)[0])
        done = client.post(
            "/desk/account/factor/", {"code": codes.code_at(secret, clock.now() - timedelta(seconds=30))}
        )
        assert "恢复码（只显示这一次）" in done.text
        assert client.get("/desk/", follow=True).status_code == 200
        again = Client()
        half = again.post("/desk/login/", {"username": username, "password": own})
        assert half.headers["Location"] == "/desk/login/code/" and again.get("/desk/due/").status_code == 302
        code = codes.code_at(secret, clock.now())
        assert again.post("/desk/login/code/", {"code": code}).headers["Location"] == "/desk/"
        assert again.get("/desk/account/").status_code == 200


def test_the_only_security_administrator_gets_in_again_by_the_host() -> None:
    establish("shili", "示例县人民政府", "county")
    person = Official.objects.get(username="shili-security")
    with pytest.raises(CommandError, match="没有启用第二因素"):
        call_command("resetfactor", person.username)
    with pytest.raises(CommandError, match="没有用户名为“nobody”"):
        call_command("resetfactor", "nobody")
    secret = factors.begin(person)
    factors.confirm(person, codes.code_at(secret, clock.now()), now=clock.now())
    call_command("resetfactor", person.username, stdout=StringIO())
    assert factor_of(person) is None and not person.recovery_codes.exists()
    entry = Entry.objects.everywhere().get(act="reset_second_factor")
    assert entry.by is None and person.username in str(entry.data)
    assert "在服务器上维护的人员" in next(iter(notices_for(person))).text()
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
