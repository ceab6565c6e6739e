import { PublishedImage } from '../published-image';
import { answersHttp } from './answers';

export const registry: PublishedImage = {
  reference: 'registry:2.8',
  dockerfile: 'https://github.com/distribution/distribution/blob/main/Dockerfile',
  packages: ['docker-registry'],
  folders: [{ path: '/var/lib/registry' }],
  files: {
    '/etc/docker/registry/config.yml': 'version: 0.1\nstorage:\n  filesystem:\n    rootdirectory: /var/lib/registry\nhttp:\n  addr: :5000\n',
    '/entrypoint.sh': '#!/bin/sh\nset -e\nexec docker-registry serve "$@"\n',
  },
  entrypoint: ['/entrypoint.sh'],
  command: ['/etc/docker/registry/config.yml'],
  manifest: `
apiVersion: apps/v1
kind: Deployment
metadata:
  name: registry
spec:
  selector:
    matchLabels: {app: registry}
  template:
    metadata:
      labels: {app: registry}
    spec:
      containers:
      - name: registry
        image: registry:2.8
        ports:
        - containerPort: 5000
`,
  works: answersHttp(5000, '/v2/one/blobs/uploads/', { method: 'POST', status: '202' }),
};
