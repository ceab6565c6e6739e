import { component } from './component';
import { container } from './container';
import { encryptionProvider } from './encryption-provider';
import { image } from './image';
import { jwtAuthenticator } from './jwt-authenticator';
import { object } from './object';
import { pluginConfiguration } from './plugin-configuration';
import { pod } from './pod';
import { policyRule } from './policy-rule';
import { set } from './set';
import { Subject } from './subject';

/** Every subject by its name, in the order in which `harden` fills them in. */
export const SUBJECTS = {
  container,
  image,
  pod,
  'policy-rule': policyRule,
  component,
  'encryption-provider': encryptionProvider,
  'jwt-authenticator': jwtAuthenticator,
  'plugin-configuration': pluginConfiguration,
  object,
  set,
} as const;

/** The name of a subject. */
export type SubjectName = keyof typeof SUBJECTS;

/** What a subject is, in a manifest that is well-formed. */
export type SubjectValue<Name extends SubjectName> = (typeof SUBJECTS)[Name] extends Subject<infer Value> ? Value : never;
