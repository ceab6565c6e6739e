/**
 * The admission plugins that are off by default and need no configuration. The flag adds to those that are on.
 *
 * @see https://kubernetes.io/docs/reference/access-authn-authz/admission-controllers/#which-plugins-are-enabled-by-default
 */
export const WANTED_PLUGINS: readonly string[] = ['NodeRestriction', 'DenyServiceExternalIPs'];

/** Those that are off by default and need a configuration, which the file for `--admission-control-config-file` holds. */
export const CONFIGURED_PLUGINS: readonly string[] = ['EventRateLimit'];
