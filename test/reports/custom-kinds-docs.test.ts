import { readFileSync } from 'fs';
import { join } from 'path';
import { customKindsDocs } from '../../src/reports/custom-kinds-docs';

test('the page of custom kinds is what the table says; `npm run generate` writes it', () => {
  expect(readFileSync(join(__dirname, '..', '..', 'docs', 'custom-kinds.md'), 'utf8')).toBe(customKindsDocs());
});
