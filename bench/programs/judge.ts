import { readFileSync } from 'fs';
import { loadAll } from 'js-yaml';
import { CATALOGUE } from '../../src/controls';
import { Judge } from '../../src/engine/judge';
import { Manifest } from '../../src/objects/manifest';
import { SecurityProfile } from '../../src/profile/security-profile';

/** `judge <file>`: judges the objects of a file, parsed beforehand, by all controls; as often as a second or two allows, and tells the fastest. */
const TIMES = 5;

const profile = SecurityProfile.restricted();
const manifests = loadAll(readFileSync(process.argv[2], 'utf8')) as Manifest[];
const objects = manifests.map((manifest) => ({ manifest, profile, origin: {}, waivers: [] }));
const runs = Array.from({ length: TIMES }, () => {
  const start = performance.now();
  const findings = new Judge(CATALOGUE).findings([...objects]).length;
  return { ms: performance.now() - start, findings };
});
const [{ findings }] = runs;
process.stdout.write(`${JSON.stringify({ ms: Math.min(...runs.map(({ ms }) => ms)), objects: objects.length, findings })}\n`);
