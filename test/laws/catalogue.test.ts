import { existsSync, readdirSync, readFileSync } from 'fs';
import { join } from 'path';
import { CATALOGUE } from '../../src/controls';
import { ControlIds } from '../../src/controls/control-ids';
import { VOCABULARY } from '../../src/controls/vocabulary';

const root = join(__dirname, '..', '..', 'src', 'controls');
const families = [...new Set(Object.values(VOCABULARY).map(({ family }) => family))].filter((family) => existsSync(join(root, family)));
const files = families.flatMap((family) => readdirSync(join(root, family)).map((file) => `${family}/${file}`));

test('holds every control file, under its own name and in the folder of its family', () => {
  expect(files.sort()).toEqual(CATALOGUE.map(({ id, family }) => `${family}/${id}.ts`).sort());
});

test('gives every name to one control only', () => {
  const names = Object.entries(VOCABULARY).flatMap(([id, { aliases }]) => [id, ...aliases]);
  expect(new Set(names).size).toBe(names.length);
  names.forEach((name) => expect(name).toMatch(/^[a-z][a-z0-9-]{1,62}$/));
});

test('gives every control that exists, and every finding about waivers, a constant of the public API', () => {
  const waivers = Object.entries(VOCABULARY).filter(([, { family }]) => family === 'waivers').map(([id]) => id);
  expect(Object.values(ControlIds).sort()).toEqual([...CATALOGUE.map(({ id }) => id), ...waivers].sort());
  expect(Object.entries(ControlIds).filter(([name, id]) => name.toLowerCase().replace(/_/g, '-') !== id)).toEqual([]);
});

test('has no control file above 120 lines', () => {
  const long = files.filter((file) => readFileSync(join(root, file), 'utf8').split('\n').length > 121);
  expect(long).toEqual([]);
});
