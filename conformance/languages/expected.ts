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
  misspelled_key: 'Error: cannot add a container to "c/api": nothing reads the key "port_number"; write "portNumber", or pass the class of jsii instead of a dict, '
    + 'which takes port_number',
};

/** The warnings of plain_app_warns, and nothing else, on standard error. */
export const WARNING = /^warning {2}image-digest: /gm;
