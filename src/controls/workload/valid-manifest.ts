import { unreadProblems } from '../../objects/custom-pods/unread-content';
import { fieldProblems } from '../../objects/fields/manifest-fields';
import { addressProblems } from '../../objects/network/address-problems';
import { portProblems } from '../../objects/network/port-problems';
import { objectProblems } from '../../objects/object-shape';
import { podProblems } from '../../objects/pod-shape';
import { Problem } from '../../objects/problem';
import { componentProblems } from '../../objects/validation/components/component-problems';
import { ruleProblems } from '../../objects/validation/rule-problems';
import { defineControl, notEnforceable } from '../control';
import { CUSTOM_TYPES, customTypesIn } from '../custom-types';
import { OBJECT_READER, readingBy } from '../object-reader';

/** Of two messages about one place the more exact one is kept, and nothing is said about what is in a place that is wrong as a whole. */
function distinctCauses(inFields: readonly Problem[], others: readonly Problem[]): readonly Problem[] {
  return [
    ...inFields.filter(({ pointer }) => !others.some((other) => other.pointer === pointer)),
    ...others.filter(({ pointer }) => !inFields.some((one) => pointer.startsWith(`${one.pointer}/`))),
  ];
}

const pod = (spec: unknown) => ({ apiVersion: 'v1', kind: 'Pod', metadata: { name: 'web' }, spec });
const web = { name: 'web', image: 'registry.example.com/web:1.0.0' };
const container = (rest: object = {}, podFields: object = {}) => pod({ containers: [{ ...web, ...rest }], ...podFields });
const job = (restartPolicy?: string) => ({ apiVersion: 'batch/v1', kind: 'Job', metadata: { name: 'web' }, spec: { template: { spec: { containers: [web], restartPolicy } } } });
const mount = { volumeMounts: [{ name: 'tmp', mountPath: '/tmp' }] };

export const validManifest = defineControl({
  id: 'valid-manifest',
  title: 'The API server accepts the object',
  subject: 'object',
  why: 'the API server or the component refuses it, or drops what it cannot read, so that the old version keeps running, with its vulnerabilities',
  fix: {
    code: 'correct the prop that renders what the message names',
    yaml: 'correct the field that the message names',
  },
  references: ['https://kubernetes.io/docs/reference/kubernetes-api/', 'https://kubernetes.io/docs/concepts/overview/working-with-objects/names/'],
  frameworks: ['kube-linter:schema-validation', 'kube-score:label-values', 'kubescape:C-0294'],
  appliedOnly: true,
  needs: [{ evidence: CUSTOM_TYPES, absent: 'less-known' }, { evidence: OBJECT_READER, absent: 'less-known' }],
  inspect: (manifest, profile, evidence) => {
    const { kubernetesMinor, customPodSpecs } = profile;
    const custom = customTypesIn(profile, evidence).get(manifest);
    const inFields = fieldProblems(manifest, kubernetesMinor, { pods: customPodSpecs, custom });
    const others = [
      ...objectProblems(manifest, kubernetesMinor), ...portProblems(manifest), ...addressProblems(manifest, kubernetesMinor),
      ...ruleProblems(manifest, kubernetesMinor), ...componentProblems(manifest, kubernetesMinor),
      ...podProblems(manifest, kubernetesMinor, customPodSpecs), ...unreadProblems(manifest, readingBy(profile, evidence)),
    ];
    return inFields.length === 0 ? others : distinctCauses(inFields, others);
  },
  admission: notEnforceable('the API server refuses such an object before any policy sees it'),
  absent: 'bad',
  examples: () => ({
    good: [
      { shows: 'a pod', subject: container({ ports: [{ name: 'http', containerPort: 8080 }] }) },
      { shows: 'a volume and its mount', subject: container(mount, { volumes: [{ name: 'tmp', emptyDir: {} }] }) },
      { shows: 'a Job that ends', subject: job('Never') },
      { shows: 'a name that the API server completes', subject: { apiVersion: 'v1', kind: 'ConfigMap', metadata: { generateName: 'web-' } } },
    ],
    bad: [
      { shows: 'no name', subject: { apiVersion: 'v1', kind: 'ConfigMap', metadata: {} } },
      { shows: 'a name with upper-case letters', subject: { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'Web' } } },
      { shows: 'a label that is too long', subject: { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'web', labels: { app: 'x'.repeat(64) } } } },
      { shows: 'a pod without spec', subject: pod(undefined) },
      { shows: 'a pod without containers', subject: pod({ containers: [] }) },
      { shows: 'a text where true or false belongs', subject: container({ securityContext: { privileged: 'false' } }) },
      { shows: 'a field that does not exist', subject: container({ securityContxt: { privileged: false } }) },
      { shows: 'a value that is not one of a few', subject: container({ imagePullPolicy: 'Sometimes' }) },
      { shows: 'a field that is missing', subject: container({ ports: [{ name: 'http' }] }) },
      { shows: 'a Job without restart policy', subject: job() },
      { shows: 'a Job that never ends', subject: job('Always') },
      { shows: 'a volume that is not there', subject: container(mount) },
      { shows: 'an amount that is none', subject: container({ resources: { limits: { memory: '64 MB' } } }) },
      { shows: 'fields that exclude each other', subject: { apiVersion: 'policy/v1', kind: 'PodDisruptionBudget', metadata: { name: 'web' }, spec: { minAvailable: 1, maxUnavailable: 1 } } },
      { shows: 'a probe that asks nothing', subject: container({ livenessProbe: { periodSeconds: 5 } }) },
      { shows: 'a schedule that is none', subject: { apiVersion: 'batch/v1', kind: 'CronJob', metadata: { name: 'web' }, spec: { schedule: '60 * * * *', jobTemplate: { spec: { template: { spec: { containers: [web], restartPolicy: 'Never' } } } } } } },
      { shows: 'privileges that exclude each other', subject: container({ securityContext: { privileged: true, allowPrivilegeEscalation: false } }) },
    ],
  }),
});
