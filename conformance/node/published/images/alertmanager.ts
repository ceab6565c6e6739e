import { PublishedImage } from '../published-image';
import { answersHttp } from './answers';

export const alertmanager: PublishedImage = {
  reference: 'prom/alertmanager:v0.25.0',
  dockerfile: 'https://github.com/prometheus/alertmanager/blob/main/Dockerfile',
  packages: ['prometheus-alertmanager'],
  folders: [{ path: '/etc/alertmanager', user: 65534, group: 65534 }, { path: '/alertmanager', user: 65534, group: 65534 }],
  files: { '/etc/alertmanager/alertmanager.yml': 'route: {receiver: nobody}\nreceivers:\n- name: nobody\n' },
  links: { '/usr/bin/alertmanager': 'prometheus-alertmanager' },
  user: 'nobody',
  entrypoint: ['/bin/alertmanager'],
  command: ['--config.file=/etc/alertmanager/alertmanager.yml', '--storage.path=/alertmanager'],
  workingFolder: '/alertmanager',
  manifest: `
apiVersion: apps/v1
kind: Deployment
metadata:
  name: alertmanager
spec:
  selector:
    matchLabels: {app: alertmanager}
  template:
    metadata:
      labels: {app: alertmanager}
    spec:
      containers:
      - name: alertmanager
        image: prom/alertmanager:v0.25.0
        ports:
        - containerPort: 9093
`,
  works: answersHttp(9093, '/-/ready'),
};
