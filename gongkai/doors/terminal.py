"""终端: Typer speaking Chinese. Headings of the help, slips of the input, plain text where no terminal is looking.

Exit codes: 0 done; 1 done, and something was found that has to be mended; 2 the input could not be used.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable, Sequence
from typing import Annotated, Any, TypeVar

import typer
from rich.console import Console
from rich.text import Text
from typer.core import TyperCommand, TyperGroup

Act = TypeVar("Act", bound=Callable[..., None])
AsJson = Annotated[bool, typer.Option("--json", help="输出JSON，供程序读取。")]
EXIT_CODES = "退出代码：0 完成；1 完成，但查出须改正的问题；2 输入有误。"

_HELP = {
    "Usage: ": "用法：",
    "Arguments:": "参数：",
    "Options:": "选项：",
    "Commands:": "命令：",
    "[OPTIONS]": "[选项]",
    "COMMAND [ARGS]...": "命令 [参数]…",
    "Show this message and exit.": "显示本说明。",
    "[required]": "（必填）",
}
_SLIPS = {
    "MissingParameter": "缺少必填的参数",
    "NoSuchOption": "没有“{}”这个选项",
    "BadOptionUsage": "选项“{}”后面缺少内容",
}
_COLOURS = {r"\d+休": "red", r"\d+班": "bold", r"最迟\S+?日": "bold", r"(?m)^暂计.*": "yellow"}


class BadInput(typer.TyperException):
    """输入有误: what was typed cannot be used; said in Chinese, exit code 2."""

    exit_code = 2


class Entrance(TyperGroup):
    """总入口: the group of all verbs, with Chinese headings in its help."""

    def get_help(self, ctx: Any) -> str:
        """说明: Typer's help with our headings."""
        return _in_chinese(super().get_help(ctx))


class Verb(TyperCommand):
    """命令: one verb, with Chinese headings in its help."""

    def get_help(self, ctx: Any) -> str:
        """说明: Typer's help with our headings."""
        return _in_chinese(super().get_help(ctx))


def entrance(about: str) -> typer.Typer:
    """总入口: an application without verbs yet."""
    return typer.Typer(
        cls=Entrance,
        help=about,
        epilog=EXIT_CODES,
        add_completion=False,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
    )


def verb(app: typer.Typer, name: str) -> Callable[[Act], Act]:
    """命令: register a function as a verb; its docstring is the help."""
    return app.command(name, cls=Verb, epilog=EXIT_CODES)


def run(app: typer.Typer, arguments: Sequence[str]) -> None:
    """运行: run a verb and exit; without arguments the help; a slip is told in Chinese on the error stream."""
    try:
        code = app(list(arguments) or ["--help"], prog_name="gongkai", standalone_mode=False)
    except typer.TyperException as slip:
        typer.echo(f"错误：{_slip(slip)}\n用法见 gongkai --help", err=True)
        sys.exit(slip.exit_code)
    sys.exit(code if isinstance(code, int) else 0)


def say(*lines: str) -> None:
    """输出: lines of text; colours appear on a terminal only, a pipe or a file gets plain text."""
    page = Console(highlight=False, soft_wrap=True)
    for line in lines:
        text = Text(line)
        for pattern, colour in _COLOURS.items():
            text.highlight_regex(pattern, colour)
        page.print(text)


def say_json(value: object) -> None:
    """输出JSON: Chinese left readable."""
    typer.echo(json.dumps(value, ensure_ascii=False, indent=2))


def _in_chinese(text: str) -> str:
    for english, chinese in _HELP.items():
        text = text.replace(english, chinese)
    text = re.sub(r" <(str|path|list\[\w+\])>", "", text)
    return re.sub(r"\{(\S+?)\}(\.\.\.)?", lambda name: name[1] + ("…" if name[2] else ""), text)


def _slip(slip: typer.TyperException) -> str:
    """What Typer found wrong, by the name of its exception: its own words are English."""
    if isinstance(slip, BadInput):
        return slip.message
    said = _SLIPS.get(type(slip).__name__, "没有这个命令，或者参数写多了")
    return said.format(getattr(slip, "option_name", ""))
