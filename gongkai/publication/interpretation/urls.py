"""地址: the portal's and the desk's pages of 政策解读, in the namespace ``interpretation``."""

from django.urls import URLPattern

portal: list[URLPattern] = []

desk: list[URLPattern] = []
