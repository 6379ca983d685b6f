"""地址."""

from django.urls import URLPattern

portal: list[URLPattern] = []
desk: list[URLPattern] = []
