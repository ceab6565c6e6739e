import { ComponentView, Flag } from '../../cluster-components/component';
import { flagNameProblem, flagNames } from '../../cluster-components/flag-names';
import { componentsIn, setsComponents } from '../../cluster-components/sources';
import { versionsIn } from '../../cluster-components/versions';
import { groupKind, Manifest } from '../../manifest';
import { plainText } from '../../plain-text';
import { Problem } from '../../problem';
import { suggestion } from '../../similar-names';

function problemOf({ name, pointer, isVariable }: Flag, { component }: ComponentView, minor: number | undefined): Problem[] {
  const problem = isVariable ? undefined : flagNameProblem(component, name, minor);
  if (problem === undefined) return [];
  const others = flagNames(component).filter((other) => flagNameProblem(component, other, minor) === undefined);
  return [{ pointer, message: `${component} does not start: its flag "--${plainText(name)}" ${problem}${suggestion(name, others)}` }];
}

/** The version that all of an object is about; undefined where it names none, or several. */
function minorOf(manifest: Manifest): number | undefined {
  const [minor, ...others] = new Set(versionsIn(manifest).map((version) => version.minor));
  return minor === undefined || others.length > 0 ? undefined : Number(minor.slice(minor.indexOf('.') + 1));
}

/** Flags that a component does not have, with which it does not start. */
export function flagProblems(manifest: Manifest): readonly Problem[] {
  if (!setsComponents(groupKind(manifest))) return [];
  const views = componentsIn(manifest);
  if (views.length === 0) return [];
  const minor = minorOf(manifest);
  return views.flatMap((view) => view.derived?.flags.flatMap((flag) => problemOf(flag, view, minor)) ?? []);
}
