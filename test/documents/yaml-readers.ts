import { join } from 'path';
import { parseAllDocuments } from 'yaml';
import { HardenedValidation } from '../../src';
import { profileFromData } from '../../src/cli/profile-data';
import { call, folder, write } from '../cli/command';
import { documentText } from '../code-blocks';

const DIGEST = 'a'.repeat(64);
const SCAN = 'test/objects/scans/reports/distroless.trivy.json';
const CRD = `apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: { name: widgets.example.com }
spec:
  group: example.com
  scope: Namespaced
  names: { kind: Widget, plural: widgets }
  versions: [{ name: v1, served: true, storage: true, schema: { openAPIV3Schema: { type: object } } }]
`;
const CONFIG_MAP = 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: flags, namespace: shop }\n';

type Data = Readonly<Record<string, any>>;

/** What reads a block, by a key that only such blocks have. */
const READERS: readonly { readonly key: string; readonly read: (data: Data, text: string) => unknown }[] = [
  { key: 'kind', read: (_, text) => accepted({ 'manifest.yaml': text }, 'check', 'manifest.yaml') },
  { key: 'metadata', read: (_, text) => accepted({ 'manifest.yaml': `apiVersion: v1\nkind: ConfigMap\n${text}  name: flags\n  namespace: shop\n` }, 'check', 'manifest.yaml') },
  { key: 'images', read: ({ images }) => { for (const digest of Object.values(images as Data)) if (!/^sha256:/.test(String(digest))) throw new Error(`no digest: ${digest}`); } },
  { key: 'validations', read: ({ validations: [{ properties, class: name }] }) => { if (name !== HardenedValidation.name) throw new Error(name); new HardenedValidation(properties); } },
  { key: 'jobs', read: (_, text) => namedInputs(text, 'action.yml') },
  { key: 'include', read: (data, text) => (Array.isArray(data.include) && data.include[0]?.component ? namedInputs(text, join('templates', 'check.yml')) : settings(text)) },
  { key: 'repos', read: ({ repos }) => { for (const { hooks } of repos) for (const { id } of hooks) if (!documentText('.pre-commit-hooks.yaml').includes(`id: ${id}`)) throw new Error(`there is no hook ${id}`); } },
];
const SETTINGS = ['profile', 'admissionRollout', 'exclude', 'waivers', 'failOn', 'baseline', 'crds', 'scans'];
const PROFILE = ['ingressControllers', 'metricsScrapers', 'networkPlugin', 'severities', 'registries', 'base'];

/** Reads a block of YAML by what it is for: a manifest, settings, a profile, or a file of a tool that calls us. Throws where that refuses it, or nothing reads it. */
export async function readBlock(block: string): Promise<'read'> {
  const text = block.replaceAll('sha256:…', `sha256:${DIGEST}`);
  const documents = parseAllDocuments(text);
  const [error] = documents.flatMap(({ errors }) => errors);
  if (error) throw error;
  const data = documents[0].toJS() as Data;
  const keys = Object.keys(data);
  const known = READERS.find(({ key }) => keys.includes(key));
  if (known) await known.read(data, text);
  else if (keys.every((key) => SETTINGS.includes(key))) await settings(text);
  else if (keys.every((key) => PROFILE.includes(key))) profileFromData(data, 'profile');
  else throw new Error(`nothing reads a block with the keys ${keys.join(', ')}`);
  return 'read';
}

/** Reasons that are left for a person to write are written; what the settings name is there. */
const settings = (text: string): Promise<void> => accepted({
  'settings.yaml': text.replace('reason: ""', 'reason: the vendor writes to /opt'), 'flags.yaml': CONFIG_MAP, 'scans/web.json': documentText(SCAN),
  'known.json': '{"version": 3, "findings": {}}', 'deploy/flags.yaml': CONFIG_MAP, 'deploy/crds/widget.yaml': CRD,
}, 'check', '--config', 'settings.yaml', '--now', '2026-11-29', '.');

async function accepted(files: Readonly<Record<string, string>>, ...argv: readonly string[]): Promise<void> {
  const at = folder();
  write(at, files);
  const { code, out, err } = await call(at, [...argv, '--format', 'json']);
  if (out === '') throw new Error(err);
  const { findings } = JSON.parse(out) as { findings: readonly { readonly control: string; readonly message: string }[] };
  const [wrong] = findings.filter(({ control }) => ['waiver-invalid', 'valid-manifest', 'unknown-field'].includes(control));
  if (wrong) throw new Error(`${code} ${wrong.control}: ${wrong.message}`);
}

/** The inputs that a call passes are those that the file declares. */
function namedInputs(text: string, file: string): void {
  const declared = documentText(file);
  for (const [, name] of text.matchAll(/^ +(paths|args|version|sarif-file|stage|image): /gm)) {
    if (!new RegExp(`^ +${name}:$`, 'm').test(declared)) throw new Error(`${file} has no input ${name}`);
  }
}
