import { ApiObject, App, Chart } from 'cdk8s';
import { PodProps } from './pod-options';
import { childPointer, isObject, valueAt } from '../../objects/pointer';
import { kplus } from '../cdk8s-plus';

/**
 * What cdk8s-plus renders where a prop is unset. In the rendering this cannot be told apart from an explicit value, so what is unset is read from the props,
 * and removed from the rendering before our own defaults are filled in.
 */
interface Rendered<Props> {
  readonly path: readonly string[];
  readonly given: (props: Props) => unknown;
}

const CONTAINER: readonly Rendered<kplus.ContainerProps>[] = [
  { path: ['securityContext', 'privileged'], given: (props) => props.securityContext?.privileged },
  { path: ['securityContext', 'allowPrivilegeEscalation'], given: (props) => props.securityContext?.allowPrivilegeEscalation },
  { path: ['securityContext', 'readOnlyRootFilesystem'], given: (props) => props.securityContext?.readOnlyRootFilesystem },
  { path: ['securityContext', 'runAsNonRoot'], given: (props) => props.securityContext?.ensureNonRoot },
  { path: ['imagePullPolicy'], given: (props) => props.imagePullPolicy },
  { path: ['resources'], given: (props) => props.resources },
];

const POD: readonly Rendered<PodProps>[] = [
  { path: ['automountServiceAccountToken'], given: (props) => props.automountServiceAccountToken },
  { path: ['securityContext', 'runAsNonRoot'], given: (props) => props.securityContext?.ensureNonRoot },
  { path: ['shareProcessNamespace'], given: (props) => props.shareProcessNamespace },
  { path: ['securityContext', 'fsGroupChangePolicy'], given: (props) => props.securityContext?.fsGroupChangePolicy },
];

/** The fields that a user left unset, as paths in the rendered container or pod spec. */
export type Unset = readonly (readonly string[])[];

const unset = <Props>(rendered: readonly Rendered<Props>[], props: Props): Unset =>
  rendered.filter(({ given }) => given(props) === undefined).map(({ path }) => path);

const unsetInContainer = new WeakMap<kplus.Container, Unset>();

/** Notes what a user left unset in the props of a container. */
export function noteUnset(container: kplus.Container, props: kplus.ContainerProps): void {
  unsetInContainer.set(container, unset(CONTAINER, props));
}

/** The fields of a container that its user left unset. */
export function unsetOf(container: kplus.Container, rendered: Record<string, unknown>): Unset {
  return unsetInContainer.get(container) ?? unsetInRendered(rendered);
}

export const unsetInPod = (props: PodProps): Unset => unset(POD, props);

let plusDefaults: unknown;

/** For a container that was made before it was attached: what equals the default of cdk8s-plus counts as unset. */
function unsetInRendered(container: Record<string, unknown>): Unset {
  plusDefaults ??= renderedDefaults();
  return CONTAINER.map(({ path }) => path).filter((path) => {
    const pointer = path.reduce(childPointer, '');
    return JSON.stringify(valueAt(container, pointer)) === JSON.stringify(valueAt(plusDefaults, pointer));
  });
}

function renderedDefaults(): unknown {
  const probe = new kplus.Pod(new Chart(new App(), 'defaults'), 'pod', { containers: [{ image: 'defaults' }] });
  return valueAt(ApiObject.of(probe).toJson(), '/spec/containers/0');
}

/** Takes the unset fields out of what was rendered. */
export function withoutUnset(rendered: Record<string, any>, paths: Unset): void {
  for (const path of paths) {
    const parent = path.slice(0, -1).reduce<unknown>((value, key) => (isObject(value) ? value[key] : undefined), rendered);
    if (isObject(parent)) delete parent[path[path.length - 1]];
  }
}
