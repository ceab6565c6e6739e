import * as fs from 'fs';
import { dirname, join, resolve } from 'path';
import { UsageError } from './exit-code';
import { NEXT_STEPS, projectName, ScaffoldFile, scaffoldFiles, ScaffoldLanguage, ScaffoldName } from './scaffolding/scaffold';
import { Terminal } from './terminal';
import { counted } from '../reports/layout';
import { shellWord } from '../sources/files';

/** The options of `init`, as the argument parser names them. */
export interface InitOptions {
  readonly language: ScaffoldLanguage;
}

/** Writes the files of a new repository; none that is there is overwritten. */
export async function init(scaffold: ScaffoldName, folder: string, { language }: InitOptions, terminal: Terminal): Promise<void> {
  const files = scaffoldFiles(scaffold, language, projectName(resolve(folder)));
  refuseExisting(folder, files);
  for (const file of files) writeNew(folder, file);
  terminal.write(`${counted(files.length, 'file')} in ${JSON.stringify(folder)}\n${files.map(({ path }) => `  ${path}\n`).join('')}\n`
    + `what to run next\n${nextSteps(folder, NEXT_STEPS[language][scaffold]).map((step) => `  ${step}\n`).join('')}`);
}

/** All files are looked at before one is written, so that a call writes a whole scaffold or nothing. */
function refuseExisting(folder: string, files: readonly ScaffoldFile[]): void {
  const existing = files.filter(({ path }) => fs.existsSync(join(folder, path))).map(({ path }) => path);
  if (existing.length === 0) return;
  throw new UsageError(`"${folder}" has ${existing.join(', ')} already, and nothing was written: \`init\` overwrites no file; `
    + 'name an empty folder, or move these away');
}

function writeNew(folder: string, { path, text }: ScaffoldFile): void {
  const file = join(folder, path);
  try {
    fs.mkdirSync(dirname(file), { recursive: true });
    fs.writeFileSync(file, text, { flag: 'wx' });
  } catch (error) {
    throw new UsageError(`cannot write "${file}": ${(error as Error).message}; name a folder that you may write to`);
  }
}

const nextSteps = (folder: string, steps: readonly string[]): readonly string[] => (folder === '.' ? steps : [`cd ${shellWord(folder)}`, ...steps]);
