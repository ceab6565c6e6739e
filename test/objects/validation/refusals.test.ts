import { join } from 'path';
import { parseAllDocuments } from 'yaml';
import { testRefusals, textsIn } from './refusal-tables';
import { groupKind, keyOf, Manifest } from '../../../src/objects/manifest';
import { ruleProblems } from '../../../src/objects/validation/rule-problems';

const OLDER = /v\d+(alpha|beta)\d+$|^autoscaling\/v1$/;

/** Objects that a real API server accepts: the suite `validation` changes them in the same way and sends them to it. */
const objects = new Map(textsIn(join(__dirname, '..', '..', '..', 'conformance', 'fields', 'objects'))
  .flatMap((text) => parseAllDocuments(text, { version: '1.1' }).map((document) => document.toJS() as Manifest))
  .filter(({ apiVersion }) => !OLDER.test(String(apiVersion)))
  .map((object) => [`${groupKind(object)} ${keyOf(object).name}`.trim(), object]));

testRefusals(join(__dirname, 'refusals'), ({ name, valid }) => valid ?? objects.get(name)!, (object) => ruleProblems(object, 37));
