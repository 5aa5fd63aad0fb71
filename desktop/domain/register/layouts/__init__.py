"""The families of register files that can be read: one small module each, listed here in the order of
trying.
"""

from desktop.domain.register.layouts.eros_pp50 import EROS_PP50
from desktop.domain.register.layouts.layout import Layout
from desktop.domain.register.layouts.xpress_full import XPRESS_FULL

LAYOUTS: tuple[Layout, ...] = (XPRESS_FULL, EROS_PP50)
