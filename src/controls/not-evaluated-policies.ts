import { keyOf, Manifest } from '../objects/manifest';

/** Says which policies of network plugins isolate pods in ways that nobody evaluated here. */
export function notEvaluatedText(policies: readonly Manifest[]): string {
  const named = policies.slice(0, 3).map((policy) => `${keyOf(policy).kind} "${keyOf(policy).name}"`);
  const more = policies.length > named.length ? ` and ${policies.length - named.length} more` : '';
  return `isolated by ${named.join(', ')}${more}, not evaluated: `
    + 'test what that lets through with the tools of the network plugin, then waive this with the result, or add a NetworkPolicy';
}
