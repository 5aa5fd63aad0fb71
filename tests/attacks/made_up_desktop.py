"""A made-up logind and screen saver on a private bus, as a process of its own: it says what it is told to on its input.

``python -m tests.attacks.made_up_desktop ADDRESS``; a line of input is a signal, a line of output what was asked of it.
"""

import os
import sys
from typing import Any

from PySide6.QtCore import QCoreApplication, QSocketNotifier
from PySide6.QtDBus import (
    QDBusConnection,
    QDBusMessage,
    QDBusObjectPath,
    QDBusUnixFileDescriptor,
    QDBusVirtualObject,
)

LOGIND, PATH = "org.freedesktop.login1", "/org/freedesktop/login1"
SESSION_PATH = f"{PATH}/session/_37"
SIGNALS: dict[str, tuple[str, str, str, list[Any]]] = {
    "sleep": (PATH, f"{LOGIND}.Manager", "PrepareForSleep", [True]),
    "wake": (PATH, f"{LOGIND}.Manager", "PrepareForSleep", [False]),
    "lock": (SESSION_PATH, f"{LOGIND}.Session", "Lock", []),
    "other-lock": (f"{PATH}/session/_99", f"{LOGIND}.Session", "Lock", []),
    "gnome": ("/org/gnome/ScreenSaver", "org.gnome.ScreenSaver", "ActiveChanged", [True]),
    "kde": ("/ScreenSaver", "org.freedesktop.ScreenSaver", "ActiveChanged", [True]),
    "kde-off": ("/ScreenSaver", "org.freedesktop.ScreenSaver", "ActiveChanged", [False]),
}


class Logind(QDBusVirtualObject):
    """Answers Inhibit with the writing end of a pipe, and tells when it is closed; GetSession with a path."""

    def __init__(self) -> None:
        super().__init__()
        self._watching: QSocketNotifier | None = None

    def introspect(self, _path: str) -> str:
        return ""

    def handleMessage(self, message: QDBusMessage, connection: QDBusConnection) -> bool:  # noqa: N802 - Qt's
        if message.member() == "GetSession":
            answer(connection, message, QDBusObjectPath(SESSION_PATH))
        elif message.member() == "Inhibit":
            reading, writing = os.pipe()
            answer(connection, message, QDBusUnixFileDescriptor(writing))
            os.close(writing)
            self._watching = QSocketNotifier(reading, QSocketNotifier.Type.Read, self)
            self._watching.activated.connect(lambda: self._let_go(reading))
            tell("held " + " ".join(message.arguments()[::3]))
        else:
            return False
        return True

    def _let_go(self, reading: int) -> None:
        if self._watching is not None:
            self._watching.setEnabled(False)
            self._watching = None
            os.close(reading)
            tell("let go")


def answer(connection: QDBusConnection, message: QDBusMessage, value: object) -> None:
    reply = message.createReply()
    reply.setArguments([value])
    connection.send(reply)


def tell(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def main() -> int:
    app = QCoreApplication([])
    bus = QDBusConnection.connectToBus(sys.argv[1], "made-up")
    logind = Logind()
    if not bus.registerService(LOGIND) or not bus.registerVirtualObject(PATH, logind):
        return 1
    listener = QSocketNotifier(0, QSocketNotifier.Type.Read)

    def obey() -> None:
        line = sys.stdin.readline().strip()
        if not line:
            app.quit()
            return
        path, interface, name, arguments = SIGNALS[line]
        signal = QDBusMessage.createSignal(path, interface, name)
        signal.setArguments(arguments)
        bus.send(signal)

    listener.activated.connect(obey)
    tell("ready")
    return app.exec()


if __name__ == "__main__":
    sys.exit(main())
