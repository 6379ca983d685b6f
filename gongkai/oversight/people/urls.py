"""地址: the pages of 人员与责任, in the namespace ``people``."""

from django.urls import path

from gongkai.oversight.people.changes import desk as changes
from gongkai.oversight.people.division import desk as division
from gongkai.oversight.people.drills import desk as drills
from gongkai.oversight.people.funds import desk as funds
from gongkai.oversight.people.groups import desk as groups
from gongkai.oversight.people.groups import portal as public
from gongkai.oversight.people.lights import desk as lights
from gongkai.oversight.people.points import desk as points
from gongkai.oversight.people.responsibility import desk as responsibility

portal = [path("ldxz/", public.group, name="public_group")]

desk = [
    path("people/group/", groups.group, name="group"),
    path("people/group/issue/", groups.issue, name="issue_group"),
    path("people/group/end/", groups.wind_up, name="wind_up_group"),
    path("people/lights/", lights.lights, name="lights"),
    path("people/lights/explain/", lights.explain, name="explain"),
    path("people/responsibility/", responsibility.responsibility, name="responsibility"),
    path("people/responsibility.<str:carrier>", responsibility.responsibility_file, name="responsibility_file"),
    path("people/columns/<int:column>/", responsibility.column, name="column"),
    path("people/columns/<int:column>/appoint/", responsibility.appoint, name="appoint"),
    path("people/points/", points.points, name="points"),
    path("people/points/<str:kind>/<int:key>/", points.name, name="name_point"),
    path("people/drills/", drills.drills, name="drills"),
    path("people/drills/ask/", drills.ask, name="ask_drills"),
    path("people/drills/<int:drill>/", drills.drill, name="drill"),
    path("people/drills/<int:drill>/act/<str:name>/", drills.take_act, name="drill_act"),
    path("people/changes/", changes.changes, name="changes"),
    path("people/changes/begin/", changes.begin, name="begin_change"),
    path("people/changes/set-up/", changes.set_up, name="set_up"),
    path("people/changes/<int:change>/", changes.change, name="change"),
    path("people/changes/<int:change>/assign/<str:matter>/", changes.assign, name="assign"),
    path("people/changes/<int:change>/hand/<str:matter>/", changes.hand_over, name="hand"),
    path("people/changes/<int:change>/effect/", changes.take_effect, name="take_effect"),
    path("people/changes/<int:change>/abandon/", changes.abandon, name="abandon"),
    path("people/division/", division.division, name="division"),
    path("people/division/give/", division.give, name="give_part"),
    path("people/division/<int:part>/end/", division.end, name="end_part"),
    path("people/funds/", funds.funds, name="funds"),
    path("people/funds/enter/", funds.enter, name="enter_fund"),
    path("people/funds/<int:line>/strike/", funds.strike, name="strike_fund"),
]
