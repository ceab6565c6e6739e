import { IConstruct } from 'constructs';

/** What the nearest scope has that has anything: the construct itself, then upwards. `node.scopes` would make a list for every question. */
export function nearest<T>(construct: IConstruct, find: (scope: IConstruct) => T | undefined): T | undefined {
  for (let at: IConstruct | undefined = construct; at; at = at.node.scope) {
    const found = find(at);
    if (found !== undefined) return found;
  }
  return undefined;
}
