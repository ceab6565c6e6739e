/** Writes docs/controls: one page per control and the index; removes the pages of controls that are gone. Run by `npm run generate`. */
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'fs';
import { join } from 'path';
import { CATALOGUE } from '../src/controls';
import { controlDocs } from '../src/reports/control-docs';

const folder = join(__dirname, '..', 'docs', 'controls');
const docs = controlDocs(CATALOGUE);

mkdirSync(folder, { recursive: true });
readdirSync(folder).filter((file) => !docs.has(file)).forEach((file) => rmSync(join(folder, file), { recursive: true }));
docs.forEach((text, file) => writeFileSync(join(folder, file), text));
