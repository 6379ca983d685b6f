"""地址: the portal's and the desk's pages of 公文, in the namespace ``documents``."""

from django.urls import URLPattern

from gongkai.publication.documents import subrooms

portal: list[URLPattern] = [*subrooms.portal]

desk: list[URLPattern] = [*subrooms.desk]
