"""The vault and the encrypted store: the only SQL on the client."""
