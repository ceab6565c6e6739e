import { annotatedWaivers, WaiverAnnotations } from './annotated-waivers';
import { hasExpired, Waiver } from './waiver';
import { formatWaiver } from './waiver-annotation';
import { FileWaiver, selects, WaiverFile } from './waiver-file';
import { CustomPodSpecs } from '../objects/custom-pod-specs';
import { isDay } from '../objects/instant';
import { keyOf, Manifest } from '../objects/manifest';
import { getOrInsert } from '../objects/remembered';
import { SecurityProfile } from '../profile/security-profile';

/** Where the waivers of objects come from, besides the scopes that objects are made in. */
export interface WaiverSourceOptions {
  /** Whether annotations of the objects waive. Where the author of an object must not, they are not even read. */
  readonly inlineWaivers: boolean;
  /** The waivers that stand beside the objects. */
  readonly waiverFiles?: readonly WaiverFile[];
  /** The day to judge expiry by, as `2027-03-31`; without it no waiver ends. */
  readonly today?: string;
}

/** The waivers of an object. */
export interface CoveringWaivers {
  /** Those that are in force. */
  readonly waivers: readonly Waiver[];
  /** What its author wrote into annotations, good and bad. */
  readonly annotations: WaiverAnnotations;
}

const NO_ANNOTATIONS: WaiverAnnotations = { waivers: [], bad: [] };
const NO_WAIVERS: readonly Waiver[] = [];
const NOTHING: CoveringWaivers = { waivers: NO_WAIVERS, annotations: NO_ANNOTATIONS };

/** Collects the waivers that cover an object: of its scopes, of its annotations and of files. */
export class WaiverSources {
  private readonly inForce: readonly FileWaiver[];
  private readonly customPodSpecs = new Map<SecurityProfile, CustomPodSpecs>();

  /** @throws where `today` is not a day */
  constructor(private readonly options: WaiverSourceOptions) {
    const { waiverFiles = [], today } = options;
    if (today !== undefined && !isDay(today)) throw new Error(`cannot judge expiry at "${today}": it is not a day; pass one such as 2027-03-31`);
    this.inForce = waiverFiles.flatMap(({ waivers }) => waivers).filter(({ waiver }) => !hasExpired(waiver, today));
  }

  /** @param scoped the waivers of the scopes around the object, which it may carry as annotations too */
  public covering(manifest: Manifest, profile: SecurityProfile, scoped: readonly Waiver[] = NO_WAIVERS): CoveringWaivers {
    const { inlineWaivers, today } = this.options;
    const custom = getOrInsert(this.customPodSpecs, profile, () => profile.customPodSpecs); // a profile gives a copy each time
    const annotations = inlineWaivers ? withoutScoped(annotatedWaivers(manifest, custom), scoped) : NO_ANNOTATIONS;
    if (scoped.length + annotations.waivers.length + annotations.bad.length + this.inForce.length === 0) return NOTHING;
    const key = keyOf(manifest);
    const waivers = [
      ...scoped,
      ...annotations.waivers.map(({ waiver }) => waiver).filter((waiver) => !hasExpired(waiver, today)),
      ...this.inForce.filter(({ object }) => selects(object, key)).map(({ waiver }) => waiver),
    ];
    return { waivers: waivers.length === 0 ? NO_WAIVERS : waivers, annotations };
  }
}

function withoutScoped({ waivers, bad }: WaiverAnnotations, scoped: readonly Waiver[]): WaiverAnnotations {
  if (scoped.length === 0) return { waivers, bad };
  const isScoped = (waiver: Waiver): boolean => scoped.some((one) => one.control === waiver.control && formatWaiver(one) === formatWaiver(waiver));
  return { waivers: waivers.filter(({ waiver }) => !isScoped(waiver)), bad };
}
