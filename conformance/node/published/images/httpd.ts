import { PublishedImage } from '../published-image';
import { answersHttp } from './answers';

const PREFIX = '/usr/local/apache2';
const MODULES = ['mpm_event', 'authz_core', 'dir'];

export const httpd: PublishedImage = {
  reference: 'httpd:2.4',
  dockerfile: 'https://github.com/docker-library/httpd/blob/master/2.4/Dockerfile',
  packages: ['apache2-bin'],
  folders: [{ path: PREFIX, user: 33, group: 33 }, { path: `${PREFIX}/logs` }, { path: `${PREFIX}/htdocs` }],
  files: {
    [`${PREFIX}/htdocs/index.html`]: '<html><body><h1>It works!</h1></body></html>\n',
    [`${PREFIX}/conf/httpd.conf`]: `ServerRoot "${PREFIX}"
Listen 80
${MODULES.map((module) => `LoadModule ${module}_module /usr/lib/apache2/modules/mod_${module}.so`).join('\n')}
User www-data
Group www-data
DocumentRoot "${PREFIX}/htdocs"
DirectoryIndex index.html
PidFile logs/httpd.pid
DefaultRuntimeDir logs
ErrorLog /proc/self/fd/2
`,
    '/usr/local/bin/httpd-foreground': `#!/bin/sh
set -e
rm -f ${PREFIX}/logs/httpd.pid
exec apache2 -d ${PREFIX} -f conf/httpd.conf -DFOREGROUND "$@"
`,
  },
  command: ['httpd-foreground'],
  workingFolder: PREFIX,
  manifest: `
apiVersion: apps/v1
kind: Deployment
metadata:
  name: httpd
spec:
  selector:
    matchLabels: {app: httpd}
  template:
    metadata:
      labels: {app: httpd}
    spec:
      containers:
      - name: httpd
        image: httpd:2.4
        ports:
        - {name: http, containerPort: 80}
        resources:
          requests: {cpu: 50m, memory: 64Mi}
`,
  works: answersHttp(80),
};
