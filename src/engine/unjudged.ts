import { isNodeFile, NodeFileKind } from '../objects/cluster-components/node-files';
import { areFieldsKnown, coveredVersions, isComponentFile } from '../objects/fields/built-in';
import { CustomTypes } from '../objects/fields/custom-types';
import { emittedKind } from '../objects/fields/emitted-kinds';
import { groupKind, Manifest } from '../objects/manifest';
import { getOrInsert } from '../objects/remembered';
import { isFilledText } from '../objects/value-types';

/** What was not judged of the objects of a kind. */
export interface Unjudged {
  readonly apiVersion: string;
  readonly kind: string;
  /** How many objects of the kind there are. */
  readonly objects: number;
  /** What was not judged, and how to have it judged. */
  readonly reason: string;
}

interface KindCount { readonly apiVersion: string; readonly kind: string; readonly minor: number; objects: number }

/** Counts the objects whose fields nothing describes, whose version the tables do not cover, or that no control is about. */
export class FieldCoverage {
  private readonly kinds = new Map<string, KindCount>();
  private readonly older = new Map<string, KindCount>();
  private readonly patches = new Map<string, KindCount>();
  private readonly files = new Map<string, KindCount>();

  /** @param ruled the kinds that some control names */
  constructor(private readonly ruled: ReadonlySet<string>) {}

  public note({ apiVersion, kind }: Manifest, minor: number): void {
    if (!isFilledText(apiVersion) || !isFilledText(kind)) return; // which is an error already
    if (isComponentFile(apiVersion, kind) && !this.ruled.has(groupKind({ apiVersion, kind }))) count(this.files, apiVersion, kind, minor);
    if (!areFieldsKnown(apiVersion, kind, minor)) count(this.kinds, apiVersion, kind, minor);
    else if (minor < coveredVersions().first) count(this.older, apiVersion, kind, minor);
  }

  /** Notes an object that is a patch of another. */
  public notePatch({ apiVersion, kind }: Manifest, minor: number): void {
    if (isFilledText(apiVersion) && isFilledText(kind)) count(this.patches, apiVersion, kind, minor);
  }

  /** What was not judged, given the kinds that definitions describe. */
  public unjudged(types: CustomTypes): Unjudged[] {
    const custom = [...this.kinds.values()].flatMap((one) => {
      if (isNodeFile(groupKind({ ...one }))) return one.kind === HOST_FILE ? [] : [entryOf(one, NODE_FILE)];
      if (emittedKind(one.apiVersion, one.kind) && !types.get({ apiVersion: one.apiVersion, kind: one.kind })) return [];
      if (OF_KUSTOMIZE.test(one.apiVersion)) return [entryOf(one, NOT_BUILT)];
      const known = types.get({ apiVersion: one.apiVersion, kind: one.kind });
      const reasons = [DELIVERING[groupKind({ ...one })], ...(known ? [known.isOpen ? ANY_FIELD : '', rulesText(known.otherRules)] : [NO_FIELDS])].filter((reason) => reason);
      return reasons.length === 0 ? [] : [entryOf(one, reasons.join('; '))];
    });
    const files = [...this.files.values()].map((one) => entryOf(one, NO_CONTROLS));
    const patches = [...this.patches.values()].map((one) => entryOf(one, ONLY_PATCHED));
    return [...custom, ...files, ...patches, ...[...this.older.values()].map((one) => entryOf(one, versionText(one.minor)))];
  }
}

function count(counts: Map<string, KindCount>, apiVersion: string, kind: string, minor: number): void {
  getOrInsert(counts, `${apiVersion} ${kind} ${minor}`, () => ({ apiVersion, kind, minor, objects: 0 })).objects += 1;
}

const entryOf = ({ apiVersion, kind, objects }: KindCount, reason: string): Unjudged => ({ apiVersion, kind, objects, reason });

