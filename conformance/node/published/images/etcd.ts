import { PublishedImage } from '../published-image';
import { answersHttp } from './answers';

export const etcd: PublishedImage = {
  reference: 'quay.io/coreos/etcd:v3.4.23',
  dockerfile: 'https://github.com/etcd-io/etcd/blob/main/Dockerfile',
  packages: ['etcd-server'],
  folders: [{ path: '/var/etcd' }, { path: '/var/lib/etcd' }],
  links: { '/usr/local/bin/etcd': '/usr/bin/etcd' },
  command: ['/usr/local/bin/etcd'],
  workingFolder: '/var/lib/etcd/',
  manifest: `
apiVersion: apps/v1
kind: Deployment
metadata:
  name: etcd
spec:
  selector:
    matchLabels: {app: etcd}
  template:
    metadata:
      labels: {app: etcd}
    spec:
      containers:
      - name: etcd
        image: quay.io/coreos/etcd:v3.4.23
        ports:
        - containerPort: 2379
`,
  works: answersHttp(2379, '/health'),
};
