import { ApiObject } from 'cdk8s';
import { IConstruct } from 'constructs';
import { rejectDuplicates } from './distinct-objects';
import { constructPath } from './object-index';
import { profileOf } from './profile-scope';
import { MutableManifest, takeOver } from './rendering';
import { sourceOf } from './source-location';
import { unusedWaivers, waiversOver } from './waiver-scope';
import { CATALOGUE } from '../../controls';
import { annotatedWaivers, WaiverAnnotations } from '../../engine/annotated-waivers';
import { Finding, JudgedObject } from '../../engine/finding';
import { Judge } from '../../engine/judge';
import { formatWaiver } from '../../engine/waiver-annotation';
import { auditAnnotations, neededWaivers } from '../../engine/waiver-audit';
import { keyOf } from '../../objects/manifest';

/** An app as it would be written, and what the controls say of it. */
export interface Judgement {
  readonly manifests: ReadonlyMap<ApiObject, MutableManifest>;
  readonly findings: readonly Finding[];
}

/** Renders every object below a root once, and judges all of them together. */
export function judgeTree(root: IConstruct): Judgement {
  const constructs = root.node.findAll();
  const objects = constructs.filter(ApiObject.isApiObject);
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
  return { manifests, findings: [...located, ...unusedWaivers(constructs, needed)] };
}

/** The findings that stop a synth. */
export function errorsIn({ findings }: Judgement): Finding[] {
  return findings.filter(({ severity, outcome }) => outcome !== 'waived' && (severity === 'error' || outcome === 'inconclusive'));
}

/** An object with the waivers of the scopes around it and those that its author wrote into its annotations. */
function waivedBy(object: ApiObject, manifest: MutableManifest): JudgedObject & { readonly annotated: WaiverAnnotations } {
  const profile = profileOf(object);
  const scoped = waiversOver(object);
  const { waivers, bad } = annotatedWaivers(manifest, profile.customPodSpecs);
  const written = waivers.filter(({ waiver }) => !scoped.some((one) => one.control === waiver.control && formatWaiver(one) === formatWaiver(waiver)));
  const origin = { constructPath: constructPath(object) };
  return { manifest, profile, origin, annotated: { waivers: written, bad }, waivers: [...scoped, ...written.map(({ waiver }) => waiver)] };
}
