/** The parts of what cdk8s-cli passes to a validation that we use. https://cdk8s.io/docs/latest/cli/synth/#validations */
export interface ValidationContext {
  /** The files that the app wrote. */
  readonly manifests: readonly string[];
  /** The constructs by the names of their resources; the report looks up what is passed to it here. */
  readonly metadata: Record<string, { path: string }>;
  /** Whether the files are thrown away when the command ends. */
  readonly stdout?: boolean;
  readonly logger: { log(message: string): void };
  readonly report: {
    addViolation(violation: Violation): void;
    submit(status: 'success' | 'failure', metadata?: Readonly<Record<string, string>>): void;
  };
  /** The documents of a file. */
  parseManifest(file: string): readonly unknown[];
}

/** One rule, and everything that violates it. */
export interface Violation {
  readonly ruleName: string;
  readonly recommendation: string;
  readonly fix: string;
  readonly violatingResources: readonly { readonly resourceName: string; readonly manifestPath: string; readonly locations: readonly string[] }[];
}
