import { podOf } from './created-examples';
import { exampleApps } from './examples';
import { Manifest } from '../../src/objects/manifest';

let found: Manifest | undefined;

/** The ServiceAccount of its pods. */
export const accountOf = (deployment: any): string => deployment.spec.template.spec.serviceAccountName;

/** A Deployment of the examples, under another name. */
export function faultlessDeployment(namespace: string, name: string): Manifest {
  found ??= exampleApps().flatMap(({ objects }) => objects).find(({ kind }) => kind === 'Deployment');
  const { metadata, spec, ...rest } = structuredClone(found) as any;
  return { ...rest, metadata: { ...metadata, namespace, name }, spec };
}

export const podOfDeployment = (deployment: Manifest): Manifest => podOf(deployment)[0];
