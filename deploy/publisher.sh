#!/bin/sh
# 发布密钥：publisher.sh 私钥文件。Ed25519，有口令的由openssl问；公钥写在旁边，名字加.pub。由 make publisher KEY=… 调用。
set -eu
umask 077
key=${1:-}
[ -n "$key" ] || { echo "写明私钥放在哪里：make publisher KEY=/某处/publisher.pem" >&2; exit 1; }
[ ! -e "$key" ] || { echo "$key已经有了，不覆盖：换了密钥，各主机都要换公钥" >&2; exit 1; }
house=$(cd "$(dirname "$0")/.." && pwd -P)
case "$(cd "$(dirname "$key")" && pwd -P)/" in
  "$house"/*) echo "私钥不放在程序目录里" >&2; exit 1 ;;
esac
if [ -t 0 ]; then
  openssl genpkey -algorithm ed25519 -aes-256-cbc -out "$key"
else
  openssl genpkey -algorithm ed25519 -out "$key"
fi
openssl pkey -in "$key" -pubout -out "$key.pub"
chmod 644 "$key.pub"
echo "私钥$key：离线保存，另备一份；公钥$key.pub：随包以外的渠道交给各主机，指纹写在纸上："
openssl pkey -pubin -in "$key.pub" -outform DER | sha256sum | cut -d' ' -f1
