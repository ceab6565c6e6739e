import { ruleProblems } from '../../../src/objects/validation/rule-problems';

/** Rules of the API server: https://github.com/kubernetes/kubernetes/blob/v1.37.2/pkg/apis/core/validation/validation.go (ValidatePodCreate) */

type Fields = Record<string, unknown>;

const WEB = { name: 'web', image: 'registry.example.com/web:1' };
const told = (manifest: Fields): string[] => ruleProblems(manifest, 37).map(({ pointer, message }) => `${pointer}: ${message}`);
const pod = (spec: Fields, annotations?: Fields): Fields => (
  { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'web', annotations }, spec: { containers: [WEB], ...spec } });
const deployment = (spec: Fields): Fields => ({
  apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'web' },
  spec: { selector: { matchLabels: { app: 'web' } }, template: { metadata: { labels: { app: 'web' } }, spec: { containers: [WEB], ...spec } } },
});
const annotated = (key: string, value: string, spec: Fields = {}): Fields => pod(spec, { [key]: value });
const limits = (amounts: Fields): Fields => ({ resources: { limits: amounts } });
const hostProcess = (own?: boolean): Fields => ({ ...WEB, name: own ? 'own' : 'other', securityContext: own === undefined ? {} : { windowsOptions: { hostProcess: own } } });
const seccomp = 'seccomp.security.alpha.kubernetes.io/pod';
const appArmor = 'container.apparmor.security.beta.kubernetes.io/web';
const volume = (source: Fields): Fields => ({ volumes: [{ name: 'data', ephemeral: { volumeClaimTemplate: { spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } } } } }, { name: 'other', ...source }] });

