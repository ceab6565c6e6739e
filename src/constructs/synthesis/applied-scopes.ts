import { ApiObject } from 'cdk8s';
import { IConstruct } from 'constructs';
import { recordFilled } from './hardened-objects';
import { nearest } from './nearest';
import { profileOf } from './profile-scope';
import { CATALOGUE } from '../../controls';
import { Filled, Filler } from '../../engine/fill';
import { mapApplied } from '../../objects/applied-objects';

const applied = new WeakSet<IConstruct>();
const filler = new Filler(CATALOGUE);

/** Has every object below a scope hardened, those included that are made later. */
export function applyTo(scope: IConstruct): void {
  applied.add(scope);
}

/** Fills what is absent in a manifest that somebody else rendered, where a scope above requires it; returns whether anything was. */
export function fillApplied(manifest: Record<string, unknown>, object: ApiObject): boolean {
  if (!nearest(object, (scope) => applied.has(scope) || undefined)) return false;
  const profile = profileOf(object);
  const filled: Filled[] = [];
  Object.assign(manifest, mapApplied(manifest, (one) => {
    const ofOne = filler.fill(one, profile);
    filled.push(...ofOne);
    return ofOne.length === 0 ? one : { ...one };
  }));
  recordFilled(object, filled);
  return filled.length > 0;
}
