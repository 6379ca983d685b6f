"""五个地方: the places whose published reports the project began with."""

from gongkai.demo.place import Place
from gongkai.demo.places.linxia import LINXIA
from gongkai.demo.places.linze import LINZE
from gongkai.demo.places.minhe import MINHE
from gongkai.demo.places.pingchuan import PINGCHUAN
from gongkai.demo.places.wudu import WUDU

PLACES: tuple[Place, ...] = (LINZE, LINXIA, WUDU, PINGCHUAN, MINHE)
