"""地址: the desk's pages of offline carriers, in the namespace of the room."""

from django.urls import path

from gongkai.publication.disclosure.carriers import desk as office
from gongkai.publication.disclosure.carriers import desk_deliveries as deliveries
from gongkai.publication.disclosure.carriers import desk_keepers as keepers
from gongkai.publication.disclosure.carriers.orders import desk as orders

desk = [
    path("gazettes/", office.gazettes, name="gazettes"),
    path("gazettes/compose/", office.compose, name="compose_gazette"),
    path("gazettes/<int:pk>/", office.gazette, name="gazette"),
    path("gazettes/<int:pk>/issue/", office.issue_gazette, name="issue_gazette"),
    path("gazettes/unsigned/", deliveries.unsigned, name="unsigned"),
    path("gazettes/<int:pk>/send/", deliveries.send, name="send_gazette"),
    path("gazettes/deliveries/<int:delivery>/receipt/", deliveries.receive, name="receive_gazette"),
    path("gazettes/deliveries/<int:delivery>/return/", deliveries.take_back, name="take_back_gazette"),
    path("gazettes/<int:pk>/<str:carrier>/", office.gazette_paper, name="gazette_paper"),
    path("points/", office.points, name="points"),
    path("points/open/", office.open_point, name="open_point"),
    path("points/own/", keepers.own_points, name="own_points"),
    path("points/own/transfers/<int:pk>/receipt/", keepers.sign_transfer, name="sign_transfer"),
    path("points/own/gazettes/<int:delivery>/receipt/", keepers.sign_gazette, name="sign_gazette"),
    path("points/<int:pk>/keepers/", keepers.appoint, name="appoint_keeper"),
    path("points/keepers/<int:keeper>/end/", keepers.relieve, name="relieve_keeper"),
    path("points/<int:pk>/", office.point, name="point"),
    path("points/<int:pk>/close/", office.close_point, name="close_point"),
    path("points/<int:pk>/transfer/", office.transfer, name="transfer"),
    path("points/<int:pk>/visits/", office.count_visits, name="count_visits"),
    path("transfers/<int:pk>/receipt/", office.receive_transfer, name="receive_transfer"),
    path("transfers/<int:pk>/<str:carrier>/", office.transfer_paper, name="transfer_paper"),
    path("printed/", office.printed, name="printed"),
    path("printed/orders/", orders.orders, name="print_orders"),
    path("printed/orders/open/", orders.open_order, name="open_print_order"),
    path("printed/orders/<int:order>/", orders.order, name="print_order"),
    path("printed/orders/<int:order>/ask/", orders.ask, name="ask_copies"),
    path("printed/orders/<int:order>/place/", orders.place, name="place_print_order"),
    path("printed/orders/<int:order>/accept/", orders.accept, name="accept_print_delivery"),
    path("printed/orders/<int:order>/call-off/", orders.call_off, name="call_off_print_order"),
    path("printed/register/", office.print_matter, name="print_matter"),
    path("printed/<int:pk>/distribute/", office.distribute, name="distribute"),
    path("boards/", office.boards, name="boards"),
    path("boards/open/", office.open_board, name="open_board"),
    path("boards/put-up/", office.put_up, name="put_up"),
    path("posters/<int:pk>/down/", office.take_down, name="take_down"),
    path("posters/<int:pk>/<str:carrier>/", office.poster_paper, name="poster_paper"),
]
