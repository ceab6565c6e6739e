import { MOST_BYTES } from './catalogue-check';
import { ListedFinding } from './finding-log';
import { RevisitedPiece } from './revisit';
import { CATALOGUE } from '../../controls';
import { Evidence } from '../../controls/evidence';
import { LazyFinding, withCovered } from '../../engine/finding';
import { Judge } from '../../engine/judge';
import { SurveyedObjects } from '../../engine/surveyed-objects';
import { WaiverFile } from '../../engine/waiver-file';
import { Manifest } from '../../objects/manifest';
import { partialBecause } from '../../objects/partial-object';
import { SecurityProfile } from '../../profile/security-profile';
import { KustomizeFiles } from '../../sources/kustomize';
import { HardenRules, writtenManifests } from '../hardening/hardened-object';
import { STDIN } from '../input';

/** What one object shows; to a set `harden` adds nothing. */
const DECIDED: ReadonlySet<string> = new Set(CATALOGUE.filter((control) => !('inspectSet' in control)).map(({ id }) => id));

/** Whether `harden` may fill in what is missing here. */
export const isMarkable = ({ finding: { outcome, control } }: ListedFinding): boolean => outcome === 'violation' && DECIDED.has(control);

/** Finds out which of the listed findings a run of `harden` on the same input fills in: those that are gone in the objects that it would write. */
export class FilledFindings implements HardenRules {
  /** As `harden` has them: no value is replaced. */
  public readonly overrides = [];
  public readonly others: SurveyedObjects;
  private readonly kustomize = new KustomizeFiles();

  /** @param evidence that of the check: without it a finding would seem to be gone that rests on it */
  constructor(public readonly profile: SecurityProfile, public readonly waiverFile: WaiverFile, private readonly evidence: Evidence) {
    this.others = new SurveyedObjects(profile);
  }

  /** Takes an object of the input, which may decide what is filled into others. */
  public note(manifest: Manifest): void {
    if (this.others.size < MOST_BYTES) this.others.noteAccounts(manifest);
  }

  /** Marks findings in the objects that they are about, once all objects are known. */
  public markerOf(entries: readonly ListedFinding[]): (piece: RevisitedPiece) => void {
    const controls = new Set<string>(entries.filter(isMarkable).flatMap(({ finding }) => withCovered(finding)).map(({ control }) => control));
    const judge = new Judge(CATALOGUE.filter(({ id }) => controls.has(id)), this.evidence);
    return ({ file, bytes, objects }) => {
      if (file !== STDIN && this.kustomize.partBecause(file) !== undefined) return;
      const whole = objects.filter(({ manifest, entries: found }) => found.some(isMarkable) && partialBecause(manifest) === undefined);
      writtenManifests(whole, bytes, this).forEach((written, i) => this.mark(written, whole[i].entries.filter(isMarkable), judge));
    };
  }

  private mark(written: Manifest, entries: readonly ListedFinding[], judge: Judge): void {
    const [left] = judge.lazyFindingsByObject([{ manifest: written, profile: this.profile, origin: {}, waivers: [] }]);
    const remaining = new Set(left.flatMap(withCovered).map(keyOf));
    for (const entry of entries) {
      if (!withCovered(entry.finding).some((one) => remaining.has(keyOf(one)))) entry.finding = { ...entry.finding, filled: true };
    }
  }
}

/** A message starts with the field, and several fields may be missing in one place. */
const keyOf = ({ control, container = '', pointer, message }: Pick<LazyFinding, 'control' | 'container' | 'pointer' | 'message'>): string =>
  JSON.stringify([control, container, pointer, message.split(' ', 1)[0]]);
