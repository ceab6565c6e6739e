import { join } from 'path';
import { DocumentPart } from '../../../../src/objects/document-part';
import { componentProblems } from '../../../../src/objects/validation/components/component-problems';
import { encryptionProblems } from '../../../../src/objects/validation/components/encryption';
import { testRefusals } from '../refusal-tables';

// the rules of the components' own validation
testRefusals(join(__dirname, 'component-problems'), ({ valid }) => valid!, (file) => componentProblems(file, 36));

const secretProblems = (secret: string): string[] => encryptionProblems(new DocumentPart({
  resources: [{ resources: ['secrets'], providers: [{ secretbox: { keys: [{ name: 'k', secret }] } }] }],
})).map(({ message }) => message);

test('a key is shown in no message', () => {
  const secret = Buffer.alloc(31, 1).toString('base64');
  expect(secretProblems(secret)).toHaveLength(1);
  expect(secretProblems(secret).join()).not.toContain(secret);
});

test('a placeholder stands for a key', () => {
  expect(secretProblems('<key1>')).toEqual([]);
});
