"""去向: the ways by which something may go out, and the form that asks for its version, time and proof by each of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from django import forms
from django.http import QueryDict

from gongkai.law.channel_texts import Limit, check_text, derive
from gongkai.law.disclosure import ACCOUNTS, ContentClass, ReleaseChannel, check_proof
from gongkai.law.grammar.flow import Unlawful
from gongkai.office.authorities.models import Authority
from gongkai.publication.catalogue import queries as catalogue
from gongkai.publication.catalogue.models import Column
from gongkai.publication.catalogue.standards import queries as standards
from gongkai.publication.catalogue.standards.models import UnitItem
from gongkai.publication.disclosure import queries
from gongkai.publication.disclosure.accounts import queries as accounts
from gongkai.publication.disclosure.acts import WEBSITE, Outlet
from gongkai.publication.disclosure.duties import Duty
from gongkai.web.clock import BEIJING
from gongkai.web.forms import DateField, Form, long_text
from gongkai.web.traps import new_once_token


@dataclass(frozen=True, slots=True)
class Way:
    """去向: something a content may go out by: one of the accounts, or a channel whose carrier is named in words."""

    key: str
    channel: ReleaseChannel
    carrier: str = ""

    @property
    def label(self) -> str:
        """去向名称."""
        return f"{self.channel.label}（{self.carrier}）" if self.carrier else self.channel.label


def ways(authority: Authority, on: date) -> dict[str, Way]:
    """全部去向: the accounts open on a day, then every channel without accounts but our own website."""
    found = [
        Way(f"a{account.pk}", ReleaseChannel(account.platform), account.name)
        for account in accounts.open_on(authority, on)
    ]
    plain = (each for each in ReleaseChannel if each not in ACCOUNTS and each is not ReleaseChannel.WEBSITE)
    found += [Way(f"c{channel.value}", channel) for channel in plain]
    return {way.key: way for way in found}


def items_for(authority: Authority, on: date, kind: ContentClass | None = None) -> dict[str, UnitItem]:
    """可选目录事项: those in force whose column is open and takes the class."""
    open_columns = [each for each in catalogue.columns(authority, on) if _takes(each, kind)]
    rows = standards.items(authority, on).filter(column__in=open_columns)
    return {str(item.pk): item for item in standards.in_order(rows)}


class WaysForm(Form):
    """选择去向: sent by GET, so that the next page knows which versions to make, and which elements to ask for."""

    way = forms.MultipleChoiceField(
        label="除本平台网页外，还从哪里发布", required=False, widget=forms.CheckboxSelectMultiple
    )

    item = forms.ChoiceField(
        label="目录事项",
        required=False,
        help_text="属于本单位公开目录某一项的选明：按该项的要素填写，发布后计为完成；不属于的不选",
    )

    def __init__(
        self, *args: Any, ways: Mapping[str, Way], items: Mapping[str, UnitItem] | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.ways, self.items = ways, items or {}
        self.fields["way"].choices = [(way.key, way.label) for way in ways.values()]  # type: ignore[attr-defined]
        names = [(key, f"{item}（{item.column}）") for key, item in self.items.items()]
        self.fields["item"].choices = [("", "不属于目录事项"), *names]  # type: ignore[attr-defined]
        if not self.items:
            self.fields.pop("item")

    @property
    def chosen(self) -> list[Way]:
        """已选去向: nonsense in the address is left out."""
        wanted = self.data.getlist("way") if isinstance(self.data, QueryDict) else []
        return [self.ways[key] for key in dict.fromkeys(wanted) if key in self.ways]

    @property
    def chosen_item(self) -> UnitItem | None:
        """已选目录事项: of the address; before anything was sent, the one the page begins with."""
        key = self.data.get("item", "") if self.is_bound else self.initial.get("item", "")
        return self.items.get(str(key))


class ElementsForm(Form):
    """要素: of the item of the catalogue a content answers, one field for each; none where it answers no item."""

    answers: UnitItem | None = None

    def ask_for_elements(self, item: UnitItem | None, said: Mapping[str, str]) -> None:
        """填写要素: ask for every element of the item, beginning with what was said of it."""
        self.answers = item
        for number, element in enumerate(item.value.elements if item else (), 1):
            entry = long_text(element.name, required=element.required, rows=2, most=2000)
            entry.initial = said.get(element.name, "")
            self.fields[f"element_{number}"] = entry

    @property
    def elements(self) -> list[forms.BoundField]:
        """要素各项: one for each element of the chosen item."""
        return [self[name] for name in self.fields if name.startswith("element_")]

    @property
    def duty(self) -> Duty | None:
        """所属目录事项: as it was filled in."""
        if self.answers is None:
            return None
        return Duty(self.answers, {str(each.label): self.cleaned_data[each.name] for each in self.elements})


class OutletsForm(ElementsForm):
    """发布: the column, the day, and for each chosen way when it goes, its version and its proof."""

    column = forms.ChoiceField(label="栏目")
    on = DateField(label="发布日期")
    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)
    once = forms.CharField(required=False, max_length=32, widget=forms.HiddenInput, initial=new_once_token)

    def __init__(
        self,
        *args: Any,
        authority: Authority,
        ways: Sequence[Way],
        today: date,
        source: tuple[str, str] = ("", ""),
        kind: ContentClass | None = None,
        item: UnitItem | None = None,
        said: Mapping[str, str] | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.authority, self.ways = authority, ways
        self.limits = queries.limits(authority)
        self.columns = {str(each.pk): each for each in catalogue.columns(authority, today) if _takes(each, kind)}
        names = [("", "请选择"), *((key, each.name) for key, each in self.columns.items())]
        if item is not None:
            names = [(key, name) for key, name in names if key == str(item.column_id)]
        self.ask_for_elements(item, said or {})
        self.fields["column"].choices = names  # type: ignore[attr-defined]
        self.fields["on"].initial = today
        for way in ways:
            self.fields |= self._fields_of(way, today, source)

    def _fields_of(self, way: Way, today: date, source: tuple[str, str]) -> dict[str, forms.Field]:
        limit = self.limits.get(way.channel)
        key = way.key
        text = derive(way.channel, *source, limit) if limit and source[0] else ""
        fields: dict[str, forms.Field] = {}
        if not way.carrier:
            fields[f"{key}_carrier"] = forms.CharField(
                label=f"{way.label}：载体名称", max_length=100, help_text="如报刊名、栏目、公开栏位置"
            )
        fields[f"{key}_on"] = DateField(label=f"{way.label}：计划日期", initial=today)
        fields[f"{key}_time"] = forms.TimeField(
            label=f"{way.label}：计划时间",
            required=False,
            help_text="如09:30，可不填",
            widget=forms.TextInput(attrs={"maxlength": 5, "class": "day"}),
        )
        fields[f"{key}_text"] = long_text(
            f"{way.label}：文本",
            _limit_words(limit, derived=not source[0]),
            required=False,
            rows=4 if limit else 2,
            most=5000,
        )
        fields[f"{key}_text"].initial = text
        fields[f"{key}_proof"] = forms.CharField(
            label=f"{way.label}：凭证",
            required=False,
            max_length=500,
            help_text="已经发出的填网址或者期号版面；没有发出的先空着，发出后登记，登记前不计数",
        )
        return fields

    def groups(self) -> Iterator[tuple[str, list[forms.BoundField]]]:
        """分组: the fields of each way under its name."""
        for way in self.ways:
            yield way.label, [self[name] for name in self.fields if name.startswith(f"{way.key}_")]

    def clean(self) -> dict[str, Any]:
        """Hold each version to its channel's limit and each proof to its channel's kind."""
        cleaned = super().clean() or {}
        self.hold_to_channels(cleaned, "text", "proof")
        return cleaned

    def hold_to_channels(self, cleaned: dict[str, Any], text: str, proof: str) -> None:
        """各渠道的限制: tell at its field what a channel does not take of the versions and proofs named by these endings."""
        for way in self.ways:
            version, shown = f"{way.key}_{text}", f"{way.key}_{proof}"
            with self._told_at(version):
                check_text(way.channel, cleaned.get(version) or "", self.limits.get(way.channel))
            if cleaned.get(shown):
                with self._told_at(shown):
                    check_proof(way.channel, cleaned[shown])

    @contextmanager
    def _told_at(self, name: str) -> Iterator[None]:
        try:
            yield
        except Unlawful as refusal:
            self.add_error(name, refusal.reason)

    @property
    def chosen_column(self) -> Column:
        """栏目."""
        return self.columns[self.cleaned_data["column"]]

    @property
    def outlets(self) -> list[Outlet]:
        """去向: our own page first, then each chosen way."""
        return [WEBSITE, *(self._outlet(way) for way in self.ways)]

    def _outlet(self, way: Way) -> Outlet:
        data = self.cleaned_data
        on, at = data[f"{way.key}_on"], data.get(f"{way.key}_time")
        return Outlet(
            way.channel,
            way.carrier or data[f"{way.key}_carrier"].strip(),
            data.get(f"{way.key}_proof") or "",
            moment_of(on, at),
            on,
            data.get(f"{way.key}_text") or "",
        )


def _takes(column: Column, kind: ContentClass | None) -> bool:
    return kind is None or not column.accepts or kind.value in column.accepts


def _limit_words(limit: Limit | None, *, derived: bool) -> str:
    if limit is None:
        return "没有字数上限，空着即用全文"
    later = "；空着则由正文自动生成" if derived else ""
    return f"最多{limit.length}字，含发布码（{limit.source}）{later}"


def moment_of(on: date, at: time | None) -> datetime | None:
    """时刻: a day and a time in Beijing; None where no time is given."""
    return datetime.combine(on, at, BEIJING) if at else None
