/** A file of a baseline, and where it goes. */
export interface HostFile {
  /** Its path in the folder of the baseline. */
  readonly path: string;
  readonly text: string;
  /** Where it goes on which hosts; undefined for what is applied or run instead. */
  readonly target?: HostTarget;
  /** Its purpose in one line, for the README. */
  readonly purpose: string;
}

/** The place of a file on a host. */
export interface HostTarget {
  readonly path: string;
  /** In octal digits: `0600`. */
  readonly mode: string;
  /** `root:root` */
  readonly owner: string;
  readonly hosts: 'control plane' | 'all nodes';
}

/** The folder of the files that only root reads, and the API server by a mount. */
export const SECURE_FOLDER = '/etc/kubernetes/secure';

/** The folder that the API server writes its audit log to. */
export const AUDIT_LOG_FOLDER = '/var/log/kubernetes/audit';

/** A file for the API server. */
export const ofApiServer = (path: string, text: string, purpose: string): HostFile => ({
  path, text, purpose, target: { path: `${SECURE_FOLDER}/${path}`, mode: '0600', owner: 'root:root', hosts: 'control plane' },
});