test.each<[string, Fields, string]>([
  ['ephemeral containers', pod({ ephemeralContainers: [{ ...WEB, name: 'debug' }] }), '/spec/ephemeralContainers: ephemeral containers are added to a running pod'],
  ['ephemeral containers in a template', deployment({ ephemeralContainers: [{ ...WEB, name: 'debug' }] }), '/spec/template/spec/ephemeralContainers: ephemeral containers are added'],
  ['a node beside scheduling gates', pod({ nodeName: 'node-1', schedulingGates: [{ name: 'example.com/gate' }] }), '/spec/nodeName: the pod has `nodeName` and `schedulingGates`'],
  ['an image with spaces around it', pod({ containers: [{ ...WEB, image: ' web' }] }), '/spec/containers/0/image: container "web" has an image with spaces'],
  ['a port of the node twice', pod({ containers: [{ ...WEB, ports: [{ containerPort: 80, hostPort: 80 }, { containerPort: 81, hostPort: 80 }] }] }), '/spec/containers/0/ports/1/hostPort: hostPort 80 is taken'],
  ['the claim of an ephemeral volume', pod(volume({ persistentVolumeClaim: { claimName: 'web-data' } })), '/spec/volumes/1/persistentVolumeClaim/claimName: the claim "web-data" is made for'],
  ['an init container that restarts to resize', pod({ initContainers: [{ ...WEB, name: 'init', resizePolicy: [{ resourceName: 'cpu', restartPolicy: 'RestartContainer' }] }] }),
    '/spec/initContainers/0/resizePolicy/0/restartPolicy: container "init" is an init container'],
  ['a process of the node beside others', pod({ hostNetwork: true, containers: [hostProcess(true), hostProcess()] }), '/spec: container "other" is no process of the node'],
  ['a process of the node in a network of its own', pod({ containers: [hostProcess(true)] }), '/spec/hostNetwork: hostNetwork must be true'],
  ['a process of the node where the pod says otherwise', pod({ hostNetwork: true, securityContext: { windowsOptions: { hostProcess: false } }, containers: [hostProcess(true)] }),
    '/spec/containers/0/securityContext/windowsOptions/hostProcess: container "own" has another'],
  ['amounts of a whole pod for Windows', pod({ os: { name: 'windows' }, ...limits({ cpu: '1' }) }), '/spec/resources: pods for Windows have no amounts'],
  ['claims of a whole pod', pod({ resources: { claims: [{ name: 'gpu' }] } }), '/spec/resources/claims: claims are of containers'],
  ['devices of a whole pod', pod(limits({ 'example.com/gpu': 1 })), '/spec/resources/limits/example.com~1gpu: the pod has example.com/gpu'],
  ['containers that request more than the pod', pod({ resources: { requests: { cpu: '1' } }, containers: [WEB, { ...WEB, name: 'b' }].map((one) => ({ ...one, resources: { requests: { cpu: '600m' } } })) }),
    '/spec/resources/requests/cpu: the pod requests cpu 1, and its containers 1200m together'],
  ['a container that may use more than the pod', pod({ ...limits({ memory: '1Gi' }), containers: [{ ...WEB, ...limits({ memory: '2Gi' }) }] }), '/spec/containers/0/resources/limits/memory: container "web" limits memory to 2Gi'],
  ['a static pod without node', annotated('kubernetes.io/config.mirror', 'a'), '/metadata/annotations/kubernetes.io~1config.mirror: the annotation "kubernetes.io/config.mirror", which is "a", is for static pods'],
  ['a cost that is no number', annotated('controller.kubernetes.io/pod-deletion-cost', '+1'), '/metadata/annotations/controller.kubernetes.io~1pod-deletion-cost: '],
  ['tolerations that are no list', annotated('scheduler.alpha.kubernetes.io/tolerations', '{'), '/metadata/annotations/scheduler.alpha.kubernetes.io~1tolerations: '],
  ['a profile of seccomp that is none', annotated(seccomp, 'bogus'), '/metadata/annotations/seccomp.security.alpha.kubernetes.io~1pod: '],
  ['a profile of AppArmor that is none', annotated(appArmor, 'bogus'), '/metadata/annotations/container.apparmor.security.beta.kubernetes.io~1web: '],
  ['a profile of AppArmor for no container', annotated(`${appArmor}2`, 'unconfined'), '/metadata/annotations/container.apparmor.security.beta.kubernetes.io~1web2: '],
  ['a profile of seccomp that the annotation contradicts', annotated(seccomp, 'unconfined', { securityContext: { seccompProfile: { type: 'RuntimeDefault' } } }),
    '/spec/securityContext/seccompProfile/type: type is not what the annotation'],
  ['another file than the annotation names', annotated(appArmor, 'localhost/b', { securityContext: { appArmorProfile: { type: 'Localhost', localhostProfile: 'a' } } }),
    '/spec/containers/0/securityContext/appArmorProfile/localhostProfile: localhostProfile is not what'],
])('fails with %s', (_, manifest, message) => {
  expect(told(manifest)).toEqual([expect.stringContaining(message) as string]);
});

test.each<[string, Fields]>([
  ['a pod as small as one can be', pod({})],
  ['spaces around an image in a template, which its pods are refused for', deployment({ containers: [{ ...WEB, image: ' web' }] })],
  ['one port of the node for two protocols', pod({ containers: [{ ...WEB, ports: [{ containerPort: 53, hostPort: 53 }, { containerPort: 53, hostPort: 53, protocol: 'UDP' }] }] })],
  ['amounts of a whole pod that its containers keep to', pod({ ...limits({ cpu: '2' }), containers: [{ ...WEB, ...limits({ cpu: '1' }) }] })],
  ['the annotation that a field agrees with', annotated(seccomp, 'docker/default', { securityContext: { seccompProfile: { type: 'RuntimeDefault' } } })],
  ['processes of the node alone', pod({ hostNetwork: true, containers: [hostProcess(true)] })],
  ['annotations of others', annotated('example.com/note', 'anything')],
])('accepts %s', (_, manifest) => {
  expect(told(manifest)).toEqual([]);
});
