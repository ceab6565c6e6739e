import { keyOf, Manifest } from '../objects/manifest';
import { shortList } from '../objects/shown-value';

/** Says which policies of network plugins isolate pods in ways that nobody evaluated here. */
export function notEvaluatedText(policies: readonly Manifest[]): string {
  const named = policies.map((policy) => `${keyOf(policy).kind} "${keyOf(policy).name}"`);
  return `isolated by ${shortList(named, 3)}, not evaluated: `
    + 'test what that lets through with the tools of the network plugin, then waive this with the result, or add a NetworkPolicy';
}
