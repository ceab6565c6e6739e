import { annotatedWaivers, WaiverAnnotations } from './annotated-waivers';
import { Finding, JudgedObject, Origin } from './finding';
import { Judge } from './judge';
import { hasExpired, isDate, Waiver } from './waiver';
import { Audit, auditAnnotations, auditFile, neededWaivers } from './waiver-audit';
import { FileWaiver, selects, WaiverFile } from './waiver-file';
import { CATALOGUE } from '../controls';
import { Control } from '../controls/control';
import { keyOf, Manifest } from '../objects/manifest';
import { isObject } from '../objects/pointer';
import { SecurityProfile } from '../profile/security-profile';

/** An object to check, and where it comes from. */
export interface CheckedObject {
  readonly manifest: Manifest;
  readonly origin: Origin;
}

/** How objects are checked. */
export interface CheckOptions {
  readonly profile: SecurityProfile;
  /** The controls to ask; all of the catalogue where nothing is said. */
  readonly controls?: readonly Control[];
  /** Whether annotations of the objects waive. Where the author of an object must not, they are not even read. */
  readonly inlineWaivers: boolean;
  /** The waivers that stand beside the objects. */
  readonly fileWaivers?: readonly WaiverFile[];
  /** The day to judge expiry by, as `2027-03-31`; without it no waiver ends. */
  readonly now?: string;
}

/** An object with the waivers that it carries. */
interface Carrier {
  readonly judged: JudgedObject;
  readonly annotations: WaiverAnnotations;
}

/**
 * Judges objects together and audits the waivers that cover them: the findings in the order of the objects, each with those about its own waivers
 * behind, then those about the waivers of each file.
 *
 * @throws where `now` is not a day
 */
export function checkObjects(objects: readonly CheckedObject[], options: CheckOptions): Finding[] {
  const { profile, controls = CATALOGUE, fileWaivers = [], now } = options;
  if (now !== undefined && !isDate(now)) throw new Error(`cannot judge expiry at "${now}": it is not a day; pass one such as 2027-03-31`);
  const live = fileWaivers.flatMap(({ waivers }) => waivers).filter(({ waiver }) => !hasExpired(waiver, now));
  const carriers = objects.map((object) => carrierOf(object, options, live));
  const byObject = new Judge(controls).findingsByObject(carriers.map(({ judged }) => judged));
  const needed = new Set<Waiver>();
  carriers.forEach(({ judged }, i) => neededWaivers(judged.waivers, byObject[i], judged.manifest).forEach((waiver) => needed.add(waiver)));
  const audit: Audit = { needed, isAsked: askedOf(controls), today: now };
  return [
    ...carriers.flatMap(({ judged, annotations: { waivers, bad } }, i) => [
      ...byObject[i],
      ...auditAnnotations(waivers, bad, { profile, origin: judged.origin, object: keyOf(judged.manifest) }, audit),
    ]),
    ...fileWaivers.flatMap((file) => auditFile(file, profile, audit)),
  ];
}

function carrierOf({ manifest: given, origin }: CheckedObject, { profile, inlineWaivers, now }: CheckOptions, live: readonly FileWaiver[]): Carrier {
  const manifest = isObject(given) ? given : {};
  const annotations = inlineWaivers ? annotatedWaivers(manifest, profile.customPodSpecs) : { waivers: [], bad: [] };
  const own = annotations.waivers.map(({ waiver }) => waiver).filter((waiver) => !hasExpired(waiver, now));
  const key = keyOf(manifest);
  const fromFile = live.filter(({ object }) => selects(object, key)).map(({ waiver }) => waiver);
  return { judged: { manifest, profile, origin, waivers: [...own, ...fromFile] }, annotations };
}

/** A control that exists and was left out was not asked; of one that is still to come a waiver is of no use. */
function askedOf(controls: readonly Control[]): (control: string) => boolean {
  const asked = new Set<string>(controls.map(({ id }) => id));
  const leftOut = new Set<string>(CATALOGUE.map(({ id }) => id).filter((id) => !asked.has(id)));
  return (control) => !leftOut.has(control);
}
