"""安装包的签名: whoever installs learns who made a package, and that no byte of it has changed, before it is unpacked.

The commands of ``docs/install.md`` and ``deploy/bin/gongkai-unpack``, over a small package of the same form.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.deploy.pages import ROOT, blocks_of

SMALL = {
    "pyproject.toml": '[project]\nname = "gongkai"\nversion = "{version}"\n',
    "gongkai/__init__.py": "",
    "wheels/a.whl": "a",
}


def _ran(command: list[str | Path], **given: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "LC_ALL": "C.UTF-8", **given}
    return subprocess.run(
        command, env=environment, capture_output=True, text=True, stdin=subprocess.DEVNULL, check=False
    )


def _ed25519() -> bool:
    return (
        shutil.which("openssl") is not None and "ED25519" in _ran(["openssl", "list", "-public-key-algorithms"]).stdout
    )


pytestmark = pytest.mark.skipif(not _ed25519(), reason="没有能做Ed25519的openssl，安装包的签名没有试")


class Publisher:
    """A publisher with a key, and a host with the public half of it; packages go from one to the other."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.home, self.known = folder / "made", folder / "opt", folder / "etc" / "publisher.pem"
        for place in (self.folder, self.home, self.known.parent):
            place.mkdir()
        self.key = self.a_key("key.pem")
        shutil.copy(f"{self.key}.pub", self.known)

    def a_key(self, name: str) -> Path:
        key = self.folder.parent / name
        done = _ran(["sh", ROOT / "deploy/publisher.sh", key])
        assert done.returncode == 0 and len(done.stdout.split()[-1]) == 64
        return key

    def packs(self, version: str, key: Path | None = None, **more: str) -> Path:
        """A package of this version on the host; its path."""
        folder = self.folder / f"gongkai-{version}"
        shutil.rmtree(folder, ignore_errors=True)
        for path, content in {**SMALL, **more}.items():
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_text(content.format(version=version), encoding="utf-8")
        done = _ran(["sh", ROOT / "deploy/pack.sh", folder, "1"], PUBLISHER_KEY=str(key or self.key))
        assert done.returncode == 0, done.stderr
        for made in self.folder.glob(f"gongkai-{version}.*"):
            shutil.copy(made, self.home)
        return self.home / f"gongkai-{version}.tar.gz"

    def unpacks(self, version: str) -> str:
        """Empty where it is unpacked, otherwise why not; nothing of it is left then."""
        program = ROOT / "deploy/bin/gongkai-unpack"
        done = _ran(["sh", program, version], UNPACK_HOME=str(self.home), UNPACK_PUBLISHER=str(self.known))
        there = self.home / "releases" / version
        if done.returncode == 0:
            assert (there / "gongkai/__init__.py").is_file()
            return ""
        assert not there.exists() and not list(self.home.glob("releases/.*"))
        assert re.search("[一-鿿]", done.stderr)
        return done.stderr

    def runs(self, version: str) -> None:
        """This version is the one in use."""
        assert self.unpacks(version) == ""
        (self.home / "current").unlink(missing_ok=True)
        (self.home / "current").symlink_to(self.home / "releases" / version)

    def verified_by_hand(self, version: str) -> bool:
        """What the page tells to type before anything is unpacked."""
        [block] = [each.commands for each in blocks_of("install.md") if "pkeyutl" in each.commands]
        here = block.replace("/opt/gongkai", str(self.home)).replace("/etc/gongkai/publisher.pem", str(self.known))
        told = _ran(["bash", "-euc", f"VERSION={version}\n{here}"])
        return told.returncode == 0 and "Signature Verified Successfully" in told.stdout and ": OK" in told.stdout


@pytest.fixture
def publisher(tmp_path: Path) -> Publisher:
    return Publisher(tmp_path)


def flip(file: Path, at: int) -> None:
    data = bytearray(file.read_bytes())
    data[at] ^= 1
    file.write_bytes(data)


def test_what_the_publisher_signed_is_verified_by_hand_and_unpacked(publisher: Publisher) -> None:
    publisher.packs("0.1.0")
    assert publisher.verified_by_hand("0.1.0")
    publisher.runs("0.1.0")
    release = publisher.home / "current"
    for command in ("sha256sum --check --quiet SHA256SUMS", "cksum --check --quiet SM3SUMS"):
        assert _ran(["sh", "-c", f"cd {release} && {command}"]).returncode == 0
    (release / "wheels/a.whl").write_text("b")
    for command in ("sha256sum --check --quiet SHA256SUMS", "cksum --check --quiet SM3SUMS"):
        assert _ran(["sh", "-c", f"cd {release} && {command}"]).returncode == 1
    publisher.packs("0.2.0")
    assert publisher.unpacks("0.2.0") == ""


