import { PublishedImage } from '../published-image';
import { answersHttp } from './answers';

const CACHE = '/var/cache/nginx';
const TEMPORARY = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((kind) => `  ${kind}_temp_path ${CACHE}/${kind}_temp;`).join('\n');

export const nginx: PublishedImage = {
  reference: 'nginx:1.22.1',
  dockerfile: 'https://github.com/nginx/docker-nginx/blob/master/mainline/debian/Dockerfile',
  packages: ['nginx'],
  users: [{ name: 'nginx', user: 101, group: 101 }],
  folders: [{ path: CACHE }, { path: '/var/log/nginx' }],
  files: {
    // the paths are those that the packages of nginx.org are compiled with
    '/etc/nginx/published.conf': `user nginx;
error_log /var/log/nginx/published-error.log notice;
pid /run/nginx.pid;
events {}
http {
  access_log /var/log/nginx/published-access.log;
${TEMPORARY}
  include /etc/nginx/conf.d/*.conf;
}
`,
    '/etc/nginx/conf.d/default.conf': 'server {\n  listen 80;\n  root /usr/share/nginx/html;\n}\n',
    '/docker-entrypoint.sh': `#!/bin/sh
# as 10-listen-on-ipv6-by-default.sh, which leaves a file alone that it cannot write to
conf=/etc/nginx/conf.d/default.conf
if ( : >> "$conf" ) 2>/dev/null; then sed -i 's/listen 80;/listen 80;\\n  listen [::]:80;/' "$conf"; fi
exec "$@"
`,
  },
  links: { '/var/log/nginx/published-access.log': '/dev/stdout', '/var/log/nginx/published-error.log': '/dev/stderr' },
  entrypoint: ['/docker-entrypoint.sh'],
  command: ['nginx', '-c', '/etc/nginx/published.conf', '-g', 'daemon off;'],
  manifest: `
apiVersion: apps/v1
kind: Deployment
metadata:
  name: nginx
spec:
  replicas: 1
  selector:
    matchLabels:
      app: nginx
  template:
    metadata:
      labels:
        app: nginx
    spec:
      containers:
      - name: nginx
        image: nginx:1.22.1
        ports:
        - containerPort: 80
`,
  works: answersHttp(80),
};
