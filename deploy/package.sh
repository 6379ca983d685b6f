#!/bin/sh
# 安装包：程序（已提交的）和全部Python包，一个文件，主机上不用联网。由 make package 调用，写到 build/。
set -eu
cd "$(dirname "$0")/.."
ref=${1:-HEAD}
version=$(git show "$ref:pyproject.toml" | sed -n 's/^version = "\(.*\)"$/\1/p')
name=gongkai-$version
rm -rf "build/$name"
mkdir -p "build/$name"
git archive "$ref" | tar -x -C "build/$name"
"${PYTHON:-.venv/bin/python}" -m pip download --quiet --only-binary :all: --require-hashes --no-deps \
  --dest "build/$name/wheels" --requirement "build/$name/requirements/run.txt"
# 同一提交、同一批包，做出的文件逐字节相同。
tar --create --sort=name --owner=0 --group=0 --numeric-owner --mtime="@$(git log -1 --format=%ct "$ref")" \
  --directory build "$name" | gzip --no-name > "build/$name.tar.gz"
rm -rf "build/$name"
echo "build/$name.tar.gz"
