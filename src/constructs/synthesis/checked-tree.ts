import { ApiObject } from 'cdk8s';
import { IConstruct } from 'constructs';
import { describedBy, documentsOf } from './configuration-files';
import { rejectDuplicates } from './distinct-objects';
import { constructPath } from './object-index';
import { profileOf } from './profile-scope';
import { manifestsOf, MutableManifest } from './rendering';
import { sourceOf } from './source-location';
import { unusedWaivers, waiversOver } from './waiver-scope';
import { CheckRun } from '../../engine/check-run';
import { controlsOf } from '../../engine/custom-controls';
import { Finding, LazyFinding, notJudged, rendered } from '../../engine/finding';
import { AppliedObject, appliedObjects, UnusableObject } from '../../objects/applied-objects';
import { Manifest } from '../../objects/manifest';
import { descend } from '../../objects/pointer';
import { scanEvidence } from '../images/scan-rules';

/** An app as it would be written, and what the controls find in it. */
export interface CheckedTree {
  readonly manifests: ReadonlyMap<ApiObject, MutableManifest>;
  readonly findings: readonly Finding[];
}

/** Renders every object below a root once, and checks all of them together. */
export function checkTree(root: IConstruct): CheckedTree {
  const constructs = root.node.findAll();
  const objects = constructs.filter(ApiObject.isApiObject);
  const manifests = manifestsOf(objects);
  rejectDuplicates(manifests);
  const controls = controlsOf(new Set(constructs.map(profileOf)));
  const run = new CheckRun<Checked>({ profile: profileOf(root), controls, inlineWaivers: true, evidence: scanEvidence(root) });
  const checked = [
    ...objects.flatMap((object) => appliedObjects(manifests.get(object)!).map((applied) => checkOne(applied, object, run))),
    ...constructs.flatMap((construct) => documentsOf(construct).map((manifest) => checkDocument(manifest, construct, run))),
  ];
  for (const { finding, ref } of run.conclude()) ref?.findings.push(finding);
  const findings = checked.flatMap(({ construct, findings: found }) => (
    found.map((finding) => describedBy(construct, withSource(finding.render(), construct)))));
  return { manifests, findings: [...findings, ...unusedWaivers(constructs, (waiver) => run.needs(waiver))] };
}

/** What clients apply for an object of the app, which is the object itself or an item of a list; or a document of a configuration file. */
interface Checked { readonly construct: IConstruct; readonly findings: LazyFinding[] }

function checkOne(applied: AppliedObject | UnusableObject, object: ApiObject, run: CheckRun<Checked>): Checked {
  const origin = { constructPath: constructPath(object) };
  const checked: Checked = { construct: object, findings: [] };
  const findings = 'manifest' in applied
    ? run.check({ manifest: applied.manifest, profile: profileOf(object), origin, waivers: waiversOver(object) }, checked)
    : [rendered(notJudged({ ...applied, origin, pointer: descend('', applied.path), why: 'what cannot be read cannot be judged' }))];
  checked.findings.push(...findings);
  return checked;
}

function checkDocument(manifest: Manifest, construct: IConstruct, run: CheckRun<Checked>): Checked {
  const checked: Checked = { construct, findings: [] };
  const object = { manifest, profile: profileOf(construct), origin: { constructPath: construct.node.path }, waivers: waiversOver(construct) };
  checked.findings.push(...run.check(object, checked));
  return checked;
}

function withSource(finding: Finding, construct: IConstruct): Finding {
  return { ...finding, origin: { ...finding.origin, ...sourceOf(construct) } };
}

/** The findings that stop a synth. */
export function errorsIn({ findings }: CheckedTree): Finding[] {
  return findings.filter(({ severity, outcome }) => outcome !== 'waived' && (severity === 'error' || outcome === 'inconclusive'));
}
