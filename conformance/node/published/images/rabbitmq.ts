import { PublishedImage } from '../published-image';

const DATA = '/var/lib/rabbitmq';
const OWNED = ['/etc/rabbitmq', '/etc/rabbitmq/conf.d', '/tmp/rabbitmq-ssl', '/var/log/rabbitmq'];

export const rabbitmq: PublishedImage = {
  reference: 'rabbitmq:3.10',
  dockerfile: 'https://github.com/docker-library/rabbitmq/blob/master/3.13/ubuntu/Dockerfile',
  packages: ['rabbitmq-server'],
  users: [{ name: 'rabbitmq', user: 999, group: 999, home: DATA }],
  folders: [DATA, ...OWNED].map((path) => ({ path, user: 999, group: 999, mode: 0o1777 })),
  files: {
    '/etc/rabbitmq/conf.d/10-defaults.conf': 'loopback_users.guest = false\nlog.console = true\n',
    '/usr/local/bin/docker-entrypoint.sh': `#!/bin/bash
set -euo pipefail
if [[ "$1" == rabbitmq* ]] && [ "$(id -u)" = 0 ]; then
  if [ "$1" = rabbitmq-server ]; then find ${DATA} \\! -user rabbitmq -exec chown rabbitmq '{}' +; fi
  exec gosu rabbitmq "$BASH_SOURCE" "$@"
fi
exec "$@"
`,
  },
  // its scripts look for the programs beside them
  links: { '/opt/rabbitmq': '/usr/lib/rabbitmq/lib/rabbitmq_server-3.10.8' },
  entrypoint: ['docker-entrypoint.sh'],
  command: ['rabbitmq-server'],
  environment: [`HOME=${DATA}`, 'LANG=C.UTF-8', 'PATH=/opt/rabbitmq/sbin:/usr/local/bin:/usr/sbin:/usr/bin'],
  manifest: `
apiVersion: apps/v1
kind: Deployment
metadata:
  name: rabbitmq
spec:
  selector:
    matchLabels: {app: rabbitmq}
  template:
    metadata:
      labels: {app: rabbitmq}
    spec:
      containers:
      - name: rabbitmq
        image: rabbitmq:3.10
        ports:
        - containerPort: 5672
`,
  works: `
  exec 3<>/dev/tcp/127.0.0.1/5672
  printf 'AMQP\\0\\0\\011\\001' >&3
  timeout 5 head --bytes 60 <&3 | grep --quiet --text capabilities`,
};
