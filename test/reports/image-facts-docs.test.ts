import { readFileSync } from 'fs';
import { join } from 'path';
import { imageFactsDocs } from '../../src/reports/image-facts-docs';

test('the page of images is what the table of facts says; `npm run generate` writes it', () => {
  expect(readFileSync(join(__dirname, '..', '..', 'docs', 'image-facts.md'), 'utf8')).toBe(imageFactsDocs());
});
