"""地址: the portal's and the desk's pages of 主动公开, in the namespace ``disclosure``."""

from django.urls import URLPattern

portal: list[URLPattern] = []

desk: list[URLPattern] = []
