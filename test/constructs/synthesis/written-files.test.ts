import * as fs from 'fs';
import * as path from 'path';
import { writeAll } from '../../../src/constructs/synthesis/written-files';
import { outdir } from '../fixtures';

jest.mock('fs', () => ({ __esModule: true, ...jest.requireActual<typeof fs>('fs') })); // so that single functions can be watched

afterEach(() => { jest.restoreAllMocks(); });

/** A file in a folder of its own. */
function existing(text: string): string {
  const file = path.join(outdir(), 'app.yaml');
  fs.mkdirSync(path.dirname(file));
  fs.writeFileSync(file, text);
  return file;
}

test('a file that exists is overwritten in place, whether it was longer or shorter', () => {
  const file = existing('kind: ConfigMap\n');
  const { ino } = fs.statSync(file);
  for (const text of ['kind: Pod\n', 'kind: Secret # größer\n', '']) {
    writeAll([], [{ path: file, text }]);
    expect(fs.readFileSync(file, 'utf8')).toBe(text);
  }
  expect(fs.statSync(file).ino).toBe(ino);
});

test('each folder is made once, however many files are in it', () => {
  const folder = outdir();
  const made = jest.spyOn(fs, 'mkdirSync');
  writeAll([folder], ['a', 'b', 'sub/c', 'sub/d'].map((name) => ({ path: path.join(folder, name), text: name })));
  expect(made.mock.calls.map(([name]) => name)).toEqual([folder, path.join(folder, 'sub')]);
  expect(fs.readFileSync(path.join(folder, 'sub', 'd'), 'utf8')).toBe('sub/d');
});

test('fails where the disk is full, and leaves that file empty: never new text above old text', () => {
  const file = existing('kind: ConfigMap\ndata: {}\n');
  jest.spyOn(fs, 'writeFileSync').mockImplementationOnce((descriptor) => {
    fs.writeSync(descriptor as number, 'kind: Po');
    throw new Error('ENOSPC');
  });
  expect(() => writeAll([], [{ path: file, text: 'kind: Pod\n' }])).toThrow(/^cannot write .*app\.yaml: ENOSPC; 0 of 1 files of this synth are written/);
  expect(fs.readFileSync(file, 'utf8')).toBe('');
});
