"""破损的页面: the house with one page more, which breaks with what was sent in its hands."""

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, URLResolver, path

from gongkai.urls import handler400, handler403, handler404, handler500
from gongkai.urls import urlpatterns as house
from gongkai.web.doors import public

__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]


@public
def breaks(request: HttpRequest, number: str) -> HttpResponse:
    """Breaks."""
    sent = {**request.POST.dict(), "number": number}
    raise RuntimeError(f"cannot deal with '{sent['name']}' 证件{sent['identity']} {number} {request.get_full_path()}")


urlpatterns: list[URLPattern | URLResolver] = [path("break/<str:number>/", breaks, name="breaks"), *house]
