"""版式: one set of templates under four beginnings of an address; each keeps its reader, none asks who the reader is."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from gongkai.law.authorities import AuthorityKind
from gongkai.law.grammar.flow import Unlawful
from gongkai.office.authorities import acts as authorities
from gongkai.office.authorities.models import Profile
from gongkai.web import clock, kiosk, looks, traditional
from gongkai.web.context import HOTLINE
from gongkai.web.looks import BARE, PREFIXES, Look
from gongkai.web.markup import pieces
from tests.cast import Cast
from tests.web.reading import one, parsed

paths = st.from_regex(r"/([a-z0-9-]{1,8}/){0,3}", fullmatch=True)
LOOKS = [look for look in Look if look is not Look.STANDARD]


@given(paths, st.sampled_from(Look))
def test_a_path_put_under_a_look_comes_apart_again(path: str, look: Look) -> None:
    first = path.removeprefix("/").partition("/")[0]
    if first in PREFIXES:
        return
    there = looks.under(look, path)
    assert looks.split(there) == ((Look.STANDARD if first in BARE else look), path)


@given(st.text())
def test_a_page_cut_in_pieces_is_the_page(html: str) -> None:
    assert "".join(text + tag for text, tag in pieces(html)) == html


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("path", ["/", "/shili/", "/shili/zfxxgkzn/", "/shili/ysqgk/", "/shili/zfxxgknb/", "/nobody/"])
def test_every_link_of_a_page_keeps_its_look(client: Client, people: Cast, look: Look, path: str) -> None:
    page = client.get(f"/{look}{path}")
    links = re.findall(r'<(?:a|form)\b[^>]*\s(?:href|action)="(/[^"]*)"', page.text)
    assert links
    for link in links:
        assert link.startswith((f"/{look}/", "/view/")), link
    assert reverse("portal:home") == "/"


@pytest.mark.parametrize("look", LOOKS)
def test_styles_and_scripts_are_the_same_files_for_every_look(client: Client, people: Cast, look: Look) -> None:
    found = re.findall(r'<(?:script|link rel="stylesheet")[^>]*(?:src|href)="([^"]*)"', client.get(f"/{look}/").text)
    assert len(found) > 5
    assert all(address.startswith("/static/") for address in found)


@pytest.mark.parametrize("look", LOOKS)
def test_only_the_standard_page_is_for_search_engines(client: Client, people: Cast, look: Look) -> None:
    page = parsed(client, f"/{look}/shili/zfxxgkzn/")
    assert one(page, 'meta[name="robots"]').attributes["content"] == "noindex"
    assert one(page, "link[rel=canonical]").attributes["href"] == "https://www.example.gov.cn/shili/zfxxgkzn/"
    assert parsed(client, "/shili/zfxxgkzn/").css_first('meta[name="robots"]') is None


def test_a_page_is_the_same_for_whoever_asks(client: Client, people: Cast) -> None:
    for path in ("/shili/", "/elder/shili/", "/hant/shili/zfxxgkzn/"):
        asked = client.get(path).content
        assert Client(headers={"host": "localhost"}).get(path, headers={"cookie": "look=elder; any=1"}).content == asked


@pytest.mark.parametrize("address", ["/desk/login/", "/healthz", "/view/show/"])
def test_what_has_no_looks_answers_at_its_only_address(client: Client, people: Cast, address: str) -> None:
    assert client.get(f"/elder{address}?a=1").headers["Location"] == f"{address}?a=1"


def test_a_missing_slash_is_put_right_inside_the_look(client: Client, people: Cast) -> None:
    assert client.get("/elder/shili").headers["Location"] == "/elder/shili/"
    assert client.get("/elder?a=1").headers["Location"] == "/elder/?a=1"


def test_an_unlawful_or_missing_page_stays_in_its_look(client: Client, people: Cast) -> None:
    page = client.get("/elder/shili/nothing/")
    assert page.status_code == 404
    assert 'class="elder"' in page.text


@pytest.mark.parametrize("code", PREFIXES)
def test_no_authority_takes_the_address_of_a_look(people: Cast, code: str) -> None:
    with pytest.raises(Unlawful, match="系统的网址已经用了"):
        authorities.create_authority(code, "某局", AuthorityKind.DEPARTMENT, on=clock.today(), parent=people.county)


def test_the_choice_is_remembered_by_the_front_page_alone_and_given_back(client: Client, people: Cast) -> None:
    page = parsed(client, "/shili/")
    switch = {each.text(): str(each.attributes["href"]) for each in page.css(".look-switch")}
    assert client.get(switch["长者版"]).headers["Location"] == "/elder/shili/"
    assert client.get("/").headers["Location"] == "/elder/"
    assert client.get("/").headers["Vary"] == "Cookie"
    assert "class" not in one(parsed(client, "/shili/"), "html").attributes
    back = one(parsed(client, "/elder/shili/"), ".look-switch")
    assert back.text() == "返回标准版"
    assert client.get(str(back.attributes["href"])).headers["Location"] == "/shili/"
    assert client.get("/").status_code == 200


def test_a_question_is_not_lost_with_the_choice(client: Client, people: Cast) -> None:
    page = parsed(client, "/shili/already-public/?description=低保&page=2")
    switch = str(one(page, ".look-switch").attributes["href"])
    assert client.get(switch).headers["Location"].startswith("/elder/shili/already-public/?description=")


@pytest.mark.parametrize(
    "elsewhere", ["https://evil.example/", "//evil.example/", "javascript:alert(1)", "/\\evil.example", ""]
)
@pytest.mark.parametrize("look", ["elder", "hant", "standard"])
def test_the_switch_leads_to_no_other_site(client: Client, people: Cast, elsewhere: str, look: str) -> None:
    there = client.get(f"/view/{look}", {"next": elsewhere}).headers["Location"]
    assert there == ("/" if look == "standard" else f"/{look}/")


@pytest.mark.parametrize("look", ["kiosk", "nothing", "ELDER"])
def test_nothing_else_can_be_chosen(client: Client, people: Cast, look: str) -> None:
    page = client.get(f"/view/{look}")
    assert page.status_code == 404
    assert not page.cookies


@pytest.mark.parametrize("path", ["/", "/shili/", "/shili-minzheng/", "/shili/zfxxgkzn/", "/nobody/"])
def test_the_elder_page_has_five_entries_and_the_telephone(client: Client, people: Cast, path: str) -> None:
    text = client.get(f"/elder{path}").text
    assert len(re.findall(r"<li><a", text[text.index('class="portal-menu"') : text.index("</nav>")])) == 5
    number = "0930-0000001" if path.startswith("/shili/") else HOTLINE
    assert f'<a href="tel:{number}">' in text[: text.index("<main")]


def test_a_department_without_a_telephone_shows_that_of_the_top(client: Client, people: Cast) -> None:
    Profile.objects.of(people.prefecture).update(phone="0930-0000009")
    assert 'href="tel:0930-0000009"' in client.get("/elder/shili-minzheng/").text


def test_the_traditional_page_is_traditional_and_sends_back_what_it_was_given(client: Client, people: Cast) -> None:
    page = parsed(client, "/hant/shili/zfxxgkzn/")
    assert one(page, "html").attributes["lang"] == "zh-Hant"
    assert "政府信息公開指南" in one(page, "h1").text()
    assert one(page, "title").text() == "政府信息公開指南 - 樣本州人民政府網"
    form = client.get("/hant/shili/ysqgk/person/").text
    plain = client.get("/shili/ysqgk/person/").text
    assert sent(form) == sent(plain)


TOKEN = 40
"""What is longer was signed for this one page."""


def sent(html: str) -> list[tuple[str, str]]:
    """What the fields of the page begin with, but for the tokens made anew each time."""
    tags = [tag for _, tag in pieces(html) if tag.startswith("<input") and "csrf" not in tag and "once" not in tag]
    fields = [(re.search(r'name="([^"]*)"', tag), re.search(r'value="([^"]*)"', tag)) for tag in tags]
    return [(name[1], value[1] if value and len(value[1]) < TOKEN else "") for name, value in fields if name]


HTML = """<!DOCTYPE html><html lang="zh-CN"><head><title>发展</title><script>var 发 = "发展 <b>";</script></head>
<body><p title="发展">后面<!-- 发展 --></p><a href="/发展/" data-x="发展" aria-label="发展">头发</a>
<textarea name="发">发展</textarea><select><option>发展</option><option value="发展">发展</option></select>
<input value="发展" placeholder="发展"><p lang="bo">发展<b>发</b></p><p translate="no">于右任<span>发</span></p>干部"""


def test_only_what_is_read_is_turned() -> None:
    turned = traditional.page(HTML)
    assert turned == (
        '<!DOCTYPE html><html lang="zh-CN"><head><title>發展</title><script>var 发 = "发展 <b>";</script></head>\n'
        '<body><p title="發展">後面<!-- 发展 --></p><a href="/发展/" data-x="发展" aria-label="發展">頭髮</a>\n'
        '<textarea name="发">发展</textarea><select><option>发展</option><option value="发展">發展</option></select>\n'
        '<input value="发展" placeholder="發展"><p lang="bo">发展<b>发</b></p><p translate="no">于右任<span>发</span></p>幹部'
    )


@given(st.text(alphabet="发干后里<>/=\"' abp&;-!\n", max_size=60))
def test_turning_a_page_keeps_its_tags(html: str) -> None:
    assert [tag for _, tag in pieces(traditional.page(html))] == [tag for _, tag in pieces(html)] or "title" in html


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("干部在干燥的后院，皇后以后", "幹部在乾燥的後院，皇后以後"),
        ("公里、里面、台账、台风", "公里、裡面、臺賬、颱風"),
        ("政府制度、复议复印、答复", "政府制度、複議複印、答覆"),
        ("征求意见、征收、长征", "徵求意見、徵收、長征"),
    ],
)
def test_characters_are_turned_by_the_word_they_stand_in(written: str, read: str) -> None:
    assert traditional.traditional(written) == read


def test_what_is_typed_in_traditional_characters_is_understood(client: Client, people: Cast) -> None:
    page = client.get("/hant/shili/already-public/", {"description": "環境保護"})
    assert 'value="环境保护"' in page.text
    assert 'value="環境保護"' in client.get("/shili/already-public/", {"description": "環境保護"}).text


@given(st.text(alphabet="政府信息公开条例指南申请环境保护"))
def test_simplified_questions_stay_as_they_are(typed: str) -> None:
    assert traditional.simplified(typed) == typed


def test_nothing_leads_out_of_the_kiosk(client: Client, people: Cast) -> None:
    html = (
        '<a class="button" href="https://elsewhere.example/">外站</a><a href="mailto:a@b">信</a><a href="//x.example">x</a>'
        '<a href="/kiosk/shili/" target="_blank" rel="noopener">县</a><a href="#content">跳</a><a href="?page=2">二</a>'
    )
    assert kiosk.page(html) == (
        '<span class="no-way-out">外站</span><span class="no-way-out">信</span><span class="no-way-out">x</span>'
        '<a href="/kiosk/shili/">县</a><a href="#content">跳</a><a href="?page=2">二</a>'
    )
    for path in ("/kiosk/", "/kiosk/shili/", "/kiosk/shili/zfxxgkzn/"):
        page = parsed(client, path)
        assert all(str(each.attributes["href"]).startswith(("/kiosk/", "#")) for each in page.css("a"))
        assert one(page, "[data-kiosk-start]").attributes["href"] == "/kiosk/"


def test_a_form_at_the_kiosk_warns_and_keeps_nothing(client: Client, people: Cast) -> None:
    page = parsed(client, "/kiosk/shili/ysqgk/person/")
    assert "自助终端供大家共用" in one(page, "main").text()
    assert one(page, 'form[method="post"]').attributes["autocomplete"] == "off"


def test_a_typed_link_in_a_text_is_kept_in_the_look_and_foreign_ones_are_left(client: Client) -> None:
    html = (
        '<link rel="canonical" href="/a/"><p><a class="x" href="/shili/lm/x/">文</a><a href="//e.example/">外</a></p>'
    )
    assert looks.dressed(html, Look.ELDER) == html.replace('"/shili/', '"/elder/shili/')
    assert looks.dressed(looks.dressed(html, Look.ELDER), Look.ELDER) == looks.dressed(html, Look.ELDER)
    assert looks.dressed(html, Look.STANDARD) == html
