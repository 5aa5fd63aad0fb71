"""What is said before and after somebody is erased."""

from desktop.wording.translation import Translate, english


def what_goes_words(translate: Translate = english) -> str:
    """What an erasure takes away, and from where."""
    return translate(
        "Erasing",
        "Everything that your branch wrote about them goes: what was typed, notes, visits and answers. It goes from"
        " this laptop now, and from the server and every other laptop when they next exchange.",
    )


def what_stays_words(*, is_on_a_register: bool, translate: Translate = english) -> str:
    """What an erasure leaves."""
    if is_on_a_register:
        return translate(
            "Erasing",
            "They stay on the lists with what the council’s register says of them: that is the council’s, and only the"
            " council can take it away.",
        )
    return translate("Erasing", "They are on no register here, so nothing of them is left on the lists.")


def no_way_back_words(translate: Translate = english) -> str:
    """That it cannot be undone."""
    return translate("Erasing", "This cannot be undone, by anybody.")


def ask_words(name: str, answer: str, translate: Translate = english) -> str:
    """The question in a terminal."""
    asked = translate("Erasing", "To erase {name}, type {answer} and press Enter: ").format(
        name=name or translate("Person", "Name not known"), answer=answer
    )
    return f"{what_goes_words(translate)}\n{no_way_back_words(translate)}\n{asked}"


def erased_words(*, is_on_a_register: bool, translate: Translate = english) -> str:
    """What was done."""
    done = translate("Erasing", "Erased on this laptop. The others follow when they next exchange.")
    if not is_on_a_register:
        return done
    return f"{done} {what_stays_words(is_on_a_register=True, translate=translate)}"


def nothing_erased_words(translate: Translate = english) -> str:
    """That nothing was done."""
    return translate("Erasing", "Nothing was erased.")
