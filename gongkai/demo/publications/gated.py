"""门口的一份: a list of allowances as a section hands it in, with a hidden worksheet. Nobody in it exists."""

from __future__ import annotations

import hashlib
import io
from datetime import date

import xlsxwriter
from stdnum import luhn
from stdnum.cn import ric

from gongkai.office.authorities.models import Authority, Official
from gongkai.publication.gate import acts
from gongkai.publication.gate.models import Screening
from gongkai.publication.gate.parts import Part

NAME = "临时救助发放公示（草稿）.xlsx"
_PEOPLE = (
    ("张测试", "19580312", "因病"),
    ("李样例", "19761120", "因残"),
    ("王样本", "19820605", "因学"),
    ("马例甲", "19690917", "缺劳力"),
)


def drop(authority: Authority, on: date, by: Official) -> Screening:
    """放到门口: it waits for those who decide."""
    data = workbook()
    part = Part("drop", NAME, "xlsx", hashlib.sha256(data).hexdigest(), lambda: data, len(data))
    return acts.drop(authority, part, on=on, by=by)


def workbook() -> bytes:
    """公示表: what shows and what does not."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as made:
        sheet = made.add_worksheet("公示")
        sheet.merge_range(0, 0, 0, 4, "临时救助发放公示表")
        sheet.write_row(1, 0, ["序号", "户主", "身份证号", "致贫原因", "金额（元）"])
        for number, (name, born, why) in enumerate(_PEOPLE, 1):
            sheet.write_row(number + 1, 0, [number, name, _identity(born, number), why, 600 + 100 * number])
        below = made.add_worksheet("底册")
        below.hide()
        below.write_row(0, 0, ["户主", "一卡通账号"])
        for number, (name, _, _) in enumerate(_PEOPLE, 1):
            below.write_row(number, 0, [name, _card(number)])
    return out.getvalue()


def _identity(born: str, number: int) -> str:
    head = f"620723{born}{number:03}"
    return head + str(ric.calc_check_digit(head + "0"))


def _card(number: int) -> str:
    head = f"6228480000000000{number:02}"
    return head + str(luhn.calc_check_digit(head))
