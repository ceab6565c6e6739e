import { Manifest } from '../../src/objects/manifest';

function container(i: number): object {
  return {
    name: `main-${i}`,
    image: 'registry.example.com/shop/web:1.0.0@sha256:0000000000000000000000000000000000000000000000000000000000000000',
    env: Array.from({ length: 20 }, (_, k) => ({ name: `SETTING_${k}`, value: 'on' })),
    ports: [{ containerPort: 8080 }, { containerPort: 9090 }],
    volumeMounts: Array.from({ length: 10 }, (_, k) => ({ name: `volume-${k}`, mountPath: `/data/${k}` })),
    securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] }, runAsNonRoot: true, readOnlyRootFilesystem: true },
  };
}

const spec = (containers: number): object => ({
  containers: Array.from({ length: containers }, (_, i) => container(i)),
  volumes: Array.from({ length: 10 }, (_, i) => ({ name: `volume-${i}`, configMap: { name: `settings-${i}` } })),
});

/** As most are. */
export const usualDeployment = (): Manifest => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'web', namespace: 'shop' },
  spec: { replicas: 2, selector: { matchLabels: { app: 'web' } }, template: { metadata: { labels: { app: 'web' } }, spec: spec(2) } },
});

/** A pod with so many containers, each with 20 variables, ten mounts and two ports. */
export const largePod = (containers: number): Manifest => ({ apiVersion: 'v1', kind: 'Pod', metadata: { name: 'large', namespace: 'shop' }, spec: spec(containers) });

/** A role with so many rules, each with two API groups, ten resources and five verbs. */
export const largeRole = (rules: number): Manifest => ({
  apiVersion: 'rbac.authorization.k8s.io/v1',
  kind: 'ClusterRole',
  metadata: { name: 'large' },
  rules: Array.from({ length: rules }, (_, i) => ({
    apiGroups: [`group-${i}.example.com`, 'apps'],
    resources: Array.from({ length: 10 }, (__, k) => `resources-${k}`),
    verbs: ['get', 'list', 'watch', 'create', 'patch'],
  })),
});
