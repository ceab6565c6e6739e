import { PublishedImage } from '../published-image';
import { answersHttp } from './answers';

export const nodeExporter: PublishedImage = {
  reference: 'prom/node-exporter:v1.5.0',
  dockerfile: 'https://github.com/prometheus/node_exporter/blob/master/Dockerfile',
  packages: ['prometheus-node-exporter'],
  links: { '/usr/bin/node_exporter': 'prometheus-node-exporter' },
  user: 'nobody',
  entrypoint: ['/bin/node_exporter'],
  manifest: `
apiVersion: apps/v1
kind: Deployment
metadata:
  name: node-exporter
spec:
  selector:
    matchLabels: {app: node-exporter}
  template:
    metadata:
      labels: {app: node-exporter}
    spec:
      containers:
      - name: node-exporter
        image: prom/node-exporter:v1.5.0
        ports:
        - containerPort: 9100
`,
  works: answersHttp(9100, '/metrics'),
};
