import { Client, saying, succeeded } from './client';
import { inParallel } from './in-parallel';
import { Policies } from './policies';
import { differences } from './read-back';
import { Accepted } from './submission';
import { problems, Tally } from './tally';
import { until } from './until';
import { mutatingPolicies } from '../../src/admission/mutating';
import { CATALOGUE } from '../../src/controls';
import { forProfile } from '../../src/controls/control';
import { Filler } from '../../src/engine/fill';
import { Manifest } from '../../src/objects/manifest';
import { SecurityProfile } from '../../src/profile/security-profile';
import { Row } from '../suite';

/** Of the kinds that are filled in, those that the API server gives no generated names. */
const KINDS = ['Deployment', 'StatefulSet', 'DaemonSet', 'CronJob'];

const PROFILE = SecurityProfile.restricted();

/** What is a guess is left to people, here as on the command line. */
const CERTAIN = CATALOGUE.filter(({ harden }) => harden && !forProfile(harden, PROFILE).assumed);

/** Where the API server does not store what `harden` makes of an example. */
async function faultsOf(client: Client, { stored, send }: Accepted): Promise<string[]> {
  const answer = await send(client);
  if (!succeeded(answer)) return [saying(answer)];
  const filled = structuredClone(stored) as Record<string, unknown>;
  new Filler(CERTAIN).fill(filled, PROFILE);
  const { spec } = answer.body;
  return [...differences(filled.spec, spec), ...differences(spec, filled.spec)];
}

/** The mutating policies fill in what `harden` fills in, no more and no less. */
export async function filledDefaults(client: Client, policies: Policies, examples: readonly Accepted[]): Promise<Row> {
  const tally = new Tally('examples of controls: mutating policies and harden');
  const chosen = examples.filter(({ example: { control }, stored }) => control.harden && KINDS.includes(String(stored.kind)));
  const { policies: written, bindings } = mutatingPolicies(CATALOGUE, PROFILE);
  await policies.replace([...written, ...bindings] as unknown as Manifest[]);
  for (const kind of KINDS) {
    const first = chosen.find(({ stored }) => stored.kind === kind)!;
    await until(`mutating policies for ${kind}`, async () => (await faultsOf(client, first)).length === 0);
  }
  const faults = await inParallel(chosen, (one) => faultsOf(client, one));
  chosen.forEach(({ example: { control, shows, where } }, i) => tally.case(`${control.id}: ${shows} in ${where}`, problems('filled', faults[i])));
  return tally.row();
}
