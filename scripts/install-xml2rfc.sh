#!/usr/bin/env bash
# Finds or installs xml2rfc, the tool that renders RFCXML.
#
#   scripts/install-xml2rfc.sh
#
# Prints the path of a usable xml2rfc: the one on PATH, else .tools/bin/xml2rfc, which it makes without
# root and without touching the system: from PyPI where that answers, in the versions and with the hashes of
# xml2rfc-requirements.txt, else from the Debian or Ubuntu archive, which is signed. PDF also needs WeasyPrint,
# which stays a matter of the system.
set -euo pipefail

readonly least=3.12
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)
tools=$root/.tools
installed=$tools/bin/xml2rfc
if [ $# -ne 0 ]; then
  echo "usage: scripts/install-xml2rfc.sh" >&2
  exit 2
fi
reasons=()

say() { echo "install-xml2rfc: $*" >&2; }
missed() { reasons+=("$*"); }
# The first line of the log that fits, cut to a readable length; else the words given.
logged() { # pattern, words
  local line
  line=$(grep -m 1 -E "$1" "$stage/log" 2>/dev/null | cut -c 1-160) || true
  echo "${line:-$2}"
}
has() { command -v "$1" >/dev/null 2>&1; }

# True if the xml2rfc "$1" starts and is recent enough.
usable() {
  [ -x "$1" ] || return 1
  local told version
  told=$("$1" --version 2>/dev/null </dev/null) || return 1
  version=$(sed -n 's/^xml2rfc \([0-9][0-9.]*\).*/\1/p' <<<"$told" | head -n 1)
  [ -n "$version" ] || return 1
  [ "$(printf '%s\n' "$least" "$version" | sort -V | head -n 1)" = "$least" ]
}

# What .tools/bin/xml2rfc runs: the files stay where they are, so the folder can be moved.
write_launcher() { # stage python paths...
  local stage=$1 python=$2; shift 2
  {
    echo 'import os, sys'
    echo 'here = os.path.dirname(os.path.abspath(__file__))'
    printf 'sys.path.insert(0, os.path.join(here, "%s"))\n' "$@"
    echo 'sys.argv[0] = "xml2rfc"'
    echo 'from xml2rfc.run import main'
    echo 'sys.exit(main())'
  } >"$stage/launch.py"
  {
    echo '#!/bin/sh'
    echo 'home=$(CDPATH= cd -- "$(dirname -- "$0")/../xml2rfc" && pwd -P) || exit 1'
    echo 'for lib in "$home"/usr/lib/*-linux-*; do'
    echo '  if [ -d "$lib" ]; then LD_LIBRARY_PATH=$lib${LD_LIBRARY_PATH:+:$LD_LIBRARY_PATH}; export LD_LIBRARY_PATH; fi'
    echo 'done'
    printf 'exec "%s" -I "$home/launch.py" "$@"\n' "$python"
  } >"$stage/bin/xml2rfc"
  chmod 755 "$stage/bin/xml2rfc"
}

# From PyPI, or whatever index pip is configured for. $1: the stage.
from_pypi() {
  local stage=$1 python=python3 files=$1/files
  has python3 || { missed "python3 is not installed"; return 1; }
  if ! python3 -m pip --version >/dev/null 2>&1; then
    python3 -m venv "$files/venv" >/dev/null 2>&1 || { missed "python3 has neither pip nor venv"; return 1; }
    python=$files/venv/bin/python
  fi
  bounded 300 "$python" -m pip install --quiet --no-input --disable-pip-version-check --retries 1 --timeout 10 \
    --prefer-binary --require-hashes --target "$files/lib" -r "$root/scripts/xml2rfc-requirements.txt" >"$stage/log" 2>&1 ||
    { missed "pip: $(logged '^ERROR' 'no answer within its time')"; return 1; }
  rm -rf "$files/venv"
  write_launcher "$files" "$(python3 -c 'import sys; print(sys.executable)')" lib
}

# Runs a command with a limit in seconds, where the system can.
bounded() {
  local seconds=$1; shift
  if has timeout; then timeout "$seconds" "$@"; else "$@"; fi
}

# apt with lists, caches and keys of its own below "$stage/apt".
private_apt() { # apt-get|apt-cache arguments...
  local command=$1; shift
  bounded 300 "$command" -q -y -o APT::Sandbox::User=root -o Acquire::Retries=1 -o Acquire::http::Timeout=20 \
    -o Acquire::https::Timeout=20 -o Acquire::Languages=none -o Dir::State::lists="$stage/apt/lists" \
    -o Dir::Cache="$stage/apt/cache" -o Dir::Etc::trustedparts="$stage/apt/keys" \
    -o Debug::NoLocking=1 "$@" >>"$stage/log" 2>&1
}

# "origin uri release component" of each archive that the system's own sources name.
archives() {
  apt-get "$@" indextargets --format '$(ORIGIN) $(REPO_URI) $(RELEASE) $(COMPONENT)' 'Created-By: Packages' 2>/dev/null |
    sort -u
}

# The same archives with the component that holds xml2rfc: non-free in Debian, universe or multiverse in Ubuntu.
source_list() {
  awk '$4 == "main" && $1 == "Debian" { print "deb", $2, $3, "main non-free" }
       $4 == "main" && $1 == "Ubuntu" { print "deb", $2, $3, "main universe multiverse" }' "$@"
}

prepare_apt() {
  mkdir -p "$stage/apt/lists/partial" "$stage/apt/cache/archives/partial" "$stage/apt/keys"
  local key
  for key in /etc/apt/trusted.gpg.d/*.gpg /etc/apt/trusted.gpg.d/*.asc /usr/share/keyrings/{debian,ubuntu}-archive-keyring.gpg; do
    if [ -r "$key" ]; then cp "$key" "$stage/apt/keys/"; fi
  done
}

# Writes the private source list; the system's sources may never have been read before.
find_archives() {
  archives | source_list >"$stage/apt/sources.list"
  [ -s "$stage/apt/sources.list" ] && return
  private_apt apt-get update || true
  archives -o Dir::State::lists="$stage/apt/lists" | source_list >"$stage/apt/sources.list"
  [ -s "$stage/apt/sources.list" ]
}

# The packages that an installation would add; those already there are good as they are.
missing_packages() {
  local plan=$stage/plan
  apt-get -s -q -o Dir::State::lists="$stage/apt/lists" -o Dir::Cache="$stage/apt/cache" "${sources[@]}" \
    install --no-install-recommends xml2rfc >"$plan" 2>>"$stage/log" || return 1
  awk '$1 == "Inst" && $3 !~ /^\[/ { print $2 }' "$plan"
}

# From the archive of Debian or Ubuntu. $1: the stage.
from_apt() {
  local stage=$1 files=$1/files packages deb
  has apt-get && has dpkg || { missed "apt-get is not there (not Debian or Ubuntu)"; return 1; }
  [ -x /usr/bin/python3 ] || { missed "Debian's package needs /usr/bin/python3, which is not installed"; return 1; }
  prepare_apt
  find_archives || { missed "apt: no archive of Debian or Ubuntu answers"; return 1; }
  local sources=(-o "Dir::Etc::sourcelist=$stage/apt/sources.list" -o Dir::Etc::sourceparts=-)
  private_apt apt-get "${sources[@]}" update ||
    { missed "apt: $(logged '^[EW]:' 'the archive does not answer')"; return 1; }
  packages=$(missing_packages) ||
    { missed "apt: $(logged '^W: Failed|^E:' 'no package xml2rfc')"; return 1; }
  # Installed as a package already, but hidden by another xml2rfc on PATH: fetch that one by name.
  grep -qx xml2rfc <<<"$packages" || packages="xml2rfc $packages"
  mkdir -p "$stage/debs"
  # shellcheck disable=SC2086 # a list of package names
  (cd "$stage/debs" && private_apt apt-get "${sources[@]}" download $packages) ||
    { missed "apt: $(logged '^E:' 'the download failed')"; return 1; }
  for deb in "$stage"/debs/*.deb; do
    dpkg -x "$deb" "$files"
  done
  write_launcher "$files" /usr/bin/python3 usr/lib/python3/dist-packages
}

# Puts the finished stage in place of what was there.
settle() {
  rm -rf "$tools/xml2rfc"
  mv "$stage/files" "$tools/xml2rfc"
  mkdir -p "$tools/bin"
  cp "$tools/xml2rfc/bin/xml2rfc" "$installed.new"
  mv -f "$installed.new" "$installed"
}

# Tries one way; true if what it made runs.
attempt() {
  rm -rf "${stage:?}"/*
  mkdir -p "$stage/files/bin"
  "$1" "$stage" || return 1
  # The launcher looks for ../xml2rfc beside its own folder.
  mkdir -p "$stage/bin"
  ln -s files "$stage/xml2rfc"
  cp "$stage/files/bin/xml2rfc" "$stage/bin/xml2rfc"
  usable "$stage/bin/xml2rfc" && return
  missed "${1#from_}: what was installed does not start, or is older than $least"
  return 1
}

if found=$(command -v xml2rfc) && usable "$found"; then
  echo "$found"
  exit
fi
if usable "$installed"; then
  echo "$installed"
  exit
fi

mkdir -p "$tools"
stage=$(mktemp -d "$tools/stage.XXXXXX")
trap 'rm -rf "$stage"; rmdir "$tools" 2>/dev/null || true' EXIT
trap 'exit 130' INT TERM HUP
say "no xml2rfc $least or newer on PATH; making .tools/bin/xml2rfc"
if attempt from_pypi || attempt from_apt; then
  settle
  say "done: $("$installed" --version)"
  echo "$installed"
  exit
fi
{
  echo "install-xml2rfc: xml2rfc cannot be installed here."
  printf '  - %s\n' "${reasons[@]}"
  echo "Install xml2rfc $least or newer by hand so that it is on PATH, for example with"
  echo "  pipx install xml2rfc"
  echo "or, on Debian with the component non-free, apt-get install xml2rfc"
} >&2
exit 1
