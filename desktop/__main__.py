"""``python -m desktop`` is ``groundswell``."""

import sys

from desktop.main import main

sys.exit(main())
