"""设置: docs/settings.md. Names, kinds and defaults are read off gongkai/settings.py; what they mean is told here, once each."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

SETTINGS = Path(__file__).resolve().parent.parent / "gongkai" / "settings.py"


# -- as the program reads them -----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Read:
    """所读的设置: by which reader, with what default; ``takes`` says what is accepted, empty where any text is."""

    name: str
    reader: str
    default: str
    takes: str

    @property
    def secret(self) -> bool:
        """是密钥: a file may hold it."""
        return self.reader in ("env_secret", "env_former_secrets")


READERS = ("env", "env_bool", "env_int", "env_choice", "env_secret", "env_former_secrets")


def read() -> dict[str, Read]:
    """所读的全部设置: in the order in which they are read first; a default that is worked out is left empty."""
    found: dict[str, Read] = {}
    tree = ast.parse(SETTINGS.read_text(encoding="utf-8"))
    for call in sorted(_calls(tree), key=lambda call: (call.lineno, call.col_offset)):
        name, reader = _text(call.args[0]), call.func.id if isinstance(call.func, ast.Name) else ""
        if name.endswith("_FILE"):  # of a secret, which is told itself
            continue
        if name and (name not in found or reader != "env"):  # whether a secret is set may be asked before it is read
            found[name] = Read(name, reader, _default(reader, call), _takes(reader, call))
    return found


def _calls(tree: ast.Module) -> Iterator[ast.Call]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in READERS:
            yield node


def _text(node: ast.expr) -> str:
    return str(node.value) if isinstance(node, ast.Constant) else ""


def _given(call: ast.Call) -> dict[str, object]:
    return {each.arg: each.value.value for each in call.keywords if each.arg and isinstance(each.value, ast.Constant)}


def _default(reader: str, call: ast.Call) -> str:
    if reader == "env_bool":
        return "1" if _given(call).get("default") else "0"
    if reader == "env_choice":
        return _choices(call)[0]
    return _text(call.args[1]) if reader in ("env", "env_int") and len(call.args) > 1 else ""


def _takes(reader: str, call: ast.Call) -> str:
    given = _given(call)
    match reader:
        case "env_bool":
            return "`1`或`0`"
        case "env_int":
            return f"整数，不小于{given.get('least', 0)}"
        case "env_choice":
            return "、".join(f"`{word}`" for word in _choices(call))
        case "env_secret":
            least = given.get("least", 32)
            return f"至少{least}个字符" if least != 1 else ""
        case "env_former_secrets":
            return "一行一个，至少32个字符"
    return ""


def _choices(call: ast.Call) -> list[str]:
    words = call.args[1]
    return [_text(word) for word in words.elts] if isinstance(words, ast.Tuple) else [""]


# -- as people are told ------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Told:
    """所说的设置: what it does, one example, what is unsafe to set; ``default`` where the program works it out."""

    meaning: str
    example: str = ""
    unsafe: str = ""
    default: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """一节设置."""

    title: str
    lead: str
    told: dict[str, Told]


OUTSIDE = frozenset({"REQUIRE_ALL", "TEST_BUCKETS"})
"""Read by the tests and not by the platform."""
SECTIONS = (
    Section(
        "密钥和算法",
        "怎样保管、更换，见[密钥](operations.md#密钥)。",
        {
            "SECRET_KEY": Told(
                "登录会话和表单的签名密钥", unsafe="与另两个密钥相同；自己编的短句", default="`var/keys/secret_key`"
            ),
            "SEAL_KEY": Told(
                "台账和查阅日志的封印密钥", unsafe="与另两个密钥相同；业务开始以后直接改", default="`var/keys/seal_key`"
            ),
            "VAULT_KEY": Told(
                "个人信息的加密密钥", unsafe="与另两个密钥相同；业务开始以后直接改", default="`var/keys/vault_key`"
            ),
            "VAULT_KEY_FORMER": Told(
                "更换`VAULT_KEY`期间，以前的加密密钥，一行一个，新的在前；换完撤去", unsafe="换完以前撤去"
            ),
            "CRYPTO": Told(
                "用哪一套密码算法：`international`为SHA-256、AES-256-GCM、Argon2，`national`为国密SM3、SM4-GCM（本机OpenSSL没有的，启动检查时指出）。封印、加密、指纹、盲索引、密钥派生、密码散列、会话和表单签名、备份都随之改变。可以随时改，改后重新启动全部进程，再运行[`rewrap`](operations.md#密钥)：以前的照样读、照样核验，密码在下次登录时换。内容摘要、动态码和导出日志的签名不变",
                example="national",
            ),
            "BACKUP_KEY": Told("备份的加密和签名密钥；不设则不能备份", unsafe="只存在本机；与备份放在一处"),
            "BACKUP_KEY_FORMER": Told(
                "以前的备份密钥，一行一个；留着才能打开那时的备份", unsafe="撤去以后，那时的备份打不开"
            ),
        },
    ),
    Section(
        "数据放在哪里",
        "",
        {
            "VAR": Told(
                "数据目录",
                example="/var/lib/gongkai",
                unsafe="几台主机各用各的；网络磁盘上放SQLite",
                default="代码目录下的`var`",
            ),
            "DATABASE": Told(
                "`sqlite:///路径`或`postgresql://用户:口令@主机:端口/库名`",
                example="postgresql:///gongkai",
                unsafe="账号是表的主人（改得了台账的触发器）；正式服务用SQLite；跨主机不加密",
                default="`VAR`中的SQLite文件",
            ),
            "DATABASE_WEB": Told(
                "网站进程经过的连接池软件（PgBouncer的事务方式、会话方式）的地址；值守、命令、备份仍用`GONGKAI_DATABASE`。见"
                "[几台主机](install-hosts.md#数据库)",
                example="postgresql://gongkai:口令@127.0.0.1:6432/gongkai",
                unsafe="不是同一个数据库；把事务方式的地址写在`GONGKAI_DATABASE`",
            ),
            "DATABASE_READ": Told(
                "只读副本的地址，公众只看不办的页面从它读；落后半分钟以上、连不上的自动读主库",
                example="postgresql://gongkai:口令@db2.example.gov.cn:5432/gongkai",
            ),
            "DATABASE_POOL": Told(
                "每个网站进程合用的PostgreSQL连接数；`0`为每个线程一条",
                example="8",
                unsafe="各台相加超过数据库的`max_connections`",
            ),
            "FILES": Told(
                "附件和原件放在对象存储：`s3://用户@主机:端口/桶/前缀`（`s3+http://`不加密，只用于自己的网络）；不设则在`var/files`",
                example="s3://gongkai@s3.example.gov.cn:9000/gongkai/files",
                unsafe="`s3+http://`经过别人的网络；桶对外公开；账号能管别的桶",
            ),
            "FILES_SECRET": Told("对象存储的口令；设了`GONGKAI_FILES`就必须有"),
            "PAGES": Told(
                "静态页放在对象存储：`s3://用户@主机:端口/桶/前缀`；不设则在`var/pressed`。怎样让公众读到，见"
                "[几台主机](install-hosts.md#静态页放对象存储)",
                example="s3://gongkai@s3.example.gov.cn:9000/gongkai-pages/pages",
                unsafe="与附件同一前缀；开版本保留；桶可以列出",
            ),
            "PAGES_SECRET": Told("静态页对象存储的口令；设了`GONGKAI_PAGES`就必须有"),
            "OPENSEARCH": Told(
                "检索集群（OpenSearch）的地址；不设则索引放在`var/search`，单机十万、百万条都够用",
                example="https://search.example.gov.cn:9200",
                unsafe="`http://`经过别人的网络；不设口令",
            ),
        },
    ),
    Section(
        "备份",
        "怎样备份、恢复，见[备份和恢复](operations.md#备份和恢复)。",
        {
            "BACKUP_HOURS": Told(
                "备份、案卷密钥分册超过多少小时没有做，体检和工作台“备份”提醒；超过三倍为危险",
                example="26",
                unsafe="大到一周不备份也不提醒",
            ),
            "VERIFY_DAYS": Told("多少天没有核验备份，提醒", example="7", unsafe="大到从不核验"),
            "DRILL_DAYS": Told("多少天没有恢复演练，提醒", example="31", unsafe="大到从不演练"),
        },
    ),
    Section(
        "网址和代理",
        "",
        {
            "HOSTS": Told(
                "允许的主机名，逗号分隔", example="gk.example.gov.cn,localhost", unsafe="`*`：邮件里的链接可以被人伪造"
            ),
            "ORIGINS": Told(
                "表单可信来源（带`https://`），代理改了主机名时才需要",
                example="https://gk.example.gov.cn",
                unsafe="不是自己的网址",
            ),
            "HTTPS": Told(
                "设为`1`：Cookie只走HTTPS，名称带`__Host-`前缀，发送HSTS；没有代理时把HTTP转到HTTPS。改动以后各人重新登录一次",
                example="1",
                unsafe="`0`对外服务：口令和申请在网上是明文",
            ),
            "PROXY_HOPS": Told(
                "自己一侧反向代理的层数；限速和日志据此认来源地址，设错会把所有访客当成一个",
                example="1",
                unsafe="多于实有的层数：来源地址可以伪造；`0`而前面有代理：限速误伤所有人",
            ),
            "PRESSED": Told("把公众页面出版为静态页（`var/pressed`）并由它应答；0则每次都现做", example="0"),
            "PRESSED_LOOKS": Told(
                "标准版之外还要出版的版式，用逗号分开：`elder`、`hant`、`kiosk`；没有出版的版式在有人看时现做",
                example="elder,hant",
            ),
            "FAULT_REPORT": Told(
                "“我为政府网站找错”的入口地址，由全国平台给本网站的；不设则页脚不显示",
                example="https://report.example.gov.cn/site/0000000000",
            ),
            "VISITS_LOG": Told(
                "前面的服务器所写访问日志的位置；设了，平台自己就不写，轮转出去的（同名加后缀，含`.gz`）一并读",
                example="/var/log/nginx/gongkai-visits.log",
            ),
        },
    ),
    Section(
        "邮件和短信",
        "",
        {
            "SMTP_HOST": Told(
                "邮件服务器；不设则邮件写成文件", example="smtp.example.gov.cn", unsafe="单位以外的邮件服务器"
            ),
            "SMTP_PORT": Told("邮件服务器的端口", example="587"),
            "SMTP_USER": Told("邮件服务器的账号，设了就必须有口令", example="gongkai"),
            "SMTP_PASSWORD": Told("设了用户就必须有"),
            "MAIL_FROM": Told("发件人", example="gongkai@example.gov.cn"),
            "HEADS_MAIL": Told(
                "每日链头另寄一份的地址，宜为本单位以外、只收不删的信箱",
                example="heads@archive.example.gov.cn",
                unsafe="本单位管理员自己能删信的信箱",
            ),
            "SMS_GATEWAY": Told(
                "短信网关的类（点号路径）；不设则一条短信也不写。试用可设`gongkai.office.notices.sms.FileGateway`或`ConsoleGateway`，见[短信](operations.md#短信)",
                example="gongkai.office.notices.sms.FileGateway",
                unsafe="正式服务用试用的两个类",
            ),
        },
    ),
    Section(
        "上传和办理",
        "",
        {
            "UPLOAD_MEGABYTES": Told(
                "一个上传文件最大的兆字节数；更大的在接收之前拒绝，不落盘，也不占内存",
                example="100",
                unsafe="大于前面服务器的限度（nginx的`client_max_body_size`）；大到几个人就能占满磁盘",
            ),
            "CLAMAV": Told(
                "查毒服务（ClamAV的`clamd`）的套接字路径，或者`主机:端口`；设了，上传的文件先经它检查，它不应答就一律不收。**Debian带的`clamd.conf`要改**，见[查毒](operations.md#查毒)",
                example="/run/clamav/clamd.ctl",
                unsafe="`主机:端口`经过别人的网络：协议不加密；只加大`StreamMaxLength`，大文件不查就放行",
            ),
            "REGISTER_LATE_DAYS": Told(
                "登记簿缺环、定期公开逾期满多少个工作日告知公开机构（承担检查职责的人，本机关没有的告知上级的）；`0`为10个。没有统一规定，按本地情况设",
                example="5",
            ),
            "PATROL_INSIDE": Told(
                "站群巡检可以访问的内网主机、网段，逗号分隔（如`10.1.0.0/16`）；不设则没有公网地址的一律不访问",
                example="10.1.0.0/16,www.county.example.gov.cn",
                unsafe="整个内网：巡检会替人访问不该访问的主机",
            ),
        },
    ),
    Section(
        "账号和登录",
        "国家标准（GB/T 22239）要求有这些控制而没有写明数值，默认值是业内通行的，按单位的规定设。",
        {
            "PASSWORD_LENGTH": Told("密码至少几位", example="14", unsafe="少于`12`"),
            "PASSWORD_LENGTH_ADMINISTRATOR": Told(
                "系统、安全、审计管理员的密码至少几位；少于上一项的从上一项", example="16", unsafe="少于`12`"
            ),
            "PASSWORD_CLASSES": Told("大写字母、小写字母、数字、符号至少几种", example="4", unsafe="`1`"),
            "PASSWORD_HISTORY": Told("最近几次用过的密码不能再用", example="8"),
            "PASSWORD_DAYS": Told("密码用满几天须更换；`0`不要求更换", example="180", unsafe="`0`而单位规定定期更换"),
            "LOGIN_FAILURES": Told(
                "同一账号从同一地址连续失败几次锁定；动态码也照此锁定", example="3", unsafe="上百：等于不锁定"
            ),
            "LOGIN_ACCOUNT_FAILURES": Told(
                "同一账号在锁定时长内不论从哪里最多失败几次，登录成功的从头计", example="10", unsafe="上百"
            ),
            "LOGIN_LOCK_MINUTES": Told("锁定多少分钟", example="60"),
            "IDLE_MINUTES": Told(
                "多少分钟没有操作退出登录，精确到一分钟", example="15", unsafe="几百：离开座位的人一直登录着"
            ),
            "IDLE_MINUTES_ADMINISTRATOR": Told("三名管理员多少分钟没有操作退出登录", example="10", unsafe="几百"),
            "SESSION_HOURS": Told("一次登录最长几小时，到时不论是否在用都退出", example="9", unsafe="几百"),
            "ASK_AGAIN_MINUTES": Told(
                "敏感的办理（账号、任职、密钥、安全设置、销毁、带走个人信息和查阅日志）前几分钟内输过密码的不再问",
                example="5",
                unsafe="几百：离开座位的人的登录可以用来授权",
            ),
            "SECOND_FACTOR": Told(
                "谁必须启用第二因素（手机验证器的动态码）：`nobody`自愿，`administrators`三名管理员，`everybody`全体；各机关可以在工作台规定得更严",
                example="administrators",
                unsafe="`nobody`而对外服务：偷到管理员的密码就进得来",
            ),
            "ACCOUNT_IDLE_DAYS": Told(
                "多少天没有登录的账号由值守停用（三名管理员除外）；`0`只在“账号安全”列出满90天的",
                example="90",
                unsafe="小于最长的假期",
            ),
        },
    ),
    Section(
        "日志和看护",
        "",
        {
            "LOG": Told(
                "日志级别：`DEBUG` `INFO` `WARNING` `ERROR`；`INFO`起每个应答一行",
                example="INFO",
                unsafe="`DEBUG`：日志很大",
            ),
            "LOG_FORMAT": Told("日志格式：`text`给人看，`json`一行一个对象，给采集程序", example="json"),
            "SLOW_QUERY_MS": Told("超过多少毫秒的数据库语句记入慢查询", example="200", unsafe="几毫秒：记得太多"),
            "DISK_FREE_MEGABYTES": Told(
                "数据目录、上传目录、临时目录的可用兆字节少于这个数，`doctor`提醒；少于四分之一为危险",
                example="10240",
                unsafe="`0`：磁盘满了才知道",
            ),
            "METRICS_TOKEN": Told(
                "从别的机器读`/metrics`和`/readyz`细节的令牌；不设则只有本机能读", unsafe="写在公开的配置里"
            ),
            "DEBUG": Told(
                "只在开发时设为`1`，正式服务绝不可设", example="1", unsafe="`1`：出错时把设置和数据显示给访客"
            ),
            "REQUIRE_ALL": Told("只供持续集成：缺少PostgreSQL时测试失败，而不是跳过", example="1", default="`0`"),
            "TEST_BUCKETS": Told(
                "只供测试：在真的对象存储上运行附件、静态页、备份的测试，不设则对着模仿的程序",
                example="http://tester:secret@s3.example.gov.cn:9000",
                unsafe="正式服务用的账号：测试自己建桶",
            ),
        },
    ),
)


def told() -> dict[str, Told]:
    """所说的全部设置."""
    return {name: each for section in SECTIONS for name, each in section.told.items()}


def page() -> str:
    """The page."""
    known = read()
    lines = [
        "# 设置",
        "",
        "由 `make docs` 从 `gongkai/settings.py` 生成，请勿手改。",
        "",
        "全部来自环境变量，写错的值在启动时就被拒绝并说明原因。密钥和口令也可以写成“变量名加`_FILE`”，值为存放它的文件，"
        "不会出现在进程列表里；两样都写的，用前一样。“不安全的”一列是程序收下、而正式服务不该这样设的，多数由"
        "[体检](operations.md#体检)指出。",
    ]
    for section in SECTIONS:
        lines += ["", f"## {section.title}", "", *([section.lead, ""] if section.lead else [])]
        lines += ["| 变量 | 不设时 | 可以是 | 含义 | 例 | 不安全的 |", "|---|---|---|---|---|---|"]
        lines += [_row(name, each, known.get(name)) for name, each in section.told.items()]
    return "\n".join(lines) + "\n"


def _row(name: str, each: Told, known: Read | None) -> str:
    names = f"`GONGKAI_{name}`" + (f" `GONGKAI_{name}_FILE`" if known and known.secret else "")
    default = each.default or (f"`{known.default}`" if known and known.default else "空")
    example = f"`{each.example}`" if each.example else ""
    cells = (names, default, known.takes if known else "", each.meaning, example, each.unsafe)
    return "| " + " | ".join(cells) + " |"
