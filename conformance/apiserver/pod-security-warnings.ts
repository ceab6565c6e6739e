import { Accepted } from './submission';
import { problems, Tally } from './tally';
import { evaluatePodSecurity } from '../../src/engine/pod-security';
import { podLocation } from '../../src/objects/pod-template';
import { PodSecurityLevel } from '../../src/profile/pod-security-level';
import { Row } from '../suite';

const WARNING = /^would violate PodSecurity "restricted:latest": (.*)$/s;

/** What Pod Security Admission says of the examples, in namespaces that warn of all that is not restricted, and what we say. */
export function podSecurityWarnings(examples: readonly Accepted[]): Row {
  const tally = new Tally('examples of controls: Pod Security Admission and check');
  for (const { example, stored, warnings } of examples.filter((one) => podLocation(one.stored))) {
    const { allowed, aggregate } = evaluatePodSecurity(stored, { level: PodSecurityLevel.RESTRICTED, version: 'latest' });
    const [theirs] = warnings.flatMap((text) => WARNING.exec(text)?.[1] ?? []);
    const ours = allowed ? undefined : aggregate;
    tally.case(`${example.control.id}: ${example.shows} in ${example.where}`, problems('restricted', ours === theirs ? [] : [`check says ${ours}, the API server ${theirs}`]));
  }
  return tally.row();
}
