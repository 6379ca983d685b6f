"""短信: written only where a gateway is set up, sent once, tried again where that helps."""

from __future__ import annotations

from typing import Any, ClassVar

import pytest
from django.core.exceptions import ImproperlyConfigured
from hypothesis import given
from hypothesis import strategies as st

from gongkai.office.notices import acts, sms
from gongkai.office.notices.models import Message, State
from gongkai.web import clock
from tests.cast import Cast
from tests.office.test_notices import later

NUMBER = "13900000000"


class Trying:
    """A gateway that does what it is told to."""

    trouble: ClassVar[Exception | None] = None
    sent: ClassVar[list[tuple[str, str, str]]] = []

    def send(self, to: str, text: str, once: str) -> None:
        if self.trouble:
            raise self.trouble
        self.sent.append((to, text, once))


@pytest.fixture
def trying(settings: Any) -> type[Trying]:
    settings.SMS_GATEWAY = "tests.office.test_sms.Trying"
    Trying.trouble, Trying.sent = None, []
    return Trying


def write(people: Cast, key: str = "step", to: str = NUMBER) -> bool:
    return acts.write_sms(people.bureau, key, to=to, text="【示例县民政局】已登记")


def test_without_a_gateway_nothing_is_written(people: Cast) -> None:
    assert not write(people)
    assert not Message.objects.everywhere().exists()


def test_a_short_message_is_written_once_and_leaves_once(people: Cast, trying: type[Trying]) -> None:
    assert (write(people), write(people)) == (True, False)
    assert acts.deliver(clock.now()) == {State.SENT: 1}
    assert acts.deliver(later(days=9)) == {}
    ((to, text, once),) = trying.sent
    assert (to, text) == (NUMBER, "【示例县民政局】已登记") and len(once) == 32
    row = Message.objects.everywhere().get()
    assert NUMBER.encode() not in bytes(row.recipient or b"") and row.subject == "短信"


def test_trouble_is_tried_again_with_the_same_mark_and_a_refusal_is_not(people: Cast, trying: type[Trying]) -> None:
    write(people)
    trying.trouble = OSError()
    assert acts.deliver(clock.now()) == {State.WAITING: 1}
    trying.trouble = None
    assert acts.deliver(later(minutes=2)) == {State.SENT: 1}
    write(people, "another")
    trying.trouble = sms.SmsRefused("空号")
    assert acts.deliver(later(minutes=3)) == {State.FAILED: 1}
    assert "空号" in Message.objects.everywhere().get(key="another").trouble


def test_a_gateway_taken_away_fails_what_waits_and_says_why(people: Cast, trying: type[Trying], settings: Any) -> None:
    write(people)
    settings.SMS_GATEWAY = ""
    assert acts.deliver(clock.now()) == {State.FAILED: 1}


def test_a_gateway_there_is_not_is_named(settings: Any) -> None:
    settings.SMS_GATEWAY = "nowhere.Gateway"
    with pytest.raises(ImproperlyConfigured, match=r"nowhere\.Gateway"):
        sms.gateway()


@given(st.text(max_size=14) | st.from_regex(r"1[0-9]{10}", fullmatch=True))
def test_only_a_mobile_number_is_written_to(number: str) -> None:
    assert sms.is_mobile(number) == (len(number) == 11 and number[0] == "1" and set(number) <= set("0123456789"))
    assert len(number) < 7 or number not in sms.masked(number)


def test_the_gateways_for_trying_mask_the_number(
    settings: Any, tmp_path: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    settings.VAR_DIR = tmp_path
    for gateway in (sms.FileGateway(), sms.ConsoleGateway()):
        gateway.send(NUMBER, "已登记", "mark")
    written = (tmp_path / "sms" / "messages.jsonl").read_text(encoding="utf-8") + capsys.readouterr().out
    assert written.count("139****0000") == 2 and NUMBER not in written
