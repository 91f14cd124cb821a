#!/usr/bin/env bash
# Runs a command with DATABASE_URL set to a throw-away PostgreSQL server with PostGIS, and gives back its exit code:
#   bash .ci/postgres.sh npx vitest run
# Installs the two by apt-get where they are missing (needs root or sudo). The server listens on a free port of
# 127.0.0.1, keeps its data in a temporary folder, and is gone when the command ends, whichever way it ends.
set -euo pipefail

if [ $# -eq 0 ]; then
  echo "usage: bash .ci/postgres.sh COMMAND..." >&2
  exit 64
fi

as_root() { if [ "$(id -u)" -eq 0 ]; then "$@"; else sudo -n "$@"; fi; }

# initdb and postgres refuse to run as root.
as_postgres() { if [ "$(id -u)" -eq 0 ]; then runuser -u postgres -- "$@"; else "$@"; fi; }

# Folder of the newest installed server that is 15 or newer and has PostGIS.
find_server() {
  local bin
  for bin in $(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -t/ -k5 -nr); do
    if [ "$(basename "$(dirname "$bin")")" -ge 15 ] && [ -x "$bin/initdb" ] &&
      [ -f "$("$bin/pg_config" --sharedir 2>/dev/null || echo "/usr/share/postgresql/$(basename "$(dirname "$bin")")")/extension/postgis.control" ]; then
      echo "$bin"
      return
    fi
  done
}

install_server() {
  echo "Installing PostgreSQL and PostGIS" >&2
  {
    as_root apt-get update -qq
    # The package's own cluster is not wanted: it would occupy port 5432.
    as_root mkdir -p /etc/postgresql-common/createcluster.d
    echo 'create_main_cluster = false' | as_root tee /etc/postgresql-common/createcluster.d/throw-away.conf
    local version
    version=$(apt-cache search --names-only '^postgresql-[0-9]+-postgis-3$' | sed -E 's/^postgresql-([0-9]+)-.*/\1/' | sort -nr | head -1)
    as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
      "postgresql-$version" "postgresql-$version-postgis-3"
  } >&2
}

bin=$(find_server)
if [ -z "$bin" ]; then
  install_server
  bin=$(find_server)
fi
if [ -z "$bin" ]; then
  echo "PostgreSQL 15 or newer with PostGIS could not be installed." >&2
  exit 69
fi

command=
folder=$(mktemp -d "${TMPDIR:-/tmp}/shaotu-postgres.XXXXXX")
stop() {
  trap - EXIT
  if [ -n "$command" ] && kill "$command" 2>/dev/null; then
    wait "$command" 2>/dev/null || true
  fi
  if [ -f "$folder/data/postmaster.pid" ]; then
    as_postgres "$bin/pg_ctl" -D "$folder/data" -m immediate -w stop >/dev/null 2>&1 || true
  fi
  rm -rf "$folder"
}
trap stop EXIT
trap 'exit 130' INT
trap 'exit 143' TERM HUP

[ "$(id -u)" -eq 0 ] && chown postgres "$folder"
cd "$folder"
as_postgres "$bin/initdb" -D "$folder/data" -U postgres -A trust -E UTF8 --locale=C.UTF-8 --no-sync >/dev/null

# Between finding a free port and taking it another process may take it: then try another.
started=
for _ in 1 2 3 4 5; do
  port=$(node -e 'const s = require("node:net").createServer().listen(0, "127.0.0.1", () => { console.log(s.address().port); s.close(); })')
  if as_postgres "$bin/pg_ctl" -D "$folder/data" -l "$folder/log" -w -t 60 \
    -o "-p $port -h 127.0.0.1 -k $folder -c fsync=off -c full_page_writes=off -c max_connections=300" start >/dev/null; then
    started=1
    break
  fi
done
if [ -z "$started" ]; then
  cat "$folder/log" >&2
  exit 69
fi
cd "$OLDPWD"

export DATABASE_URL="postgres://postgres@127.0.0.1:$port/postgres"
echo "PostgreSQL: $DATABASE_URL" >&2
# In the background, so that a signal to this script is heard at once and passed on.
"$@" <&0 &
command=$!
code=0
wait "$command" || code=$?
exit "$code"
