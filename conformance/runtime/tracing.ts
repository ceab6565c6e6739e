import { mkdtempSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { callEmbedded } from '../../src/cli/embedded';
import { Disagreement, Row } from '../suite';

type Json = Readonly<Record<string, any>>;

const TETRAGON = { tool: 'tetragon', version: 'v1.7.0' };

/** Its rules in CEL are left to the API server. */
const NOT_EVALUATED = 'that were not evaluated';

const wrong = (check: string, object: string, detail: string): Disagreement => ({ ...TETRAGON, check, object, detail });

/** What a hook is used with: the kernel function with the types of its arguments, and the operators on each type. Sockets and packets have the same ones. */
function usesOf(policy: Json): readonly string[] {
  const hooks: Json[] = policy?.spec?.kprobes ?? [];
  return hooks.flatMap(({ call, args = [], selectors = [] }) => {
    const types = new Map<number, string>(args.map((argument: Json) => [argument.index, argument.type === 'skb' ? 'sock' : argument.type]));
    const operators = selectors.flatMap(({ matchArgs = [] }: Json) => matchArgs.map(({ index, operator }: Json) => `${operator} on ${types.get(index)}`));
    return [...args.map(({ index, type }: Json) => `argument ${index} of ${call} is ${type}`), ...operators];
  });
}

/** Against its definition every policy is valid, and what it uses of the kernel the examples use as well. */
export async function tracingRow(policies: readonly Json[], examples: readonly unknown[], definitions: string): Promise<Row> {
  const known = new Set(examples.flatMap((example) => usesOf(example as Json)));
  const unknown = policies.flatMap((policy) => usesOf(policy).filter((use) => !known.has(use)).map((use) => wrong('no example', policy.metadata.name, use)));
  return { part: 'policies of Tetragon: valid by its definition, and made of what its examples use', cases: policies.length, disagreements: [...unknown, ...await invalid(policies, definitions)] };
}

async function invalid(policies: readonly Json[], definitions: string): Promise<Disagreement[]> {
  const folder = mkdtempSync(join(tmpdir(), 'tracing-'));
  try {
    writeFileSync(join(folder, 'policies.json'), JSON.stringify({ apiVersion: 'v1', kind: 'List', items: policies }));
    const { out } = await callEmbedded(['check', join(folder, 'policies.json'), '--crds', definitions, '--format', 'json'], { name: 'conformance', version: '0' });
    const { findings, summary } = JSON.parse(out) as { readonly findings: readonly Json[]; readonly summary: Json };
    const unjudged = (summary.unjudged as readonly Json[]).filter(({ reason }) => !String(reason).includes(NOT_EVALUATED)).map((one) => wrong('unjudged', JSON.stringify(one), 'its definition was not found'));
    return [...unjudged, ...findings.filter(({ control }) => control === 'valid-manifest').map(({ object, message }) => wrong('valid-manifest', object.name, message))];
  } finally {
    rmSync(folder, { recursive: true });
  }
}
