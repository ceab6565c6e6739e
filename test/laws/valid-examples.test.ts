import { placements } from './placements';
import { profileOf } from './profiles';
import { CATALOGUE } from '../../src/controls';
import { fieldProblems } from '../../src/objects/fields/manifest-fields';

const EXCERPT = /is missing, and required$/; // an example of an object shows what its control reads, and no more

test.each(CATALOGUE.map((control) => [control.id, control] as const))('good examples of %s have no field that the API server refuses', (_, control) => {
  const messages = control.examples.good.flatMap((example) => {
    const { kubernetesMinor } = profileOf(control, example);
    const manifests = placements(control, example).flatMap((one) => one.manifests);
    return manifests.flatMap((manifest) => fieldProblems(manifest, kubernetesMinor)).map(({ message }) => message);
  });
  expect([...new Set(messages.filter((message) => !EXCERPT.test(message)))]).toEqual([]);
});
