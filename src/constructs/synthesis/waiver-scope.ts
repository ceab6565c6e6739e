import { IConstruct } from 'constructs';
import { VOCABULARY } from '../../controls/vocabulary';
import { Finding } from '../../engine/finding';
import { Waiver } from '../../engine/waiver';

const waivers = new WeakMap<IConstruct, Waiver[]>();

/** The waivers that were added to this very scope. */
export function waiversAt(scope: IConstruct): Waiver[] {
  const known = waivers.get(scope) ?? [];
  waivers.set(scope, known);
  return known;
}

/** The waivers that cover a construct: its own and those of the scopes above. */
export function waiversOver(construct: IConstruct): Waiver[] {
  return construct.node.scopes.flatMap((scope) => waivers.get(scope) ?? []);
}

/** A finding for each waiver of a tree that no finding needed: it hides nothing today and would hide something tomorrow. */
export function unusedWaivers(root: IConstruct, findings: readonly Finding[]): Finding[] {
  const used = new Set(findings.map(({ waiver }) => waiver));
  return root.node.findAll().flatMap((scope) => (waivers.get(scope) ?? []).filter((waiver) => !used.has(waiver)).map((waiver) => ({
    control: 'waiver-unused' as const, severity: VOCABULARY['waiver-unused'].severity, outcome: 'violation' as const,
    origin: { constructPath: scope.node.path }, object: { apiVersion: '', kind: 'Waiver', namespace: '', name: waiver.control }, pointer: '',
    message: `the waiver of ${waiver.control}${waiver.container === undefined ? '' : ` for container "${waiver.container}"`} covers no finding`,
    why: 'a waiver that hides nothing today hides the next fault unseen', fix: 'remove it, or correct the control or container that it names', waiver: null,
  })));
}
