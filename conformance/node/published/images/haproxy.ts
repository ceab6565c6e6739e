import { PublishedImage } from '../published-image';
import { answersHttp } from './answers';

export const haproxy: PublishedImage = {
  reference: 'haproxy:2.6',
  dockerfile: 'https://github.com/docker-library/haproxy/blob/master/3.0/Dockerfile',
  packages: ['haproxy'],
  users: [{ name: 'haproxy', user: 99, group: 99, home: '/var/lib/haproxy' }],
  folders: [{ path: '/var/lib/haproxy', user: 99, group: 99 }],
  files: {
    '/usr/local/bin/docker-entrypoint.sh': `#!/bin/sh
set -e
if [ "$1" = haproxy ]; then
  shift
  set -- haproxy -W -db "$@"
fi
exec "$@"
`,
  },
  user: 'haproxy',
  entrypoint: ['docker-entrypoint.sh'],
  command: ['haproxy', '-f', '/usr/local/etc/haproxy/haproxy.cfg'],
  workingFolder: '/var/lib/haproxy',
  manifest: `
apiVersion: v1
kind: ConfigMap
metadata:
  name: haproxy
data:
  haproxy.cfg: |
    defaults
      mode http
      timeout connect 5s
      timeout client 5s
      timeout server 5s
    frontend http
      bind :8080
      monitor-uri /healthz
---
apiVersion: apps/v1
kind: Deployment
metadata:
  name: haproxy
spec:
  selector:
    matchLabels: {app: haproxy}
  template:
    metadata:
      labels: {app: haproxy}
    spec:
      containers:
      - name: haproxy
        image: haproxy:2.6
        ports:
        - containerPort: 8080
        volumeMounts:
        - name: config
          mountPath: /usr/local/etc/haproxy
      volumes:
      - name: config
        configMap: {name: haproxy}
`,
  works: answersHttp(8080, '/healthz'),
};
