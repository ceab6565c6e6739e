import { ANY_OBJECT, NotCarried, Read } from './exception';
import { ObjectSelector } from '../../engine/waiver-file';
import { groupKind, keyOf, Manifest, metadataOf } from '../../objects/manifest';
import { elementsOf, isObject, valueAt } from '../../objects/pointer';
import { textsOf } from '../../objects/value-types';

/** The exceptions that objects of the cluster are. */
export function clusterExceptions(manifest: Manifest, file: string): Read[] {
  switch (groupKind(manifest)) {
    case 'kyverno.io/PolicyException': return kyvernoExceptions(manifest, `${file}, PolicyException ${keyOf(manifest).name}`);
    case 'policies.kyverno.io/PolicyException': return [{
      what: `kyverno PolicyException ${keyOf(manifest).name}`, from: file,
      because: 'it selects objects by CEL, and a waiver by kind, namespace and name; write the waivers of these objects by hand',
    }];
    case 'apiserver.config.k8s.io/AdmissionConfiguration': return elementsOf(manifest.plugins).map((plugin) => valueAt(plugin, '/configuration/exemptions'))
      .flatMap((exemptions) => podSecurityExemptions(exemptions, file));
    case 'pod-security.admission.config.k8s.io/PodSecurityConfiguration': return podSecurityExemptions(manifest.exemptions, file);
    default: return [];
  }
}

/** The names of the Pod Security Standard in Kyverno, with the checks of the standard. https://kyverno.io/docs/writing-policies/validate/#pod-security */
const KYVERNO_CONTROLS: Readonly<Record<string, readonly string[]>> = {
  'AppArmor': ['appArmorProfile'],
  'Capabilities': ['capabilities_baseline', 'capabilities_restricted'],
  'Host Namespaces': ['hostNamespaces'],
  'Host Ports': ['hostPorts'],
  'HostPath Volumes': ['hostPathVolumes'],
  'HostProcess': ['windowsHostProcess'],
  'Privilege Escalation': ['allowPrivilegeEscalation'],
  'Privileged Containers': ['privileged'],
  '/proc Mount Type': ['procMount'],
  'Running as Non-root': ['runAsNonRoot'],
  'Running as Non-root user': ['runAsUser'],
  'SELinux': ['seLinuxOptions'],
  'Seccomp': ['seccompProfile_baseline', 'seccompProfile_restricted'],
  'Sysctls': ['sysctls'],
  'Volume Types': ['restrictedVolumes'],
};

/** https://github.com/kyverno/kyverno/blob/main/api/kyverno/v2/policy_exception_types.go */
function kyvernoExceptions(manifest: Manifest, from: string): Read[] {
  const podSecurity = elementsOf(valueAt(manifest, '/spec/podSecurity'));
  const exceptions = elementsOf(valueAt(manifest, '/spec/exceptions'));
  const policies = exceptions.map((one) => valueAt(one, '/policyName')).filter((one): one is string => typeof one === 'string');
  const refused = (because: string): NotCarried[] => [{ what: `kyverno ${policies.join(', ')}`, from, because }];
  if (valueAt(manifest, '/spec/conditions') !== undefined) return refused('it holds under conditions, and a waiver does not; waive the objects that it is meant for');
  const objects = kyvernoObjects(valueAt(manifest, '/spec/match'));
  if (typeof objects === 'string') return refused(objects);
  const description = metadataOf(manifest).annotations;
  const reason = isObject(description) ? description['policies.kyverno.io/description'] ?? description['kubernetes.io/description'] : undefined;
  const common = { from, ...(typeof reason === 'string' && { reason }) };
  if (podSecurity.length > 0) return podSecurity.flatMap((one) => kyvernoPodSecurity(one, objects, common));
  return policies.flatMap((policy): Read[] => (/[*?]/.test(policy)
    ? refused(`the policy "${policy}" is a pattern, and a waiver names one control; name the policies`)
    : objects.map((object) => ({ tool: 'kyverno' as const, check: policy.slice(policy.indexOf('/') + 1), object, ...common }))));
}

/** What all exceptions of one object share. */
interface Common { readonly from: string; readonly reason?: string }

