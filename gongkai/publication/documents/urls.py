"""地址: the portal's and the desk's pages of 公文, in the namespace ``documents``."""

from django.urls import URLPattern, path

from gongkai.publication.documents import attachments_desk

portal: list[URLPattern] = []

desk: list[URLPattern] = [
    path("documents/<int:document>/files/", attachments_desk.files, name="files"),
    path("documents/<int:document>/files/<int:file>/", attachments_desk.file_download, name="file_download"),
    path("documents/<int:document>/files/<int:file>/detach/", attachments_desk.file_detach, name="file_detach"),
]