def test_the_same_folder_makes_the_same_bytes(publisher: Publisher) -> None:
    def made() -> list[bytes]:
        publisher.packs("0.1.0")
        return [each.read_bytes() for each in sorted(publisher.home.glob("gongkai-0.1.0.*"))]

    assert made() == made() and len(made()) == 3


@pytest.mark.parametrize("suffix", [".tar.gz", ".sha256", ".sha256.sig"])
@pytest.mark.parametrize("place", [0.0, 0.4, 0.9])
def test_one_flipped_bit_in_any_of_the_three_files_is_refused(publisher: Publisher, suffix: str, place: float) -> None:
    package = publisher.packs("0.2.0")
    file = package.with_name(f"gongkai-0.2.0{suffix}")
    flip(file, int(file.stat().st_size * place))
    assert not publisher.verified_by_hand("0.2.0")
    said = publisher.unpacks("0.2.0")
    assert ("签名的摘要不符" in said) if suffix == ".tar.gz" else ("签名不是" in said)


def test_another_key_is_refused(publisher: Publisher) -> None:
    publisher.packs("0.2.0", publisher.a_key("another.pem"))
    assert not publisher.verified_by_hand("0.2.0")
    assert "签名不是" in publisher.unpacks("0.2.0")


@pytest.mark.parametrize("suffix", [".sha256", ".sha256.sig"])
def test_a_missing_signature_is_refused_where_a_publisher_is_known(publisher: Publisher, suffix: str) -> None:
    (publisher.packs("0.2.0").parent / f"gongkai-0.2.0{suffix}").unlink()
    assert not publisher.verified_by_hand("0.2.0")
    assert "来历不明" in publisher.unpacks("0.2.0")
    publisher.known.unlink()
    assert publisher.unpacks("0.2.0") == "", "who knows no publisher makes packages for himself"


def test_an_old_package_under_a_new_name_is_refused(publisher: Publisher) -> None:
    publisher.packs("0.1.0")
    publisher.runs("0.1.0")
    for made in list(publisher.home.glob("gongkai-0.1.0.*")):
        shutil.copy(made, made.with_name(made.name.replace("0.1.0", "0.9.0")))
    assert not publisher.verified_by_hand("0.9.0"), "though the old package itself lies beside and is sound"
    assert "签名是别的包的（gongkai-0.1.0.tar.gz）" in publisher.unpacks("0.9.0")
    publisher.known.unlink()
    assert "里面的程序是0.1.0版，名字被改过" in publisher.unpacks("0.9.0")


def test_an_older_package_is_refused_though_it_is_signed(publisher: Publisher) -> None:
    publisher.packs("0.10.0")
    publisher.runs("0.10.0")
    publisher.packs("0.9.0")
    assert publisher.verified_by_hand("0.9.0")
    assert "现用的是0.10.0，不换成旧的" in publisher.unpacks("0.9.0")
    again = _ran(["sh", ROOT / "deploy/bin/gongkai-unpack", "0.10.0"], UNPACK_HOME=str(publisher.home))
    assert "已经解开" in again.stderr


def test_a_file_that_is_on_no_list_is_refused(publisher: Publisher) -> None:
    package = publisher.packs("0.2.0")
    folder = publisher.folder / "gongkai-0.2.0"
    (folder / "gongkai/sitecustomize.py").write_text("")
    subprocess.run(["tar", "-czf", package, "-C", publisher.folder, folder.name], check=True)
    publisher.known.unlink()
    assert "摘要清单以外的文件" in publisher.unpacks("0.2.0")


@pytest.mark.parametrize("version", ["", "../0.2.0", "0.2.0; id", "0.3.0"])
def test_a_version_that_is_none_is_refused(publisher: Publisher, version: str) -> None:
    assert publisher.unpacks(version)


def test_a_key_others_may_read_signs_nothing_and_none_lies_in_the_house(publisher: Publisher) -> None:
    publisher.key.chmod(0o644)
    folder = publisher.folder / "gongkai-0.1.0"
    folder.mkdir()
    done = _ran(["sh", ROOT / "deploy/pack.sh", folder, "1"], PUBLISHER_KEY=str(publisher.key))
    assert done.returncode and "chmod 600" in done.stderr
    for where in (ROOT / "deploy" / "publisher.pem", publisher.key):
        told = _ran(["sh", ROOT / "deploy/publisher.sh", where])
        assert told.returncode and re.search("不放在程序目录里|不覆盖", told.stderr)
    assert not (ROOT / "deploy" / "publisher.pem").exists()
