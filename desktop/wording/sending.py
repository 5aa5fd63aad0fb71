"""What sending and receiving is at, and what came of it."""

from desktop.operations.sync import Sent
from desktop.wording import counts
from desktop.wording.strip import conflict_words, differing_words
from desktop.wording.translation import Translate, english
from sync.client.reports import Stage


def stage_words(stage: Stage, done: int, of: int, translate: Translate = english) -> str:
    """How far it has come: "Receiving: 400 of 2,000"."""
    words = {
        Stage.SENDING: translate("Sending", "Sending"),
        Stage.SENDING_ATTACHMENTS: translate("Sending", "Sending the register"),
        Stage.RECEIVING: translate("Sending", "Receiving"),
        Stage.RECEIVING_ATTACHMENTS: translate("Sending", "Receiving the register"),
        Stage.WAITING: translate("Sending", "The server asks us to wait"),
    }[stage]
    if of <= 0:
        return words
    return translate("Sending", "{what}: {done} of {all}").format(
        what=words, done=counts.number(done), all=counts.number(of)
    )


def sent_words(done: Sent, translate: Translate = english) -> str:
    """What came of it: what was sent and received, then what is left to do."""
    report = done.report
    if report.sent or report.received:
        first = translate("Sending", "{sent} sent, {received} received.").format(
            sent=counts.changes(report.sent, translate), received=counts.number(report.received)
        )
    else:
        first = translate("Sending", "There was nothing new to send or to receive.")
    told = [first]
    if report.pending:
        pending = counts.changes(report.pending, translate)
        told.append(translate("Sending", "{changes} not yet sent.").format(changes=pending))
    if report.quarantined:
        held = counts.changes(report.quarantined, translate)
        told.append(
            translate("Sending", "The server keeps {changes} apart; ask your organiser.").format(changes=held)
        )
    if not report.agrees:
        told.append(differing_words(translate))
    if report.removals_held:
        held = counts.records(report.removals_held, translate)
        told.append(
            translate(
                "Sending",
                "{records} are no longer for this laptop, and all of them are still here. Ask your organiser; then"
                " send again and say that they may go.",
            ).format(records=held)
        )
    told.append(conflict_words(done.conflicts, translate))
    return " ".join(words for words in told if words)
