import { targetText, Waiver } from '../engine/waiver';

/** `vendor image writes to /opt (until 2027-03-31, by team-x, ref SEC-1, for container/sidecar)`: what a reviewer asks of a waiver. */
export function waiverText({ reason, expires, owner, ticket, target }: Omit<Waiver, 'control'>): string {
  const facts = [expires && `until ${expires}`, owner && `by ${owner}`, ticket && `ref ${ticket}`, target && `for ${targetText(target)}`].filter(Boolean);
  return facts.length === 0 ? reason : `${reason} (${facts.join(', ')})`;
}
