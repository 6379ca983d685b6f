"""申请内容（条例第二十九条）: what must be there, what may be missing, and what is never asked."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.law.application_form import Delivery, Filled, fields, masked_name
from gongkai.law.applications import ApplicantKind
from gongkai.law.grammar.flow import Unlawful
from gongkai.law.receipt import Channel

KINDS = st.sampled_from(list(ApplicantKind))
CONTACTS = ("phone", "address", "email")


def values(kind: ApplicantKind, **given: str) -> dict[str, str]:
    full = {row.key: "示例" for row in fields(kind)} | {
        "carrier": "paper",
        "delivery": "collect",
        "identity": "id_card",
    }
    return full | given


def refused(kind: ApplicantKind, channel: Channel, **given: str) -> Unlawful:
    with pytest.raises(Unlawful) as caught:
        Filled(kind, channel, values(kind, **given))
    assert caught.value.basis is not None and caught.value.basis.number == 29
    return caught.value


@given(KINDS, st.sampled_from(CONTACTS))
def test_29_any_one_way_to_reach_the_applicant_is_enough(kind: ApplicantKind, reached_by: str) -> None:
    others = {name: "" for name in CONTACTS if name != reached_by}
    assert Filled(kind, Channel.ONLINE, values(kind, **others)).name == "示例"
    refusal = refused(kind, Channel.ONLINE, phone="", address="", email="")
    assert refusal.field == "phone" and "至少一项" in refusal.reason


@given(KINDS)
def test_29_what_is_sent_needs_somewhere_to_be_sent_to(kind: ApplicantKind) -> None:
    assert refused(kind, Channel.ONLINE, delivery="email", email="").field == "email"
    assert refused(kind, Channel.ONLINE, delivery="post", address="").field == "address"
    for way in set(Delivery) - {Delivery.EMAIL, Delivery.POST}:
        assert Filled(kind, Channel.ONLINE, values(kind, delivery=way.value, email="", address="")).gaps == ()


def test_29_an_organization_need_not_name_its_representative_nor_a_contact() -> None:
    kind = ApplicantKind.OTHER_ORGANIZATION
    assert Filled(kind, Channel.ONLINE, values(kind, representative="", contact_name="")).gaps == ()


@given(KINDS, st.sampled_from([channel for channel in Channel if channel is not Channel.ONLINE]))
def test_30_an_application_that_lacks_something_has_been_received_all_the_same(
    kind: ApplicantKind, channel: Channel
) -> None:
    bare = Filled(kind, channel, {"name": "陈样例", "description": "养护资金的分配结果"})
    assert bare.gaps == ("身份证明", "联系方式", "提供形式", "获取方式")
    assert Filled(kind, channel, values(kind)).gaps == ()
    with pytest.raises(Unlawful, match="不能为空"):
        Filled(kind, channel, {"name": "陈样例", "description": " "})


@given(st.text("陈样例示甲乙", min_size=1, max_size=12), KINDS)
def test_a_masked_name_never_shows_a_whole_one_of_two_characters_or_more(name: str, kind: ApplicantKind) -> None:
    masked = masked_name(name, kind)
    assert "*" in masked and masked[0] == name[0]
    assert len(name) < 2 or masked != name
