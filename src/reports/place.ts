import { ReportedFinding } from './report';
import { visible } from './visible';
import { ObjectKey } from '../objects/manifest';

/** `Deployment shop/web`, as people call an object; a document that could not be read has no name. */
export function objectLabel({ kind, namespace, name }: ObjectKey): string {
  if (kind === '' && name === '') return 'unreadable document';
  return visible(`${kind || 'object'} ${namespace === '' ? '' : `${namespace}/`}${name || '(no name)'}`);
}

/** `deploy.yaml:31:9`, which editors and terminals make a link of; the path of the construct where there is no file. */
export function position({ origin, line, column }: ReportedFinding): string {
  const place = visible(origin.file ?? origin.constructPath ?? '');
  if (origin.file === undefined || line === undefined) return place;
  return [place, line, ...(column === undefined ? [] : [column])].join(':');
}

/** `container "main"  /spec/containers/0`, the place within the object. */
export function placeInObject({ container, pointer }: ReportedFinding): string {
  return `${container === undefined ? '' : `container "${visible(container)}"  `}${visible(pointer) || '/'}`;
}

/** The controls whose findings have the same cause, each once: `high-uid-gid, no-root-group`. */
export const coversText = ({ covers = [] }: ReportedFinding): string => [...new Set(covers.map(({ control }) => control))].join(', ');

/** What tells objects of one input apart, even where two have the same name. */
export const objectIdentity = ({ origin, object: { apiVersion, kind, namespace, name } }: ReportedFinding): string =>
  JSON.stringify([origin.file, origin.document, apiVersion, kind, namespace, name]);
