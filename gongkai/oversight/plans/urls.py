"""地址: the desk's pages of 要点与任务, in the namespace ``plans``."""

from django.urls import URLPattern, path

from gongkai.oversight.plans import desk as office
from gongkai.oversight.plans import desk_tasks as tasks

portal: list[URLPattern] = []

desk = [
    path("plans/", office.plans, name="plans"),
    path("plans/new/", office.new_plan, name="new"),
    path("plans/<int:plan>/", office.plan, name="plan"),
    path("plans/<int:plan>/add/", office.add_task, name="add"),
    path("plans/<int:plan>/import/", office.import_tasks, name="import"),
    path("plans/<int:plan>/chapter/", office.chapter, name="chapter"),
    path("plans/<int:plan>/table.<str:carrier>", office.printed, name="table"),
    path("plans/tasks/<int:task>/", tasks.task, name="task"),
    path("plans/tasks/<int:task>/act/<str:name>/", tasks.take_act, name="act"),
    path("plans/tasks/<int:task>/evidence/<int:file>/", tasks.evidence, name="evidence"),
]
