"""地址: the desk's and the public's pages of the room, in the namespace ``villages``."""

from django.urls import path

from gongkai.casework.villages.boards import desk as boards_desk
from gongkai.casework.villages.boards import portal as boards
from gongkai.casework.villages.boards.screen import screen
from gongkai.casework.villages.figures import desk as figures_desk
from gongkai.casework.villages.groups import desk as groups_desk
from gongkai.casework.villages.groups import portal as groups
from gongkai.casework.villages.questions import desk as questions_desk
from gongkai.casework.villages.questions import portal as questions
from gongkai.casework.villages.villagers import desk as villagers_desk
from gongkai.casework.villages.villagers import portal as villagers

portal = [
    path("cun/", boards.board, name="board"),
    path("cun/gs/<int:notice>/", boards.notice, name="notice"),
    path("cun/gs/<int:notice>/zp/<int:photo>", boards.photo, name="photo"),
    path("cun/gs/<int:notice>/ewm.svg", boards.code_of, name="code_of_notice"),
    path("cun/gs/<int:notice>/haibao.pdf", boards.poster, name="poster"),
    path("cun/ping/", screen, name="screen"),
    path("cun/lixian.zip", boards.bundle, name="bundle"),
    path("cun/renzheng/", villagers.apply, name="apply"),
    path("cun/denglu/", villagers.log_in, name="log_in"),
    path("cun/duanxin/", villagers.passing, name="passing"),
    path("cun/tuichu/", villagers.log_out, name="log_out"),
    path("cun/jia/", groups.home, name="home"),
    path("cun/qun/<int:group>/", groups.group, name="group"),
    path("cun/wen/", questions.ask, name="ask"),
    path("cun/wen/<int:question>/", questions.question, name="my_question"),
]

desk = [
    path("villages/", boards_desk.villages, name="villages"),
    path("villages/rule/", boards_desk.rule, name="rule"),
    path("villages/notices/", boards_desk.notices, name="notices"),
    path("villages/notices/new/", boards_desk.post, name="post_notice"),
    path("villages/notices/<int:notice>/", boards_desk.notice, name="own_notice"),
    path("villages/notices/<int:notice>/withdraw/", boards_desk.withdraw, name="withdraw_notice"),
    path("villages/notices/<int:notice>/prove/", boards_desk.prove, name="prove_notice"),
    path("villages/notices/<int:notice>/photos/<int:photo>/", boards_desk.photo, name="own_photo"),
    path("villages/villagers/", villagers_desk.villagers, name="villagers"),
    path("villages/villagers/new/", villagers_desk.enrol, name="enrol"),
    path("villages/villagers/<int:villager>/", villagers_desk.villager, name="villager"),
    path("villages/villagers/<int:villager>/act/<str:name>/", villagers_desk.take_act, name="villager_act"),
    path("villages/villagers/<int:villager>/code/", villagers_desk.give, name="give_code"),
    path("villages/villagers/<int:villager>/shred/", villagers_desk.shred, name="shred_villager"),
    path("villages/groups/", groups_desk.groups, name="groups"),
    path("villages/groups/new/", groups_desk.open_group, name="open_group"),
    path("villages/groups/<int:group>/", groups_desk.group, name="own_group"),
    path("villages/groups/<int:group>/close/", groups_desk.close_group, name="close_group"),
    path("villages/posts/", groups_desk.posts, name="posts"),
    path("villages/posts/<int:post>/show/", groups_desk.show, name="show_post"),
    path("villages/posts/<int:post>/decline/", groups_desk.decline, name="decline_post"),
    path("villages/questions/", questions_desk.questions, name="questions"),
    path("villages/questions/<int:question>/", questions_desk.question, name="question"),
    path("villages/questions/<int:question>/act/<str:name>/", questions_desk.take_act, name="question_act"),
    path("villages/figures/", figures_desk.figures, name="figures"),
]
