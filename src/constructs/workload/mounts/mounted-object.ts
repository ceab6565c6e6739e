import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { dataKeyProblem, dnsSubdomainProblem } from '../../../objects/names';
import { madeFor } from '../../synthesis/hardened-objects';

/** An object that a volume refers to. */
export interface MountedObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly name: string;
  readonly spec: Readonly<Record<string, unknown>>;
}

/** Adds an object that a volume refers to. Its name is the user's: people look for a Secret by its name, and strict ciphertext holds for one name only. */
export function addMountedObject(workload: Construct, namespace: string | undefined, at: string, object: MountedObject): void {
  const { apiVersion, kind, name, spec } = object;
  const problem = dnsSubdomainProblem(name);
  if (problem) throw new Error(`${at}: the name "${name}" of its ${kind} ${problem}; pass another name`);
  const id = `${kind}-${name}`;
  if (workload.node.tryFindChild(id)) {
    throw new Error(`${at}: the workload already has the ${kind} "${name}"; to mount it at another path or into another container, refer to it by name`);
  }
  madeFor(new ApiObject(workload, id, { apiVersion, kind, metadata: { name, namespace }, spec }), 'no-literals-in-secret-sources');
}

/** What is wrong with the names of the files of a Secret. */
export function fileNameProblem(names: readonly string[]): string | undefined {
  const [fault] = names.flatMap((name) => (dataKeyProblem(name) ? [`the file name "${name}" ${dataKeyProblem(name)}; rename it`] : []));
  return fault;
}

/** A secret mount of a Secret that a controller makes, with the mode of its files. */
export function secretSource(secretName: string): (defaultMode: number) => Readonly<Record<string, unknown>> {
  return (defaultMode) => ({ secret: { secretName, defaultMode } });
}
