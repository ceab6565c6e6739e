import { keyOf } from '../../objects/manifest';
import { isObject, valueAt } from '../../objects/pointer';
import { defineControl, notEnforceable, ObjectSet, SetSite } from '../control';
import { membersOf, POD_LABELS, podIndexOf } from '../members';

function inspect(set: ObjectSet): SetSite[] {
  const pods = podIndexOf(set);
  return membersOf(set, 'Service').flatMap((member) => {
    const selector = valueAt(member.manifest, '/spec/selector');
    // without a selector something else writes the endpoints; ExternalName is an alias in DNS
    if (!isObject(selector) || Object.keys(selector).length === 0 || valueAt(member.manifest, '/spec/type') === 'ExternalName') return [];
    const message = pods.missing({ matchLabels: selector }, keyOf(member.manifest).namespace);
    return message ? [{ member, pointer: '/spec/selector', message }] : [];
  });
}

const service = (spec: object, namespace = 'shop') => ({ apiVersion: 'v1', kind: 'Service', metadata: { name: 'web', namespace }, spec });
const web = service({ selector: { app: 'web' } });
const workload = (app = 'web', namespace = 'shop', kind = 'Deployment') => ({
  apiVersion: 'apps/v1', kind, metadata: { name: app, namespace }, spec: { template: { metadata: { labels: { app, tier: 'front' } }, spec: { containers: [] } } },
});
const custom = (apiVersion: string, kind: string, spec: object = {}) => ({ apiVersion, kind, metadata: { name: 'web', namespace: 'shop' }, spec });

export const serviceSelectsPods = defineControl({
  id: 'service-selects-pods',
  title: 'Services select pods that exist',
  subject: 'set',
  why: 'a service that selects no pods refuses every connection, and anyone who starts a pod with these labels receives its traffic',
  fix: {
    code: 'expose the workload with `exposeViaService`, which sets the selector',
    yaml: 'correct `spec.selector` or `metadata.namespace` of the Service',
  },
  references: ['https://kubernetes.io/docs/concepts/services-networking/service/#defining-a-service'],
  // kube-linter and kube-score report every service without pods in the files at hand. We report nothing where nothing of its namespace was checked, or where
  // a custom resource there may run pods: charts, operators and folders are judged in parts.
  frameworks: ['kube-linter:dangling-service', 'kube-score:service-targets-pod', 'kubescape:C-0293'],
  reads: [POD_LABELS, { kinds: { Service: ['/spec/selector', '/spec/type'] } }],
  inspectSet: inspect,
  admission: notEnforceable('needs the workloads of the namespace, which may arrive after the service'),
  absent: 'not-applicable',
  examples: () => ({
    good: [
      { shows: 'pods by label', subject: [web, workload()] },
      { shows: 'pods of a custom workload', subject: [web, custom('argoproj.io/v1alpha1', 'Rollout', workload().spec)] },
      { shows: 'one pod of a StatefulSet', subject: [service({ selector: { 'app': 'web', 'apps.kubernetes.io/pod-index': '0' } }), workload('web', 'shop', 'StatefulSet')] },
      { shows: 'no selector', subject: [service({ clusterIP: 'None' }), workload('api')] },
      { shows: 'an alias', subject: [service({ type: 'ExternalName', externalName: 'db.example.com', selector: { app: 'db' } }), workload()] },
      { shows: 'a service alone, one part of something larger', subject: [web, workload('api', 'billing')] },
      { shows: 'pods that an operator may run', subject: [web, workload('api'), custom('example.com/v1', 'WebServer')] },
      { shows: 'pods that something installs anywhere', subject: [web, workload('api'), { ...custom('argoproj.io/v1alpha1', 'Application'), metadata: { name: 'web', namespace: 'argocd' } }] },
    ],
    bad: [
      { shows: 'a label that no pod has', subject: [web, workload('api')] },
      { shows: 'two labels that no pod has together', subject: [service({ selector: { app: 'web', tier: 'back' } }), workload()] },
      { shows: 'pods of another namespace', subject: [web, workload('web', 'billing')] },
      { shows: 'custom resources that run nothing', subject: [web, workload('api'), custom('gateway.networking.k8s.io/v1', 'HTTPRoute')] },
    ],
  }),
});
