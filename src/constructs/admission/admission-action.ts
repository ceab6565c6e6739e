/** What happens to an object that violates a control of severity error. A violation of a warning is never more than warned of. */
export enum AdmissionAction {
  /** It is refused, with an entry in the audit log. */
  DENY = 'deny',

  /** Whoever sent it gets a warning; with an entry in the audit log. */
  WARN = 'warn',

  /** Only an entry in the audit log. */
  AUDIT = 'audit',
}
