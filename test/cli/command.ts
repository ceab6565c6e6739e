import { mkdirSync, mkdtempSync, realpathSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { dirname, join } from 'path';
import { callEmbedded } from '../../src/cli/embedded';

/** What a call of the command line left behind. */
export interface Called { readonly code: number; readonly out: string; readonly err: string }

/** An empty folder that the calls of a test work in. */
export const folder = (): string => realpathSync(mkdtempSync(join(tmpdir(), 'cdk8s-hardened-')));

/** Writes files into a folder and the folders in it. */
export function write(at: string, files: Readonly<Record<string, string>>): void {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(at, name)), { recursive: true });
    writeFileSync(join(at, name), text);
  }
}

let last: Promise<unknown> = Promise.resolve();

/** Calls the command line in a folder, with this standard input; one call after the other, since the working directory is one for all. */
export function call(at: string, argv: readonly string[], stdin = ''): Promise<Called> {
  const called = last.then(() => callAlone(at, argv, stdin));
  last = called.catch(() => {});
  return called;
}

async function callAlone(at: string, argv: readonly string[], stdin: string): Promise<Called> {
  const before = process.cwd();
  process.chdir(at);
  try {
    const { code, out, said } = await callEmbedded(argv, { name: 'cdk8s-hardened', version: '0.0.0' }, { input: stdin });
    return { code, out, err: said };
  } finally {
    process.chdir(before);
  }
}

/** A Deployment that leaves everything unset, with comments and blank lines that must survive. */
export const BARE = `# the front of the shop
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web   # reached by the ingress
  namespace: shop

spec:
  selector: {matchLabels: {app: web}}
  template:
    metadata: {labels: {app: web}}
    spec:
      containers:
      - name: main
        image: 'registry.example.com/web:1.0.0'
`;

/** A pod that takes the node. */
export const PRIVILEGED = `apiVersion: v1
kind: Pod
metadata:
  name: bad
  namespace: shop
spec:
  containers:
    - name: main
      image: registry.example.com/bad:1.0.0
      securityContext:
        privileged: true
`;
