"""The central server: ledger, scopes, accounts and web endpoints."""
