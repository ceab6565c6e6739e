"""The command line with the controls of the company: `python check.py check dist`, or any other command of `cdk8s-hardened`."""

import sys

from cdk8s_hardened import CommandLine

from own_controls import OWN_REPOSITORY

result = CommandLine.run(sys.argv[1:], custom_controls=[OWN_REPOSITORY])
sys.stdout.write(result.output)
sys.stderr.write(result.messages)
sys.exit(result.exit_code)
