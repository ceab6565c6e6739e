import { SHELLS } from '../../objects/shells';
import { defineControl, notEnforceable } from '../control';
import { sbomExample, sbomFaults, UnwantedPrograms } from '../sbom-faults';
import { SBOMS } from '../scan-evidence';

/** Packages are not all called like the program: `ksh93u+m` brings `ksh`, and `sh` and `ash` come with others. */
const UNWANTED: UnwantedPrograms = {
  noun: 'shells',
  packages: new Set(['bash', 'dash', 'busybox', 'busybox-binsh', 'busybox-static', 'toybox', 'zsh', 'ksh', 'ksh93u+m', 'mksh', 'tcsh', 'csh', 'fish', 'yash', 'posh', 'loksh', 'oksh']),
  programs: new Set(SHELLS),
};

const LIBC = [
  { type: 'library', name: 'libc6', version: '2.41', purl: 'pkg:deb/debian/libc6@2.41' }, { type: 'file', name: '/lib/x86_64-linux-gnu/libc.so.6' },
];

export const noShellInImage = defineControl({
  id: 'no-shell-in-image',
  title: 'Images contain no shell',
  subject: 'image',
  why: 'with a shell an intruder can run commands, download programs and look around; without one each step takes a program of its own',
  fix: {
    code: 'build the image on a base without a shell, such as distroless, and use probes without commands',
    yaml: 'build the image on a base without a shell, such as distroless, and use probes without commands',
  },
  references: ['https://github.com/GoogleContainerTools/distroless', 'https://cyclonedx.org/', 'https://spdx.dev/'],
  frameworks: ['nsa-cisa:minimal-images'],
  needs: [{ evidence: SBOMS, absent: 'not-applicable' }],
  inspect: ({ image }, _, evidence) => sbomFaults(image, evidence, UNWANTED),
  admission: notEnforceable('the API server has no SBOMs'),
  absent: 'good',
  examples: () => ({
    good: [
      sbomExample('a library with its files', LIBC),
      sbomExample('all files', [{ type: 'file', name: '/etc/passwd' }, { type: 'file', name: '/app/server' }]),
      sbomExample('a package of npm that is called so', [...LIBC, { type: 'library', name: 'bash', purl: 'pkg:npm/bash@1.0.0' }]),
    ],
    bad: [
      sbomExample('a package of the system', [...LIBC, { type: 'library', name: 'bash', purl: 'pkg:deb/debian/bash@5.2' }]),
      sbomExample('a static binary that a scanner recognized', [{ type: 'application', name: 'busybox', purl: 'pkg:generic/busybox@1.36.1' }]),
      sbomExample('a file', [...LIBC, { type: 'file', name: '/busybox/sh' }]),
      sbomExample('an image without SBOM', LIBC, 'registry.example.com/shop/web:1.0.0'),
      sbomExample('an SBOM without files', LIBC.slice(0, 1)),
      sbomExample('an SBOM of a language alone', [{ type: 'library', name: 'express', purl: 'pkg:npm/express@5.1.0' }]),
      sbomExample('an SBOM of a lock file alone', [{ type: 'application', name: 'app/package-lock.json' }, { type: 'library', name: 'express', purl: 'pkg:npm/express@5.1.0' }]),
      sbomExample('an SBOM of a language, with the files of its packages', [
        { type: 'library', name: 'flask', purl: 'pkg:pypi/flask@3.1.0' }, { type: 'file', name: '/usr/lib/python3/site-packages/flask/app.py' },
      ]),
      sbomExample('an SBOM of a recognized binary alone', [{ type: 'application', name: 'node', purl: 'pkg:generic/node@22.1.0' }]),
    ],
  }),
});
