"""地址: the desk's page of 顽疾清单, in the namespace ``problems``."""

from django.urls import URLPattern, path

from gongkai.oversight.problems import desk as pages

portal: list[URLPattern] = []

desk = [path("problems/", pages.problems, name="problems")]
