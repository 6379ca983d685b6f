#!/bin/sh
# 安装包：程序（已提交的）和全部Python包，一个文件，主机上不用联网。由 make package 调用，写到 build/。
# PUBLISHER_KEY 是发布私钥的文件（make publisher 生成）：设了就签名，主机据此认出是谁发布的。
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
sh deploy/pack.sh "build/$name" "$(git log -1 --format=%ct "$ref")"
rm -rf "build/$name"
