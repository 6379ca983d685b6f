"""门禁: the official's own posting decides for whom and as what they act; auditors look and do not touch."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.contrib.sessions.backends.base import SessionBase
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.test import RequestFactory

from gongkai.law.grammar.flow import Role
from gongkai.office.authorities import acts, queries
from gongkai.office.authorities.guards import DeskRequest, role
from gongkai.office.authorities.middleware import CHOSEN, official_and_authority
from gongkai.office.authorities.models import Authority, Official
from tests.cast import Cast, official

DAY = date(2025, 9, 8)


@role("handler")
def handle(request: DeskRequest) -> HttpResponseBase:
    return HttpResponse(request.authority.code)


@role("signer", "reviewer")
def sign(request: DeskRequest) -> HttpResponseBase:
    return HttpResponse(request.authority.code)


@role()
def read(request: DeskRequest) -> HttpResponseBase:
    return HttpResponse(request.authority.code)


def ask(
    view: Callable[[HttpRequest], HttpResponseBase], by: Official | None, method: str = "GET", chosen: str = ""
) -> HttpResponseBase:
    """Send a request through the middleware to a view, as an official or as nobody."""
    request = RequestFactory().generic(method, "/desk/")
    request.user = by or AnonymousUser()  # what the authentication middleware does
    request.session = SessionBase()
    request.session[CHOSEN] = chosen
    return official_and_authority(view)(request)


def test_who_is_not_logged_in_is_sent_to_the_log_in_page(people: Cast) -> None:
    response = ask(handle, None)
    assert (response.status_code, response.headers["Location"]) == (302, "/desk/login/?next=/desk/")


def test_a_holder_of_the_role_comes_in_and_acts_for_their_own_authority(people: Cast) -> None:
    for method in ("GET", "POST"):
        assert ask(handle, people.wang, method).content == b"shili-minzheng"  # type: ignore[attr-defined]
    assert ask(handle, people.zhao, "POST").content == b"lingxian-minzheng"  # type: ignore[attr-defined]


def test_who_lacks_the_role_is_told_which_one_is_asked_for(people: Cast) -> None:
    with pytest.raises(PermissionDenied, match="审核人或签发人"):
        ask(sign, people.wang)


def test_an_auditor_reads_every_page_and_changes_nothing(people: Cast) -> None:
    for view in (handle, sign, read):
        assert ask(view, people.zhou).status_code == 200
        for method in ("POST", "PUT", "PATCH", "DELETE"):
            with pytest.raises(PermissionDenied, match="只能查看"):
                ask(view, people.zhou, method)


def test_a_second_office_does_not_let_an_auditor_act(people: Cast) -> None:
    acts.post(people.zhou, people.county, "unit_head", on=DAY, by=None)
    with pytest.raises(PermissionDenied, match="只能查看"):
        ask(sign, people.zhou, "POST")


def test_who_holds_no_office_any_more_comes_no_further(people: Cast) -> None:
    for posting in queries.postings_of(people.wang, DAY):
        acts.end_posting(posting, on=DAY)
    with pytest.raises(PermissionDenied, match="没有在任岗位"):
        ask(read, people.wang)


def test_an_official_of_two_authorities_acts_for_the_chosen_one_with_the_roles_held_there(people: Cast) -> None:
    acts.post(people.wang, people.county, "unit_head", on=DAY, by=None)
    assert ask(handle, people.wang, "POST").content == b"shili-minzheng"  # type: ignore[attr-defined]
    assert ask(sign, people.wang, "POST", chosen="shili").content == b"shili"  # type: ignore[attr-defined]
    with pytest.raises(PermissionDenied):
        ask(handle, people.wang, "POST", chosen="shili")


def test_choosing_an_authority_one_does_not_serve_changes_nothing(people: Cast) -> None:
    assert ask(read, people.wang, chosen="lingxian-minzheng").content == b"shili-minzheng"  # type: ignore[attr-defined]


def test_a_role_that_does_not_exist_is_refused_when_the_page_is_written() -> None:
    with pytest.raises(KeyError):
        role("handlers")


@pytest.mark.parametrize(("path", "code"), [("/shili/apply/", "shili"), ("/lingxian/apply/", "lingxian")])
def test_the_address_names_the_authority_of_a_public_page(people: Cast, path: str, code: str) -> None:
    request: Any = RequestFactory().get(path)
    request.user = AnonymousUser()
    middleware = official_and_authority(lambda request: HttpResponse())
    middleware(request)
    middleware.process_view(request, None, (), {"code": code})
    assert request.authority == Authority.objects.get(code=code)
    with pytest.raises(Http404):
        middleware.process_view(request, None, (), {"code": "nowhere"})


def test_offices_that_reach_beneath_read_the_subtree_and_others_their_own(people: Cast) -> None:
    offices = queries.offices_of(people.zhou, people.county, DAY)
    assert set(queries.readable(people.county, offices)) == {people.county, people.bureau}
    own = queries.offices_of(people.wang, people.bureau, DAY)
    assert set(queries.readable(people.bureau, own)) == {people.bureau}


def test_every_office_can_be_held_and_gives_its_roles(people: Cast) -> None:
    person = official("every", "吴样稿", people.county, "disclosure_office")
    assert Role.DISPATCHER in queries.roles_of(person, people.county, DAY)
