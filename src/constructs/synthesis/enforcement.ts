import { ApiObject, App } from 'cdk8s';
import { IConstruct } from 'constructs';
import { rejectDuplicates, rejectOverwrites } from './distinct-objects';
import { constructPath } from './object-index';
import { profileOf } from './profile-scope';
import { isWriting, MutableManifest, takeOver, writing } from './rendering';
import { sourceOf } from './source-location';
import { unusedWaivers, waiversOver } from './waiver-scope';
import { CATALOGUE } from '../../controls';
import { annotatedWaivers, WaiverAnnotations } from '../../engine/annotated-waivers';
import { Finding, JudgedObject } from '../../engine/finding';
import { Judge } from '../../engine/judge';
import { formatWaiver } from '../../engine/waiver-annotation';
import { auditAnnotations, neededWaivers } from '../../engine/waiver-audit';
import { keyOf } from '../../objects/manifest';
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
 *
 * @param judgesItself true for an app whose own methods call `judgedSynth`
 */
export function enforce(root: IConstruct, judgesItself = false): void {
  if (enforced.has(root)) return;
  enforced.add(root);
  root.node.addValidation({ validate: () => (isWriting(root) ? [] : errorsOf(judgeTree(root).findings).map((finding) => `\n${findingText(finding)}`)) });
  const { synth, synthYaml } = root as Partial<App>;
  if (judgesItself || !synth || !synthYaml) return;
  Object.assign(root, {
    synth: () => judgedSynth(root, { write: synth.bind(root), intoFiles: true, ownCode: synth !== App.prototype.synth }),
    synthYaml: () => judgedSynth(root, { write: synthYaml.bind(root), ownCode: synthYaml !== App.prototype.synthYaml }),
  });
}

/** Renders every object below a root once, and judges all of them together. */
export function judgeTree(root: IConstruct): Judgement {
  const objects = root.node.findAll().filter((construct): construct is ApiObject => ApiObject.isApiObject(construct));
  const manifests = new Map(objects.map((object) => {
    takeOver(object);
    return [object, object.toJson() as MutableManifest] as const;
  }));
  rejectDuplicates(manifests);
  const judged = objects.map((object) => waivedBy(object, manifests.get(object)!));
  const byObject = new Judge(CATALOGUE).findingsByObject(judged);
  const needed = new Set(judged.flatMap(({ waivers, manifest }, i) => neededWaivers(waivers, byObject[i], manifest)));
  const audit = { needed, isAsked: () => true }; // nobody asks what day it is: see law 6
  const findings = judged.flatMap(({ annotated: { waivers, bad }, profile, origin, manifest }, i) => [
    ...byObject[i], ...auditAnnotations(waivers, bad, { profile, origin, object: keyOf(manifest) }, audit),
  ]);
  const madeBy = new Map(judged.map(({ origin }, i) => [origin, objects[i]]));
  const located = findings.map((finding): Finding => ({ ...finding, origin: { ...finding.origin, ...sourceOf(madeBy.get(finding.origin)) } }));
  return { manifests, findings: [...located, ...unusedWaivers(root, needed)] };
}

/** An object with the waivers of the scopes around it and those that its author wrote into its annotations. */
function waivedBy(object: ApiObject, manifest: MutableManifest): JudgedObject & { readonly annotated: WaiverAnnotations } {
  const profile = profileOf(object);
  const scoped = waiversOver(object);
  const { waivers, bad } = annotatedWaivers(manifest, profile.customPodSpecs);
  const written = waivers.filter(({ waiver }) => !scoped.some((one) => one.control === waiver.control && formatWaiver(one) === formatWaiver(waiver)));
  const origin = { constructPath: constructPath(object), ...sourceOf(object) };
  return { manifest, profile, origin, annotated: { waivers: written, bad }, waivers: [...scoped, ...written.map(({ waiver }) => waiver)] };
}

function errorsOf(findings: readonly Finding[]): Finding[] {
  return findings.filter(({ severity, outcome }) => outcome !== 'waived' && (severity === 'error' || outcome === 'inconclusive'));
}

/** How a judged app is written. */
export interface Writing<T> {
  readonly write: () => T;
  readonly intoFiles?: boolean;
  /** True where the user's code may change the tree in between: then its validation judges it afresh, and nothing that was judged is reused. */
  readonly ownCode?: boolean;
  /** Called when all is written. */
  readonly written?: (judgement: Judgement) => void;
}

/** Judges a tree, and lets it be written if there is no error. */
export function judgedSynth<T>(root: IConstruct, { write, intoFiles, ownCode, written }: Writing<T>): T {
  if (isWriting(root)) return write();
  const judgement = judgeTree(root);
  const errors = errorsOf(judgement.findings);
  if (errors.length > 0) throw new Error(refusal(errors));
  if (intoFiles) rejectOverwrites(judgement.manifests, (root as App).yamlOutputType);
  const warnings = judgement.findings.filter(({ outcome }) => outcome === 'violation');
  if (warnings.length > 0) process.stderr.write(`${summaryText(warnings)}\n`);
  const result = ownCode ? write() : writing(root, judgement.manifests, write);
  written?.(judgement);
  return result;
}

function refusal(errors: readonly Finding[]): string {
  const count = errors.length === 1 ? '1 finding stops' : `${errors.length} findings stop`;
  return `${count} this synth, no file was written\n\n${errors.map(findingText).join('\n\n')}\n`;
}
