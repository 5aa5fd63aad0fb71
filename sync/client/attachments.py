"""Attachments both ways, chunk by chunk, going on where a broken line left off."""

from sync.client.errors import BadAnswer, ServerRefused
from sync.client.journal import AttachmentRef, Journal
from sync.client.manners import Manners
from sync.client.reports import Stage
from sync.client.transport import Transport
from sync.protocol.chunks import chunk_length
from sync.protocol.messages import ATTACHMENT_CAP, CHUNK_BYTES, AttachmentState

_PASSES = 2  # the server asks for all chunks again if they did not add up to the name


def send_attachments(journal: Journal, transport: Transport, manners: Manners) -> None:
    """Send every attachment that the server lacks. One that is refused holds up no other."""
    for attachment in journal.attachments_to_send():
        try:
            _send(journal, transport, manners, attachment)
        except ServerRefused as refused:
            if refused.code not in ("too_large", "not_found", "malformed"):
                raise


def receive_attachments(journal: Journal, transport: Transport, manners: Manners) -> None:
    """Fetch every attachment that entries name and the server has."""
    for attachment in journal.attachments_wanted():
        try:
            _receive(journal, transport, manners, attachment)
        except ServerRefused as refused:
            if refused.code != "not_found":  # its sender has not come to it yet
                raise


def _send(journal: Journal, transport: Transport, manners: Manners, attachment: AttachmentRef) -> None:
    path = f"/v1/attachments/{attachment.id}"
    query = {"scope": attachment.scope}
    count = -(-attachment.size // CHUNK_BYTES)
    for _ in range(_PASSES):
        manners.pause_point()
        state = transport.post(path, None, AttachmentState, {**query, "size": str(attachment.size)})
        if state.complete:
            journal.attachment_sent(attachment.id)
            return
        if any(index >= count for index in state.missing):
            raise BadAnswer("attachment")
        for index in sorted(set(state.missing)):
            manners.pause_point()
            content = journal.attachment_chunk(attachment.id, index)
            state = transport.put_bytes(f"{path}/{index}", query, content, AttachmentState)
            manners.tell(Stage.SENDING_ATTACHMENTS, count - len(state.missing), count)
        if state.complete:
            journal.attachment_sent(attachment.id)
            return


def _receive(journal: Journal, transport: Transport, manners: Manners, attachment: AttachmentRef) -> None:
    path = f"/v1/attachments/{attachment.id}"
    query = {"scope": attachment.scope}
    manners.pause_point()
    state = transport.get(path, query, AttachmentState)
    if not state.complete or not 0 < state.size <= ATTACHMENT_CAP:
        return
    count = -(-state.size // CHUNK_BYTES)
    kept = journal.chunks_kept(attachment.id)
    for index in range(count):
        if index in kept:
            continue
        manners.pause_point()
        content = transport.get_bytes(f"{path}/{index}", query)
        if len(content) != chunk_length(state.size, index):
            raise BadAnswer("attachment")
        journal.keep_chunk(attachment.id, index, content)
        manners.tell(Stage.RECEIVING_ATTACHMENTS, index + 1, count)
    journal.complete_attachment(attachment.id, state.size)
