import { PublishedImage } from '../published-image';

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
        # it keeps its state in a file, every 15 minutes if nobody says how often
        args: ["--config.file=/etc/alertmanager/alertmanager.yml", "--storage.path=/alertmanager", "--data.maintenance-interval=2s"]
        ports:
        - containerPort: 9093
`,
  // it opens the file of a snapshot before it counts the snapshot
  works: `
  exec 3<>/dev/tcp/127.0.0.1/9093
  printf 'GET /metrics HTTP/1.0\\r\\n\\r\\n' >&3
  cat <&3 | grep --quiet '^alertmanager_nflog_snapshot_duration_seconds_count [1-9]'`,
};
