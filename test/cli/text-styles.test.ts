import { BARE, folder, write } from './command';
import { run } from '../../src/cli/program';
import { PLAIN } from '../../src/reports/paint';

/** Standard output may be a pipe where standard error is a terminal, and the other way round. */

async function harden(outIsPainted: boolean, errorIsPainted: boolean): Promise<readonly [string, string]> {
  const at = folder();
  write(at, { 'x.yaml': BARE });
  const [out, said]: [string[], string[]] = [[], []];
  const painted = (isPainted: boolean) => ({ columns: 100, paint: isPainted ? { ...PLAIN, strong: (text: string) => `<${text}>` } : PLAIN });
  await run(['harden', `${at}/x.yaml`], { name: 'cdk8s-hardened', version: '0.0.0' }, {
    ...painted(outIsPainted), messages: painted(errorIsPainted), input: (async function* () { /* nothing is typed */ })(), inputIsTyped: false,
    write: (text) => { out.push(Buffer.from(text).toString('utf8')); }, say: (text) => { said.push(text); }, progress: () => {},
  });
  return [out.join(''), said.join('\n')];
}

test.each([[true, false], [false, true]])('messages have the style of standard error: output painted %p, error painted %p', async (ofOut, ofError) => {
  const [out, said] = await harden(ofOut, ofError);
  expect(out).toContain('kind: Deployment');
  expect(/^<.*>$/m.test(said)).toBe(ofError);
});
