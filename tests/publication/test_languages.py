"""语言版本: no machine's words are published, another person reads them, and a changed text hides its old translation."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from gongkai.law.grammar.flow import Unlawful
from gongkai.law.languages import Language, TranslationState
from gongkai.publication.disclosure import queries
from gongkai.publication.disclosure.languages import acts
from gongkai.publication.disclosure.languages.acts import Told
from gongkai.publication.disclosure.languages.models import Translation
from gongkai.publication.disclosure.models import Content
from gongkai.web import clock
from tests.publication.conftest import DAY, House
from tests.publication.test_contents import correct, published
from tests.publication.test_disclosure_pages import desk, page

TEXT = Told("Notice on minimum living allowances", "Three households.\nList attached.", "Translator A")


def drafted(house: House, content: Content, told: Told = TEXT) -> Translation:
    row = acts.want(content, Language.ENGLISH, on=DAY, by=house.people.wang)
    return acts.draft(row, told, on=DAY, by=house.people.wang)


def test_a_translation_passes_a_second_pair_of_eyes_before_anybody_reads_it(house: House) -> None:
    content = published(house)
    row = drafted(house, content)
    address = f"{queries.address(content)}en/"
    assert Client().get(address).status_code == 404
    with pytest.raises(Unlawful, match="没有校对"):
        acts.publish(row, on=DAY, by=house.people.li)
    with pytest.raises(Unlawful, match="不能校对自己"):
        acts.review(row, on=DAY, by=house.people.wang)
    acts.review(row, on=DAY, by=house.people.li)
    assert Client().get(address).status_code == 404, "read is not yet public"
    acts.publish(row, on=DAY, by=house.people.li)
    text = page(Client(), address)
    assert 'lang="en"' in text and "Three households." in text and "以<a" in text
    original = page(Client(), queries.address(content))
    assert f'hreflang="en" href="{address}"' in original and "其他文字" in original
    acts.take_back(row, "译错", on=DAY, by=house.people.li)
    assert Client().get(address).status_code == 404 and "其他文字" not in page(Client(), queries.address(content))


def test_what_a_machine_wrote_is_never_published_whoever_tries(house: House) -> None:
    row = drafted(house, published(house), Told(TEXT.title, TEXT.text, "软件", by_machine=True))
    with pytest.raises(Unlawful, match="机器翻译"):
        acts.review(row, on=DAY, by=house.people.li)
    with pytest.raises(IntegrityError), transaction.atomic():
        Translation.objects.of(house.people.bureau).filter(pk=row.pk).update(state=TranslationState.PUBLISHED)


def test_when_the_text_changes_its_translation_is_no_longer_shown(house: House) -> None:
    content = published(house)
    row = drafted(house, content)
    acts.review(row, on=DAY, by=house.people.li)
    acts.publish(row, on=DAY, by=house.people.li)
    correct(house, content, {"text": "本县九月低保名单。共四户。"})
    assert Client().get(f"{queries.address(content)}en/").status_code == 404
    assert "其他文字" not in page(Client(), queries.address(content))


def test_a_translation_is_made_at_the_desk_and_nothing_typed_is_lost(house: House) -> None:
    content, wang = published(house), desk("wang")
    base = f"/desk/disclosure/{content.pk}/languages/"
    assert "还没有语言版本" in page(wang, base)
    assert wang.post(f"{base}want/", {"language": "ug", "form_of_the_house": "1"}).status_code == 302
    row = Translation.objects.of(house.people.bureau).get()
    told = {"title": "تەرجىمە", "text": "", "translator": "译者", "form_of_the_house": "1"}
    refused = wang.post(f"/desk/translations/{row.pk}/draft/", told).content.decode()
    assert "تەرجىمە" in refused and "必填" in refused
    assert wang.post(f"/desk/translations/{row.pk}/draft/", {**told, "text": "تېكىست"}).status_code == 302
    assert wang.post(f"/desk/translations/{row.pk}/review/", {"form_of_the_house": "1"}).status_code == 422
    li = desk("li")
    assert li.post(f"/desk/translations/{row.pk}/review/", {"form_of_the_house": "1"}).status_code == 302
    assert li.post(f"/desk/translations/{row.pk}/publish/", {"form_of_the_house": "1"}).status_code == 302
    assert 'dir="rtl"' in page(Client(), f"{queries.address(content)}ug/")
    assert clock.today() == Translation.objects.of(house.people.bureau).get().published_on
