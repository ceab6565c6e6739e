import { Subject } from './subject';
import { Manifest } from '../../objects/manifest';

/** All objects together, which `inspectSet` is called with; no object holds it. */
export const set: Subject = {
  name: 'set',
  isIn: () => false,
  framesIn: () => [],
  notAdmitted: 'compares objects, and the API server is asked about one at a time',
  text: { variable: 'set', meaning: () => 'all objects together', each: 'the set' },
  examples: {
    showsUnset: false,
    excerpt: ({ subject }) => subject as readonly Manifest[],
    placements: ({ subject }) => [{ where: 'set', manifests: subject as readonly Manifest[] }],
  },
};
