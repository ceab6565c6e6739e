import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';

/** A file with all that it will hold. */
export interface TextFile {
  readonly path: string;
  readonly text: string;
}

/**
 * Writes files, and makes their folders where they are missing.
 *
 * @throws where the disk refuses one, with the number of files that are already new
 */
export function writeAll(folders: readonly string[], files: readonly TextFile[]): void {
  const made = new Set<string>();
  const make = (folder: string): void => {
    if (!made.has(folder)) fs.mkdirSync(folder, { recursive: true });
    made.add(folder);
  };
  folders.forEach(make);
  files.forEach((file, i) => {
    try {
      make(path.dirname(file.path));
      overwrite(file);
    } catch (cause) {
      throw new Error(`cannot write ${file.path}: ${(cause as Error).message}; ${i} of ${files.length} files of this synth are written, so do not apply them: `
        + 'make room or correct the rights of the folder, then synthesize again', { cause });
    }
  });
}

const IN_PLACE = fs.constants.O_WRONLY + fs.constants.O_CREAT; // no flag of Node's says so in letters

/**
 * Overwrites a file in place, where it exists. Emptied first, ext4 would write it to the disk at its end, at some ten times the cost.
 *
 * @see https://docs.kernel.org/admin-guide/ext4.html (auto_da_alloc)
 */
function overwrite({ path: name, text }: TextFile): void {
  const file = fs.openSync(name, IN_PLACE, 0o666);
  let written = 0; // what could not be written whole is left empty: no new text above old text
  try {
    fs.writeFileSync(file, text);
    written = Buffer.byteLength(text);
  } finally {
    fs.ftruncateSync(file, written);
    fs.closeSync(file);
  }
}

/**
 * The path of a file in `.hardened` beside an output folder, where no `kubectl apply -f` looks. Undefined for an output folder right inside the folder
 * for temporary files: it is thrown away by whoever made it (`cdk8s synth --stdout`), and what is beside it is open to every user of the machine.
 */
export function pathBeside(outdir: string, name: string): string | undefined {
  const beside = path.dirname(path.resolve(outdir));
  return real(beside) === real(os.tmpdir()) ? undefined : path.join(beside, '.hardened', name);
}

const real = (folder: string): string => (fs.existsSync(folder) ? fs.realpathSync(folder) : folder);
