import { ApiObject, App } from 'cdk8s';
import { IConstruct } from 'constructs';
import { profileOf } from './profile-scope';
import { isWriting, MutableManifest, takeOver, writing } from './rendering';
import { unusedWaivers, waiversOver } from './waiver-scope';
import { CATALOGUE } from '../../controls';
import { Finding, JudgedObject } from '../../engine/finding';
import { Judge } from '../../engine/judge';
import { findingText, summaryText } from '../../reports/text';

/** An app as it would be written, and what the controls say of it. */
export interface Judgement {
  readonly manifests: ReadonlyMap<ApiObject, MutableManifest>;
  readonly findings: readonly Finding[];
}

const enforced = new WeakSet<IConstruct>();

/**
 * Judges a tree at every synth. cdk8s has no hook at the start of a synth, so the two methods are replaced on the instance; what does not pass
 * through them (`Testing.synth`, `chart.toJson`) meets the same judgement as a validation of the root.
 */
export function enforce(root: IConstruct): void {
  if (enforced.has(root)) return;
  enforced.add(root);
  root.node.addValidation({ validate: () => (isWriting(root) ? [] : errorsOf(judgeTree(root).findings).map((finding) => `\n${findingText(finding)}`)) });
  const app = root as Partial<App>;
  if (typeof app.synth !== 'function' || typeof app.synthYaml !== 'function') return;
  const synth = app.synth.bind(app);
  const synthYaml = app.synthYaml.bind(app);
  Object.assign(app, { synth: () => judgedSynth(root, synth), synthYaml: () => judgedSynth(root, synthYaml) });
}

/** Renders every object below a root once, and judges all of them together. */
export function judgeTree(root: IConstruct): Judgement {
  const objects = root.node.findAll().filter((construct): construct is ApiObject => ApiObject.isApiObject(construct));
  const manifests = new Map(objects.map((object) => {
    takeOver(object);
    return [object, object.toJson() as MutableManifest] as const;
  }));
  const judged = objects.map((object): JudgedObject => ({
    manifest: manifests.get(object)!, profile: profileOf(object), origin: { constructPath: constructPath(object) }, waivers: waiversOver(object),
  }));
  const findings = new Judge(CATALOGUE).findings(judged);
  return { manifests, findings: [...findings, ...unusedWaivers(root, findings)] };
}

/** The path that the user knows: the resource inside an L2 construct is an implementation detail of it. */
function constructPath(object: ApiObject): string {
  return object.node.path.replace(/\/Resource$/, '');
}

function errorsOf(findings: readonly Finding[]): Finding[] {
  return findings.filter(({ severity, outcome }) => outcome !== 'waived' && (severity === 'error' || outcome === 'inconclusive'));
}

function judgedSynth<T>(root: IConstruct, synth: () => T): T {
  if (isWriting(root)) return synth();
  const { manifests, findings } = judgeTree(root);
  const errors = errorsOf(findings);
  if (errors.length > 0) throw new Error(refusal(errors));
  const warnings = findings.filter(({ outcome }) => outcome === 'violation');
  if (warnings.length > 0) process.stderr.write(`${summaryText(warnings)}\n`);
  return writing(root, manifests, synth);
}

function refusal(errors: readonly Finding[]): string {
  const count = errors.length === 1 ? '1 finding stops' : `${errors.length} findings stop`;
  return `${count} this synth, no file was written\n\n${errors.map(findingText).join('\n\n')}\n`;
}
