/** Writes the tables of what the API server serves and of its built-in roles: `npx tsx conformance/discovery/write.ts`. */
import { writeFileSync } from 'fs';
import { releases } from '../releases';
import { tables } from './tables';

tables(releases()).forEach(({ path, text }) => writeFileSync(path, text));
