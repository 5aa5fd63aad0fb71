"""What is said when something cannot be: what happened, what is safe, what to do.

Each exception that domain, store, operations and the exchange raise has words of its own or of its family; for
whatever nobody foresaw there is one sentence more. Nothing personal is repeated.
"""

from desktop.wording.told import Told, unforeseen_words
from desktop.wording.translation import Translate, english


def fault_words(fault: BaseException, translate: Translate = english) -> Told:
    """What to say of a fault.

    The words for each family are read with the first fault: whoever raises one has read the heavy parts by then.
    """
    from desktop.wording.custody import custody_fault
    from desktop.wording.handovers import handover_fault
    from desktop.wording.helping import help_fault
    from desktop.wording.labels import label_fault
    from desktop.wording.leases import lease_fault
    from desktop.wording.lock_faults import lock_fault
    from desktop.wording.lost import report_fault
    from desktop.wording.people_faults import people_fault
    from desktop.wording.sending_faults import sending_fault
    from desktop.wording.sharing import sharing_fault
    from desktop.wording.store_faults import store_fault

    return (
        store_fault(fault, translate)
        or people_fault(fault, translate)
        or sending_fault(fault, translate)
        or lease_fault(fault, translate)
        or custody_fault(fault, translate)
        or lock_fault(fault, translate)
        or report_fault(fault, translate)
        or handover_fault(fault, translate)
        or help_fault(fault, translate)
        or label_fault(fault, translate)
        or sharing_fault(fault, translate)
        or unforeseen_words(translate)
    )
