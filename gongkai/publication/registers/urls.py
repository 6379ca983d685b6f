"""地址: the portal's and the desk's pages of 登记簿, in the namespace ``registers``."""

from django.urls import URLPattern

portal: list[URLPattern] = []
desk: list[URLPattern] = []
