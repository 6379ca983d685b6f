#!/bin/sh
# 打包：pack.sh 目录 时刻（秒）。目录名是gongkai-版本，里面先写上每个文件的摘要；包、包的摘要、签名写在目录旁边。
# 同一目录、同一时刻，做出的包和摘要逐字节相同；Ed25519的签名也是。
set -eu
umask 022
folder=$1 moment=$2
key=${PUBLISHER_KEY:-}
name=$(basename "$folder")
if [ -n "$key" ]; then
  [ -f "$key" ] || { echo "没有签名：找不到发布私钥$key" >&2; exit 1; }
  [ -z "$(find -L "$key" -perm /077)" ] || { echo "没有签名：发布私钥$key别人也能读，先 chmod 600" >&2; exit 1; }
  key=$(realpath "$key")
fi

# 程序装好以后也能核对：sha256sum --check、cksum --check（国密SM3），都是Debian自带的。
(
  cd "$folder"
  rm -f SHA256SUMS SM3SUMS
  find . -type f ! -name SHA256SUMS ! -name SM3SUMS | LC_ALL=C sort > "../.$name.files"
  tr '\n' '\0' < "../.$name.files" | xargs -0 sha256sum > SHA256SUMS
  tr '\n' '\0' < "../.$name.files" | xargs -0 openssl dgst -sm3 -r | sed 's/^\([0-9a-f]*\) \*\(.*\)$/SM3 (\2) = \1/' > SM3SUMS
  rm "../.$name.files"
)

cd "$(dirname "$folder")"
rm -f "$name.tar.gz" "$name.sha256" "$name.sha256.sig"
tar --create --sort=name --owner=0 --group=0 --numeric-owner --mode=go-w --mtime="@$moment" "$name" | gzip --no-name > "$name.tar.gz"
{
  echo "# sm3 $(openssl dgst -sm3 -r "$name.tar.gz" | cut -d' ' -f1)"
  sha256sum "$name.tar.gz"
} > "$name.sha256"
if [ -n "$key" ]; then
  openssl pkeyutl -sign -rawin -inkey "$key" -in "$name.sha256" -out "$name.sha256.sig"
else
  echo "没有设PUBLISHER_KEY，包没有签名" >&2
fi
ls -d "$PWD/$name".*
