"""地址: the portal's and the desk's pages of 主动公开, in the namespace ``disclosure``."""

from django.urls import URLPattern

from gongkai.publication.disclosure.carriers.urls import desk as carriers

portal: list[URLPattern] = []

desk: list[URLPattern] = [*carriers]
