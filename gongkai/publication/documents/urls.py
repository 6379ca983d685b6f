"""地址: the portal's and the desk's pages of 公文, in the namespace ``documents``."""

from django.urls import URLPattern

portal: list[URLPattern] = []

desk: list[URLPattern] = []
