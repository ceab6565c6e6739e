/**
 * Writes docs/controls: one page per control and the index; removes the pages of controls that are gone. Writes docs/rbac-permissions.md, docs/rbac-techniques.md,
 * docs/cis.md, docs/custom-kinds.md, docs/image-facts.md and docs/commands.md. Run by `npm run generate`.
 */
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'fs';
import { join } from 'path';
import { commandDocs } from './command-docs';
import { CATALOGUE } from '../src/controls';
import { cisDocs } from '../src/reports/cis-docs';
import { controlDocs } from '../src/reports/control-docs';
import { customKindsDocs } from '../src/reports/custom-kinds-docs';
import { imageFactsDocs } from '../src/reports/image-facts-docs';
import { permissionDocs } from '../src/reports/permission-docs';
import { techniqueDocs } from '../src/reports/technique-docs';

const folder = join(__dirname, '..', 'docs', 'controls');
const docs = controlDocs(CATALOGUE);

mkdirSync(folder, { recursive: true });
readdirSync(folder).filter((file) => !docs.has(file)).forEach((file) => rmSync(join(folder, file), { recursive: true }));
docs.forEach((text, file) => writeFileSync(join(folder, file), text));
writeFileSync(join(folder, '..', 'rbac-permissions.md'), permissionDocs(CATALOGUE));
writeFileSync(join(folder, '..', 'rbac-techniques.md'), techniqueDocs());
writeFileSync(join(folder, '..', 'cis.md'), cisDocs(CATALOGUE));
writeFileSync(join(folder, '..', 'custom-kinds.md'), customKindsDocs());
writeFileSync(join(folder, '..', 'image-facts.md'), imageFactsDocs());
writeFileSync(join(folder, '..', 'commands.md'), commandDocs());
