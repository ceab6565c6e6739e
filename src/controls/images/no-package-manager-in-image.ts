import { defineControl, notEnforceable } from '../control';
import { sbomExample, sbomFaults, UnwantedPrograms } from '../sbom-faults';
import { SBOMS } from '../scan-evidence';

const UNWANTED: UnwantedPrograms = {
  noun: 'package managers',
  packages: new Set([
    'apt', 'aptitude', 'dpkg', 'apk-tools', 'rpm', 'dnf', 'dnf5', 'microdnf', 'yum', 'zypper', 'pacman', 'opkg', 'pip', 'pkg:pypi/pip', 'npm', 'pkg:npm/npm',
  ]),
  programs: new Set(['apt', 'apt-get', 'dpkg', 'apk', 'rpm', 'dnf', 'dnf5', 'microdnf', 'yum', 'zypper', 'pacman', 'opkg', 'pip', 'pip3', 'npm']),
};

const LIBC = [
  { type: 'library', name: 'libc6', version: '2.41', purl: 'pkg:deb/debian/libc6@2.41' }, { type: 'file', name: '/lib/x86_64-linux-gnu/libc.so.6' },
];

export const noPackageManagerInImage = defineControl({
  id: 'no-package-manager-in-image',
  title: 'Images contain no package manager',
  subject: 'image',
  why: 'with a package manager an intruder can install tools, from sources that the firewall often allows',
  fix: {
    code: 'copy the program into a base image without a package manager, such as distroless, in the last stage of the build',
    yaml: 'copy the program into a base image without a package manager, such as distroless, in the last stage of the build',
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
      sbomExample('a library of a package manager', [...LIBC, { type: 'library', name: 'libapt-pkg7.0', purl: 'pkg:deb/debian/libapt-pkg7.0@3.0' }]),
    ],
    bad: [
      sbomExample('that of the system', [...LIBC, { type: 'library', name: 'apt', purl: 'pkg:deb/debian/apt@3.0' }]),
      sbomExample('that of a language', [...LIBC, { type: 'library', name: 'npm', purl: 'pkg:npm/npm@11.4.2' }]),
      sbomExample('a file', [...LIBC, { type: 'file', name: '/sbin/apk' }]),
      sbomExample('an image without SBOM', LIBC, 'registry.example.com/shop/web:1.0.0'),
      sbomExample('an SBOM without files', LIBC.slice(0, 1)),
      sbomExample('an SBOM of a language alone', [{ type: 'library', name: 'express', purl: 'pkg:npm/express@5.1.0' }]),
    ],
  }),
});
