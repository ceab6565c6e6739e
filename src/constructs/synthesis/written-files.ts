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
  folders.forEach((folder) => fs.mkdirSync(folder, { recursive: true }));
  files.forEach((file, i) => {
    try {
      fs.mkdirSync(path.dirname(file.path), { recursive: true });
      fs.writeFileSync(file.path, file.text);
    } catch (cause) {
      throw new Error(`cannot write ${file.path}: ${(cause as Error).message}; ${i} of ${files.length} files of this synth are written, so do not apply them: `
        + 'make room or correct the rights of the folder, then synthesize again', { cause });
    }
  });
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
