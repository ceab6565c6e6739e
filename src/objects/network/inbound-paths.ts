import { isServiceMonitor, looksAt, MONITOR_KINDS, portsBehind, selectsService } from './monitors';
import { backendsOf, PUBLISHING_KINDS, TargetPort, targetPorts } from './service-backends';
import { grouped } from '../grouped';
import { selectorIndex, selectorMatches } from '../label-selector';
import { groupKind, keyOf, Manifest } from '../manifest';
import { isObject, valueAt } from '../pointer';

/** Who connects along a path: what publishes workloads, or what scrapes their metrics. */
export type InboundSource = 'ingress controller' | 'scraper';

/** A way by which the platform connects to pods. */
export interface InboundPath {
  readonly source: InboundSource;
  /** The Ingress, route or monitor that makes it, and where it does. */
  readonly by: Manifest;
  readonly pointer: string;
  /** The Service in between, where there is one. */
  readonly service?: Manifest;
  /** Says whether the pods of a namespace are meant. */
  readonly isIn: (namespace: string) => boolean;
  readonly podSelector: unknown;
  readonly ports: readonly TargetPort[];
}

/** The kinds that make inbound paths, with what is read of them. */
export const INBOUND_KINDS: Readonly<Record<string, readonly string[]>> = { ...PUBLISHING_KINDS, ...MONITOR_KINDS };

/** The label selector of a Service; undefined where something else writes its endpoints. */
function podSelectorOf(service: Manifest): unknown {
  const selector = valueAt(service, '/spec/selector');
  const isAlias = valueAt(service, '/spec/type') === 'ExternalName';
  return isObject(selector) && Object.keys(selector).length > 0 && !isAlias ? { matchLabels: selector } : undefined;
}

function throughService(service: Manifest, path: Pick<InboundPath, 'source' | 'by' | 'pointer' | 'ports'>): InboundPath[] {
  const podSelector = podSelectorOf(service);
  const { namespace } = keyOf(service);
  return podSelector && path.ports.length > 0 ? [{ ...path, service, podSelector, isIn: (one) => one === namespace }] : [];
}

/** The paths that an object makes, by the Services of its input. */
function pathsOf(by: Manifest, named: (namespace: string, name: string) => readonly Manifest[], services: readonly Manifest[]): InboundPath[] {
  const kind = groupKind(by);
  if (Object.hasOwn(PUBLISHING_KINDS, kind)) {
    return backendsOf(by).flatMap(({ namespace, name, port, pointer }) => named(namespace, name)
      .flatMap((service) => throughService(service, { source: 'ingress controller', by, pointer, ports: targetPorts(service, port) })));
  }
  if (!Object.hasOwn(MONITOR_KINDS, kind)) return [];
  const monitor = { source: 'scraper' as const, by, pointer: '/spec/selector' };
  if (isServiceMonitor(by)) {
    return services.filter((service) => selectsService(by, service))
      .flatMap((service) => throughService(service, { ...monitor, ports: portsBehind(by, service) }));
  }
  return [{ ...monitor, podSelector: valueAt(by, '/spec/selector') ?? {}, isIn: (namespace) => looksAt(by, namespace), ports: portsBehind(by) }];
}

/** The inbound paths that some objects make, found by the labels of the pods that they lead to. */
export class InboundPaths {
  public readonly all: readonly InboundPath[];
  private readonly candidates: (labels: Readonly<Record<string, string>>) => readonly InboundPath[];

  constructor(objects: readonly Manifest[]) {
    const byKind = grouped(objects, groupKind);
    const services = byKind.get('Service') ?? [];
    const index = grouped(services, (service) => JSON.stringify([keyOf(service).namespace, keyOf(service).name]));
    const named = (namespace: string, name: string) => index.get(JSON.stringify([namespace, name])) ?? [];
    this.all = Object.keys(INBOUND_KINDS).flatMap((kind) => byKind.get(kind) ?? []).flatMap((by) => pathsOf(by, named, services));
    this.candidates = selectorIndex(this.all, ({ podSelector }) => podSelector);
  }

  /** Those that lead to pods with these labels. */
  public to(namespace: string, labels: Readonly<Record<string, string>>): readonly InboundPath[] {
    return this.candidates(labels).filter(({ isIn, podSelector }) => isIn(namespace) && selectorMatches(podSelector, labels));
  }
}
