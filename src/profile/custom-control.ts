import { Severity } from './severity';

/** What a custom control is about. */
export enum ControlSubject {
  /** Whole objects. */
  OBJECT = 'object',

  /** The spec of the pods that an object describes, whatever its kind: a Pod, the template of a Deployment, that of a CronJob, a pod in a custom resource. */
  POD = 'pod',

  /** Each container of these pods, be it init, main or ephemeral. */
  CONTAINER = 'container',
}

/** One fault that a custom control found. */
export interface ControlViolation {
  /** What is wrong, as in `label cost-center is missing`. */
  readonly message: string;

  /**
   * Where, as a JSON pointer that starts at the subject: `/metadata/labels`, or `/image` in a container.
   *
   * @default - the subject itself
   */
  readonly pointer?: string;
}

/**
 * What a custom control decides. Implement it in the language of your app; the same subject must always get the same answer, so read neither clock nor
 * network.
 */
export interface IControlRule {
  /**
   * Finds what is wrong with a subject.
   *
   * @param subject the object, pod spec or container as it stands in the final manifest, as plain data; a copy. Any field may be missing or of a wrong type.
   * @returns one violation for each fault; an empty list where nothing is wrong
   */
  violations(subject: any): ControlViolation[];
}

/** What a custom control says about itself, and how it decides. */
export interface CustomControlProps {
  /** The good state, in a few words: `Images come from the repository of the team`. */
  readonly title: string;

  /** What goes wrong otherwise, in one sentence. */
  readonly why: string;

  /** What to do about a violation. */
  readonly fix: string;

  /** How it decides. */
  readonly rule: IControlRule;

  /**
   * What a violation means.
   *
   * @default Severity.WARNING
   */
  readonly severity?: Severity;

  /**
   * What the rule looks at.
   *
   * @default ControlSubject.OBJECT
   */
  readonly subject?: ControlSubject;

  /**
   * Only in objects of these kinds: `apps/Deployment`, or `Service` in the core group.
   *
   * @default - objects of every kind
   */
  readonly kinds?: string[];

  /**
   * Subjects that the rule accepts, by what they show. `HardenedTesting.wrongExamples` tests them, `explain` prints them.
   *
   * @default - none
   */
  readonly accepted?: { readonly [shows: string]: any };

  /**
   * Subjects that the rule finds fault with, by what they show.
   *
   * @default - none
   */
  readonly rejected?: { readonly [shows: string]: any };

  /**
   * Pages about it.
   *
   * @default - none
   */
  readonly references?: string[];
}

const ID = /^[a-z][a-z0-9-]*\.[a-z][a-z0-9-]*$/;

/**
 * A control of your own, beside those of the catalogue. A profile holds it (`customControls`), and where the profile holds it is judged: at synth and by
 * `check`. It is waived, reported, raised and explained by its id as the others are.
 *
 * @example
 * import { ControlSubject, ControlViolation, CustomControl, IControlRule, SecurityProfile } from 'cdk8s-hardened';
 *
 * class OwnRepository implements IControlRule {
 *   public violations(container: any): ControlViolation[] {
 *     if (String(container.image).startsWith('registry.example.com/shop/')) return [];
 *     return [{ pointer: '/image', message: 'the image is of another team' }];
 *   }
 * }
 *
 * SecurityProfile.restricted({
 *   customControls: [CustomControl.of('acme.own-repository', {
 *     title: 'Images come from the repository of the team',
 *     why: 'nobody of the team answers for what is in the images of others',
 *     fix: 'copy the image to registry.example.com/shop',
 *     subject: ControlSubject.CONTAINER,
 *     rule: new OwnRepository(),
 *   })],
 * });
 */
export class CustomControl {
  /**
   * A control.
   *
   * @param id what it is called in reports and waivers: the name of your organization, a dot and its own name, as `acme.cost-center`
   * @param props what it says and how it decides
   * @throws for a malformed id or kind, and for an empty text
   */
  public static of(id: string, props: CustomControlProps): CustomControl {
    const at = `cannot make control "${id}"`;
    if (!ID.test(id)) throw new Error(`${at}: its id is not two names in lower case with a dot between them; pass one such as "acme.cost-center"`);
    for (const [prop, text] of Object.entries({ title: props.title, why: props.why, fix: props.fix })) {
      if (typeof text !== 'string' || text.trim() === '') throw new Error(`${at}: \`${prop}\` is empty; a reader of the report needs it`);
    }
    const kind = props.kinds?.find((one) => !/^([a-z0-9.-]+\/)?[A-Z][A-Za-z0-9]*$/.test(one));
    if (kind !== undefined) throw new Error(`${at}: "${kind}" is no kind with its group, such as "apps/Deployment" or "Service"; correct it in \`kinds\``);
    return new CustomControl(id, props);
  }

  private constructor(
    /** Its name in reports and waivers. */
    public readonly id: string,
    /** What it says, and how it decides. */
    public readonly props: CustomControlProps,
  ) {}
}
