import { PublishedImage } from '../published-image';

export const mariadb: PublishedImage = {
  reference: 'mariadb:10.11',
  dockerfile: 'https://github.com/MariaDB/mariadb-docker/blob/master/11.8/Dockerfile',
  packages: ['mariadb-server'],
  users: [{ name: 'mysql', user: 999, group: 999, home: '/var/lib/mysql' }],
  folders: [{ path: '/var/lib/mysql', user: 999, group: 999 }, { path: '/run/mysqld', user: 999, group: 999, mode: 0o1777 }],
  files: {
    // replaces the files of Debian, where the Dockerfile comments out the user and the address
    '/etc/mysql/my.cnf': '[mariadb]\nhost-cache-size=0\nskip-name-resolve\nsocket=/run/mysqld/mysqld.sock\npid-file=/run/mysqld/mysqld.pid\n',
    '/usr/local/bin/docker-entrypoint.sh': `#!/bin/bash
set -eo pipefail
mkdir -p /var/lib/mysql
if [ "$(id -u)" = 0 ]; then
  find /var/lib/mysql \\! -user mysql -exec chown mysql: '{}' +
  find /run/mysqld -maxdepth 0 \\! -user mysql -exec chown mysql: '{}' \\;
  exec gosu mysql "$BASH_SOURCE" "$@"
fi
if [ ! -d /var/lib/mysql/mysql ]; then
  [ -n "$MARIADB_ROOT_PASSWORD" ] || { echo 'Database is uninitialized and password option is not specified' >&2; exit 1; }
  mariadb-install-db --datadir=/var/lib/mysql --rpm --auth-root-authentication-method=normal --cross-bootstrap --skip-test-db
fi
exec "$@"
`,
  },
  entrypoint: ['docker-entrypoint.sh'],
  command: ['mariadbd'],
  environment: ['LANG=C.UTF-8'],
  manifest: `
apiVersion: apps/v1
kind: Deployment
metadata:
  name: mariadb
spec:
  selector:
    matchLabels: {app: mariadb}
  strategy: {type: Recreate}
  template:
    metadata:
      labels: {app: mariadb}
    spec:
      containers:
      - name: mariadb
        image: mariadb:10.11
        env:
        - {name: MARIADB_ROOT_PASSWORD, value: not-a-secret}
        ports:
        - containerPort: 3306
`,
  works: 'mariadb --user root --socket /run/mysqld/mysqld.sock --execute "CREATE TABLE IF NOT EXISTS mysql.one (two int); SELECT 1"',
};
