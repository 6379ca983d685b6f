"""命令行: what the verbs print, what they refuse, and the shape of their JSON."""

from __future__ import annotations

import json
import os
import stat
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from gongkai.bootstrap import BACKUP, KEYS
from gongkai.doors.cli import DayJson, DueJson, TermJson, YearJson, app
from gongkai.doors.terminal import run
from gongkai.law.grammar.calendar import DayKind, national

LOCAL = """
[[notices]]
number = "示例政办发〔2025〕1号"
holidays = [{ name = "自治县成立纪念日", from = 2025-10-09, work = [2025-10-18] }]
"""


@dataclass
class Said:
    """What a verb left behind."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


Gongkai = Callable[..., Said]


@pytest.fixture
def gongkai(capsys: pytest.CaptureFixture[str]) -> Gongkai:
    def call(*arguments: str) -> Said:
        with pytest.raises(SystemExit) as end:
            run(app, arguments)
        captured = capsys.readouterr()
        return Said(int(end.value.code or 0), captured.out, captured.err)

    return call


def test_due_tells_the_day_and_every_day_that_did_not_count(gongkai: Gongkai) -> None:
    assert gongkai("due", "2025-09-18").out.splitlines() == [
        "2025年9月18日（周四）收到，最迟2025年10月22日（周三）答复（条例第三十三条第二款）",
        "期限20个工作日，收到当日不计入，自次日起算",
        "不计入的14天：",
        "  9月20日至21日　周末",
        "  9月27日（周六）　周末",
        "  10月1日至8日　国庆节、中秋节放假（国办发明电〔2024〕12号）",
        "  10月12日（周日）　周末",
        "  10月18日至19日　周末",
        "计入的调休上班日2天：",
        "  9月28日（周日）　国庆节、中秋节调休上班（国办发明电〔2024〕12号）",
        "  10月11日（周六）　国庆节、中秋节调休上班（国办发明电〔2024〕12号）",
    ]


def test_due_of_an_old_application_follows_the_regulation_of_2007(gongkai: Gongkai) -> None:
    said = gongkai("due", "2018-02-05", "--extend", "15").out
    assert "最迟2018年3月1日（周四）答复（条例（2007）第二十四条第二款）" in said
    assert "延长15个工作日的，最迟2018年3月22日" in said
    assert "2019年5月15日以前，适用修订前的条例" in said
    assert gongkai("due", "2019-05-14", "--json").json[0]["reply"]["days"] == 15
    assert gongkai("due", "2019-05-15", "--json").json[0]["reply"]["days"] == 20


def test_due_into_a_year_not_announced_says_that_it_is_provisional(gongkai: Gongkai) -> None:
    last = national().announced()[-1]
    said = gongkai("due", f"{last}-12-20")
    assert "暂计：" in said.out
    assert f"{last + 1}年1月1日（" in said.out
    assert "暂计" not in gongkai("due", "2025-09-18").out
    answer = gongkai("due", f"{last}-11-20", "--extend", "20", "--json").json[0]
    assert (answer["reply"]["provisional"], answer["extension"]["provisional"]) == (False, True)


def test_due_answers_several_days_in_whatever_way_they_are_written(gongkai: Gongkai) -> None:
    said = gongkai("due", "2025-09-18", "2025年9月22日", "2025/9/22", "20250922", "--json").json
    assert [each["reply"]["due_on"] for each in said] == ["2025-10-22"] + ["2025-10-24"] * 3


def test_due_with_a_term_of_ones_own_names_no_article(gongkai: Gongkai) -> None:
    answer = gongkai("due", "2025-09-26", "--days", "7", "--json").json[0]
    assert answer["reply"] == {"days": 7, "basis": "", "due_on": "2025-10-13", "provisional": False}
    assert "条例" not in gongkai("due", "2018-09-26", "--days", "7", "--extend", "30").out


def test_due_with_local_days_counts_as_the_place_does(gongkai: Gongkai, tmp_path: Path) -> None:
    file = tmp_path / "本地.toml"
    file.write_text(LOCAL, encoding="utf-8")
    said = gongkai("due", "2025-09-22", "--local", str(file)).out
    assert "10月9日（周四）　自治县成立纪念日放假（示例政办发〔2025〕1号）" in said
    assert "10月18日（周六）　自治县成立纪念日调休上班（示例政办发〔2025〕1号）" in said
    assert "最迟2025年10月24日" in said


def test_due_as_json_has_the_declared_shape(gongkai: Gongkai) -> None:
    answer = gongkai("due", "2025-09-18", "--extend", "20", "--json").json[0]
    assert answer.keys() == DueJson.__annotations__.keys()
    assert answer["reply"].keys() == answer["extension"].keys() == TermJson.__annotations__.keys()
    for day in answer["not_counted"] + answer["made_up"]:
        assert day.keys() == DayJson.__annotations__.keys()
        assert DayKind(day["kind"]).label == day["label"]
        assert date(2025, 9, 18) < date.fromisoformat(day["date"]) <= date.fromisoformat(answer["extension"]["due_on"])
    assert gongkai("due", "2025-09-18", "--json").json[0]["extension"] is None


def test_calendar_shows_the_months_and_the_notices(gongkai: Gongkai) -> None:
    said = gongkai("calendar", "2020").out
    assert "2020年工作日历　全年249个工作日" in said
    assert "国办发明电〔2020〕1号　延长2020年春节假期" in said
    assert "春节：1月24日至30日放假；1月19日、2月1日上班" in said
    assert "出处：已见原文" in said


def test_calendar_of_a_year_not_announced_says_so(gongkai: Gongkai) -> None:
    year = national().foreseen()[0]
    said = gongkai("calendar", str(year)).out
    assert "全年暂计" in said
    assert f"{year}年放假安排尚未公布" in said
    assert gongkai("calendar", str(year), "--json").json["announced"] is False


def test_calendar_as_json_has_the_declared_shape(gongkai: Gongkai) -> None:
    year = gongkai("calendar", "2026", "--json").json
    assert year.keys() == YearJson.__annotations__.keys()
    assert (year["working_days"], year["announced"]) == (248, True)
    assert [notice["number"] for notice in year["notices"]] == ["国办发明电〔2025〕7号"]
    assert {day["kind"] for day in year["days"]} == {"holiday", "make_up"}
    assert len(year["days"]) == 33 + 6


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (("due", "2025-02-30"), "“2025-02-30”不是有效日期：2025年2月没有30日"),
        (("due", "2025-13-01"), "没有13月"),
        (("due", "昨天"), "“昨天”不是日期，应写作2025-09-18"),
        (("due", "1999-01-01"), "在条例施行（2008年5月1日）之前"),
        (("due", "9999-12-31"), "再往后的节日日期还没有数据"),
        (("due", "2025-09-18", "--extend", "21"), "延长答复期限最多20个工作日（条例第三十三条第二款），收到21"),
        (("due", "2018-09-18", "--extend", "16"), "延长答复期限最多15个工作日（条例（2007）第二十四条第二款）"),
        (("due", "2025-09-18", "--days", "0"), "--days应为1至250之间的整数，收到“0”"),
        (("due", "2025-09-18", "--days", "七"), "--days应为1至250之间的整数"),
        (("due", "2025-09-18", "--days"), "选项“--days”后面缺少内容"),
        (("due", "2025-09-18", "--local", "没有.toml"), "不能读取没有.toml"),
        (("due", "2025-09-18", "--holiday"), "没有“--holiday”这个选项"),
        (("due",), "缺少必填的参数"),
        (("calendar", "1999"), "年份应在2007至"),
        (("calendar", "今年"), "年份应在2007至"),
        (("calendar", "2025", "2026"), "没有这个命令，或者参数写多了"),
        (("deu", "2025-09-18"), "没有这个命令，或者参数写多了"),
        (("keys", "--dir", "/dev/null/keys"), "请检查路径和权限"),
    ],
)
def test_bad_input_is_refused_in_chinese_with_exit_code_2(
    gongkai: Gongkai, arguments: tuple[str, ...], complaint: str, without_keys: None
) -> None:
    said = gongkai(*arguments)
    assert (said.code, said.out) == (2, "")
    assert said.err.startswith("错误：")
    assert complaint in said.err
    assert "Error" not in said.err


def test_a_local_file_with_a_slip_is_refused_with_its_place(gongkai: Gongkai, tmp_path: Path) -> None:
    file = tmp_path / "本地.toml"
    file.write_text(LOCAL.replace("2025-10-09", "2025-10-32"), encoding="utf-8")
    assert "不能使用：第4行第" in gongkai("due", "2025-09-22", "--local", str(file)).err
    file.write_bytes("[[notices]]\nnumber = '示例'".encode("gbk"))
    assert "不是UTF-8编码" in gongkai("due", "2025-09-22", "--local", str(file)).err


def test_help_is_chinese_and_names_the_exit_codes(gongkai: Gongkai) -> None:
    for arguments in ((), ("--help",), ("due", "--help"), ("calendar", "--help"), ("keys", "--help")):
        said = gongkai(*arguments)
        assert said.code == 0
        assert "用法：gongkai" in said.out
        assert "退出代码：0 完成" in said.out
        assert not {"Usage", "Options", "Arguments", "Commands", "exit"} & set(said.out.replace(":", " ").split())


@pytest.fixture
def without_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in (*KEYS, BACKUP):
        for variable in (f"GONGKAI_{name}", f"GONGKAI_{name}_FILE"):
            monkeypatch.setenv(variable, "")  # so that whatever the verb sets is undone
            monkeypatch.delenv(variable)


def test_keys_are_made_once_and_shown_as_variables(gongkai: Gongkai, tmp_path: Path, without_keys: None) -> None:
    said = gongkai("keys", "--dir", str(tmp_path / "keys"))
    first = {path.name: path.read_text() for path in (tmp_path / "keys").iterdir()}
    assert sorted(first) == ["backup_key", "seal_key", "secret_key", "vault_key"]
    for name in (*KEYS, BACKUP):
        path = tmp_path / "keys" / name.lower()
        assert f"GONGKAI_{name}_FILE={path}" in said.out
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
        assert first[path.name] not in said.out


def test_keys_given_by_the_environment_are_left_alone(
    gongkai: Gongkai, tmp_path: Path, without_keys: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GONGKAI_SEAL_KEY", "示例密钥" * 10)
    said = gongkai("keys", "--dir", str(tmp_path))
    assert "GONGKAI_SEAL_KEY已由环境变量给出，未生成文件。" in said.out
    assert not (tmp_path / "seal_key").exists()


def test_the_console_script_needs_neither_settings_nor_django(tmp_path: Path) -> None:
    program = "import sys; from gongkai.doors.cli import app, run; run(app, ['due', '2025-09-18'])"
    watched = f"import atexit, sys; atexit.register(lambda: print('django' in sys.modules))\n{program}"
    clean = {key: value for key, value in os.environ.items() if not key.startswith(("GONGKAI_", "DJANGO_"))}
    done = subprocess.run(
        [sys.executable, "-c", watched], capture_output=True, text=True, env=clean, encoding="utf-8", check=True
    )
    assert "最迟2025年10月22日" in done.stdout
    assert done.stdout.endswith("False\n")
    assert "\x1b" not in done.stdout


def test_many_who_begin_at_once_use_one_key_and_leave_nothing_beside_it(tmp_path: Path) -> None:
    say = f"from pathlib import Path; from gongkai.bootstrap import local_keys; local_keys(Path({str(tmp_path / 'keys')!r}))"
    told = "; import os; print(*(Path(os.environ[f'GONGKAI_{name}_FILE']).read_text() for name in ('SEAL_KEY', 'VAULT_KEY')))"
    env = {name: value for name, value in os.environ.items() if not name.startswith("GONGKAI_")}
    begun = [
        subprocess.Popen([sys.executable, "-c", say + told], stdout=subprocess.PIPE, text=True, env=env)
        for _ in range(6)
    ]
    said = [each.communicate()[0].split() for each in begun]
    assert [each.returncode for each in begun] == [0] * 6
    [pair] = {tuple(each) for each in said}
    assert all(len(key) >= 64 for key in pair) and len(set(pair)) == 2
    kept = sorted(path.name for path in (tmp_path / "keys").iterdir())
    assert kept == sorted(name.lower() for name in KEYS)
    assert {stat.S_IMODE(path.stat().st_mode) for path in (tmp_path / "keys").iterdir()} == {0o600}