const NO_FIELDS = 'its fields are not known; pass its CustomResourceDefinition with `--crds`, if it has one';
/** Mode and owner of a file, of which all is judged. */
const HOST_FILE: NodeFileKind = 'HostFile';
const ANY_FIELD = 'its CustomResourceDefinition lets any field pass, so that only what looks like pods, roles and secrets was judged; pass one that names the fields, if there is one';
const OF_KUSTOMIZE = /^kustomize\.config\.k8s\.io\//;
const ONLY_PATCHED = 'a kustomization lists it as a patch, so only what it sets was judged; judge what kustomize builds: `kubectl kustomize FOLDER | cdk8s-hardened check -`';
const NOT_BUILT = 'kustomize reads it, and not the API server; judge what it builds: `kubectl kustomize FOLDER | cdk8s-hardened check -`';
const ELSEWHERE = 'it deploys what is elsewhere, and neither that nor its values and patches were judged';
const OF_CHART = `${ELSEWHERE}; judge what helm renders: \`helm template CHART --values FILE | cdk8s-hardened check -\``;

const CHANGING = 'what it writes into other objects was not judged; judge those of the cluster: `kubectl get KIND -A -o yaml | cdk8s-hardened check -`';

/** Kinds that have a controller fetch and apply other manifests, or change those of others, with how to judge these. */
export const DELIVERING: Readonly<Record<string, string>> = {
  // https://argo-cd.readthedocs.io/en/stable/user-guide/commands/argocd_app_manifests/
  'argoproj.io/Application': `${ELSEWHERE}; judge what Argo CD renders: \`argocd app manifests NAME | cdk8s-hardened check -\``,
  'argoproj.io/ApplicationSet': `${ELSEWHERE}; judge what Argo CD renders: \`argocd app manifests NAME | cdk8s-hardened check -\``,
  // https://fluxcd.io/flux/cmd/flux_build_kustomization/
  'kustomize.toolkit.fluxcd.io/Kustomization': `${ELSEWHERE}; judge what Flux renders: \`flux build kustomization NAME --path FOLDER | cdk8s-hardened check -\``,
  'helm.toolkit.fluxcd.io/HelmRelease': OF_CHART,
  'helm.cattle.io/HelmChart': OF_CHART,
  'helm.cattle.io/HelmChartConfig': OF_CHART,
  // https://open-policy-agent.github.io/gatekeeper/website/docs/mutation/
  ...changing('mutations.gatekeeper.sh', 'Assign', 'AssignImage', 'ModifySet'),
  // https://kyverno.io/docs/policy-types/overview/
  ...changing('kyverno.io', 'ClusterPolicy', 'Policy'),
  ...changing('policies.kyverno.io', 'MutatingPolicy', 'NamespacedMutatingPolicy', 'GeneratingPolicy', 'NamespacedGeneratingPolicy'),
  // https://karmada.io/docs/userguide/scheduling/override-policy
  ...changing('policy.karmada.io', 'OverridePolicy', 'ClusterOverridePolicy'),
  // https://cluster-api.sigs.k8s.io/tasks/cluster-resource-set
  'addons.cluster.x-k8s.io/ClusterResourceSet': 'the objects in the ConfigMaps and Secrets that it names were not judged; judge them as files of their own',
};

function changing(group: string, ...kinds: readonly string[]): Record<string, string> {
  return Object.fromEntries(kinds.map((kind) => [`${group}/${kind}`, CHANGING]));
}

const NODE_FILE = 'what it sets of the kubelet and the control plane was judged; its other settings are not known';
const NO_CONTROLS = 'only its fields were judged: no control of this release is about what they say';
const rulesText = (rules: number): string => rules === 0 ? '' : `its CustomResourceDefinition has rules in CEL or combined schemas that were not evaluated: ${rules}`;

function versionText(minor: number): string {
  const { first, last } = coveredVersions();
  return `whether Kubernetes 1.${minor} has its fields is not known: the tables cover 1.${first} to 1.${last}, and a field of any of these passed`;
}
