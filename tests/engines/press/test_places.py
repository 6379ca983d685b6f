"""页面位置: whatever an address says, its page lies inside the tree, and no two addresses share a place."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.engines.press.places import Misplaced, normal, place

ROUGH = st.text(st.sampled_from("/.%~\\\0\n ab示例-?#:"), max_size=30).map(lambda text: "/" + text)


def placed(address: str) -> str | None:
    try:
        return str(place(address))
    except Misplaced:
        return None


@given(ROUGH | st.text().map(lambda text: "/" + text))
def test_no_address_leads_out_of_the_tree(address: str) -> None:
    found = placed(address)
    if found is not None:
        root = Path("/srv/pressed")
        assert (root / found).resolve().is_relative_to(root / "standard")


@given(ROUGH, ROUGH)
def test_two_addresses_do_not_share_a_place(one: str, other: str) -> None:
    if placed(one) is not None and placed(one) == placed(other):
        assert one == other


@pytest.mark.parametrize(
    "address",
    [
        "/../etc/passwd/",
        "/shili/../../x/",
        "/shili/./",
        "/shili//x/",
        "/shili/.git/",
        "/shili/%2e%2e/",
        "/shili/..\\x/",
        "/shili/\r\nSet-Cookie: a=b/",
        "/shili/\0/",
        "/shili/index.html/",
        "/shili/index.html",
        "/shili/a.gz/",
        "/shili/x",
        "shili/",
        "",
        "/" + "示" * 100 + "/",
        "/" + "a/" * 600,
        "/\ud800/",
    ],
)
def test_what_could_lead_elsewhere_is_refused(address: str) -> None:
    with pytest.raises(Misplaced):
        place(address)


@pytest.mark.parametrize("look", ["..", "Elder", "a/b", ".work", "a" * 30])
def test_a_look_is_a_short_word(look: str) -> None:
    with pytest.raises(Misplaced):
        place("/shili/", look)


def test_an_index_number_of_chinese_and_slashes_has_its_place() -> None:
    address = normal("/shili/zfxxgk/%E7%A4%BA%E4%BE%8B%E5%8E%BF~2025-00001/?x=1#y")
    assert str(place(address)) == "standard/shili/zfxxgk/示例县~2025-00001/index.html"
    assert str(place("/shili/lm/tzgg/list.json", "elder")) == "elder/shili/lm/tzgg/list.json"
