import { spawnSync } from 'child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { parse } from 'yaml';
import { BaselineRelease } from './release';
import { EncryptionAtRest } from '../../src';
import { Manifest } from '../../src/objects/manifest';
import { Disagreement, Row } from '../suite';

/** Runs our own script on an encryption configuration, as its operator would. */
export function filledIn(yaml: string, encryption: EncryptionAtRest, keys: string): Manifest {
  const folder = mkdtempSync(join(tmpdir(), 'encryption-'));
  try {
    const [script, template, output] = ['fill.sh', 'encryption.yaml', 'filled.yaml'].map((name) => join(folder, name));
    writeFileSync(script, encryption.toFillScript()!);
    writeFileSync(template, yaml);
    const { status, stderr } = spawnSync('sh', [script, '--generate-missing', template, output], { encoding: 'utf8', env: { ...process.env, ENCRYPTION_KEYS: keys } });
    if (status !== 0) throw new Error(`the script that fills keys in failed: ${stderr}`);
    return parse(readFileSync(output, 'utf8')) as Manifest;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** A file with placeholders is refused until our script has put the keys in, and so is each file of a rotation. */
export async function filledInRow({ components, tool, minor }: BaselineRelease): Promise<Row> {
  const keys = mkdtempSync(join(tmpdir(), 'keys-'));
  try {
    const encryption = EncryptionAtRest.localKeys({ keyNames: ['key1'], readsPlaintext: true });
    const texts = [encryption.toYaml(), ...encryption.rotateTo('key2').flatMap(({ yaml }) => yaml ?? [])];
    const [before, after] = [texts.map((yaml) => parse(yaml) as Manifest), texts.map((yaml) => filledIn(yaml, encryption, keys))];
    const said = await components.ask([...before, ...after]);
    const disagreements = said.flatMap((refusal, i): Disagreement[] => {
      const isFilled = i >= before.length;
      return (refusal === '') === isFilled ? [] : [{ ...tool, check: isFilled ? 'refused' : 'accepted with placeholders', object: 'EncryptionConfiguration', detail: refusal }];
    });
    return { part: `1.${minor}: keys that our script fills in`, cases: said.length, disagreements };
  } finally {
    rmSync(keys, { recursive: true });
  }
}
