import { PublishedImage } from '../published-image';

export const redis: PublishedImage = {
  reference: 'redis:7.0',
  dockerfile: 'https://github.com/redis/docker-library-redis/blob/master/debian/Dockerfile',
  packages: ['redis-server'],
  users: [{ name: 'redis', user: 999, group: 999 }],
  folders: [{ path: '/data', user: 999, group: 999 }],
  files: {
    '/usr/local/bin/docker-entrypoint.sh': `#!/bin/sh
set -e
if [ "\${1#-}" != "$1" ]; then set -- redis-server "$@"; fi
if [ "$1" = redis-server ] && [ "$(id -u)" = 0 ]; then
  find . ! -user redis -exec chown redis {} +
  exec setpriv --reuid redis --regid redis --clear-groups "$0" "$@"
fi
exec "$@"
`,
  },
  entrypoint: ['docker-entrypoint.sh'],
  command: ['redis-server'],
  workingFolder: '/data',
  manifest: `
apiVersion: apps/v1
kind: Deployment
metadata:
  name: redis
  labels:
    app: redis
spec:
  selector:
    matchLabels:
      app: redis
  template:
    metadata:
      labels:
        app: redis
    spec:
      containers:
      - name: redis
        image: redis:7.0
        ports:
        - containerPort: 6379
`,
  works: 'redis-cli set key value | grep --quiet OK && redis-cli save | grep --quiet OK',
};
