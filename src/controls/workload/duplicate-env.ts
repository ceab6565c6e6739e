import { entries, repeated } from '../../objects/container-shape';
import { plainText } from '../../objects/plain-text';
import { filledText } from '../../objects/value-types';
import { defineControl, notEnforceable } from '../control';

const env = (...names: string[]) => ({ env: names.map((name, i) => ({ name, value: plainText(i) })) });

export const duplicateEnv = defineControl({
  id: 'duplicate-env',
  title: 'Containers set each environment variable once',
  subject: 'container',
  why: 'only the last value counts, and a later apply may drop either one, so the process runs with a setting that nobody reads in the manifest',
  fix: {
    code: 'pass each name once in `envVariables` of the container',
    yaml: 'remove one of the two entries from `env`',
  },
  references: ['https://kubernetes.io/docs/tasks/inject-data-application/define-environment-variable-container/'],
  frameworks: ['kube-linter:duplicate-env-var', 'kube-score:environment-variable-key-duplication'],
  inspect: (container) => repeated(entries(container.env, '/env'), ({ value }) => filledText(value.name))
    .map(({ value, pointer }) => ({ pointer: `${pointer}/name`, message: `env has "${plainText(value.name)}" twice` })),
  admission: notEnforceable('counts equal names in a list, which the expressions of controls cannot'),
  absent: 'good',
  examples: () => ({
    good: [{ shows: 'names that differ by case', subject: env('MODE', 'mode') }],
    bad: [{ shows: 'the same name twice', subject: env('MODE', 'LEVEL', 'MODE') }],
  }),
});
