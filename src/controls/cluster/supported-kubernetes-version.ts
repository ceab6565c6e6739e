import { nodeFileKind } from '../../objects/cluster-components/node-files';
import { versionsIn } from '../../objects/cluster-components/versions';
import { KUBERNETES_RELEASES, supportedReleases } from '../../objects/kubernetes-releases';
import { defineControl, notEnforceable } from '../control';
import { Evidence, TODAY } from '../evidence';
import { Site } from '../site';

const minorOf = (version: string): number => Number(version.split('.')[1]);

/** When the support of a minor had ended by a day; undefined where it had not. */
function endOfSupport(minor: string, day: string): string | undefined {
  const [first] = KUBERNETES_RELEASES;
  if (minorOf(minor) < minorOf(first.minor)) return `before ${first.endOfLife}`;
  const release = KUBERNETES_RELEASES.find((one) => one.minor === minor);
  return release && day >= release.endOfLife ? `on ${release.endOfLife}` : undefined;
}

function unsupported(minor: string, day: string): string | undefined {
  const ended = endOfSupport(minor, day);
  if (ended === undefined) return undefined;
  const supported = supportedReleases(day).map((one) => one.minor);
  return `is Kubernetes ${minor}, whose support ended ${ended}; ${supported.length === 0 ? 'upgrade to a release that is supported' : `upgrade to one of ${supported.join(', ')}`}`;
}

const on = (day: string): Evidence => Evidence.NONE.with(TODAY, day);
const cluster = (kubernetesVersion: string) => ({ apiVersion: 'kubeadm.k8s.io/v1beta4', kind: 'ClusterConfiguration', kubernetesVersion });
const pod = (image: string) => ({ apiVersion: 'v1', kind: 'Pod', metadata: { name: 'kube-apiserver', namespace: 'kube-system' }, spec: { containers: [{ name: 'main', image }] } });

export const supportedKubernetesVersion = defineControl({
  id: 'supported-kubernetes-version',
  title: 'The cluster runs a supported release of Kubernetes',
  subject: 'object',
  kinds: ['kubeadm.k8s.io/ClusterConfiguration', 'kubeadm.k8s.io/UpgradeConfiguration', 'Pod', 'Node', nodeFileKind('TalosMachineConfiguration')],
  why: 'vulnerabilities found after the end of support are published, but not fixed in that release',
  fix: {
    code: 'pass a supported release as `kubernetesVersion` of `ClusterBaseline`',
    yaml: 'upgrade to a supported release, one minor version at a time, the control plane first',
  },
  references: ['https://kubernetes.io/releases/', 'https://kubernetes.io/docs/tasks/administer-cluster/kubeadm/kubeadm-upgrade/'],
  frameworks: ['nsa-cisa:upgrading', 'mitre:T1190'],
  needs: [{ evidence: TODAY, absent: 'not-applicable' }],
  inspect: (manifest, _, evidence) => versionsIn(manifest).flatMap(({ minor, pointer }): Site[] => {
    const message = unsupported(minor, evidence.get(TODAY));
    return message === undefined ? [] : [{ pointer, message }];
  }),
  admission: notEnforceable('the API server does not look at a calendar, and is the thing that is too old'),
  absent: 'good',
  examples: () => ({
    good: [
      { shows: 'a supported release', subject: cluster('v1.37.2'), evidence: on('2026-11-29') },
      { shows: 'the last day of support', subject: cluster('v1.35.9'), evidence: on('2027-02-27') },
      { shows: 'a release that comes later', subject: cluster('v1.40.0'), evidence: on('2026-11-29') },
      { shows: 'the image of a supported release', subject: pod('registry.k8s.io/kube-apiserver:v1.36.4'), evidence: on('2026-11-29') },
      { shows: 'the image of something else', subject: pod('registry.example.com/shop/api:1.4.2'), evidence: on('2026-11-29') },
    ],
    bad: [
      { shows: 'a release whose support ended', subject: cluster('v1.34.4'), evidence: on('2026-11-29') },
      { shows: 'an old release', subject: cluster('stable-1.25'), evidence: on('2026-11-29') },
      { shows: 'an image of a release whose support ended', subject: pod('registry.k8s.io/kube-apiserver:v1.33.1'), evidence: on('2026-11-29') },
      { shows: 'a day after the releases that are known', subject: cluster('v1.37.2'), evidence: on('2027-10-28') },
    ],
  }),
});
