"""地址: the portal's and the desk's pages of 目录, in the namespace ``catalogue``."""

from django.urls import URLPattern

portal: list[URLPattern] = []

desk: list[URLPattern] = []
