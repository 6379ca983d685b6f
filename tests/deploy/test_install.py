"""照着安装页做: an empty Debian is installed, upgraded with data and rolled back by the commands of ``docs/install.md``."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.deploy.host import Host, debian, impossible
from tests.deploy.pages import ROOT, Block, blocks_of

PAGE = "install.md"
NAME, FIRST, NEXT = "gk.example.gov.cn", "0.1.0", "0.2.0"
PLANTED = """
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("web", "{latest}")]
    operations = [migrations.CreateModel("Planted", [("id", models.BigAutoField(primary_key=True))])]
"""
"""下一版: what the next release changes in the database, so that an upgrade and a way back show."""


def installing() -> list[Block]:
    return [block for block in blocks_of(PAGE) if not block.purpose]


def the_block(purpose: str) -> str:
    return next(block.commands for block in blocks_of(PAGE) if block.purpose == purpose)


def test_the_page_has_its_commands_in_order() -> None:
    commands = "".join(block.commands for block in installing())
    order = [
        "apt-get install",
        "useradd",
        "pip install",
        "gongkai keys",
        "createdb",
        "migrate",
        "establish",
        "systemctl enable",
    ]
    places = [commands.index(each) for each in order]
    assert places == sorted(places)
    assert {block.purpose for block in blocks_of(PAGE)} == {"", "upgrade", "rollback"}


def test_every_file_the_page_installs_is_in_the_repository() -> None:
    commands = "".join(block.commands for block in blocks_of(PAGE))
    named = set(re.findall(r"(?:current|\$RELEASE)/(deploy/[\w./-]+\w)", commands))
    assert "deploy/bin/gongkai-manage" in named
    assert [path for path in named if not (ROOT / path).exists()] == ["deploy/systemd/gongkai"] or all(
        list(ROOT.glob(f"{path}*")) for path in named
    )


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="没有systemd-analyze，单元文件没有检查")
def test_the_units_are_what_systemd_understands(tmp_path: Path) -> None:
    """The programs they start are not on this machine: they are named as ones that are."""
    for unit in (ROOT / "deploy/systemd").iterdir():
        text = unit.read_text(encoding="utf-8")
        (tmp_path / unit.name).write_text(re.sub(r"ExecStart=\S+", "ExecStart=/bin/true", text), encoding="utf-8")
    units = sorted(map(str, tmp_path.iterdir()))
    done = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", *units], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")


def test_the_container_is_told_where_every_key_lies_and_of_which_version_it_is() -> None:
    """A key whose file the settings of a host name would not be there, and the platform would not start."""
    on_a_host = set(
        re.findall(r"^(GONGKAI_\w+_FILE)=", (ROOT / "deploy/gongkai.env").read_text(encoding="utf-8"), re.M)
    )
    compose = (ROOT / "deploy/container/compose.yaml").read_text(encoding="utf-8")
    in_a_container = dict(re.findall(r"(GONGKAI_\w+_FILE): /run/secrets/(\w+)", compose))
    assert on_a_host and on_a_host <= in_a_container.keys()
    handed_in = set(re.findall(r"^  (\w+): \{ file: \./secrets/\1 \}$", compose, re.M))
    assert {*in_a_container.values(), "pgpass"} <= handed_in
    version = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
    assert f"ARG VERSION={version}\n" in (ROOT / "deploy/container/Containerfile").read_text(encoding="utf-8")


# --- a whole host -----------------------------------------------------------------------------------------------------


def the_release(folder: Path, host: Host) -> None:
    """The release made by ``make package``, and the next one with a migration more, both signed by a publisher of our own."""
    key = folder / "publisher.pem"
    subprocess.run(["make", "publisher", f"KEY={key}"], cwd=ROOT, check=True, stdin=subprocess.DEVNULL)
    signing = {**os.environ, "PUBLISHER_KEY": str(key)}
    subprocess.run(["make", "package"], cwd=ROOT, check=True, env=signing)
    for made in (ROOT / "build").glob(f"gongkai-{FIRST}.*"):
        shutil.copy(made, host.root / "opt")
    subprocess.run(["tar", "-xzf", ROOT / f"build/gongkai-{FIRST}.tar.gz", "-C", folder], check=True)
    release = (folder / f"gongkai-{FIRST}").rename(folder / f"gongkai-{NEXT}")
    named = (release / "pyproject.toml").read_text(encoding="utf-8")
    (release / "pyproject.toml").write_text(named.replace(f'version = "{FIRST}"', f'version = "{NEXT}"', 1))
    latest = sorted(path.stem for path in (release / "gongkai/web/migrations").glob("0*.py"))[-1]
    (release / "gongkai/web/migrations/9999_planted.py").write_text(PLANTED.format(latest=latest))
    subprocess.run(["sh", ROOT / "deploy/pack.sh", release, "1"], check=True, env=signing)
    shutil.rmtree(release)
    for made in folder.glob(f"gongkai-{NEXT}.*"):
        shutil.copy(made, host.root / "opt")
    (host.root / "etc/gongkai").mkdir()
    shutil.copy(f"{key}.pub", host.root / "etc/gongkai/publisher.pem")


@pytest.fixture(scope="module")
def host(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Host]:
    if why := impossible():
        pytest.skip(f"没有在空白的Debian上照着安装页做：{why}")
    packages = re.search(r"apt-get install[^\n]*--no-install-recommends ([^>\n]+)", installing()[1].commands)
    assert packages
    with debian(tmp_path_factory.mktemp("host"), f"{packages[1]} curl") as one:
        the_release(tmp_path_factory.mktemp("release"), one)
        one.run("apt-get install -y -qq --no-install-recommends curl >/dev/null")
        one.run("install -d /opt/gongkai; mv /opt/gongkai-* /opt/gongkai/")
        yield one


def entries(host: Host) -> set[tuple[int, int, str]]:
    """The whole journal as it stands in the database; each seal is bound to the one before it."""
    question = "SELECT json_agg(json_build_array(authority_id, seq, seal)) FROM journal_entry"
    told = json.loads(host.run(f'runuser -u postgres -- psql -qAtc "{question}" gongkai'))
    return {(authority, seq, seal) for authority, seq, seal in told}


def page(host: Host, path: str) -> str:
    asked = f"curl --silent --show-error --fail --insecure --resolve {NAME}:443:127.0.0.1 https://{NAME}{path}"
    return host.run(asked)


def tables(host: Host) -> set[str]:
    return set(host.run("runuser -u postgres -- psql -qAtc 'SELECT tablename FROM pg_tables' gongkai").split())


@pytest.mark.soak
@pytest.mark.timeout(3600)
def test_a_fresh_host_is_installed_upgraded_with_data_and_rolled_back(host: Host) -> None:
    known = {"NAME": NAME, "VERSION": FIRST, "RELEASE": f"/opt/gongkai/releases/{FIRST}"}
    for block in installing()[1:]:
        if "establish" in block.commands:  # a county's worth of data first: it fills an empty database only
            host.run("gongkai-manage demo --place minhe")
        told = host.run(block.commands, **known)
    assert "ok" in told.lower() or "正常" in told

    # What runs may read and add to the journal, and nothing else; the files are its own.
    refused = "runuser -u gongkai -- psql -qc 'DELETE FROM journal_entry' gongkai 2>&1 && exit 1 || true"
    assert "denied" in host.run(refused)
    before = entries(host)
    assert len(before) > 1000
    assert "民和" in page(host, "/minhe/")
    assert "<form" in page(host, "/desk/login/")

    changed = "cd /opt/gongkai/current && sha256sum --check --quiet SHA256SUMS && cksum --check --quiet SM3SUMS"
    assert host.run(changed) == ""
    told = host.run(the_block("upgrade"), **known)
    assert "web_planted" in tables(host)
    assert before <= entries(host)
    assert host.run("readlink /opt/gongkai/current").strip().endswith(NEXT)
    assert "民和" in page(host, "/minhe/")

    # The way back, right after: what the new release entered by itself goes with it.
    host.run(the_block("rollback"), **{**known, "VERSION": NEXT})
    assert "web_planted" not in tables(host)
    assert before <= entries(host)
    assert host.run("readlink /opt/gongkai/current").strip().endswith(FIRST)
    assert "民和" in page(host, "/minhe/")
