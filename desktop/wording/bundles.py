"""What is said of a file on a stick."""

from desktop.operations.bundles import BundleTaken, BundleWritten
from desktop.wording.counts import number
from desktop.wording.translation import Translate, english


def written_words(done: BundleWritten, translate: Translate = english) -> str:
    """What is on the stick now."""
    return translate(
        "Bundles",
        "On the stick: {all} entries, {unsent} of them not yet sent. Only laptops of your branch can read it.",
    ).format(all=number(done.entries), unsent=number(done.unsent))


def taken_words(done: BundleTaken, translate: Translate = english) -> str:
    """What was taken from a stick."""
    words = translate("Bundles", "Taken in: {new} new entries; {known} were here already.").format(
        new=number(done.new), known=number(done.known)
    )
    if done.carried:
        words += " " + translate("Bundles", "{n} of a colleague’s go to the server with yours.").format(
            n=number(done.carried)
        )
    if not done.is_whole:
        words += " " + translate("Bundles", "The file is cut short. Copy it once more for the rest.")
    return words