function kyvernoPodSecurity(entry: unknown, objects: readonly ObjectSelector[], common: Common): Read[] {
  const { from } = common;
  const name = valueAt(entry, '/controlName');
  const checks = typeof name === 'string' && Object.hasOwn(KYVERNO_CONTROLS, name) ? KYVERNO_CONTROLS[name] : undefined;
  const what = `kyverno podSecurity ${typeof name === 'string' ? `"${name}"` : 'without controlName'}`;
  if (checks === undefined) return [{ what, from, because: 'it is no control of the Pod Security Standard; correct its name' }];
  if (elementsOf(valueAt(entry, '/images')).length > 0) {
    return [{ what, from, because: 'it is limited to images, and a waiver to containers by their names; write it by hand with `container`' }];
  }
  if (valueAt(entry, '/restrictedField') !== undefined) {
    return [{ what, from, because: 'it is limited to values of a field, and a waiver to parts of an object by their names; write it by hand with `for`' }];
  }
  return checks.flatMap((check) => objects.map((object) => ({ tool: 'pss' as const, check, object, ...common })));
}

const SELECTING = ['kinds', 'names', 'namespaces', 'operations'];

/** The objects that a match names; in words why it cannot be said of a waiver. */
function kyvernoObjects(match: unknown): ObjectSelector[] | string {
  const all = elementsOf(valueAt(match, '/all'));
  const filters = [...elementsOf(valueAt(match, '/any')), ...all];
  if (filters.length === 0) return 'it matches nothing; correct `match`';
  if (all.length > 1) return 'all of several conditions have to hold, and a waiver has one; join them in one entry of `any`';
  const objects: ObjectSelector[] = [];
  for (const filter of filters) {
    const resources = valueAt(filter, '/resources');
    const others = [...keysOf(filter).filter((key) => key !== 'resources'), ...keysOf(resources).filter((key) => !SELECTING.includes(key))];
    if (!isObject(resources) || others.length > 0) return `it selects objects by ${others.join(', ') || 'nothing'}, and a waiver by kind, namespace and name; write it by hand`;
    const named = { kinds: textsOf(resources.kinds), names: textsOf(resources.names), namespaces: textsOf(resources.namespaces) };
    const pattern = [...named.names, ...named.namespaces].find((one) => /[*?]/.test(one) && one !== '*');
    if (pattern !== undefined) return `"${pattern}" is a pattern, and a waiver names one object or all; write one waiver for each object`;
    objects.push(...selectorsOf(named));
  }
  return objects;
}

const keysOf = (value: unknown): string[] => Object.keys(isObject(value) ? value : {});

type Named = Readonly<Record<'kinds' | 'names' | 'namespaces', readonly string[]>>;

function selectorsOf({ kinds, names, namespaces }: Named): ObjectSelector[] {
  const anyOf = (list: readonly string[]): readonly (string | undefined)[] => (list.length === 0 ? [undefined] : list);
  return anyOf(kinds).flatMap((kind) => anyOf(namespaces).flatMap((namespace) => anyOf(names).map((name) => ({
    ...(kind !== undefined && kind !== '*' && { kind: kindIn(kind) }),
    ...(namespace !== undefined && namespace !== '*' && { namespace }),
    name: name ?? '*',
  }))));
}

/** `Deployment`, `apps/Deployment`, `apps/v1/Deployment` and `Pod/exec` name a kind. */
const kindIn = (text: string): string => text.split('/').find((part) => /^[A-Z]/.test(part)) ?? text;

/** https://kubernetes.io/docs/tasks/configure-pod-container/enforce-standards-admission-controller/ */
function podSecurityExemptions(exemptions: unknown, file: string): Read[] {
  const from = `${file}, exemptions`;
  const others = (['usernames', 'runtimeClasses'] as const).flatMap((key) => textsOf(valueAt(exemptions, `/${key}`)).map((name): NotCarried => ({
    what: `pod-security ${key} "${name}"`, from,
    because: 'a waiver selects neither by who applies a manifest nor by runtime class; waive the objects that it is meant for',
  })));
  const namespaces = textsOf(valueAt(exemptions, '/namespaces'));
  return [...others, ...namespaces.flatMap((namespace) => Object.values(KYVERNO_CONTROLS).flat()
    .map((check) => ({ tool: 'pss' as const, check, from, object: { namespace, ...ANY_OBJECT } })))];
}
