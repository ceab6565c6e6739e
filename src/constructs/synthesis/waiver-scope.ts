import { IConstruct } from 'constructs';
import { profileOf } from './profile-scope';
import { sourceOf } from './source-location';
import { Finding } from '../../engine/finding';
import { Waiver } from '../../engine/waiver';
import { unusedWaiver, waiverObject } from '../../engine/waiver-audit';
import { MirroredWaiver, Scanner } from '../../engine/waiver-mirror';

const waivers = new WeakMap<IConstruct, MirroredWaiver[]>();

/** Adds a waiver to a scope, to be shown to scanners too. */
export function addWaiver(scope: IConstruct, waiver: Waiver, scanners: readonly Scanner[]): void {
  waivers.set(scope, [...waivers.get(scope) ?? [], { waiver, scanners }]);
}

/** The waivers that were added to this very scope. */
export function waiversAt(scope: IConstruct): readonly Waiver[] {
  return (waivers.get(scope) ?? []).map(({ waiver }) => waiver);
}

/** The waivers that cover a construct, with the scanners that shall see them: those of the scopes above and its own. */
export function mirroredOver(construct: IConstruct): readonly MirroredWaiver[] {
  const covering: MirroredWaiver[] = [];
  for (let at: IConstruct | undefined = construct; at; at = at.node.scope) covering.unshift(...waivers.get(at) ?? []);
  return covering;
}

/** The waivers that cover a construct: those of the scopes above and its own. */
export function waiversOver(construct: IConstruct): readonly Waiver[] {
  return mirroredOver(construct).map(({ waiver }) => waiver);
}

/** A finding for each waiver of some constructs that is not needed. */
export function unusedWaivers(constructs: readonly IConstruct[], isNeeded: (waiver: Waiver) => boolean): Finding[] {
  const waiving = constructs.filter((scope) => waivers.has(scope));
  return waiving.flatMap((scope) => waiversAt(scope).filter((waiver) => !isNeeded(waiver)).map((waiver) => unusedWaiver(
    waiver, { profile: profileOf(scope), origin: { constructPath: scope.node.path, ...sourceOf(scope) }, object: waiverObject(waiver.control), pointer: '' },
  )));
}
