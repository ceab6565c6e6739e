import { Expression, Path } from '../controls/require';

/** Every path that an expression reads. */
export function pathsOf(expression: Expression): Path[] {
  switch (expression.kind) {
    case 'all':
    case 'any': return expression.of.flatMap(pathsOf);
    case 'every':
    case 'some': return [expression.path, ...pathsOf(expression.item)];
    case 'same': return [expression.path, expression.other];
    default: return [expression.path];
  }
}

const ofElement = ({ root }: Path): boolean => root === 'item' || root === 'value' || root === 'outer';

/** Whether an expression about an object reads nothing but its metadata, which all kinds have alike. */
export const readsOnlyMetadata = (expression: Expression): boolean =>
  pathsOf(expression).every((path) => ofElement(path) || path.keys[0] === 'metadata');

/** Whether an expression about a pod or container also reads the object around the pod. */
export const readsObject = (expression: Expression): boolean => pathsOf(expression).some(({ root }) => root === 'object');
