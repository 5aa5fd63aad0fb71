"""What is said of the branch's laptops: one sentence on what to do first, and a line each."""

from desktop.domain.laptops import Advice, BranchErasure, BranchLaptop, FirstThing, LaptopsPage
from desktop.wording import counts
from desktop.wording.counts import number
from desktop.wording.translation import Translate, english


def advice_words(advice: Advice, translate: Translate = english) -> str:
    """What to do first."""
    laptop = advice.laptop
    if laptop is None:
        return translate("Laptops", "Every laptop has been heard from, and nothing waits.")
    pending = counts.changes(laptop.pending, translate)
    words = {
        FirstThing.RING: translate(
            "Laptops",
            "Ring whoever has “{name}”: it has not been heard from for {days} days, and held {pending} then.",
        ),
        FirstThing.SILENT: translate(
            "Laptops", "Ask after “{name}”: it has not been heard from for {days} days."
        ),
        FirstThing.APART: translate("Laptops", "Look at what the server keeps apart of “{name}”: {apart}."),
        FirstThing.QUESTIONS: translate("Laptops", "Settle what holds two answers: {questions} on “{name}”."),
        FirstThing.BEHIND: translate(
            "Laptops", "Let “{name}” send and receive: it lacks {behind} that colleagues wrote."
        ),
    }[advice.what]
    return words.format(
        name=laptop.name,
        days=number(advice.days),
        pending=pending,
        apart=counts.changes(laptop.kept_apart, translate),
        questions=number(laptop.questions),
        behind=counts.changes(laptop.behind, translate),
    )


def laptop_words(laptop: BranchLaptop, translate: Translate = english) -> str:
    """A laptop as a line."""
    parts = [laptop.name, f"{laptop.seen_at:%Y-%m-%d %H:%M}"]
    for count, words in (
        (laptop.behind, translate("Laptops", "{n} behind")),
        (laptop.pending, translate("Laptops", "{n} not yet sent")),
        (laptop.questions, translate("Laptops", "{n} with two answers")),
        (laptop.kept_apart, translate("Laptops", "{n} kept apart")),
        (laptop.forks, translate("Laptops", "copied or put back {n} times; nothing was lost")),
    ):
        if count:
            parts.append(words.format(n=number(count)))
    if laptop.is_revoked:
        parts.append(translate("Laptops", "shut out"))
    return "\t".join(parts)


def erasure_words(erasure: BranchErasure, translate: Translate = english) -> str:
    """How far an erasure is."""
    everybody = erasure.done + len(erasure.waiting)
    return translate("Laptops", "Erased on {done} of {all} laptops.").format(
        done=number(erasure.done), all=number(everybody)
    )


def page_words(page: LaptopsPage, translate: Translate = english) -> str:
    """The whole page: what to do first, laptops, erasures."""
    lines = [advice_words(page.advice, translate)]
    lines += [laptop_words(one, translate) for one in page.laptops]
    lines += [erasure_words(one, translate) for one in page.erasures]
    return "\n".join(lines)
