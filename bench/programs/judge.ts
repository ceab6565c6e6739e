import { readFileSync } from 'fs';
import { loadAll } from 'js-yaml';
import { CATALOGUE } from '../../src/controls';
import { Judge } from '../../src/engine/judge';
import { Manifest } from '../../src/objects/manifest';
import { SecurityProfile } from '../../src/profile/security-profile';

/** `judge <file>`: judges the objects of a file, parsed beforehand, by all controls, and parses their JSON; several times in turns, and tells the fastest of each. */
const TIMES = 5;

const profile = SecurityProfile.restricted();
const manifests = loadAll(readFileSync(process.argv[2], 'utf8')) as Manifest[];
const objects = manifests.map((manifest) => ({ manifest, profile, origin: {}, waivers: [] }));
const texts = manifests.map((manifest) => JSON.stringify(manifest));

/** One text for each object, as an API server receives them. */
function parse(): number {
  const start = performance.now();
  for (const text of texts) JSON.parse(text);
  return performance.now() - start;
}

const runs = Array.from({ length: TIMES }, () => {
  const start = performance.now();
  const findings = new Judge(CATALOGUE).findings([...objects]).length;
  return { ms: performance.now() - start, findings, json: parse() };
});
const [{ findings }] = runs;
process.stdout.write(`${JSON.stringify({ ms: Math.min(...runs.map(({ ms }) => ms)), json: Math.min(...runs.map(({ json }) => json)), objects: objects.length, findings })}\n`);
