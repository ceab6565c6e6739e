import { PublishedImage } from '../published-image';

export const memcached: PublishedImage = {
  reference: 'memcached:1.6',
  dockerfile: 'https://github.com/docker-library/memcached/blob/master/1/debian/Dockerfile',
  packages: ['memcached'],
  users: [{ name: 'memcache', user: 11211, group: 11211 }],
  files: {
    '/usr/local/bin/docker-entrypoint.sh': `#!/bin/sh
set -e
if [ "\${1#-}" != "$1" ]; then set -- memcached "$@"; fi
exec "$@"
`,
  },
  user: 'memcache',
  entrypoint: ['docker-entrypoint.sh'],
  command: ['memcached'],
  manifest: `
apiVersion: apps/v1
kind: Deployment
metadata:
  name: memcached
spec:
  selector:
    matchLabels: {app: memcached}
  template:
    metadata:
      labels: {app: memcached}
    spec:
      containers:
      - name: memcached
        image: memcached:1.6
        args: ["-m", "32"]
        ports:
        - containerPort: 11211
`,
  works: `
  exec 3<>/dev/tcp/127.0.0.1/11211
  printf 'set key 0 0 5\\r\\nvalue\\r\\n' >&3
  head --lines 1 <&3 | grep --quiet STORED`,
};
