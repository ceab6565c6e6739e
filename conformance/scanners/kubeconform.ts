import { goProgram, scan } from './installed';
import { GO_SCANNERS } from './pinned';
import { ObjectFolder, Scanner, Verdict } from './scanner';
import { schemaLocation } from './schemas';

interface Validated { readonly filename: string; readonly status: string; readonly msg: string }

function judge({ files }: ObjectFolder): Verdict[] {
  const args = ['-strict', '-schema-location', schemaLocation(), '-verbose', '-output', 'json', ...files];
  const { resources } = JSON.parse(scan(goProgram('kubeconform'), args, [0, 1])) as { readonly resources: readonly Validated[] };
  return resources.map(({ filename: file, status, msg: message }) => ({ check: 'schema', file, passes: status === 'statusValid', message }));
}

export const kubeconform: Scanner = {
  tool: 'kubeconform',
  version: GO_SCANNERS.kubeconform.version,
  install: () => [goProgram('kubeconform'), schemaLocation()],
  judge: (folders) => folders.flatMap(judge),
};
