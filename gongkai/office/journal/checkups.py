"""台账和数据库的体检项: the database and its guards, the clock, the keys outside, the verifying, the heads kept outside."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.conf import settings
from django.db import Error as DatabaseError
from django.db import connection
from django.db.models import Max

from gongkai.office.authorities.hashing import SM3PasswordHasher
from gongkai.office.authorities.models import Authority, Official
from gongkai.office.journal import heads, keys, reindexing, rewrapping, seals, server, vault, vendor
from gongkai.office.journal.models import DossierKey, Entry, Head, HouseKey, Verification
from gongkai.web import suites
from gongkai.web.clock import BEIJING
from gongkai.web.examining import Checkup, Condition, danger, fine, note

SLACK = timedelta(minutes=2)
"""Two machines may be so far apart; nobody else notices."""
FEW = 20
DAILY, MONTHLY = timedelta(days=2), timedelta(days=40)
WELL_TRIED = 15
"""PostgreSQL, from which version on it is recommended."""
PARTS = (
    ("封印、指纹、盲索引、会话和表单签名", "HMAC-SHA-256", "HMAC-SM3"),
    ("加密、备份", "AES-256-GCM", "SM4-GCM"),
    ("密钥派生", "HKDF-SHA-256", "HKDF-SM3"),
    ("密码散列", "Argon2", "PBKDF2-HMAC-SM3"),
)
"""各部分的算法: under the international and under the national suite."""
UNCHANGED = "内容摘要SHA-256，动态码HMAC-SHA-1，导出日志和证据包的签名Ed25519；没有SM2和密码设备"


def database(now: datetime) -> Iterator[Condition]:
    """数据库: reachable, of a version that was tried, on a disk of this machine, whole."""
    try:
        found = server.version(connection)
    except Exception as trouble:
        told = f"数据库连接不上（{type(trouble).__name__}）"
        yield danger(told, "检查GONGKAI_DATABASE、数据库服务是否启动、账号口令和防火墙")
        return
    name = f"{connection.display_name} {'.'.join(map(str, found))}"
    if found < server.LEAST.get(connection.vendor, (0,)):
        yield danger(f"{name}太旧", "升级数据库")
    elif connection.vendor == "postgresql" and found < (WELL_TRIED,):
        yield note(f"{name}偏旧", f"计划升级到PostgreSQL {WELL_TRIED}以上")
    else:
        yield fine(name)
    yield from _on_its_disk()


def _on_its_disk() -> Iterator[Condition]:
    file = server.file_of(connection)
    if file is None:
        return
    kind = server.mounted_as(file, server.MOUNTS)
    if server.ON_A_NETWORK.fullmatch(kind):
        yield danger(
            f"SQLite文件在网络磁盘上（{kind}），锁不可靠，数据会损坏",
            "停服务，把数据目录移到本机磁盘，或者改用PostgreSQL",
        )
    if settings.ALLOWED_HOSTS and settings.HTTPS:
        yield note("正式服务用的是SQLite", "访问多、要多台机器的，改用PostgreSQL")


def whole(now: datetime) -> Iterator[Condition]:
    """数据库文件完好."""
    if wrong := server.is_sound(connection):
        yield danger(f"SQLite文件已损坏：{wrong}", "停服务，从最近的备份恢复，再运行manage.py verify --all")


def migrations(now: datetime) -> Iterator[Condition]:
    """表结构: every migration has been made."""
    left = server.not_migrated(connection)
    if Authority._meta.db_table not in connection.introspection.table_names():
        yield danger("数据库还没有建表", "运行manage.py migrate")
    elif left:
        told = "、".join(left[:5]) + ("等" if len(left) > 5 else "")
        yield danger(f"{len(left)}项迁移没有做：{told}", "停服务，备份，运行manage.py migrate，再启动")
    else:
        yield fine("表结构是最新的")


def triggers(now: datetime) -> Iterator[Condition]:
    """台账触发器: whatever refuses to change an entry is there."""
    missing = vendor.unguarded(connection)
    for name in missing:
        yield danger(
            f"缺少台账触发器{name}，或者内容被改动", "运行manage.py migrate重建，再运行manage.py verify --all查有无改动"
        )
    if not missing:
        yield fine("台账只能追加，触发器齐全")


def rights(now: datetime) -> Iterator[Condition]:
    """服务账号权限: enough and no more; only PostgreSQL knows accounts."""
    if connection.vendor != "postgresql":
        yield fine("SQLite没有账号，不必查")
        return
    if lacking := server.missing_rights(connection):
        told = "、".join(lacking[:5]) + ("等" if len(lacking) > 5 else "")
        yield danger(f"服务账号不能读写{len(lacking)}张表：{told}", "由表的所有者执行manage.py rights 用户打印的语句")
    if much := server.too_many_rights(connection):
        remedy = "另建一个服务账号，由表的所有者执行manage.py rights 用户打印的语句，网站改用该账号"
        yield note(f"服务账号{'，'.join(much)}", remedy)
    else:
        yield fine("服务账号对台账只能添加和读取")


def connections(now: datetime) -> Iterator[Condition]:
    """连接数: some are left for who comes."""
    used, most = server.connections_of(connection)
    if connection.vendor != "postgresql":
        yield fine("SQLite没有服务器，不必查")
        return
    told, remedy = f"数据库连接用了{used}个，最多{most}个", "减少网站进程，或者加大max_connections，或者前置连接池"
    if used > 0.95 * most:
        yield danger(told, remedy)
    elif used > 0.8 * most:
        yield note(told, remedy)
    else:
        yield fine(told)


def poolers(now: datetime) -> Iterator[Condition]:
    """连接池软件: where one stands, it keeps what is said to it."""
    if connection.vendor != "postgresql":
        yield fine("SQLite没有服务器，不必查")
        return
    own = {} if not settings.THROUGH_A_POOLER else settings.DATABASE_OWN
    yield _pooled_itself(own)
    if settings.DATABASE_WEB:
        yield _pooled_for_the_web(settings.DATABASE_WEB)


def _pooled_itself(address: dict[str, object]) -> Condition:
    with vendor.another(connection, **address) as beside:
        found = server.pooler_before(beside)
    match found:
        case server.Pooler.NONE:
            return fine("值守和命令直接连接数据库")
        case server.Pooler.SESSION:
            return fine("值守和命令经过连接池软件，每个会话一条连接（会话方式）")
        case _:
            told = "GONGKAI_DATABASE经过按事务（或者语句）分配连接的连接池软件，值守和命令会出错，恢复会弄乱别人的连接"
            remedy = (
                "GONGKAI_DATABASE写数据库自己的地址，连接池软件的地址写在GONGKAI_DATABASE_WEB，"
                "或者把连接池软件改成会话方式（PgBouncer：pool_mode = session）；重新启动"
            )
            return danger(told, remedy)


def _pooled_for_the_web(address: dict[str, object]) -> Condition:
    try:
        with vendor.another(connection, **address) as beside:
            found = server.pooler_before(beside)
    except DatabaseError as silence:
        told = f"网站用的连接池软件连接不上（{type(silence).__name__}）"
        return danger(told, "检查GONGKAI_DATABASE_WEB、连接池软件是否启动、账号口令")
    match found:
        case server.Pooler.STATEMENT:
            told = "网站用的连接池软件按语句分配连接，办不成任何一步"
            return danger(told, "改成事务方式或者会话方式（PgBouncer：pool_mode = transaction），重新启动")
        case server.Pooler.NONE:
            return fine("GONGKAI_DATABASE_WEB直接连接数据库，没有经过连接池软件")
        case _:
            name = "事务" if found is server.Pooler.TRANSACTION else "会话"
            return fine(f"网站经过连接池软件，{name}方式")


def clocks(now: datetime) -> Iterator[Condition]:
    """时钟: not before what has been entered already, and the same as the database's."""
    last = Head.objects.aggregate(at=Max("at"))["at"]
    remedy = "校准本机的钟（timedatectl，启用chrony）；校准之前不要办理，收到日和期限都会错"
    if last is not None and last - now > SLACK:
        yield danger(f"本机的钟比最后一条台账早{_long(last - now)}，钟被拨回了", remedy)
    theirs = server.clock(connection)
    if theirs is not None and server.apart(theirs, now) > SLACK.total_seconds():
        yield danger(f"本机的钟与数据库服务器的相差{_long(abs(theirs - now))}", remedy)
    yield fine(f"现在是{now:%Y-%m-%d %H:%M}")


