"""地址: the portal's and the desk's pages of 目录, in the namespace ``catalogue``."""

from django.urls import URLPattern

from gongkai.publication.catalogue.slots import urls as slots
from gongkai.publication.catalogue.standards import urls as standards

portal: list[URLPattern] = []

desk: list[URLPattern] = [*standards.desk, *slots.desk]
