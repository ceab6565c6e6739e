/** Shells that only the archives of distributions bring: an image has one of these because somebody put it there. */
const RARE = ['posh', 'toybox', 'yash'] as const;

/** The programs of the shells that images come with. busybox contains one beside other programs. */
export const COMMON_SHELLS = ['ash', 'bash', 'busybox', 'csh', 'dash', 'fish', 'ksh', 'mksh', 'sh', 'tcsh', 'zsh'] as const;

/** The programs of all shells. */
export const SHELLS: readonly string[] = [...COMMON_SHELLS, ...RARE];

/** The name of a program, without the folder that it is in. */
export const programName = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

/** Whether an executable is a shell, by its name. */
export const isShell = (executable: string): boolean => SHELLS.includes(programName(executable));
