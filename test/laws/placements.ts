import { Control, Example, Subject } from '../../src/controls/control';
import { CONTAINER_LISTS, ContainerRole } from '../../src/objects/container';
import { Manifest } from '../../src/objects/manifest';
import { POD_KINDS } from '../../src/objects/pod-template';
import { isObject, pointerKeys } from '../../src/objects/pointer';

/** One example put into one kind and, for a container, into one list. */
export interface Placement {
  readonly where: string;
  readonly manifests: readonly Manifest[];
}

const MINIMAL_CONTAINER = { name: 'main', image: 'registry.example.com/app:1.0.0' };

function object(groupKind: string, rest: Record<string, unknown>): Manifest {
  const [kind, group] = groupKind.split('/').reverse();
  const apiVersion = group === undefined ? 'v1' : `${group}/v1`;
  return { apiVersion, kind, metadata: { name: 'example', namespace: 'shop' }, ...rest };
}

function podObject(groupKind: string, spec: Record<string, unknown>, { podMetadata: metadata = {}, spec: outer = {} }: Example): Manifest {
  const keys = pointerKeys(POD_KINDS[groupKind].spec).slice(0, -1);
  if (keys.length === 0) return object(groupKind, { metadata: { name: 'example', namespace: 'shop', ...metadata }, spec });
  const nested = [...keys].reverse()
    .reduce<Record<string, unknown>>((inner, key, i) => ({ [key]: { ...(i === keys.length - 1 && key === 'spec' ? outer : {}), ...inner } }), { metadata, spec });
  return object(groupKind, nested);
}

function listsOf(control: Control): readonly { role: ContainerRole; field: string }[] {
  return CONTAINER_LISTS.filter(({ role }) => !control.containers || control.containers.includes(role));
}

function containerPlacements(control: Control, example: Example): Placement[] {
  return podKinds(control).flatMap((kind) => listsOf(control).map(({ field }) => {
    const container = { ...MINIMAL_CONTAINER, ...(example.subject as object) };
    const lists = field === 'containers' ? { containers: [container] } : { containers: [], [field]: [container] };
    return { where: `${kind} ${field}`, manifests: [podObject(kind, { ...lists, ...example.pod }, example)] };
  }));
}

const podKinds = (control: Control): string[] => Object.keys(POD_KINDS).filter((kind) => !control.kinds || control.kinds.includes(kind));

/** Every place where an example of a control must have the verdict that it claims. */
export function placements(control: Control, example: Example): Placement[] {
  const subject = example.subject as Manifest;
  switch (control.subject as Subject) {
    case 'container': return containerPlacements(control, example);
    case 'pod': return podKinds(control).map((kind) => ({
      where: kind, manifests: [podObject(kind, { containers: [MINIMAL_CONTAINER], ...subject }, example)],
    }));
    case 'policy-rule': return ['Role', 'ClusterRole'].map((kind) => ({ where: kind, manifests: [object(`rbac.authorization.k8s.io/${kind}`, { rules: [subject] })] }));
    case 'object': return (example === ABSENT ? (control.kinds ?? []).map((kind) => object(kind, {})) : [subject])
      .map((manifest) => ({ where: String(manifest.kind), manifests: [manifest] }));
    case 'set': return [{ where: 'set', manifests: example.subject as Manifest[] }];
  }
}

/** The subject with nothing set, where the control has one. */
export const ABSENT: Example = { shows: 'nothing set', subject: {} };

/** JSON null is what the API server drops when it decodes. */
export function withoutNulls(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutNulls);
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).filter(([, v]) => v !== null).map(([k, v]) => [k, withoutNulls(v)]));
}
