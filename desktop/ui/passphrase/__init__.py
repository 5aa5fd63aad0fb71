"""One's own passphrase, and the recovery sheet, while the records are open."""
