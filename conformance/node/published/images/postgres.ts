import { PublishedImage } from '../published-image';

export const postgres: PublishedImage = {
  reference: 'postgres:15',
  dockerfile: 'https://github.com/docker-library/postgres/blob/master/17/bookworm/Dockerfile',
  packages: ['postgresql-15', 'libnss-wrapper'],
  users: [{ name: 'postgres', user: 999, group: 999, home: '/var/lib/postgresql' }],
  folders: [
    { path: '/var/lib/postgresql', user: 999, group: 999, mode: 0o1777 }, { path: '/var/lib/postgresql/data', user: 999, group: 999, mode: 0o1777 },
    { path: '/run/postgresql', user: 999, group: 999, mode: 0o3777 },
  ],
  files: {
    '/usr/local/bin/docker-entrypoint.sh': `#!/bin/bash
set -Eeo pipefail
mkdir -p "$PGDATA"
chmod 00700 "$PGDATA" || :
mkdir -p /var/run/postgresql || :
chmod 03775 /var/run/postgresql || :
if [ "$(id -u)" = 0 ]; then
  find "$PGDATA" \\! -user postgres -exec chown postgres '{}' +
  find /var/run/postgresql \\! -user postgres -exec chown postgres '{}' +
  exec gosu postgres "$BASH_SOURCE" "$@"
fi
if [ ! -s "$PGDATA/PG_VERSION" ]; then
  [ -n "$POSTGRES_PASSWORD" ] || { echo 'Error: superuser password is not specified.' >&2; exit 1; }
  if ! getent passwd "$(id -u)" > /dev/null; then
    NSS_WRAPPER_PASSWD=$(mktemp) NSS_WRAPPER_GROUP=$(mktemp)
    export LD_PRELOAD=libnss_wrapper.so NSS_WRAPPER_PASSWD NSS_WRAPPER_GROUP
    printf 'postgres:x:%s:%s:PostgreSQL:%s:/bin/false\\n' "$(id -u)" "$(id -g)" "$PGDATA" > "$NSS_WRAPPER_PASSWD"
    printf 'postgres:x:%s:\\n' "$(id -g)" > "$NSS_WRAPPER_GROUP"
  fi
  initdb --username=postgres --pwfile=<(printf '%s\\n' "$POSTGRES_PASSWORD")
  unset LD_PRELOAD NSS_WRAPPER_PASSWD NSS_WRAPPER_GROUP
  printf 'host all all all scram-sha-256\\n' >> "$PGDATA/pg_hba.conf"
fi
exec "$@"
`,
  },
  entrypoint: ['docker-entrypoint.sh'],
  command: ['postgres'],
  environment: ['PGDATA=/var/lib/postgresql/data', 'LANG=C.UTF-8', 'PATH=/usr/local/bin:/usr/sbin:/usr/bin:/usr/lib/postgresql/15/bin'],
  manifest: `
apiVersion: v1
kind: Secret
metadata:
  name: postgres
stringData:
  password: not-a-secret
---
apiVersion: apps/v1
kind: Deployment
metadata:
  name: postgres
spec:
  selector:
    matchLabels: {app: postgres}
  template:
    metadata:
      labels: {app: postgres}
    spec:
      containers:
      - name: postgres
        image: postgres:15
        env:
        - name: POSTGRES_PASSWORD
          valueFrom:
            secretKeyRef: {name: postgres, key: password}
        ports:
        - containerPort: 5432
`,
  works: 'psql --username postgres --command "CREATE TABLE IF NOT EXISTS one (two int)"',
};
