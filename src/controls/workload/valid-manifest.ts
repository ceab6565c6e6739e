import { CustomPodSpecs } from '../../objects/custom-pod-specs';
import { PodSearch, searchPods } from '../../objects/custom-pods/pod-search';
import { CustomTypes } from '../../objects/fields/custom-types';
import { fieldProblems } from '../../objects/fields/manifest-fields';
import { groupKind, Manifest } from '../../objects/manifest';
import { portProblems } from '../../objects/network/port-problems';
import { objectProblems } from '../../objects/object-shape';
import { podProblems } from '../../objects/pod-shape';
import { Problem } from '../../objects/problem';
import { defineControl, notEnforceable } from '../control';
import { EvidenceKind } from '../evidence';
import { Site } from '../site';

/** A place as JavaScript and YAML both write it. */
const quoted = (place: string): string => (place.includes("'") ? JSON.stringify(place) : `'${place}'`);

/** The kinds that CustomResourceDefinitions describe: those beside the manifests, and those among them. */
export const CUSTOM_TYPES = new EvidenceKind<CustomTypes>('CustomResourceDefinitions', 'pass --crds PATH');

/** Pods that no control can be sure to see make the whole object undecided. */
function unseen(manifest: Manifest, customPodSpecs: CustomPodSpecs): Site[] {
  const { found, undeclared, isComplete } = searchPods(manifest, customPodSpecs);
  const message = 'is a text that changes pods, and it is not read; write its fields into the pods or containers themselves';
  const patches = found.filter(({ what, value }) => what === 'patch' && value !== '').map(({ pointer }): Site => ({ pointer, message, undecided: true }));
  if (undeclared.length > 0) return [...patches, undeclaredPods(manifest, customPodSpecs, { undeclared, isComplete })];
  return isComplete ? patches : [...patches, { pointer: '', message: 'has more pods than are looked for in one object; split it', undecided: true }];
}

function undeclaredPods(manifest: Manifest, customPodSpecs: CustomPodSpecs, { undeclared, isComplete }: Omit<PodSearch, 'found'>): Site {
  const kind = groupKind(manifest);
  const declared = Object.hasOwn(customPodSpecs, kind) ? customPodSpecs[kind] : [];
  const places = [...declared, ...undeclared.map(({ pattern }) => pattern)].map(quoted).join(', ');
  const message = `looks like pods, and nobody declared that ${kind || 'this kind'} describes some here, so they were not judged; `
    + `declare ${isComplete ? 'every place' : 'the first places'} in the profile: \`customPodSpecs: { '${kind}': [${places}] }\`, or \`[]\` if these are no pods`;
  return { pointer: undeclared[0].pointer, message, undecided: true };
}

/** Of two messages about one place the more exact one is kept, and nothing is said about what is in a place that is wrong as a whole. */
function distinctCauses(inFields: readonly Problem[], others: readonly Site[]): readonly Site[] {
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
  why: 'the API server refuses the object, or drops what it cannot read, so the workload stays as it was, its holes included',
  fix: {
    code: 'correct the prop that renders what the message names',
    yaml: 'correct the field that the message names',
  },
  references: ['https://kubernetes.io/docs/reference/kubernetes-api/', 'https://kubernetes.io/docs/concepts/overview/working-with-objects/names/'],
  frameworks: ['kube-linter:schema-validation', 'kube-score:label-values', 'kubescape:C-0294'],
  needs: [{ evidence: CUSTOM_TYPES, absent: 'less-known' }],
  inspect: (manifest, { kubernetesMinor, customPodSpecs }, evidence) => {
    const types = evidence.has(CUSTOM_TYPES) ? evidence.get(CUSTOM_TYPES) : undefined;
    const inFields = fieldProblems(manifest, kubernetesMinor, { pods: customPodSpecs, types });
    const others = [
      ...objectProblems(manifest, kubernetesMinor), ...portProblems(manifest),
      ...podProblems(manifest, kubernetesMinor, customPodSpecs), ...unseen(manifest, customPodSpecs),
    ];
    return inFields.length === 0 ? others : distinctCauses(inFields, others);
  },
  admission: notEnforceable('the API server refuses such an object before any policy sees it'),
  absent: 'bad',
  examples: {
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
      { shows: 'privileges that exclude each other', subject: container({ securityContext: { privileged: true, allowPrivilegeEscalation: false } }) },
    ],
  },
});
