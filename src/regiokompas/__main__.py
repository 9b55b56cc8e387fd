"""``python -m regiokompas`` is the command ``regiokompas``."""

import sys

from regiokompas.cli import main

sys.exit(main())
