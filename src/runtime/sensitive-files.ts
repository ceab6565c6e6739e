/** Accounts, their passwords and their keys: files and folders that a process in a container has no reason to read. */
export const SENSITIVE_FILES = ['/etc/shadow', '/etc/gshadow', '/etc/sudoers', '/root/.ssh', '/root/.aws', '/root/.kube'] as const;
