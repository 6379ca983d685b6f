"""The pages of ``tests/web/urls.py`` behind the real doors, and somebody to look at them."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.conf import settings as django_settings
from django.test import Client
from pytest_django.fixtures import Settings

from gongkai.office.authorities.models import Profile
from tests.cast import Cast, cast

TEMPLATES = Path(__file__).parent / "templates"


@pytest.fixture(autouse=True)
def _pages_of_our_own(settings: Settings) -> None:
    settings.ROOT_URLCONF = "tests.web.urls"
    settings.TEMPLATES = [{**django_settings.TEMPLATES[0], "DIRS": [TEMPLATES]}]


@pytest.fixture
def people(db: None) -> Cast:
    """The whole company; the county has a filled-in profile, the prefecture is the site's owner."""
    company = cast()
    Profile.objects.of(company.prefecture).update(
        site_name="样本州人民政府网",
        site_address="www.example.gov.cn",
        site_identity="6200000001",
        icp_record="陇ICP备00000000号-1",
        police_record="甘公网安备62000000000001号",
    )
    Profile.objects.of(company.county).update(
        disclosure_office="示例县人民政府办公室",
        address="示例县解放路1号",
        hours="工作日8:30至18:00",
        phone="0930-0000001",
        colour="green",
    )
    return company


@pytest.fixture
def desk(client: Client, people: Cast) -> Client:
    """王小样 at the desk."""
    client.force_login(people.wang, backend="django.contrib.auth.backends.ModelBackend")
    return client
