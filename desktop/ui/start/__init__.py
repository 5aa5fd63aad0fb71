"""The first start, the passphrase, and what comes between."""
