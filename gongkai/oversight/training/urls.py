"""地址: the desk's pages of 培训、内部问答 and 知识库, in the namespace ``training``."""

from django.urls import URLPattern, path

from gongkai.oversight.training.classes import desk as classes
from gongkai.oversight.training.help import desk as threads
from gongkai.oversight.training.knowledge import desk as knowledge
from gongkai.oversight.training.practice import desk as practice

portal: list[URLPattern] = []

desk = [
    path("training/", classes.classes, name="classes"),
    path("training/plan/", classes.plan, name="plan"),
    path("training/visits/", classes.visits, name="visits"),
    path("training/visits/coach/", classes.coach, name="coach"),
    path("training/exercise/", practice.exercise, name="exercise"),
    path("training/exercise/answer/", practice.answer, name="answer"),
    path("training/results/", practice.results, name="results"),
    path("training/classes/<int:training>/", classes.training_class, name="class"),
    path("training/classes/<int:training>/sign-in/", classes.sign_in, name="sign_in"),
    path("training/classes/<int:training>/act/<str:name>/", classes.take_act, name="act"),
    path("help/", threads.threads, name="threads"),
    path("help/ask/", threads.ask, name="ask"),
    path("help/<int:thread>/", threads.thread, name="thread"),
    path("help/<int:thread>/accept/<int:answer>/", threads.accept, name="accept"),
    path("help/<int:thread>/withdraw/", threads.withdraw, name="withdraw"),
    path("knowledge/", knowledge.entries, name="entries"),
    path("knowledge/practices/", knowledge.practices, name="practices"),
    path("knowledge/write/", knowledge.write, name="write"),
    path("knowledge/<int:entry>/", knowledge.entry, name="entry"),
    path("knowledge/<int:entry>/act/<str:name>/", knowledge.take_act, name="entry_act"),
]
