"""恶意输入: whatever is typed into a form of a village is answered by a page, and nothing of it is run or shown as it came."""

from __future__ import annotations

import pytest
from django.test import Client
from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai.web.models import Attempt
from tests.casework.villages.conftest import Country, at_home, certified, grouped, logged_in, public_form, slip_of

SCRIPT = "<script>alert(1)</script>"
HOSTILE = st.one_of(
    st.text(max_size=80),
    st.sampled_from(
        ["\x00", "' OR 1=1 --", SCRIPT, "{{ 7*7 }}", "\u202egnol", "%s%n", "../../etc/passwd", "𠮷" * 40, "9" * 400]
    ),
)


@pytest.fixture
def at_the_group(country: Country) -> tuple[Client, int]:
    """Somebody of the village, logged in, and a group of it."""
    return at_home(country, slip_of(certified(country.village, country.clerk), country.clerk)), grouped(country).pk


@settings(max_examples=12)
@given(HOSTILE, HOSTILE)
def test_no_text_breaks_a_form_of_a_village(
    country: Country, at_the_group: tuple[Client, int], one: str, other: str
) -> None:
    Attempt.objects.all().delete()
    client, group = at_the_group
    for path, form in (
        ("renzheng/", {"name": one, "phone": other, "household": one}),
        ("denglu/", {"number": one, "code": other}),
        ("duanxin/", {"number": one, "phone": other}),
        (f"qun/{group}/", {"text": f"{one}{other}", "answers": other}),
        ("wen/", {"title": one, "text": other}),
    ):
        answer = client.post(f"{country.board}{path}", public_form(**form))
        assert answer.status_code in {200, 302, 400, 422}, (path, one, other)
        assert SCRIPT not in answer.content.decode()
    for path in ("", "ping/", f"qun/{group}/"):
        answer = client.get(
            f"{country.board}{path}", {"q": one, "n": one, "page": other, "answers": other, "next": one}
        )
        assert answer.status_code == 200 and SCRIPT not in answer.content.decode()
    listed = client.get(f"/{country.township.code}/cun/", {"q": one, "page": other})
    assert listed.status_code == 200 and SCRIPT not in listed.content.decode()


def test_what_a_villager_wrote_is_shown_as_words_and_never_run(
    country: Country, at_the_group: tuple[Client, int]
) -> None:
    client, group = at_the_group
    client.post(f"{country.board}qun/{group}/", public_form(text=f"{SCRIPT}路灯坏了"))
    client.post(f"{country.board}wen/", public_form(title=SCRIPT, text=f"{SCRIPT}何时修"))
    desk = logged_in("cun")
    for page in ("posts/", "questions/"):
        shown = desk.get(f"/desk/villages/{page}").content.decode()
        assert SCRIPT not in shown and "&lt;script&gt;" in shown
