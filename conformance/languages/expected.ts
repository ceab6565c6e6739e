/** What must come of each case of overrides.py. */
export const EXPECTED: Readonly<Record<string, unknown>> = {
  to_json: [['RuntimeDefault', 7], ['RuntimeDefault', 7]],
  chart_and_text: { objects: true, text: true, seccomp: 'RuntimeDefault' },
  overridden_synth: { calls: 1, hardened: true },
  overridden_synth_of_hardened_app: { hardened: true, index: true },
  overridden_synth_refused: { finding: true, validation: false, written: false },
  own_writing_refused: { finding: true, validation: false, written: false },
  overridden_to_json: { override: true, chart: { by: 'override' } },
  overridden_to_json_refused: true,
  subclass_of_workload: 'RuntimeDefault',
  plain_app_refused: { finding: true, validation: false, written: false },
  plain_app_warns: true,
  app_without_ours: true,
  custom_construct: [1, 1, 1],
  own_peer: true,
  own_control_finds: true,
  own_control_waived: [],
  own_control_fails: true,
  misspelled_keys: [
    "argument containers[0]: nothing reads the key 'port_number'; pass ContainerProps(port_number=…) instead of a dict, or write 'portNumber'",
    "argument rules[0]: nothing reads the key 'resource_names'; pass ScopedRule(resource_names=…) instead of a dict, or write 'resourceNames'",
    '',
  ],
};

/** The warnings of plain_app_warns, and nothing else, on standard error. */
export const WARNING = /^warning {2}image-digest: /gm;
