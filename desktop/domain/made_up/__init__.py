"""Made-up people, streets and electors: for the practice street, the demonstration and the tests.

Nobody here exists. The same seed gives the same people, on every laptop.
"""

from desktop.domain.made_up.electors import electors
from desktop.domain.made_up.people import Person, people
from desktop.domain.made_up.streets import Door, street

__all__ = ["Door", "Person", "electors", "people", "street"]
