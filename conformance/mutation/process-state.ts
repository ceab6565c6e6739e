/** Packages whose classes the sources change. */
const PATCHED = ['cdk8s', 'constructs'];

type Descriptors = Record<PropertyKey, PropertyDescriptor>;

/** What tests and sources change outside of themselves, to be put back as it was. */
export class ProcessState {
  private readonly cwd = process.cwd();
  private readonly env = { ...process.env };
  private readonly globals = Object.getOwnPropertyDescriptors(Error);
  private readonly patched: readonly (readonly [object, Descriptors])[];

  constructor(load: NodeRequire) {
    const classes = PATCHED.flatMap((name) => Object.values(load(name) as Record<string, unknown>)).filter((one) => typeof one === 'function');
    this.patched = classes.flatMap((one) => [one, one.prototype as object]).filter((one) => typeof one === 'object' || typeof one === 'function')
      .map((one) => [one, Object.getOwnPropertyDescriptors(one) as Descriptors] as const);
  }

  public restore(): void {
    process.chdir(this.cwd);
    process.exitCode = undefined;
    for (const name of Object.keys(process.env)) if (!(name in this.env)) delete process.env[name];
    Object.assign(process.env, this.env);
    for (const [one, descriptors] of [...this.patched, [Error, this.globals as unknown as Descriptors] as const]) putBack(one, descriptors);
  }
}

function putBack(one: object, descriptors: Descriptors): void {
  for (const key of Reflect.ownKeys(one)) {
    const before = descriptors[key];
    const now = Reflect.getOwnPropertyDescriptor(one, key)!;
    if (!before) Reflect.deleteProperty(one, key);
    else if (now.configurable && (now.value !== before.value || now.get !== before.get)) Object.defineProperty(one, key, before);
  }
  for (const key of Reflect.ownKeys(descriptors)) if (!Object.hasOwn(one, key)) Object.defineProperty(one, key, descriptors[key]);
}
