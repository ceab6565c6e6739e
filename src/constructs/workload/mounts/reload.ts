import { metadataOf } from '../../../objects/manifest';
import { Json } from '../rendered-container';

/** What the files of a mount are made from. */
export interface MountedContent {
  readonly kind: 'Secret' | 'SecretProviderClass';
  readonly name: string;
}

/** The controller watches the CSI driver only where it was installed with `enableCSIIntegration`. */
const ANNOTATIONS: Readonly<Record<MountedContent['kind'], string>> = {
  Secret: 'secret.reloader.stakater.com/reload',
  SecretProviderClass: 'secretproviderclass.reloader.stakater.com/reload',
};

const RESTARTED: readonly string[] = ['DaemonSet', 'Deployment', 'StatefulSet'];

/** Why pods of a kind cannot be restarted when a secret changes. */
export function reloadProblem(kind: string): string | undefined {
  return RESTARTED.includes(kind) ? undefined : `a ${kind} has no rollout, so nothing would restart it when the secret changes; leave \`restartOnRotation\` unset`;
}

/**
 * Adds the annotations by which Stakater Reloader knows what to restart a workload for.
 *
 * @see https://docs.stakater.com/reloader/1.4/reference/annotations.html
 */
export function addReloadAnnotations(manifest: Json, contents: readonly MountedContent[]): void {
  for (const { kind, name } of contents) {
    const annotations = { ...metadataOf(manifest).annotations as Record<string, string> | undefined };
    const names = (annotations[ANNOTATIONS[kind]] ?? '').split(',').filter((one) => one !== '');
    annotations[ANNOTATIONS[kind]] = [...new Set([...names, name])].join(',');
    manifest.metadata.annotations = annotations;
  }
}
