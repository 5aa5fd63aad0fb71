"""What is said when joining a branch, sending or receiving does not work."""

from desktop.wording.told import Told
from desktop.wording.translation import Translate
from sync.protocol.errors import BadSignature, ProtocolError, TooLarge


def sending_fault(fault: BaseException, translate: Translate) -> Told | None:
    """Words for a fault of joining, sending or receiving, else None."""
    kept = translate("Faults", "Everything is saved on this laptop.")
    if isinstance(fault, BadSignature):
        return Told(
            "not_trusted",
            translate(
                "Faults", "What the server sent does not come from where it should, so it was not taken."
            ),
            kept,
            translate("Faults", "Tell your organiser before you try again."),
        )
    if isinstance(fault, TooLarge):
        return Told(
            "too_large",
            translate("Faults", "What was to be sent or received is larger than the server takes."),
            kept,
            translate("Faults", "Tell whoever looks after the server."),
        )
    if isinstance(fault, ProtocolError):
        return Told(
            "not_understood",
            translate("Faults", "The server and this laptop did not understand each other."),
            kept,
            translate(
                "Faults", "Check the address of the server, or install the newer version of Groundswell."
            ),
        )
    return None
