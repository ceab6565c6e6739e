import { writeFileSync } from 'fs';
import { basename, join } from 'path';
import { gzipSync } from 'zlib';
import { ScannedRoot } from './readings';

const FOLDER = join(__dirname, '..', '..', 'test', 'objects', 'scans', 'reports');

/** What the tests read. */
const WRITTEN: Readonly<Record<string, readonly string[]>> = {
  minbase: ['syft.cdx.json', 'syft.spdx.json', 'grype.json', 'grype.sarif', 'trivy.json', 'trivy.sarif', 'trivy.cdx.json', 'trivy.spdx.json'],
  distroless: ['syft.cdx.json', 'syft.spdx.json', 'grype.json', 'trivy.json', 'trivy.cdx.json', 'trivy.spdx.json'],
  busybox: ['syft.cdx.json', 'syft.spdx.json', 'trivy.cdx.json'],
};

/** What is larger is compressed. */
const LARGE = 128 * 1024;

/** Writes files of tools to where the tests read them, as they are or compressed. */
export function writeFixtures(roots: readonly ScannedRoot[]): void {
  for (const { root, files } of roots) {
    for (const { file, text } of files.filter((one) => WRITTEN[root.name]?.includes(basename(one.file)))) {
      const path = join(FOLDER, `${root.name}.${basename(file)}`);
      if (text.length > LARGE) writeFileSync(`${path}.gz`, gzipSync(text, { level: 9 }));
      else writeFileSync(path, text);
    }
  }
}
