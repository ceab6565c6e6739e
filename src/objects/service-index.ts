import { grouped } from './grouped';
import { groupKind, keyOf, Manifest } from './manifest';
import { isObject, valueAt } from './pointer';
import { mayShareNamespace, namespaceText, ObjectWithProfile, UnseenObjects } from './unseen-objects';

/** A service that something refers to, with the port by number or name where the reference says one. */
export interface ServiceReference {
  readonly name: string;
  readonly port?: number | string;
}

/** The services of a set of objects, found by name. */
export class ServiceIndex {
  private readonly byName: ReadonlyMap<string, readonly Manifest[]>;
  private readonly namespaces: ReadonlySet<string>;
  private readonly unseen: UnseenObjects;
  private readonly told = new Map<string, string | undefined>();

  constructor(objects: readonly ObjectWithProfile[]) {
    this.unseen = new UnseenObjects(objects);
    const services = objects.map(({ manifest }) => manifest).filter((manifest) => groupKind(manifest) === 'Service');
    this.byName = grouped(services, (service) => keyOf(service).name);
    this.namespaces = new Set(services.map((service) => keyOf(service).namespace));
  }

  /**
   * Says that a service is missing from a namespace, or lacks the port; undefined where all is well, and where that cannot be told.
   *
   * What was checked is often one part of something larger. So there must be a sign that the service should be in it: others of the namespace, or one
   * of that name in a wrong one; and no custom resource that could bring it.
   */
  public missing(reference: ServiceReference, namespace: string): string | undefined {
    const key = JSON.stringify([namespace, reference.name, reference.port]);
    if (!this.told.has(key)) this.told.set(key, this.fault(reference, namespace));
    return this.told.get(key);
  }

  private fault({ name, port }: ServiceReference, namespace: string): string | undefined {
    const namesakes = this.byName.get(name) ?? [];
    const near = namesakes.filter((one) => mayShareNamespace(keyOf(one).namespace, namespace));
    if (near.length > 0) return port === undefined || near.some((one) => hasPort(one, port)) ? undefined : `Service "${name}" has no port ${JSON.stringify(port)}`;
    if (this.unseen.mayHaveServices(namespace)) return undefined;
    if (namesakes.length > 0) return `Service "${name}" is not in ${namespaceText(namespace)}, but in namespace "${keyOf(namesakes[0]).namespace}"`;
    return this.namespaces.has(namespace) ? `no Service "${name}" of ${namespaceText(namespace)} is in what was checked` : undefined;
  }
}

/** Whether a service has a port; what its manifest does not say is not held against it. */
function hasPort(service: Manifest, port: number | string): boolean {
  const ports = valueAt(service, '/spec/ports');
  if (!Array.isArray(ports) || ports.length === 0) return true;
  return ports.some((one: unknown) => !isObject(one) || (typeof port === 'number' ? one.port === port : one.name === port));
}
