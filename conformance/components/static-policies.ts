import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { BaselineRelease } from './release';
import { admissionPolicies } from '../../src/admission/policies';
import { asStaticManifests } from '../../src/admission/static-manifests';
import { CATALOGUE } from '../../src/controls';
import { keyOf, Manifest } from '../../src/objects/manifest';
import { problems, Tally } from '../apiserver/tally';
import { Row } from '../suite';

/** The first API server that reads policies from files, behind a gate that the program opens. */
export const FIRST_STATIC_POLICIES = 36;

const withoutCondition = (manifest: Manifest): object => ({ ...manifest, spec: { ...manifest.spec as object, validations: [{ expression: 'object.' }] } });

/** The loader of the API server accepts the policies of a profile, and refuses what is spoiled, so that its acceptance says something. */
export async function staticPoliciesRow({ components, tool, minor, profile }: BaselineRelease): Promise<Row> {
  const tally = new Tally(`1.${minor}: admission policies from files`, tool);
  const { policies, bindings } = admissionPolicies(CATALOGUE, profile, 'deny');
  const manifests = asStaticManifests([...policies, ...bindings]) as unknown as readonly Manifest[];
  const folder = mkdtempSync(join(tmpdir(), 'static-policies-'));
  try {
    const asked = [
      ...manifests.map((manifest) => ({ name: keyOf(manifest).name, items: [...related(manifest, manifests)], isGood: true })),
      { name: 'all of them', items: manifests, isGood: true },
      { name: 'an expression that does not compile', items: [withoutCondition(manifests.find(({ kind }) => kind === 'ValidatingAdmissionPolicy')!)], isGood: false },
    ];
    const said = await components.ask(asked.map(({ items }, i) => ({
      apiVersion: 'apiserver.config.k8s.io/v1', kind: 'ValidatingAdmissionPolicyConfiguration', staticManifestsDir: folderWith(join(folder, String(i)), items),
    })));
    asked.forEach(({ name, isGood }, i) => tally.case(name, problems(isGood ? 'refused' : 'accepted', (said[i] === '') === isGood ? [] : [said[i] || 'accepted'])));
  } finally {
    rmSync(folder, { recursive: true });
  }
  return tally.row();
}

/** A binding is read beside its policy. */
const related = (manifest: Manifest, all: readonly Manifest[]): readonly Manifest[] => {
  const { policyName } = manifest.spec as { readonly policyName?: string };
  return [manifest, ...all.filter((other) => keyOf(other).name === policyName)];
};

function folderWith(folder: string, items: readonly object[]): string {
  mkdirSync(folder);
  writeFileSync(join(folder, 'policies.json'), JSON.stringify({ apiVersion: 'v1', kind: 'List', items }));
  return folder;
}
