import { parse } from 'yaml';
import { Client, saying, succeeded } from './client';
import { problems, Tally } from './tally';
import * as hardened from '../../src';
import { Manifest } from '../../src/objects/manifest';
import { appAfter, BAD_POD, DIFFS, OUTPUTS } from '../../test/tutorial-app';
import { Row } from '../suite';

/** What the app of docs/tutorial.md writes at its end. */
function tutorialObjects(): Manifest[] {
  const load: (name: string) => unknown = require;
  return appAfter(DIFFS.length, (name) => (name === 'cdk8s-hardened' ? hardened : load(name))).charts.flatMap((chart) => chart.toJson() as Manifest[]);
}

/** The last step of the tutorial: its files are applied, and its bad pod is refused in the words that it shows. */
export async function tutorial(client: Client): Promise<Row> {
  const tally = new Tally('the tutorial: its files are applied, and its bad pod is refused');
  const account = { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 'default', namespace: 'web' } }; // a controller makes it in a cluster
  const objects = tutorialObjects();
  for (const object of [...objects.filter(({ kind }) => kind === 'Namespace'), account, ...objects.filter(({ kind }) => kind !== 'Namespace')]) {
    const answer = await client.apply(object);
    tally.case(object, problems('apply', succeeded(answer) ? [] : [saying(answer)]));
  }
  const refusal = await client.create(parse(BAD_POD) as Manifest);
  const words = OUTPUTS[2].split('\n');
  const isAsShown = refusal.status === 403 && words.every((line) => String(refusal.body.message).includes(line));
  tally.case('the bad pod of docs/tutorial.md', problems('refusal', isAsShown ? [] : [`must be refused for ${words.join(' and ')}: ${saying(refusal)}`]));
  return tally.row();
}
