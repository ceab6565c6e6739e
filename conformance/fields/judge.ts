import { storedObjects, writtenObjects } from './valid-objects';
import { Manifest } from '../../src/objects/manifest';
import { Client, saying, succeeded } from '../apiserver/client';
import { inParallel } from '../apiserver/in-parallel';
import { withServer } from '../apiserver/server';
import { KUBERNETES_VERSIONS } from '../releases';

/** What looks at other objects or at the requester, which has nothing to do with fields. */
const PLUGINS = [
  'CertificateSubjectRestriction', 'DefaultIngressClass', 'LimitRanger', 'NamespaceLifecycle', 'PersistentVolumeClaimResize', 'PodTopologyLabels', 'Priority',
  'ResourceQuota', 'RuntimeClass', 'ServiceAccount', 'StorageObjectInUseProtection',
];

/** An API server that serves every version, with objects that it accepts. */
export interface FieldJudge { readonly client: Client; readonly objects: readonly Manifest[] }

/**
 * Starts an API server to try objects on, in dry runs and with strict field validation.
 *
 * @throws where it refuses an object that was written to be valid
 */
export function withJudge<T>(program: string, use: (judge: FieldJudge) => Promise<T>): Promise<T> {
  return withServer(program, ['--runtime-config=api/all=true', `--disable-admission-plugins=${PLUGINS.join(',')}`], async (client) => {
    const written = writtenObjects();
    const answers = await inParallel(written, (object) => client.create(object, { dryRun: true }));
    const refused = answers.flatMap((answer, i) => (succeeded(answer) ? [] : [`${written[i].apiVersion} ${written[i].kind}: ${saying(answer)}`]));
    if (refused.length > 0) throw new Error(`conformance/fields/objects holds objects that the API server refuses:\n${refused.join('\n')}`);
    const stored = storedObjects(KUBERNETES_VERSIONS.at(-1)!, await client.resources());
    const accepted = await inParallel(stored, async (object) => succeeded(await client.create(object, { dryRun: true })));
    return use({ client, objects: [...written, ...stored.filter((_, i) => accepted[i])] }); // some of its tests do not decode strictly
  });
}
