import { ComponentName, ComponentSettings, ComponentView, DerivedSettings, Flag, WrittenSetting } from './component';
import { flagType } from './flag-types';
import { flagText, withFlag } from './flag-values';
import { plainName } from './flags';
import { flagOf, settingPath } from './setting-path';
import { descend, isObject, parentPointer, valueAt } from '../pointer';

/** How an object takes flags. */
export interface FlagWriting {
  /** Adds a flag. */
  readonly add: (name: string, text: string) => WrittenSetting;
  /** Gives a flag another value. */
  readonly replace: (flag: Flag, text: string) => WrittenSetting;
}

/** The flags of a component, and how the object holds them. */
export interface GivenFlags extends Pick<ComponentView, 'component' | 'container'>, Pick<DerivedSettings, 'isPartial'> {
  readonly flags: readonly Flag[];
  /** Flags that hold where none is given: their texts by their names. */
  readonly defaults?: Readonly<Record<string, string>>;
  /** What a new flag would be added to. */
  readonly holder: string;
  /** Undefined where the object cannot take flags. */
  readonly writing?: FlagWriting;
}

/** What flags set. A flag that is given replaces the default of the distribution. */
export function flagView({ component, flags: written, defaults = {}, holder, isPartial, container, writing }: GivenFlags): ComponentView {
  const flags = component === 'etcd' ? written : written.map((flag) => (flag.name.includes('_') ? { ...flag, name: plainName(flag.name) } : flag));
  const settings: ComponentSettings = {};
  const places = new Map<string, Flag>();
  const given = new Set(flags.map(({ name }) => name));
  const set = (name: string, text: string): readonly string[] => {
    const path = settingPath(component, name);
    change(settings, path, (before) => withFlag(before, name, text, component));
    return path;
  };
  for (const [name, text] of Object.entries(defaults)) if (!given.has(name) && !isReplaced(name, given)) set(name, text);
  for (const flag of flags) places.set(descend('', set(flag.name, flag.text)), flag);
  return {
    component, settings, ...(container === undefined ? {} : { container }),
    derived: {
      isPartial, flags,
      placeOf: (pointer) => flagAt(places, pointer)?.pointer ?? holder,
      write: (fill, replace) => (writing ? write({ component, settings, places, writing }, fill, replace) : []),
    },
  };
}

/** Flags in whose presence others must not be there, so that distributions leave out their own. */
const REPLACING: Readonly<Record<string, string>> = { 'authorization-mode': 'authorization-config', 'anonymous-auth': 'authentication-config' };

const isReplaced = (name: string, given: ReadonlySet<string>): boolean => Object.hasOwn(REPLACING, name) && given.has(REPLACING[name]);

/** The flag that gives a setting, or the map or list that it is in. */
function flagAt(flags: ReadonlyMap<string, Flag>, pointer: string): Flag | undefined {
  for (let at = pointer; at !== ''; at = parentPointer(at)) {
    const flag = flags.get(at);
    if (flag) return flag;
  }
  return undefined;
}

function change(settings: ComponentSettings, path: readonly string[], to: (before: unknown) => unknown): void {
  let map = settings;
  for (const key of path.slice(0, -1)) map = (isObject(map[key]) ? map[key] : map[key] = {}) as ComponentSettings;
  const last = path[path.length - 1];
  map[last] = to(map[last]);
}

interface Writing {
  readonly component: ComponentName;
  readonly settings: ComponentSettings;
  readonly places: Map<string, Flag>;
  readonly writing: FlagWriting;
}

/** Writes what does not hold anyway: what no flag gives, and the rest where it is to be replaced. */
function write({ component, settings, places, writing }: Writing, fill: ComponentSettings, replace: boolean): WrittenSetting[] {
  return leavesOf(component, fill).flatMap(([path, value]) => {
    const name = flagOf(component, path);
    const pointer = descend('', path);
    const flag = flagAt(places, pointer);
    const text = flagText(value);
    if (name === undefined || (flag && !replace) || flagText(valueAt(settings, pointer)) === text) return [];
    const written = flag ? writing.replace(flag, text) : writing.add(name, text);
    change(settings, path, () => value);
    if (!flag) places.set(pointer, { name, text, pointer: written.pointer, prefix: '' });
    return [written];
  });
}

/** The values of a fill, by their paths; a map that one flag sets is one value. */
function leavesOf(component: ComponentName, fill: ComponentSettings, path: readonly string[] = []): (readonly [readonly string[], unknown])[] {
  return Object.entries(fill).flatMap(([key, value]) => {
    const here = [...path, key];
    const flag = flagOf(component, here);
    return isObject(value) && (flag === undefined || flagType(flag) !== 'map') ? leavesOf(component, value, here) : [[here, value] as const];
  });
}
