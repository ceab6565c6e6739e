/** Puts keys into a rendered encryption configuration. Keys are read by awk from files: no argument of a process shows one. */
export const FILL_SCRIPT = `#!/bin/sh
# Fills the keys in that encryption.yaml names, as <name>. Run it as root on every host of the control plane:
#
#   sh fill-encryption-keys.sh encryption.yaml /etc/kubernetes/secure/encryption.yaml
#
# Each key is a line of 32 bytes in base64, in a file of its name below /etc/kubernetes/secure/encryption-keys that only root can read.
# All hosts need the same keys. With --generate-missing as first argument the script makes those that are missing: on the first host alone.
set -eu
umask 077

keys=\${ENCRYPTION_KEYS:-/etc/kubernetes/secure/encryption-keys}
generate=no
if [ "\${1:-}" = --generate-missing ]; then generate=yes; shift; fi
if [ $# -ne 2 ]; then echo "usage: fill-encryption-keys.sh [--generate-missing] TEMPLATE OUTPUT" >&2; exit 2; fi
template=$1
output=$2

fail() { echo "fill-encryption-keys: $1" >&2; exit 1; }
[ -r "$template" ] || fail "cannot read $template"
names=$(sed -n 's/^ *secret: .*<\\([a-z0-9-]*\\)>.*$/\\1/p' "$template" | sort -u)
[ -n "$names" ] || fail "$template has no placeholder such as <key1>: its keys are filled in already"

mkdir -p "$keys"
for name in $names; do
  file=$keys/$name
  if [ ! -e "$file" ] && [ $generate = yes ]; then head -c 32 /dev/urandom | base64 > "$file"; fi
  [ -f "$file" ] || fail "there is no key $file; copy it from another host, or on the first host pass --generate-missing"
  case $(stat -c %a:%u "$file") in
    400:$(id -u)|600:$(id -u)) ;;
    *) fail "$file can be read by others; run: chown root: '$file' && chmod 0400 '$file'" ;;
  esac
  [ "$(base64 -d < "$file" 2>/dev/null | wc -c)" -eq 32 ] || fail "$file does not hold 32 bytes in base64; make it by: head -c 32 /dev/urandom | base64"
done

filled=$(mktemp "$(dirname "$output")/.encryption.XXXXXX")
trap 'rm -f "$filled"' EXIT
awk -v keys="$keys" '
  /^ *secret: / && match($0, /<[a-z0-9-]+>/) {
    file = keys "/" substr($0, RSTART + 1, RLENGTH - 2)
    if ((getline key < file) <= 0) exit 1
    close(file)
    $0 = substr($0, 1, RSTART - 1) key substr($0, RSTART + RLENGTH)
  }
  { print }
' "$template" > "$filled"
chmod 0600 "$filled"
mv "$filled" "$output"
trap - EXIT
`;
