"""同行的地址."""

# mypy: ignore-errors

from django.urls import include, path
from wagtail import urls as wagtail_urls

from bench.peers.county.models import search

urlpatterns = [path("search/", search), path("", include(wagtail_urls))]
