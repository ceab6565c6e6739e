import { PublishedImage } from '../published-image';
import { answersHttp } from './answers';

export const prometheus: PublishedImage = {
  reference: 'prom/prometheus:v2.42.0',
  dockerfile: 'https://github.com/prometheus/prometheus/blob/main/Dockerfile',
  packages: ['prometheus'],
  folders: [{ path: '/etc/prometheus', user: 65534, group: 65534 }, { path: '/prometheus', user: 65534, group: 65534 }],
  files: { '/etc/prometheus/prometheus.yml': 'scrape_configs:\n- job_name: prometheus\n  static_configs:\n  - targets: ["localhost:9090"]\n' },
  user: 'nobody',
  entrypoint: ['/bin/prometheus'],
  command: ['--config.file=/etc/prometheus/prometheus.yml', '--storage.tsdb.path=/prometheus'],
  workingFolder: '/prometheus',
  manifest: `
apiVersion: apps/v1
kind: Deployment
metadata:
  name: prometheus
spec:
  selector:
    matchLabels: {app: prometheus}
  template:
    metadata:
      labels: {app: prometheus}
    spec:
      containers:
      - name: prometheus
        image: prom/prometheus:v2.42.0
        ports:
        - containerPort: 9090
`,
  works: answersHttp(9090, '/-/ready'),
};
