"""Every sentence shown to a person; free of Qt."""
