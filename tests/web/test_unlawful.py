"""不合法成页: the reason, the article, the way back; nothing typed is lost."""

from __future__ import annotations

import pytest
from django.test import Client
from selectolax.lexbor import LexborHTMLParser

TYPED = {"form_of_the_house": "1", "reason": "需要与其他部门协商", "days": "10"}


def test_an_unlawful_act_is_answered_with_its_reason_and_its_article(desk: Client) -> None:
    page = desk.post("/desk/show/extend/", TYPED)
    assert page.status_code == 422
    assert "答复期限只能延长一次" in page.text
    assert "第三十三条第二款" in page.text
    assert "延长不超过20个工作日" in page.text


def test_what_was_typed_goes_back_into_the_form_with_the_reason_at_its_field(desk: Client) -> None:
    refusal = LexborHTMLParser(desk.post("/desk/show/extend/", TYPED).text)
    carried = {
        node.attributes["name"]: node.attributes["value"] for node in refusal.css("main form input[type=hidden]")
    }
    assert carried["reason"] == "需要与其他部门协商"
    page = LexborHTMLParser(desk.post("/desk/show/extend/", carried).text)
    reason = page.css_first("#id_reason")
    error = page.css_first("#id_reason_error")
    assert reason is not None
    assert reason.attributes["value"] == "需要与其他部门协商"
    assert error is not None
    assert "答复期限只能延长一次（条例第三十三条第二款）" in error.text()


def test_carried_back_twice_the_fields_stay_the_same(desk: Client) -> None:
    def carried(data: dict[str, str]) -> dict[str, str]:
        page = LexborHTMLParser(desk.post("/desk/show/extend/", data).text)
        return {str(node.attributes["name"]): str(node.attributes["value"]) for node in page.css("main form input")}

    form = carried(carried(TYPED))
    assert {name: form[name] for name in TYPED} == TYPED


def test_htmx_gets_a_notice_and_the_form_stays(desk: Client) -> None:
    notice = desk.post("/desk/show/extend/", TYPED, headers={"hx-request": "true"})
    assert notice.status_code == 422
    assert notice.headers["HX-Retarget"] == "#notices"
    assert "答复期限只能延长一次" in notice.text
    assert "<html" not in notice.text


@pytest.mark.parametrize(
    ("came_from", "back"),
    [
        ("http://testserver/desk/show/", "http://testserver/desk/show/"),
        ("https://elsewhere.example/", "/desk/"),
        ("", "/desk/"),
    ],
)
def test_an_act_without_a_form_leads_back_to_the_page_it_came_from(desk: Client, came_from: str, back: str) -> None:
    page = LexborHTMLParser(desk.post("/desk/show/withdraw/", headers={"referer": came_from}).text)
    links = [node.attributes["href"] for node in page.css("main a.button")]
    assert links == [back]
