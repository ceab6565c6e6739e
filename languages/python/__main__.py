"""The command line, as `python -m cdk8s_hardened check deploy/`. It runs in Node, as all of the package does."""

import sys

from ._jsii import __jsii_assembly__

sys.exit(__jsii_assembly__.invokeBinScript("cdk8s-hardened", "cdk8s-hardened", sys.argv[1:]))
