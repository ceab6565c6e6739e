import { objectMeta } from './built-in';
import { Struct } from './field-type';
import { otherRules, rootType } from './structural-schema';
import { groupKind, Manifest } from '../manifest';
import { elementsOf, isObject, valueAt } from '../pointer';
import { getOrInsert } from '../remembered';

/** A kind that a CustomResourceDefinition describes. */
export interface CustomType {
  readonly type: Struct;
  /** How many of its rules are not evaluated: those in CEL, and combinations of schemas. */
  readonly otherRules: number;
  /** Whether the definition lets any field of the object or of its spec pass, as those of Argo Workflows do. */
  readonly isOpen: boolean;
}

const DEFINITION = 'apiextensions.k8s.io/CustomResourceDefinition';

/** Whether an object defines a kind. */
export const isDefinition = (manifest: Manifest): boolean => groupKind(manifest) === DEFINITION;

/** The types of the kinds that CustomResourceDefinitions describe. */
export class CustomTypes {
  public static readonly NONE = new CustomTypes(new Map());

  private readonly overlays = new WeakMap<CustomTypes, CustomTypes>();

  private constructor(private readonly types: ReadonlyMap<string, CustomType>) {}

  /** These types and those of more definitions; a later definition of a kind replaces an earlier one. What is no definition is left out. */
  public with(definitions: readonly Manifest[]): CustomTypes {
    return new CustomTypes(new Map([...this.types, ...definitions.flatMap(typesOf)]));
  }

  /** These types and those of another; where both describe a kind, that of the other. */
  public overlaid(other: CustomTypes): CustomTypes {
    if (this.types.size === 0) return other;
    return other.types.size === 0 ? this : getOrInsert(this.overlays, other, () => new CustomTypes(new Map([...this.types, ...other.types])));
  }

  /** The type of a kind; undefined where no definition describes it. */
  public get(manifest: Manifest): CustomType | undefined {
    if (this.types.size === 0) return undefined;
    const { apiVersion, kind } = manifest;
    return typeof apiVersion === 'string' && typeof kind === 'string' ? this.types.get(`${apiVersion} ${kind}`) : undefined;
  }
}

function typesOf(definition: Manifest): (readonly [string, CustomType])[] {
  const { group, names, versions } = isObject(definition.spec) ? definition.spec : {};
  const kind = isObject(names) ? names.kind : undefined;
  if (!isDefinition(definition) || typeof group !== 'string' || typeof kind !== 'string') return [];
  return elementsOf(versions).flatMap((version) => {
    const schema = valueAt(version, '/schema/openAPIV3Schema');
    if (!isObject(version) || typeof version.name !== 'string' || !isObject(schema)) return [];
    const type = rootType(schema, { metadata: objectMeta() });
    return [[`${group}/${version.name} ${kind}`, { type, otherRules: otherRules(schema), isOpen: isOpen(type) }] as const];
  });
}

/** Only the outermost fields count: values that are the user's own, such as those of a chart, are open in many definitions. */
function isOpen({ isOpen: isRootOpen, field }: Struct): boolean {
  const spec = field('spec')?.type;
  return isRootOpen || (spec?.is === 'struct' && spec.isOpen) || (spec?.is === 'scalar' && spec.scalar === 'anything');
}
