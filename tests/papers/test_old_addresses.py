"""旧网址: every way an old site was saved tells the addresses it had; one address is found however it is written."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.law.ledgers import LedgerField, field_of
from gongkai.papers.ledgers.places import by_place, is_page, key_of, onward
from gongkai.papers.ledgers.saved import SavedPages
from gongkai.papers.ledgers.stubs import targets
from gongkai.publication.disclosure.ledger.reading import PAGE_LABELS

HOST = "www.jiu.gov.cn"


@pytest.mark.parametrize(
    ("place", "addresses"),
    [
        (f"{HOST}/art/1.html", [f"http://{HOST}/art/1.html"]),
        (f"{HOST}/show.shtml?id=5", [f"http://{HOST}/show.shtml?id=5"]),
        (f"{HOST}/show.shtml@id=5", [f"http://{HOST}/show.shtml?id=5"]),
        (f"{HOST}/show.asp?id=5.html", [f"http://{HOST}/show.asp?id=5"]),
        (f"{HOST}/show.asp.html", [f"http://{HOST}/show.asp", f"http://{HOST}/show.asp.html"]),
        (f"site/{HOST}+8080/a/index.html", [f"http://{HOST}:8080/a/index.html", f"http://{HOST}:8080/a/"]),
        ("zwgk/1.html", ["/zwgk/1.html"]),
        ("2018.html/1.html", ["/2018.html/1.html"]),
    ],
)
def test_a_place_in_the_folder_tells_the_address(place: str, addresses: list[str]) -> None:
    assert list(by_place(place)) == addresses
    assert is_page(place)


def test_the_folder_itself_may_be_named_for_the_host() -> None:
    assert list(by_place("a/1.htm", HOST)) == [f"http://{HOST}/a/1.htm"]


@pytest.mark.parametrize("name", ["a.pdf", "a.css", "b.js?v=3", "c.png@x=1", "d"])
def test_what_is_no_page_is_none(name: str) -> None:
    assert not is_page(name)


ONE = [
    "http://www.jiu.gov.cn/Art/1.html",
    "https://jiu.gov.cn/art/1.HTML#top",
    "http://JIU.gov.cn:8080//art/1.html",
    "www.jiu.gov.cn/art/1.html",
]


@pytest.mark.parametrize("written", ONE)
def test_scheme_port_www_case_and_fragment_do_not_tell_addresses_apart(written: str) -> None:
    assert key_of(written) == ("jiu.gov.cn", "/art/1.html")


def test_path_and_query_do() -> None:
    keys = {key_of(f"http://a.gov.cn/{each}") for each in ("", "a", "a?id=1", "a?id=2", "b/a?id=1", "index.html?x=1")}
    assert len(keys) == 6
    assert key_of("http://a.gov.cn/index.html") == key_of("http://a.gov.cn/") == key_of("a.gov.cn")


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=30))
def test_an_address_is_the_same_decoded_and_encoded_and_a_key_is_a_plain_path(name: str) -> None:
    host, key = key_of(f"http://a.gov.cn/{quote(name, safe='')}/")
    assert (key == "" and host == "") or (key.startswith("/") and key == key.lower())
    assert not set(key) & set("\r\n\x00\\#") or "#" in name or "\\" in name


def test_a_name_in_gbk_is_the_name() -> None:
    assert key_of("http://a.gov.cn/" + quote("关于印发".encode("gb18030")) + ".html") == key_of(
        "http://a.gov.cn/关于印发.html"
    )


@pytest.mark.parametrize(
    "evil", ["", "javascript:alert(1)", "http://a\r\nX: y/", "http://[x/", "a\\b", "ftp://a.gov.cn/x"]
)
def test_what_is_no_address_has_no_key(evil: str) -> None:
    assert key_of(evil) == ("", "")


@pytest.mark.parametrize(
    ("link", "stands"),
    [
        ("http://www.jiu.gov.cn/a/2.html", "/a/2.html"),
        ("https://jiu.gov.cn/show?id=5&x=甲", "/show?id=5&x=甲"),
        ("http://www.gov.cn/a.html", "http://www.gov.cn/a.html"),
        ("http://[", ""),
    ],
)
def test_a_link_of_the_old_site_stands_by_its_path(link: str, stands: str) -> None:
    assert onward(link, "jiu.gov.cn") == stands


# -- pages that only lead on -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "html",
    [
        '<meta http-equiv="refresh" content="0; url=2.html">',
        "<META HTTP-EQUIV=refresh CONTENT='3;URL=2.html'>正在跳转",
        "<script>window.location.href='2.html';</script>",
        '<script>location.replace("2.html")</script>',
        '<frameset cols="20%,80%"><frame src="2.html"><noframes>'
        + "您的浏览器不支持框架" * 40
        + "</noframes></frameset>",
    ],
)
def test_a_page_that_only_leads_on_says_where(html: str) -> None:
    assert targets(f"<html><head><title>跳转</title></head>{html}</html>".encode("gb18030")) == ["2.html"]


def test_a_page_that_says_something_leads_nowhere() -> None:
    assert targets(("<p>" + "通知如下。" * 40 + "</p><iframe src='x.html'></iframe>").encode()) == []
    assert targets(b"%PDF-1.7") == []


def page(title: str, more: str = "") -> bytes:
    body = "现将有关事项通知如下，请各单位认真贯彻执行。" * 3
    head = f'<meta name="ArticleTitle" content="{title}"><meta name="PubDate" content="2018-03-04">'
    return f"<html><head>{head}</head><body><div id='zoom'><p>{body}</p>{more}</div></body></html>".encode()


def read(folder: Path) -> dict[str, dict[str, str]]:
    lines = SavedPages(folder, PAGE_LABELS, _label).lines()
    return {line.where: dict(zip(PAGE_LABELS, line.cells, strict=False)) for line in lines if line.place > 1}


def _label(text: str) -> str | None:
    found = field_of(text)
    return found.label if found else None


OLD, FILES, BODY = LedgerField.OLD_ADDRESSES.label, LedgerField.FILES.label, LedgerField.BODY.label


def test_stubs_frames_and_chains_become_addresses_of_the_page_they_lead_to(tmp_path: Path) -> None:
    site = tmp_path / HOST
    site.mkdir()
    (site / "a.html").write_text('<meta http-equiv="refresh" content="0;url=b.html">')
    (site / "b.html").write_text("<script>location.href='/show.shtml?id=5'</script>")
    (site / "show.shtml?id=5").write_bytes(page("关于甲的通知"))
    (site / "f.html").write_text('<frameset><frame src="menu.html"><frame src="text.html"></frameset>')
    (site / "menu.html").write_text("<a href='f.html'>菜单</a>")
    (site / "text.html").write_bytes(page("关于乙的通知"))
    (site / "ring1.html").write_text('<meta http-equiv="refresh" content="0;url=ring2.html">')
    (site / "ring2.html").write_text('<meta http-equiv="refresh" content="0;url=ring1.html">')
    (site / "out.html").write_text('<meta http-equiv="refresh" content="0;url=http://www.gov.cn/">')
    told = read(tmp_path)
    assert told[f"{HOST}/show.shtml?id=5"][OLD].split("\n") == [
        f"http://{HOST}/show.shtml?id=5",
        f"http://{HOST}/a.html",
        f"http://{HOST}/b.html",
    ]
    assert f"http://{HOST}/f.html" in told[f"{HOST}/text.html"][OLD]
    assert not {f"{HOST}/a.html", f"{HOST}/b.html", f"{HOST}/f.html"} & set(told)
    assert {f"{HOST}/ring1.html", f"{HOST}/ring2.html", f"{HOST}/out.html"} <= set(told)


def test_what_httrack_wrote_into_a_page_is_its_address(tmp_path: Path) -> None:
    (tmp_path / "show8f3a.html").write_bytes(
        page("关于丙的通知").replace(b"<html>", b"<html><!-- Mirrored from www.jiu.gov.cn/show.asp?id=7 by HTTrack -->")
    )
    (tmp_path / "hts-cache").mkdir()
    (tmp_path / "hts-cache" / "x.html").write_bytes(page("不是网页"))
    told = read(tmp_path)
    assert list(told) == ["show8f3a.html"]
    assert told["show8f3a.html"][OLD] == "http://www.jiu.gov.cn/show.asp?id=7"


def test_files_are_found_where_they_lie_and_links_stand_by_their_path(tmp_path: Path) -> None:
    site = tmp_path / HOST / "art"
    site.mkdir(parents=True)
    (tmp_path / HOST / "up").mkdir()
    (tmp_path / HOST / "up" / "a.pdf").write_bytes(b"%PDF-1.7")
    (site / "b.pdf").write_bytes(b"%PDF-1.7")
    (tmp_path / "secret.pdf").write_bytes(b"%PDF-1.7")
    links = '<a href="../up/a.pdf">附件1</a><a href="b.pdf">附件2</a><a href="../../../secret.pdf">外</a>'
    links += f'<a href="/up/a.pdf">再</a><a href="缺.pdf">缺</a><a href="2.html">下一篇</a><a href="http://{HOST}/up/a.pdf">全</a>'
    (site / "1.html").write_bytes(page("关于丁的通知", links))
    told = read(tmp_path)[f"{HOST}/art/1.html"]
    assert [line.split("\t")[0] for line in told[FILES].split("\n")] == [
        *(f"{HOST}/up/a.pdf", f"{HOST}/art/b.pdf", f"{HOST}/up/a.pdf", f"{HOST}/up/a.pdf"),
    ]
    assert told[FILES].split("\n")[0] == f"{HOST}/up/a.pdf\t附件1\thttp://{HOST}/up/a.pdf"
    assert 'href="/up/a.pdf"' in told[BODY] and 'href="/art/2.html"' in told[BODY] and "secret" in told[BODY]
