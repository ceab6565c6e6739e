import { ReportedFinding } from './report';
import { targetText, Waiver } from '../engine/waiver';

const STANDS = { annotation: 'waived on the object', file: 'waived in a file' } as const;

/**
 * `vendor image writes to /opt (until 2027-03-31, by team-x, ref SEC-1, for container/sidecar, waived on the object)`: what a reviewer asks of a
 * waiver, also whether the object excuses itself.
 */
export function waiverText({ reason, expires, owner, ticket, target }: Omit<Waiver, 'control'>, waivedIn?: ReportedFinding['waivedIn']): string {
  const facts = [
    expires && `until ${expires}`, owner && `by ${owner}`, ticket && `ref ${ticket}`, target && `for ${targetText(target)}`, waivedIn && STANDS[waivedIn],
  ].filter(Boolean);
  return facts.length === 0 ? reason : `${reason} (${facts.join(', ')})`;
}