def _long(span: timedelta) -> str:
    minutes = int(span.total_seconds() // 60)
    return f"{minutes // 1440}天" if minutes >= 2880 else f"{minutes // 60}小时" if minutes >= 120 else f"{minutes}分钟"


def seal_key(now: datetime) -> Iterator[Condition]:
    """封印密钥: reckons the seals of the last entries anew; a key that was changed makes every one of them differ."""
    rows = list(Head.objects.filter(seq__gt=0).order_by("-at")[:FEW])
    entries = Entry.objects.everywhere().in_bulk([Entry.key(head.authority_id, head.seq) for head in rows])
    wrong = [entry for entry in entries.values() if not seals.bears(entry.seal, entry.row().reckoned_seal)]
    foreign = {entry.key_id for entry in entries.values()} - {seals.key_id()}
    if wrong and foreign:
        told = f"封印密钥与台账不符：条目由号{'、'.join(sorted(foreign))}的密钥所封，现在的是{seals.key_id()}"
        yield danger(told, "立即停服务，换回原来的GONGKAI_SEAL_KEY；期间写入的条目核验时会逐条指出")
    elif wrong:
        yield danger(f"最近的条目中有{len(wrong)}条与印不符，内容可能被改动", "运行manage.py verify --all，按结果处置")
    else:
        yield fine("封印密钥与台账相符" if entries else "台账还没有条目，无从核对")


def vault_key(now: datetime) -> Iterator[Condition]:
    """加密密钥: opens what was wrapped last, and every key that wraps anything is named."""
    left = rewrapping.dossiers_remaining()
    for key_id, count in left.unknown.items():
        told = f"{count}个案卷密钥由没有提供的密钥（号{key_id}）包裹，个人信息读不出"
        yield danger(told, "换回原来的GONGKAI_VAULT_KEY；正在更换的，把以前的写进GONGKAI_VAULT_KEY_FORMER")
    for row in HouseKey.objects.all():
        if row.key_id not in keys.key_ids():
            yield danger(
                "盲索引密钥由没有提供的密钥包裹，查询码会不符",
                "换回原来的GONGKAI_VAULT_KEY，或者写进GONGKAI_VAULT_KEY_FORMER",
            )
    if left.dossiers and not left.unknown:
        yield note(f"{left.dossiers}个案卷密钥仍由以前的密钥或者算法保护", "运行manage.py rewrap")
    yield from _opens()


def _opens() -> Iterator[Condition]:
    rows = DossierKey.objects.everywhere().filter(wrapped__isnull=False, key_id__in=keys.key_ids())
    row = rows.order_by("-pk").first()
    try:
        if row is not None:
            vault.unwrapped(row)
            yield fine("加密密钥能解读案卷")
    except vault.Unreadable:
        yield danger("加密密钥不能解读最近的案卷", "换回原来的GONGKAI_VAULT_KEY；密钥没有变的，从备份恢复案卷密钥表")


def algorithms_in_use(now: datetime) -> Iterator[Condition]:
    """密码算法: which part runs on which, and what the other suite has left."""
    national = suites.national()
    yield fine("；".join(f"{part}{by}" for part, *each in PARTS if (by := each[national])))
    yield fine(f"不随设置改变：{UNCHANGED}")
    hashed = Official.objects.filter(is_active=True).exclude(password="")
    if national and (owed := hashed.exclude(password__startswith=f"{SM3PasswordHasher.algorithm}$").count()):
        yield fine(f"{owed}个账号的密码还是以前的散列，本人下次登录时自动换")


def indexes(now: datetime) -> Iterator[Condition]:
    """盲索引的算法: counted, column by column."""
    if owed := reindexing.remaining():
        yield note(f"{owed}条盲索引还是以前的算法，照样查得到", "访问少的时候运行manage.py rewrap")
    else:
        yield fine("盲索引都是现用算法")


def verified(now: datetime) -> Iterator[Condition]:
    """核验: when the journal was last walked, and what came of it."""
    last, all_of_it = Verification.objects.first(), Verification.objects.filter(whole=True).first()
    if last is None:
        yield note("台账还没有核验过", "运行manage.py verify --all，以后每天manage.py verify")
        return
    told = f"{last.at.astimezone(BEIJING):%Y-%m-%d %H:%M}核验"
    if last.found:
        yield danger(f"{told}发现{last.found}处不符", "运行manage.py verify --all看是哪些，逐条处置")
    elif now - last.at > DAILY:
        yield note(f"{told}，已过{_long(now - last.at)}", "用定时器每天运行manage.py verify")
    else:
        yield fine(f"{told}无误")
    if all_of_it is None or now - all_of_it.at > MONTHLY:
        yield note("一个多月没有从头核验", "运行manage.py verify --all")


def kept_outside(now: datetime) -> Iterator[Condition]:
    """链头外存: a line for each day, sound, and another copy by mail."""
    lines = list(heads.lines())
    if not lines:
        yield note("链头还没有外存过", "启动值守（manage.py work），或者运行manage.py heads")
        return
    if broken := [line.place for line in lines if not line.sound]:
        yield danger(
            f"外存链头{broken[0]}等{len(broken)}行签名不符",
            "密钥没有变的，取出邮件副本比对，再运行manage.py verify --all",
        )
    last = heads.last_day() if lines[-1].at else None
    if last is None or (now.date() - last).days > 1:
        yield note(f"链头末次外存是{last or '不能读出的一天'}", "查值守是否在运行，或者运行manage.py heads")
    else:
        yield fine(f"链头已外存至{last}")
    yield from _mailed(now)


def _mailed(now: datetime) -> Iterator[Condition]:
    if not settings.HEADS_MAIL:
        yield note("链头没有另寄一份，本机被毁或者被改时无从对照", "设GONGKAI_HEADS_MAIL为本单位以外只收不删的信箱")
        return
    mailed = heads.mailed_at()
    if mailed is None or now - mailed > DAILY:
        told = f"末次寄出是{mailed:%Y-%m-%d}" if mailed else "还没有寄出过"
        yield note(f"链头的邮件副本{told}", "查邮件服务器，再运行manage.py heads")


CHECKUPS = [
    Checkup("database", "数据库", "数据库", database),
    Checkup("whole", "数据库", "数据库文件完好", whole, heavy=True),
    Checkup("migrations", "数据库", "表结构", migrations),
    Checkup("triggers", "数据库", "台账触发器", triggers),
    Checkup("rights", "数据库", "服务账号权限", rights),
    Checkup("connections", "数据库", "连接数", connections),
    Checkup("poolers", "数据库", "连接池软件", poolers),
    Checkup("clocks", "本机", "时钟", clocks),
    Checkup("seal_key", "密钥", "封印密钥", seal_key),
    Checkup("vault_key", "密钥", "加密密钥", vault_key),
    Checkup("algorithms", "密钥", "密码算法", algorithms_in_use),
    Checkup("indexes", "密钥", "盲索引的算法", indexes, heavy=True),
    Checkup("verified", "台账", "台账核验", verified),
    Checkup("kept_outside", "台账", "链头外存", kept_outside),
]
