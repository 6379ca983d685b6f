"""台账导入的表单: the file and its year, what each column holds, and on what terms it is accepted."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import PurePath
from typing import Any

from django import forms

from gongkai.law.disclosure import ContentClass, ReleaseChannel
from gongkai.law.ledgers import Choice, LedgerField
from gongkai.papers.package import part_names
from gongkai.publication.catalogue.models import Column
from gongkai.publication.disclosure.ledger import queries
from gongkai.publication.disclosure.ledger.acts import NEW
from gongkai.publication.disclosure.ledger.mapping import targets
from gongkai.publication.disclosure.ledger.models import Ledger
from gongkai.web.forms import Form, WordField
from gongkai.web.uploads import FileKind, Upload, UploadField

OLE = b"\xd0\xcf\x11\xe0"


def _start(file: Upload) -> bytes:
    file.seek(0)
    return bytes(file.read(4096))


def _is_zip(file: Upload, *, workbook: bool) -> bool:
    if not _start(file).startswith(b"PK"):
        return False
    names = part_names(file)
    return names is not None and ("xl/workbook.xml" in names) is workbook


def _is_book(file: Upload) -> bool:
    """A workbook, or one under a password: the reader says which and what to do about it."""
    return _start(file).startswith(OLE) or _is_zip(file, workbook=True)


def _is_delimited(file: Upload) -> bool:
    start = _start(file)
    marked = start.startswith((b"\xff\xfe", b"\xfe\xff"))
    return PurePath(file.name or "").suffix.lower() == ".csv" and (
        marked or not any(byte < 0x20 and byte not in b"\t\n\r\f" for byte in start)
    )


KINDS = (
    FileKind("xlsx", "Excel（xlsx）", _is_book),
    FileKind("csv", "文本表格（csv）", _is_delimited),
    FileKind("zip", "保存的网页（zip）", lambda file: _is_zip(file, workbook=False)),
)


class OpenForm(Form):
    """上传台账: the file, its year, what holds where it says nothing, and what the year's report stated."""

    file = UploadField(kinds=KINDS, label="台账文件", megabytes=300)
    year = forms.IntegerField(
        label="台账年度",
        min_value=1990,
        required=False,
        help_text="台账所记内容公开的那一年，如2018；旧网站的网页不分年度，可以不填",
    )
    title = forms.CharField(label="台账名称", max_length=200, required=False, help_text="不填为“某年主动公开台账”")
    sheet = forms.CharField(
        label="工作表", max_length=100, required=False, help_text="不填为第一张可见的工作表；隐藏的工作表不读"
    )
    kind = WordField(ContentClass, label="默认内容类别", help_text="台账没有写明类别的，按这一类", initial="document")
    channel = WordField(ReleaseChannel, label="默认渠道", help_text="台账没有写明渠道的，按这一渠道", initial="website")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Add the figures of the year's report, none of them needed."""
        super().__init__(*args, **kwargs)
        for name, label in queries.CLAIMS.items():
            self.fields[name] = forms.IntegerField(label=f"年报所报：{label}", min_value=0, required=False)

    def stated(self) -> dict[str, int]:
        """所报数."""
        return {name: int(self.cleaned_data[name]) for name in queries.CLAIMS if self.cleaned_data[name] is not None}

    def claims(self) -> list[forms.BoundField]:
        """所报数的输入框."""
        return [self[name] for name in queries.CLAIMS]


class MapForm(Form):
    """确认列的对应: for every column of the ledger what it holds."""

    def __init__(self, *args: Any, ledger: Ledger, **kwargs: Any) -> None:
        """One choice per column, as it was recognised or as it was said the last time."""
        super().__init__(*args, **kwargs)
        self.width = len(ledger.mapping)
        for place, (label, target) in enumerate(ledger.mapping):
            self.fields[f"column_{place}"] = forms.ChoiceField(
                label=label or f"第{place + 1}列（没有列名）", choices=targets(), initial=target
            )

    def targets(self) -> list[str]:
        """各列所对应的."""
        return [str(self.cleaned_data[f"column_{place}"]) for place in range(self.width)]

    @property
    def unrecognised(self) -> list[str]:
        """未识别的列: kept as they stand unless somebody says more."""
        kept = (LedgerField.EXTRA.value,)
        return [str(field.label or "") for field in self.fields.values() if field.initial in kept]


class AcceptForm(Form):
    """接受台账: what becomes of refused rows, and which column each unknown name means."""

    choice = WordField(Choice, label="不收的行怎么办", widget=forms.RadioSelect, initial=Choice.SKIP)

    def __init__(self, *args: Any, ledger: Ledger, columns: Sequence[Column], **kwargs: Any) -> None:
        """One choice per column the catalogue does not know, with the nearest proposed."""
        super().__init__(*args, **kwargs)
        self._names = list(queries.columns_to_choose(ledger).items())
        own = [(str(column.pk), column.name) for column in columns]
        for place, (name, rows) in enumerate(self._names):
            near = queries.nearest(name, list(columns)) if name else None
            options = [*([(NEW, "新设为补录栏目")] if name else [("", "请选择")]), *own]
            self.fields[f"name_{place}"] = forms.ChoiceField(
                label=f"“{name}”（{rows}行）" if name else f"没有写明栏目的{rows}行",
                choices=options,
                initial=ledger.columns.get(name) or (str(near.pk) if near else NEW if name else ""),
                help_text=f"目录中相近的栏目：{near.name}" if near else "",
            )

    def columns(self) -> dict[str, str]:
        """栏目的对应."""
        return {name: str(self.cleaned_data[f"name_{place}"]) for place, (name, _) in enumerate(self._names)}

    def names(self) -> list[forms.BoundField]:
        """栏目的选项."""
        return [self[f"name_{place}"] for place in range(len(self._names))]
