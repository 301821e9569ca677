#!/usr/bin/env bash
# Installs packages of Debian or Ubuntu without letting them start a service.
#
#   scripts/install-proxies.sh PACKAGE...
#
# These systems start a daemon as soon as its package is installed, unless /usr/sbin/policy-rc.d forbids it.
# That file is put in place for the time of the installation; what stood there before is restored.
# The exit code is 3 where the packages cannot be installed here at all: no root, or no apt-get.
set -euo pipefail

readonly policy=${POLICY_RC_D:-/usr/sbin/policy-rc.d}
readonly cannot=3
say() { echo "install-proxies: $*" >&2; }

if [ $# -eq 0 ]; then
  echo "usage: scripts/install-proxies.sh PACKAGE..." >&2
  exit 2
fi

missing=()
for package in "$@"; do
  state=$(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null) || state=
  [ "$state" = installed ] || missing+=("$package")
done
if [ ${#missing[@]} -eq 0 ]; then
  say "all are installed: $*"
  exit 0
fi
command -v apt-get >/dev/null || { say "there is no apt-get here; not installed: ${missing[*]}"; exit "$cannot"; }
[ "$(id -u)" = 0 ] || { say "only root can install packages; not installed: ${missing[*]}"; exit "$cannot"; }

kept=
restore() {
  rm -f "$policy"
  if [ -n "$kept" ]; then mv "$kept" "$policy"; fi
}
# A second Ctrl-C must not find the policy half restored.
trap 'trap "" INT TERM; restore' EXIT
trap 'exit 130' INT
trap 'exit 143' TERM
if [ -e "$policy" ] || [ -L "$policy" ]; then
  mv "$policy" "$policy.before-proxies"
  kept=$policy.before-proxies
fi
printf '#!/bin/sh\n# No service is started while scripts/install-proxies.sh runs.\nexit 101\n' >"$policy"
chmod 755 "$policy"

export DEBIAN_FRONTEND=noninteractive
apt-get -q update >/dev/null || say "apt-get update failed; trying with the lists that are there"
apt-get -q -y install --no-install-recommends "${missing[@]}"
