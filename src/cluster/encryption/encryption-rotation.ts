/** One step of a rotation: what to do on every host of the control plane before the next step begins. */
export interface EncryptionRotationStep {
  /** What the step does, as one line: `1. read by the new key`. */
  readonly title: string;

  /** The commands, one per line. Run them on every host of the control plane, or once where the title says so. */
  readonly commands: string[];

  /**
   * The file for `--encryption-provider-config`, with placeholders for its keys.
   *
   * @default - the step changes no file
   */
  readonly yaml?: string;
}

const FILL = 'sh fill-encryption-keys.sh THIS_FILE /etc/kubernetes/secure/encryption.yaml';

/**
 * All API servers must be able to read by the new key before the first of them writes by it.
 *
 * @see https://kubernetes.io/docs/tasks/administer-cluster/encrypt-data/#rotating-a-decryption-key
 */
export function rotationSteps(
  keyNames: readonly string[], added: string, resources: readonly string[], yamlOf: (keyNames: readonly string[]) => string,
): EncryptionRotationStep[] {
  const [first, ...older] = keyNames;
  const reloaded = 'wait until each API server has read it: apiserver_encryption_config_controller_automatic_reloads_total grows';
  return [
    { title: '1. every API server reads by the new key', commands: [FILL, `# ${reloaded}`], yaml: yamlOf([first, added, ...older]) },
    { title: '2. every API server writes by the new key', commands: [FILL, `# ${reloaded}`], yaml: yamlOf([added, first, ...older]) },
    {
      title: '3. once: every object is written again',
      commands: resources.map((resource) => (resource.startsWith('*') ? `# every resource of ${resource}, by a StorageVersionMigration or as the line above`
        : `kubectl get ${resource} --all-namespaces -o json | kubectl replace -f -`)),
    },
    { title: '4. no API server reads by the old keys', commands: [FILL, ...keyNames.map((name) => `shred -u /etc/kubernetes/secure/encryption-keys/${name}`)], yaml: yamlOf([added]) },
  ];
}
