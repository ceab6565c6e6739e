/** An entry of a rules file. Falco refuses keys that it does not know. */
export type RulesEntry =
  | { readonly required_engine_version: string }
  | { readonly required_plugin_versions: readonly { readonly name: string; readonly version: string }[] }
  | { readonly list: string; readonly items: readonly string[] }
  | { readonly macro: string; readonly condition: string }
  | FalcoRule;

/** How grave an event is. https://falco.org/docs/concepts/rules/basic-elements/#priority */
export type Priority = 'EMERGENCY' | 'ALERT' | 'CRITICAL' | 'ERROR' | 'WARNING' | 'NOTICE' | 'INFORMATIONAL' | 'DEBUG';

/** A rule. https://falco.org/docs/reference/rules/rule-fields/ */
export interface FalcoRule {
  readonly rule: string;
  readonly desc: string;
  readonly condition: string;
  readonly output: string;
  readonly priority: Priority;
  readonly tags: readonly string[];
}
